"""Replaying questions before an entry takes effect: what comes near it, told from what cannot change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.directory import load
from bot.knowledge.values import Entry, Pin
from bot.matching import replay as replay_matching
from bot.matching.clusters import alike
from bot.matching.encoder import Remembering, VectorCache
from bot.matching.matcher import Matcher
from bot.matching.replay import answered_by, near, replay, replayed
from tests.matching.making import VILLAGE, GramEncoder
from tests.stage.paths import KNOWLEDGE

SHIPPED = load(KNOWLEDGE)
EXAMPLES = {question for entry in SHIPPED.entries for question in entry.questions}


def never() -> bool:
    """Nobody stops it."""
    return False


def rival(number: int) -> Entry:
    """A tip that takes the words of three questions of another entry, so that it competes with it."""
    other = SHIPPED.entries[number]
    text = " ".join(other.questions[:3])
    return Entry("rival", other.theme, "exempel", other.questions[0], text, questions=other.questions[1:3])


@pytest.mark.parametrize("number", [20])
def test_what_changes_is_among_the_questions_that_come_near(number: int) -> None:
    """Every fifth example question is replayed in full: none that changes is outside those sought as near."""
    before = Matcher(SHIPPED)
    after = before.extended((*SHIPPED.entries, rival(number)))
    close = near(before, [rival(number)], EXAMPLES)
    changed = {each.question for each in replay(sorted(EXAMPLES)[::5], before, after, never)}
    assert changed <= set(close)
    assert replay(close, before, after, never)
    assert len(close) <= 200


def test_an_edited_entrys_own_questions_are_all_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit can lose every one of them, also where many others are as near."""
    monkeypatch.setattr(replay_matching, "MOST_NEAR", 1)
    old = SHIPPED.entries[5]
    new = replace(old, title="Något annat", answer="Helt andra ord.", questions=("helt andra ord",))
    before = Matcher(SHIPPED)
    told = replayed([], before, before.extended((*SHIPPED.entries[:5], new, *SHIPPED.entries[6:])), never)
    lost = {each.question for each in told.changes if each.before is not None and each.before.id == old.id}
    assert set(old.questions) <= set(near(before, [old, new], EXAMPLES))
    assert len(lost) > len(old.questions) / 2
    assert told.examples == len(EXAMPLES)


def test_no_example_question_is_encoded_again(tmp_path: Path) -> None:
    """Their vectors come from the cache; only what members asked and the tip's own phrases are new."""
    cache = VectorCache(tmp_path / "v.db")
    Matcher(VILLAGE, GramEncoder(), cache)
    encoder = GramEncoder()
    before = Matcher(VILLAGE, Remembering(encoder), cache).ready()
    tip = Entry("tip", "allt", "exempel", "Fiber i byn", "Byn grävde fiber med egen grävmaskin.")
    after = before.extended((*VILLAGE.entries, tip))
    encoder.encoded.clear()
    told = replayed(["hur gräver man fiber"], before, after, never)
    assert (told.asked, told.examples) == (1, 6)
    assert told.near > 0
    assert set(encoder.encoded) <= {"hur gräver man fiber", tip.title, tip.answer}


def test_what_matching_does_not_read_makes_nothing_near() -> None:
    """An entry that only leads elsewhere, or is pinned, answers as before; what it is pinned to is tried."""
    first, *others = VILLAGE.entries
    placed = replace(first, related=(others[0].id,), pins=(Pin("vem har zubbeln", date(2090, 1, 1)),))
    before = Matcher(VILLAGE)
    after = before.extended((*others, placed)).taught((), [("vem har zubbeln", first.id)])
    done = replayed([], before, after, never, ["vem har zubbeln"])
    assert [each.question for each in done.changes] == ["vem har zubbeln"]
    assert done.near <= replayed([], before, before, never, ["vem har zubbeln"]).near


def test_it_stops_when_told() -> None:
    """Between two questions."""
    matcher = Matcher(VILLAGE)
    with pytest.raises(InterruptedError):
        replay(["fiber"], matcher, matcher, lambda: True)
    with pytest.raises(InterruptedError):
        answered_by(matcher, VILLAGE.entries[0], ["fiber"], lambda: True)


@pytest.mark.parametrize("semantic", [False, True])
def test_texts_like_another_are_found_among_very_many(tmp_path: Path, semantic: bool) -> None:
    """The most alike first; what only shares common words is not one of them."""
    matcher = Matcher(VILLAGE, GramEncoder(), VectorCache(tmp_path / "v.db")) if semantic else Matcher(VILLAGE)
    others = [f"Vi i Åsby har en förening som samlar in pantburk {number}" for number in range(3_000)]
    others[1_500] = "Vi köpte en begagnad glasskiosk på hjul i Åsby"
    others[2_000] = "Glasskiosk på hjul, begagnad"
    found = alike(matcher, "Vi i Åsby köpte en begagnad glasskiosk på hjul", others)
    assert found[0] == 1_500
    assert 2_000 in found
    assert alike(matcher, "", others) == alike(matcher, "fiber", []) == ()
