"""What tips have become is changed as what stands in files is, also when a tip has been moved into a file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.features.editing import texts
from bot.features.moderation.store import queue
from bot.knowledge import store
from bot.knowledge.values import Entry, Link, Pin
from tests.conftest import Stage
from tests.stage.editing import ENTRY, in_use, published, svar, tap
from tests.stage.entries import put_entry
from tests.stage.queue import cards

TIP = "budrunda"
LINES: dict[str, dict[str, Any]] = {
    "titel: Bud på torsdagar": {"title": "Bud på torsdagar"},
    "svar: Varor körs hem på tisdagar.": {"answer": "Varor körs hem på tisdagar."},
    "fler frågor: vem kör hem zubbel?": {"questions": ("vem kör hem zubbel?",)},
    "länkar: Byn https://exempel.se": {"links": (Link("Byn", "https://exempel.se"),)},
    "kontakt: Byalaget": {"contact": "Byalaget"},
    "gäller_till: 31 december 2090": {"valid_until": date(2090, 12, 31)},
    "fäst: vem har zubbeln till 1 januari 2090": {"pins": (Pin("vem har zubbeln", date(2090, 1, 1)),)},
}


async def a_tip(desk: Stage, entry_id: str = TIP) -> Entry:
    """An entry that a tip has become."""
    await put_entry(desk.services.database, entry_id)
    await desk.services.library.refresh(await store.read(desk.services.database))
    found = in_use(desk, entry_id)
    assert found is not None
    return found


async def test_every_line_of_a_tips_answer_is_changed_and_taken_back(desk: Stage) -> None:
    """All at once, in use at once; undone it is as it was, and who gave it is told all the time."""
    before = await a_tip(desk)
    wanted = {name: value for each in LINES.values() for name, value in each.items()}
    await published(desk, "\n".join(LINES), TIP)
    assert in_use(desk, TIP) == replace(before, **wanted)
    await tap(desk, "Ångra")
    assert in_use(desk, TIP) == before


async def test_a_tips_answer_is_taken_out_of_use_and_in_again(desk: Stage) -> None:
    """It is found all the while."""
    before = await a_tip(desk)
    await svar(desk, TIP)
    await tap(desk, texts.TAKE_OUT)
    await tap(desk, "Ta ur bruk")
    assert in_use(desk, TIP) is None
    assert "Ur bruk." in (await svar(desk, TIP))[-1].text
    await tap(desk, texts.TAKE_IN)
    await tap(desk, "Ta i bruk")
    assert in_use(desk, TIP) == before


@pytest.mark.parametrize("line", ["svar: Nytt.", "fäst: vem har zubbeln till 1 januari 2090"])
async def test_a_tip_that_was_moved_into_a_file_is_changed_there(desk: Stage, line: str) -> None:
    """The file's text is what is changed, not the tip's that lies beneath it."""
    before = in_use(desk)
    await a_tip(desk, ENTRY)
    assert in_use(desk) == before
    await published(desk, line)
    after = in_use(desk)
    assert before is not None
    assert after is not None
    assert after != before
    assert (after.title, after.sources) == (before.title, before.sources)
    await tap(desk, "Ångra")
    assert in_use(desk) == before


async def test_two_changes_published_at_once(desk: Stage) -> None:
    """Two moderators press the same button: one change, one entry in the history, the other is told who was first."""
    before = await a_tip(desk)
    await published(desk, "svar: Först.", TIP)
    await svar(desk, TIP)
    await tap(desk, "Ändra")
    asked = desk.simulator.sent(desk.village.moderators)[-1]
    desk.simulator.people.send_text(desk.village.moderators, desk.village.officer, "svar: Sedan.", reply_to=asked)
    await desk.settled()
    await tap(desk, "Godkänn")
    [card] = [each for each in cards(desk) if "Publicera" in [button["text"] for button in each.buttons]]
    presses = [
        desk.simulator.people.press(user, card, "Publicera") for user in (desk.village.officer, desk.village.organiser)
    ]
    await desk.settled()
    told = [str((desk.simulator.people.answer_to(each) or {}).get("text", "")) for each in presses]
    assert sorted(bool(each) for each in told) == [False, True]
    assert "hann före" in "".join(told)
    assert (in_use(desk, TIP) or before).answer == "Sedan."
    assert len(await queue.changes_of(desk.services.database, TIP)) == 2
