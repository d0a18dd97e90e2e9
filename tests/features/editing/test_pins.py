"""An answer is pinned to several questions, each for its own time, and let go of one at a time."""

from datetime import date

from bot.features.editing import texts
from bot.features.editing.actions import mark_of
from bot.features.moderation.store.changes import as_proposal
from bot.features.moderation.texts import decisions as decisions_texts
from bot.knowledge.store import placement_of
from bot.knowledge.values import Pin
from tests.conftest import Stage
from tests.stage.editing import ENTRY, changed, in_use, last, published, svar, tap

ONE, OTHER = Pin("vad händer på onsdag kväll", date(2090, 1, 1)), Pin("vem har zubbeln", date(2091, 1, 1))
LINES = f"fäst: {ONE.phrase} till 1 januari 2090\n{OTHER.phrase} till 1 januari 2091"


async def test_several_questions_are_pinned_and_one_is_let_go(desk: Stage) -> None:
    """All are listed with their last day; what the question would get instead is shown first; undone it is back."""
    before = in_use(desk)
    assert before is not None
    await published(desk, LINES)
    pinned = in_use(desk)
    assert pinned is not None
    assert pinned.pins == (ONE, OTHER)
    for each in (ONE, OTHER):
        assert (await desk.say(f"{each.phrase}?"))[-1].text.startswith(before.title)
    shown = (await svar(desk))[-1]
    assert f"Fäst vid ”{ONE.phrase}” till 1 januari 2090." in shown.text
    assert f"Fäst vid ”{OTHER.phrase}” till 1 januari 2091." in shown.text
    await tap(desk, texts.unpinned(ONE))
    preview = last(desk, "Publicera").text
    assert f"{ONE.phrase}: {before.title} → " in preview
    assert OTHER.phrase not in preview.split("Jag har prövat")[0].split("nytt förstasvar")[1]
    await tap(desk, "Publicera")
    left = in_use(desk)
    assert left is not None
    assert left.pins == (OTHER,)
    assert not (await desk.say(f"{ONE.phrase}!"))[-1].text.startswith(before.title)
    await tap(desk, "Ångra")
    assert in_use(desk) == pinned


async def test_one_more_is_pinned_beside_those_there_are(desk: Stage) -> None:
    """A phrase that is pinned already gets its new day; "inga" takes all away."""
    await published(desk, LINES)
    await published(desk, f"fäst: {ONE.phrase.capitalize()} till 1 februari 2090")
    pinned = in_use(desk)
    assert pinned is not None
    assert [each.until for each in pinned.pins] == [date(2090, 2, 1), OTHER.until]
    await published(desk, "fäst: inga")
    assert (in_use(desk) or pinned).pins == ()


async def test_too_many_are_told(desk: Stage) -> None:
    """Nothing is changed then."""
    lines = "\n".join(f"fråga nummer {number} till 1 januari 2090" for number in range(11))
    told = await changed(desk, f"fäst: {lines}")
    assert "högst tio" in told
    assert decisions_texts.NOTHING_TAKEN in told


async def test_a_button_of_a_pin_that_is_gone_changes_nothing(desk: Stage) -> None:
    """Somebody was first."""
    await published(desk, LINES)
    shown = (await svar(desk))[-1]
    await published(desk, "fäst: inga")
    await desk.press(shown, texts.unpinned(ONE), desk.village.officer)
    assert mark_of(ONE) != mark_of(OTHER)
    left = in_use(desk)
    assert left is not None
    assert left.pins == ()
    assert left.id == ENTRY


def test_what_history_kept_of_one_pin_is_read() -> None:
    """From when an answer had one at most."""
    kept = {"title": "T", "answer": "A", "theme": "mat", "keywords": [], "questions": []}
    assert as_proposal({**kept, "pin": ONE.phrase, "pinned_until": "2090-01-01"}).pins == (ONE,)
    assert as_proposal({**kept, "pin": None, "pinned_until": None}).pins == as_proposal(kept).pins == ()
    pin = {"phrase": ONE.phrase, "until": "2090-01-01", "pinned_at": "2026-11-01T10:00:00Z"}
    placed = placement_of({"entry_id": ENTRY, "pin": pin, "retired_at": None})
    assert placed == {"entry_id": ENTRY, "pins": [{**pin, "removed": 0}], "retired_at": None}
    assert placement_of({**placed, "pins": []})["pins"] == []
