"""The phrases of entries, and the mean of an entry's best."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.phrases import phrases_of
from tests.matching.making import VILLAGE, entry


def test_phrases_are_title_answer_questions_and_keywords_once_each() -> None:
    """A bare entry's title is its answer's beginning and is no phrase of its own; nothing is said twice."""
    full = entry("a", "Svar.", "Fråga?", "Fråga?", "Svar.", title="Titel", keywords=("ett", "två"))
    bare = entry("b", "Ett längre svar än så.")
    found = phrases_of([full, bare])
    assert found.texts == ("Titel", "Svar.", "Fråga?", "ett, två", "Ett längre svar än så.")
    assert found.owners.tolist() == [0, 0, 0, 0, 1]
    assert (found.starts.tolist(), found.counts.tolist()) == ([0, 4], [4, 1])


def test_an_entry_of_harmful_letters_only_is_still_found_by_its_id() -> None:
    """Every entry has a phrase, so the arrays have no holes."""
    assert phrases_of([entry("zalgo", "\u0336")]).texts == ("zalgo",)


def test_no_entries_make_empty_phrases() -> None:
    """An empty knowledge is no error."""
    assert phrases_of([]).best(np.zeros(0, np.float32), 3).shape == (0,)


@pytest.mark.parametrize(("most", "means"), [(1, [3, 4]), (2, [2.5, 4]), (3, [2, 4]), (8, [2, 4])])
def test_the_best_are_averaged_over_those_there_are(most: int, means: list[float]) -> None:
    """An entry with fewer phrases is not punished for it."""
    phrases = phrases_of([entry("a", "Ett.", "två", title="tre"), entry("b", "fyra")])
    assert phrases.best(np.array([1, 3, 2, 4], np.float32), most).tolist() == means


def test_an_entry_is_the_barer_the_fewer_phrases_it_has() -> None:
    """An approved tip is about 2, and from forty phrases on an entry is taught, however many more there are."""
    questions = [f"Fråga {number}?" for number in range(60)]
    found = phrases_of([entry("tip", "Svar."), entry("half", "Svar.", *questions[:19]), entry("taught", *questions)])
    np.testing.assert_allclose(found.bareness(), [np.log(40), np.log(2), 0], rtol=1e-6)


@given(st.lists(st.floats(-10, 10, width=32), min_size=9, max_size=9), st.integers(1, 12))
def test_best_agrees_with_sorting_by_hand(scores: list[float], most: int) -> None:
    """The same as sorting each entry's scores; negative scores too."""
    phrases = phrases_of(VILLAGE.entries)
    given_scores = np.resize(np.array(scores, np.float32), len(phrases.texts))
    by_hand = [
        np.sort(given_scores[phrases.owners == number])[::-1][:most].mean() for number in range(len(VILLAGE.entries))
    ]
    np.testing.assert_allclose(phrases.best(given_scores, most), by_hand, rtol=1e-4, atol=1e-5)
