"""/obesvarade: what members asked in vain, cleaned, linked and asked about by moderators."""

from collections.abc import Sequence

import pytest

from bot.chat import texts as chat_texts
from bot.features.roles import texts as roles_texts
from bot.features.roles.texts import NOT_MODERATOR
from bot.features.unanswered import texts as unanswered_texts
from bot.features.unanswered.handlers import clusters as unanswered_handlers
from bot.language.text import units
from bot.matching.replay import Stopped
from tests.conftest import Stage
from tests.stage.entries import put_phrase
from tests.stage.queue import press
from tests.stage.unanswered import DRONES, HIDDEN, ask, forged, labels, listed, opened


async def test_one_tap_links_a_question_and_another_takes_that_back(desk: Stage) -> None:
    """The next member who asks is answered; after Ångra nobody is, and the question is on the list again."""
    page = await opened(desk)
    link = next(label for label in labels(desk, page) if label.startswith("Koppla: "))
    entry = next(each for each in desk.services.library.knowledge.entries if link[8:].rstrip("…") in each.title)
    await press(desk, desk.village.officer, link, page)
    assert "Johan kopplade till svaret" in desk.now(page).text
    assert (await desk.say(DRONES))[0].text.startswith(entry.title)
    await press(desk, desk.village.organiser, chat_texts.UNDO, page)
    assert "Birgitta ångrade" in desk.now(page).text
    assert DRONES not in [each for entry in desk.services.library.knowledge.entries for each in entry.questions]
    assert f"1. {DRONES}" in (await listed(desk)).text


async def test_all_wordings_of_a_question_are_linked_and_taken_back_together(desk: Stage) -> None:
    """What was linked at another time stays as it is."""
    other = "kvällsöppet för drönarpilot"
    await ask(desk, other, 1, 2, 3)
    page = await opened(desk)
    assert f"• {other}" in desk.now(page).text
    await put_phrase(desk.services.database, "distansarbete", "ett annat sätt att fråga")
    await press(desk, desk.village.officer, labels(desk, page)[0], page)
    rows = await desk.services.database.rows("SELECT phrase FROM phrases ORDER BY phrase")
    assert [row["phrase"] for row in rows] == ["ett annat sätt att fråga", other, DRONES]
    await press(desk, desk.village.officer, chat_texts.UNDO, page)
    rows = await desk.services.database.rows("SELECT phrase FROM phrases")
    assert [row["phrase"] for row in rows] == ["ett annat sätt att fråga"]


async def test_whoever_waits_for_an_answer_hears_when_the_question_is_linked(desk: Stage) -> None:
    """ "Säg till när det finns svar" leads to the entry."""
    [no_answer] = await desk.say(DRONES)
    await desk.press(no_answer, "Säg till när det finns svar")
    before = len(desk.simulator.sent(desk.private))
    await ask(desk, DRONES, 1, 2, 3)
    page = await listed(desk)
    await press(desk, desk.village.officer, "1", page)
    await press(desk, desk.village.officer, labels(desk, page)[0], page)
    assert len(desk.simulator.sent(desk.private)) == before + 1


