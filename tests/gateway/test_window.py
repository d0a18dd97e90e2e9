"""Only a window of what waits is in memory; each chat keeps its order, and a flood fills nobody else's place."""

import asyncio
import json
from typing import Any

import pytest
from telegram import Bot, Update

from bot.gateway import inbox, intake
from bot.gateway.hands import Hands, idle
from bot.gateway.intake import DurableQueue, key_of
from bot.storage.database import Database

NOBODY = Bot("1:nobody")
FLOOD = 100


def told(number: int, chat: int = 5) -> dict[str, Any]:
    """A message of somebody to the bot."""
    sender = {"id": chat, "first_name": "Anna", "is_bot": False}
    message = {"message_id": number, "date": 1_700_000_000, "text": "Hej", "from": sender}
    return {"update_id": number, "message": message | {"chat": {"id": chat, "type": "private"}}}


async def handle(queue: DurableQueue, database: Database) -> Update:
    """The next one is handled."""
    update = queue.get_nowait()
    assert isinstance(update, Update)
    await inbox.handled(database, update.update_id)
    await queue.done(update)
    return update


async def test_a_flood_has_a_few_places_and_all_of_it_comes_in_order(database: Database) -> None:
    """Another chat's update is queued at once behind these few."""
    queue = DurableQueue(database)
    for number in range(1, FLOOD + 1):
        await queue.take_in([told(number)], NOBODY)
    assert (queue.qsize(), len(queue)) == (intake.OF_ONE, FLOOD)
    await queue.take_in([told(FLOOD + 1, chat=6)], NOBODY)
    assert queue.qsize() == intake.OF_ONE + 1
    handled = [(await handle(queue, database)).update_id for _ in range(FLOOD + 1)]
    assert handled.index(FLOOD + 1) == intake.OF_ONE
    assert [each for each in handled if each <= FLOOD] == list(range(1, FLOOD + 1))
    assert (queue.qsize(), len(queue)) == (0, 0)


async def test_when_the_window_is_full_the_chats_take_turns(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever came after a flood does not wait for all of it."""
    monkeypatch.setattr(intake, "IN_MEMORY", 2)
    queue = DurableQueue(database)
    for number, chat in enumerate((5, 5, 5, 5, 5, 6, 7), start=1):
        await queue.take_in([told(number, chat)], NOBODY)
    assert queue.qsize() == 2
    assert [(await handle(queue, database)).update_id for _ in range(7)] == [1, 2, 3, 6, 7, 4, 5]


async def test_a_start_reads_no_more_than_the_window(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier process left comes in batches and in order."""
    monkeypatch.setattr(inbox, "AT_A_TIME", 7)
    for number in range(1, FLOOD + 1):
        await inbox.receive(database, {number: json.dumps(told(number))})
    queue = DurableQueue(database)
    await queue.resume(NOBODY)
    assert (queue.qsize(), len(queue)) == (intake.OF_ONE, FLOOD)
    assert [(await handle(queue, database)).update_id for _ in range(FLOOD)] == list(range(1, FLOOD + 1))


async def test_what_cannot_be_read_in_its_turn_is_put_aside(database: Database) -> None:
    """Also when it has waited on disk: those after it come."""
    queue = DurableQueue(database)
    for number in range(1, FLOOD + 1):
        odd = {"message": {"chat": {"id": 5}}} if number == FLOOD - 1 else {}
        await queue.take_in([told(number) | odd], NOBODY)
    handled = [(await handle(queue, database)).update_id for _ in range(FLOOD - 1)]
    assert handled == [*range(1, FLOOD - 1), FLOOD]
    assert await inbox.waiting(database) == ()


def test_the_key_is_the_chat_or_the_person() -> None:
    """Of a message, a press, a change of membership, and what comes from outside any chat."""
    message = {"chat": {"id": -7}, "from": {"id": 5}}
    assert key_of({"update_id": 1, "message": message}) == -7
    assert key_of({"update_id": 1, "callback_query": {"from": {"id": 5}, "message": message}}) == -7
    assert key_of({"update_id": 1, "callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}) == 5
    assert key_of({"update_id": 1, "inline_query": {"from": {"id": 5}}}) == 5
    assert key_of({"update_id": 1, "my_chat_member": {"chat": {"id": -7}, "from": {"id": 5}}}) == -7
    assert key_of({"update_id": 1, "message": {"chat": {"type": "private"}}}) == 0
    assert key_of({"update_id": 1}) == 0


async def test_whoever_waits_has_no_hand() -> None:
    """Others work meanwhile; afterwards there are as many hands as before, also after a cancellation."""
    all_hands, waiting, go_on = Hands(1), asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        async with all_hands.one(), idle():
            waiting.set()
            await go_on.wait()

    async def work() -> None:
        async with all_hands.one():
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(wait()) for _ in range(2)]
    await waiting.wait()
    async with asyncio.timeout(1):
        await work()
        tasks[0].cancel()
        go_on.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        await work()
