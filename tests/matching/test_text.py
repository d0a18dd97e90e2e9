"""What is left of a message before anything looks at it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import MOST_LETTERS, cut, fold, grams, spelled_words, words

ANY_TEXT = st.text(st.characters(), max_size=1000)


def test_decomposed_swedish_becomes_composed() -> None:
    """A phone that sends a and a ring apart (NFD) writes the same å as one that sends it whole."""
    assert cut(unicodedata.normalize("NFD", "Åka båt på ön")) == "Åka båt på ön"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("z̸̢͍͠a̵͖͝l̶g̷o̵", "zalgo"),
        ("bil\ud800pool", "bil pool"),
        ("\u202ebilpool\u202c", "bilpool"),
        ("bil\u200dpool\u00ad", "bilpool"),
        ("bil\x00\tpool\x1b\n", "bil pool"),
        ("bil\u2028\u3000pool", "bil pool"),
        ("\ue000bil\U0010ffff", "bil"),
        (" \n ", ""),
        ("🚗 bil?", "🚗 bil?"),
        ("جمعية", "جمعية"),
    ],
)
def test_what_harms_is_dropped_and_the_rest_is_kept(typed: str, kept: str) -> None:
    """Loose accents, surrogates, direction marks, joiners, control and private letters go; words and emoji stay."""
    assert cut(typed) == kept


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """Time does not grow with what somebody pastes."""
    assert cut("å" * 100_000) == "å" * MOST_LETTERS


@given(ANY_TEXT)
def test_a_cut_text_can_be_encoded_and_cutting_it_again_changes_nothing(text: str) -> None:
    """UTF-8 takes it, it is short, on one line, and the same however often it is cut."""
    short = cut(text)
    short.encode()
    assert len(short) <= MOST_LETTERS
    assert len(short.splitlines()) <= 1
    assert cut(short) == short


def test_letters_with_dots_and_rings_fold_to_plain_ones() -> None:
    """Who types without å ä ö is understood; capitals do not matter either."""
    assert fold("ÅÄÖ Idé ß") == "aao ide ss"
    assert words("Var är X_Y, båten?") == ["var", "ar", "x", "y", "baten"]


@given(ANY_TEXT)
def test_spelled_words_keep_step_with_folded_words(text: str) -> None:
    """The speller can tell each folded word's spelling by its place."""
    assert [fold(word) for word in spelled_words(text)] == words(text)


def test_grams_know_where_a_word_begins_and_ends() -> None:
    """Three and four letters at a time, with a space at the ends."""
    assert list(grams(["by"])) == [" by", "by ", " by "]