async def test_the_press_is_acknowledged_before_the_questions_are_grouped(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks at a spinner meanwhile."""
    page, acknowledged = await opened(desk), list[int]()
    groups = desk.services.library.groups

    async def counted(asked: Sequence[str], stopped: Stopped) -> tuple[tuple[int, ...], ...]:
        acknowledged.append(len(desk.simulator.calls("answerCallbackQuery")))
        return await groups(asked, stopped)

    monkeypatch.setattr(desk.services.library, "groups", counted)
    before = len(desk.simulator.calls("answerCallbackQuery"))
    await press(desk, desk.village.officer, labels(desk, page)[0], page)
    assert acknowledged == [before + 1]


async def test_a_late_press_says_that_the_question_has_an_answer(desk: Stage) -> None:
    """Two moderators have the same question open: the second is told, and nothing is linked twice."""
    page = await opened(desk)
    other = await listed(desk)
    await press(desk, desk.village.organiser, "1", other)
    await press(desk, desk.village.officer, labels(desk, page)[0], page)
    await press(desk, desk.village.organiser, labels(desk, other)[1], other)
    assert desk.now(other).text == unanswered_texts.GONE
    rows = await desk.services.database.rows("SELECT added_by FROM phrases")
    assert [row["added_by"] for row in rows] == [desk.village.officer.id]


async def test_members_are_asked_for_tips_by_a_message_to_forward(desk: Stage) -> None:
    """Its link shows the question in private and begins a tip."""
    page = await opened(desk)
    await press(desk, desk.village.officer, unanswered_texts.ASK_FOR_TIPS, page)
    invitation = desk.simulator.sent(desk.village.moderators)[-1]
    assert DRONES in invitation.text
    url = next(each["url"] for each in invitation.entities if each["type"] == "text_link")
    before = len(desk.simulator.sent(desk.private))
    desk.simulator.people.start(desk.anna, url.rpartition("=")[2])
    await desk.settled()
    shown = [each.text for each in desk.simulator.sent(desk.private)[before:]]
    assert f"Någon har frågat: {DRONES}" in shown
    assert "Vad har ni gjort" in shown[-1]


async def test_only_moderators_press_and_read(desk: Stage) -> None:
    """A forged press by a member shows nothing; a moderator's opens and links nothing that is hidden."""
    token = await ask(desk, HIDDEN, 1)
    page = await listed(desk)
    assert await desk.forge(page, f"o:r:{token}") == NOT_MODERATOR
    assert await forged(desk, page, "o:x:1") == unanswered_texts.UNDONE_BEFORE
    assert await forged(desk, page, "o:c") == chat_texts.STALE_BUTTON
    for data in (f"o:c:{token}:1", f"o:t:{token}", f"o:l:{token}:distansarbete"):
        await forged(desk, page, "o:p:1")
        await forged(desk, page, data)
        assert desk.now(page).text == unanswered_texts.GONE
    await forged(desk, page, "o:p:1")
    assert await desk.services.database.rows("SELECT * FROM phrases") == []
    desk.simulator.rooms.leave(desk.village.moderators, desk.village.officer)
    assert await press(desk, desk.village.officer, unanswered_texts.CLEAN, page) == NOT_MODERATOR
    assert (await desk.say("/obesvarade"))[0].text == roles_texts.NOT_MODERATORS


async def test_long_lists_have_pages_and_keep_their_numbers(desk: Stage) -> None:
    """Number 7 stands on the second page, and leads to the seventh question; the way back is to that page."""
    made = ["".join(chr(ord("a") + (7 * n + k * k) % 26) for k in range(9)) for n in range(8)]
    for number, text in enumerate(made):
        await ask(desk, text, *range(1, 12 - number))
    page = await listed(desk)
    assert "1–6 av 8" in page.text
    await press(desk, desk.village.officer, unanswered_texts.NEXT, page)
    assert f"7. {made[6]}" in desk.now(page).text
    await press(desk, desk.village.officer, "7", page)
    assert desk.now(page).text.startswith(made[6])
    await press(desk, desk.village.officer, unanswered_texts.TO_LIST, page)
    assert "7–8 av 8" in desk.now(page).text


async def test_any_text_fits_on_every_page(desk: Stage) -> None:
    """However long or odd, it is listed, opened, read and linked."""
    for text in ("&<" * 240 + " kvastar", "😀" * 200 + " xylofoner", "z" * 500):
        await ask(desk, text, 1, 2, 3)
    await ask(desk, "<>" * 200 + " qwrtplk", 1)
    page = await listed(desk)
    for number in ("1", "2", "3"):
        await press(desk, desk.village.officer, number, page)
        await press(desk, desk.village.officer, unanswered_texts.TO_LIST, page)
    await press(desk, desk.village.officer, unanswered_texts.CLEAN, page)
    assert 0 < units(await press(desk, desk.village.officer, labels(desk, page)[0], page)) <= 200


async def test_nothing_in_vain_is_said(desk: Stage) -> None:
    """An empty list is good news."""
    assert (await listed(desk)).text == unanswered_texts.NOTHING


async def test_a_list_that_takes_long_is_announced_and_comes_in_the_same_message(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message: first that the questions are being read, then the list."""
    monkeypatch.setattr(unanswered_handlers, "PATIENCE", 0)
    await ask(desk, DRONES, 1, 2, 3)
    page = await listed(desk)
    said = [str(call.params["text"]) for call in desk.simulator.calls("sendMessage")]
    assert said[-1] == unanswered_texts.READING
    assert f"1. {DRONES}" in desk.now(page).text
