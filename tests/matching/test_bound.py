"""From a promise to the confidence that a sure answer needs."""

from dataclasses import replace

import numpy as np
import pytest

from bot.knowledge.values import Knowledge
from bot.matching import fusion
from bot.matching.bound import Verdict, bounded, elsewhere, reached_by
from bot.matching.content import ordinary
from bot.matching.encoder import VectorCache
from bot.matching.matcher import Matcher
from bot.matching.promise import Temptations
from tests.matching.making import VILLAGE, GramEncoder, entry

NOBODY = np.zeros(0)
BARE = fusion.Weights({}, {}, 1.0, 0.3, 0.0, taught=False, wrong=((0.001, 0.9), (0.01, 0.6), (0.1, 0.2)))


def test_at_most_the_promised_share_reaches_the_threshold() -> None:
    confidences = np.linspace(0, 1, 201)
    for share in (0.0, 0.02, 0.1, 0.5):
        assert (confidences >= reached_by(share, confidences)).sum() <= share * (len(confidences) + 1)
    assert reached_by(0.02, NOBODY) == 0


@pytest.mark.parametrize(("most_wrong", "asked"), [(0.0, 1.0), (0.001, 0.9), (0.0055, 0.75), (0.01, 0.6), (0.5, 0.2)])
def test_other_networks_ask_for_more_confidence_the_stricter_the_promise(most_wrong: float, asked: float) -> None:
    """Below the least share that was measured nothing is confident enough."""
    assert elsewhere(BARE.wrong, most_wrong) == pytest.approx(asked)


def test_the_stricter_of_both_estimates_counts() -> None:
    quiet, tempting = np.zeros(100), np.full(100, 0.8)
    assert bounded(BARE, 0.01 / 0.6, quiet, quiet).answer == pytest.approx(0.6)
    assert bounded(BARE, 0.01 / 0.6, tempting, tempting).answer > 0.8


def test_what_is_asked_back_needs_no_more_than_what_is_answered() -> None:
    found = bounded(BARE, 0.5, NOBODY, np.full(100, 0.9))
    assert found.suggestions == found.answer == pytest.approx(0.2)


def test_taught_knowledge_never_asks_for_less_than_was_fitted() -> None:
    taught = fusion.weights("semantic")
    assert bounded(taught, 0.5, np.zeros(100), np.zeros(100)) == taught
    assert bounded(taught, 0.02, np.full(100, 0.9), NOBODY).answer > taught.answer


def test_words_alone_give_a_sure_answer_where_they_leave_no_doubt() -> None:
    """Without an encoder, from entries that nobody has taught."""
    bare = Matcher(Knowledge(tuple(replace(each, questions=()) for each in VILLAGE.entries)))
    assert bare.semantic is None
    assert bare.match("hyrs bygdegården ut till möten").outcome == "answer"
    assert bare.match("hyrs båten ut till sommaren").outcome != "answer"


def test_nothing_is_said_to_be_missing_in_an_entry_that_nobody_has_taught() -> None:
    """A sentence may tell it in words that no list has, as "inget" tells what it costs."""
    told = entry("bastu", "Bastun vid sjön får alla i byn låna, och de betalar inget.")
    other = entry("spår", "Elljusspåret är tänt hela vintern och sköts av idrottsklubben.")
    found = Matcher(Knowledge((told, other))).match("vad kostar bastun")
    assert (found.outcome, found.hits[0].entry, found.lacks) == ("suggestions", told, None)


def test_a_rejected_answer_asks_for_more_confidence_from_then_on() -> None:
    """One that was right changes nothing, nor one that would not be given anyway."""
    matcher = Matcher(VILLAGE, most_wrong=0.02)
    asked = "vad kostar det att hyra bygdegården till fest"
    sure = fusion.confidence(matcher.weigh(asked).signals, matcher.weights.confidence)
    before = matcher.weights.answer
    rejected = [Verdict(f"{asked}{'!' * number}", "bygdegard", right=False) for number in range(40)]
    assert matcher.judged(rejected).weights.answer > max(before, sure)
    assert matcher.judged([replace(each, right=True) for each in rejected]).weights.answer <= before
    assert matcher.judged([replace(each, entry_id="fiber") for each in rejected]).weights.answer <= before
    assert matcher.judged(rejected).judged(()).weights == matcher.weights


def test_what_was_chosen_instead_counts_as_rejected() -> None:
    """A member meant another entry than the one that would be answered."""
    matcher = Matcher(VILLAGE, most_wrong=0.02)
    chosen = [Verdict("vad kostar det att hyra bygdegården till fest", "fiber", right=True)] * 40
    assert matcher.judged(chosen).weights.answer > matcher.weights.answer


def test_english_is_read_as_english_where_the_knowledge_is() -> None:
    """Its function words carry no meaning, and "booking" is about what says "booked"."""
    hall = Matcher(
        Knowledge(
            (
                entry("hire", "The hall is booked through the secretary, who will tell you what it costs to hire it."),
                entry("keys", "The key hangs in the safe by the back door, and the code is sent the day before."),
            )
        )
    )
    found = hall.weigh("when would the booking")
    assert found.lexical.content.heavy == ("booking",)
    assert hall.lexical.about("booking") == {0}


def test_a_promise_is_kept_with_meaning_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of the messages that come with the program, at most so many are surely answered."""
    cache = VectorCache(tmp_path_factory.mktemp("vectors") / "v.db")
    matcher = Matcher(Knowledge(VILLAGE.entries), GramEncoder(), cache)
    outside = ordinary().outside[::4]
    assert sum(matcher.match(text).outcome == "answer" for text in outside) <= 0.02 * len(outside) + 1


def test_an_entry_is_judged_by_its_own_kind_beside_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for a few bare ones, as approved tips are, there are no standards of their own."""
    monkeypatch.setattr(Matcher, "_temptations", lambda *_: Temptations([]))
    taught = [
        entry(f"t{n}", f"Grej{n}lådan lånas ut av laget.", *(f"fråga {i} om grej{n}" for i in range(45)))
        for n in range(10)
    ]
    bare = [entry(f"b{n}", f"Sak{n}skåpet lånas ut av laget.") for n in range(10)]
    mixed, with_a_tip = (Matcher(Knowledge((*taught, *bare[:number]))) for number in (10, 1))
    asked = {"vem lånar ut grej0lådan": True, "vem lånar ut sak0skåpet": False}
    for question, is_taught in asked.items():
        found = mixed.match(question).hits[0].entry
        assert (found in taught) == is_taught
        assert mixed.fitted(mixed.weigh(question)).taught == is_taught
        assert with_a_tip.fitted(with_a_tip.weigh(question)).taught


def test_bare_entries_beside_them_leave_taught_ones_as_they_are_to_each_other() -> None:
    """However many there are: neither the words' rarity nor the scores of one kind are told from the other."""
    taught = [
        entry(f"t{n}", f"Grej{n}lådan lånas ut av laget.", *(f"fråga {i} om grej{n}" for i in range(45)))
        for n in range(10)
    ]
    bare = [entry(f"b{n}", f"Lådan med sak{n} lånas inte ut av laget i grannbyn.") for n in range(40)]
    alone, mixed = Matcher(Knowledge(tuple(taught))), Matcher(Knowledge((*taught, *bare)))
    for question in ("vem lånar ut grej3lådan", "fråga 7 om grej2", "lånas något ut"):
        before, after = alone.weigh(question).scores, mixed.weigh(question).scores[: len(taught)]
        np.testing.assert_allclose(after - after.max(), before - before.max(), atol=1e-4)
