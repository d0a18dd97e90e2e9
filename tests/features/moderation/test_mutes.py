"""Moderators close the way in for a member whom they do not know, for a time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.features.moderation.store import mutes, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import notices as notices_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.roles import texts as roles_texts
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.language.dates import on_date
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from tests.conftest import Stage
from tests.stage.queue import answer_card, cards, send_in

SHARING = "hur ordnar vi samåkning"
ANNA, BERIT, MODERATOR = 11, 12, 13


async def days_left(desk: Stage) -> int | None:
    """In how many Swedish days Anna may send again."""
    until = await mutes.muted_until(desk.services.database, desk.anna.id)
    return None if until is None else (until.astimezone(SWEDEN).date() - now().astimezone(SWEDEN).date()).days


async def write(desk: Stage, words: str) -> str:
    """Johan writes in the moderators' chat; what the bot says to that."""
    [said] = await desk.say(words, desk.village.moderators, desk.village.officer)
    return said.text


@pytest.mark.parametrize(
    ("words", "days"),
    [("tysta 7 dagar", 7), ("Tysta", 7), ("/tysta", 7), ("/tysta 3", 3), ("tysta 1 dag", 1), ("/tysta 365", 365)],
)
async def test_a_reply_to_a_card_mutes_whoever_sent_it(desk: Stage, words: str, days: int) -> None:
    """So many whole days; the chat reads who did it, and nobody's name but that."""
    item = await send_in(desk)
    said = await answer_card(desk, desk.village.officer, words)
    assert await days_left(desk) == days + 1
    assert said.startswith(f"Johan har tystat den som skickade nr {item.id}.")
    assert desk.anna.first_name not in said
    assert str(desk.anna.id) not in said


async def test_the_number_of_an_item_will_do_and_0_ends_it(desk: Stage) -> None:
    """Anybody in the chat may end it."""
    item = await send_in(desk)
    assert "har tystat" in await write(desk, f"/tysta {item.id} 30")
    assert await days_left(desk) == 31
    assert await write(desk, f"/tysta {item.id} 0") == queue_texts.unmuted("Johan", item.id)
    assert await days_left(desk) is None
    assert await write(desk, f"/tysta {item.id} 0") == queue_texts.not_muted(item.id)


async def test_who_is_muted_reads_until_when_and_may_still_ask(desk: Stage) -> None:
    """Tips, questions to a human and reports are refused with the day on which it ends."""
    item = await send_in(desk)
    await write(desk, f"/tysta {item.id} 7")
    until = await mutes.muted_until(desk.services.database, desk.anna.id)
    assert until is not None
    refusal = f"förrän {on_date(until.astimezone(SWEDEN).date())}"
    assert refusal in (await desk.say("/tips"))[-1].text
    [answer] = await desk.say(SHARING)
    assert answer.text.startswith("En app för samåkning")
    assert refusal in (await desk.press(answer, "Rapportera fel"))[-1].text
    [no_answer] = await desk.say(await desk.asked_with("none", ("kvällsöppet för drönarpiloter",)))
    assert refusal in (await desk.press(no_answer, "Fråga en människa"))[-1].text


async def test_who_is_muted_may_answer_what_moderators_ask(desk: Stage) -> None:
    """Their question would wait for ever otherwise."""
    item = await send_in(desk)
    await answer_card(desk, desk.village.officer, "fråga: hur ofta kör ni?")
    await write(desk, f"/tysta {item.id} 7")
    await desk.press(desk.simulator.sent(desk.private)[-1], notices_texts.ANSWER)
    [preview] = await desk.say("Varje torsdag året runt")
    await desk.press(preview, dialogue_texts.SEND)
    assert (await queue.item(desk.services.database, item.id)).status == "waiting"
    assert await days_left(desk) == 8


async def test_who_is_muted_may_correct_what_waits(desk: Stage) -> None:
    """A tip that was sent before is mended by its author; nothing new is sent by that."""
    item = await send_in(desk)
    await write(desk, f"/tysta {item.id} 7")
    for words in ("/mina", "1", "ändra", "ändra", "texten", "Vi har köpt en glassbåt i byn.", "skicka"):
        await desk.say(words)
    changed = await queue.item(desk.services.database, item.id)
    assert (changed.status, changed.content.text) == ("waiting", "Vi har köpt en glassbåt i byn.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/tysta", queue_texts.MUTE_HOW),
        ("/tysta Anna", queue_texts.MUTE_HOW),
        ("/tysta 999 7", decisions_texts.GONE),
        ("/tysta 1 366", queue_texts.mute_too_long(365)),
    ],
)
async def test_what_cannot_be_done_is_explained(desk: Stage, words: str, said: str) -> None:
    """And nobody is muted."""
    await send_in(desk)
    assert await write(desk, words) == said.replace("<code>", "").replace("</code>", "")
    assert await days_left(desk) is None


async def test_only_moderators_mute(desk: Stage) -> None:
    """Neither in another chat nor by somebody who has left theirs."""
    item = await send_in(desk)
    assert (await desk.say(f"/tysta {item.id}"))[0].text == roles_texts.NOT_MODERATORS
    assert (await desk.say(f"/tysta {item.id}", desk.village.association))[0].text == roles_texts.NOT_MODERATORS
    assert await days_left(desk) is None
    assert len(cards(desk)) == 1


def test_a_mute_ends_at_midnight_in_sweden() -> None:
    """Also when it begins late in the evening, and over the change to winter time."""
    assert mutes.until(7, datetime(2018, 10, 21, 21, 59, tzinfo=UTC)) == datetime(2018, 10, 28, 23, tzinfo=UTC)
    assert mutes.until(7, datetime(2018, 10, 21, 22, 1, tzinfo=UTC)) == datetime(2018, 10, 29, 23, tzinfo=UTC)


async def test_a_mute_lasts_until_its_date(database: Database) -> None:
    """While it lasts its end is known; afterwards there is none."""
    until = (now() + timedelta(days=3)).replace(microsecond=0)
    assert await mutes.muted_until(database, ANNA) is None
    await mutes.mute(database, ANNA, until, MODERATOR)
    assert await mutes.muted_until(database, ANNA) == until
    assert await mutes.muted_until(database, BERIT) is None
    await mutes.mute(database, ANNA, now() - timedelta(seconds=1), MODERATOR)
    assert await mutes.muted_until(database, ANNA) is None


async def test_a_mute_can_be_taken_back_once(database: Database) -> None:
    """Taking it back lets the member send, and says whether there was anything to take back."""
    await mutes.mute(database, ANNA, now() + timedelta(days=1), MODERATOR)
    assert await mutes.unmute(database, ANNA)
    assert await mutes.muted_until(database, ANNA) is None
    assert not await mutes.unmute(database, ANNA)


@pytest.mark.parametrize(("days", "left"), [(-1, 0), (1, 1)])
async def test_only_ended_mutes_are_forgotten(database: Database, days: int, left: int) -> None:
    """Cleaning up keeps what still holds."""
    await mutes.mute(database, ANNA, now() + timedelta(days=days), MODERATOR)
    await mutes.forget(database)
    assert len(await database.rows("SELECT * FROM mutes")) == left
