"""Whoever waits for an answer hears when it can no longer be undone, and not before."""

from datetime import timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.features.asking import texts as asking_texts
from bot.features.unanswered import texts as unanswered_texts
from bot.gateway import outbox
from bot.storage.clock import now, stamp
from tests.conftest import Stage
from tests.stage.waiting import ASKED, NONSENSE, answers, approve, ask_in_vain, wait, waiting


@pytest.fixture(autouse=True)
def _with_grace(monkeypatch: pytest.MonkeyPatch, _without_grace: None) -> None:
    monkeypatch.setattr(outbox, "GRACE", timedelta(minutes=10))


async def pass_time(desk: Stage, minutes: int) -> None:
    """Let answers have been queued so much longer ago, and the outbox look."""
    queued = stamp(now() - timedelta(minutes=minutes))
    await desk.services.database.execute("UPDATE notices SET created_at = ? WHERE waiter_id > 0", (queued,))
    desk.services.outbox.set()
    await desk.settled()


async def test_a_tip_undone_within_ten_minutes_is_told_to_nobody(desk: Stage) -> None:
    """Anna waits on, as /mina shows all the while; approved anew, she hears once ten minutes later."""
    await wait(desk)
    card = await approve(desk)
    await pass_time(desk, 9)
    assert answers(desk) == []
    assert await waiting(desk) == [ASKED]
    await desk.press(card, "Ångra", desk.village.officer)
    await pass_time(desk, 11)
    assert answers(desk) == []
    assert await waiting(desk) == [ASKED]
    for button in ("Godkänn", "Publicera"):
        await desk.press(card, button, desk.village.officer)
    assert answers(desk) == []
    await pass_time(desk, 11)
    assert len(answers(desk)) == 1
    assert await waiting(desk) == []


async def test_one_who_asks_to_wait_meanwhile_gets_the_answer_there(desk: Stage) -> None:
    """The same press again shows it at once, and ten minutes later nothing more comes."""
    page = await ask_in_vain(desk)
    again = next(each["callback_data"] for each in page.buttons if each["text"] == asking_texts.WAIT)
    await desk.press(page, asking_texts.WAIT)
    await approve(desk)
    await desk.forge(page, again)
    assert "Glasspucken" in desk.now(page).text
    assert await waiting(desk) == []
    await pass_time(desk, 11)
    assert answers(desk) == []


async def test_a_link_taken_back_is_told_to_nobody(desk: Stage) -> None:
    """Moderators read when those who wait will hear; after Ångra these wait on."""
    everybody = (desk.anna, desk.village.farmer, desk.village.volunteer)
    for user in everybody:
        await ask_in_vain(desk, NONSENSE, user)
        await wait(desk, NONSENSE, user)
    group, johan = desk.village.moderators, desk.village.officer
    [page] = await desk.say("/obesvarade", group, johan)
    await desk.press(page, "1", johan)
    link = next(each["text"] for each in desk.now(page).buttons if each["text"].startswith("Koppla"))
    await desk.press(page, link, johan)
    assert unanswered_texts.WAITERS in desk.now(page).text
    await desk.press(page, chat_texts.UNDO, johan)
    await pass_time(desk, 11)
    for user in everybody:
        assert answers(desk, user) == []
        assert await waiting(desk, user) == [NONSENSE]
