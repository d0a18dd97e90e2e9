"""Receipt: stored once, kept until handled, taken up again after a crash, given up when it brings the process down."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.gateway import inbox, intake
from bot.gateway.intake import DurableQueue
from bot.storage.database import Database, open_database

WORDS = "hur ordnar vi samåkning"
NOBODY = Bot("1:nobody")


async def statuses(database: Database) -> dict[int, tuple[str, str | None]]:
    """Status and words of every update in the inbox."""
    rows = await database.rows("SELECT update_id, status, payload FROM inbox")
    return {row["update_id"]: (row["status"], row["payload"]) for row in rows}


async def left(database: Database) -> list[int]:
    """The updates that a start takes up, in its order."""
    await inbox.give_up_deadly(database)
    return [each.update_id for each in await inbox.waiting(database)]


async def test_an_update_is_stored_once(database: Database) -> None:
    """Telegram may send it again, even after it was handled: it is not new then."""
    assert await inbox.receive(database, {1: WORDS})
    assert not await inbox.receive(database, {1: "other words"})
    assert await statuses(database) == {1: ("waiting", WORDS)}
    await inbox.handled(database, 1)
    assert not await inbox.receive(database, {1: WORDS})
    assert await left(database) == []


async def test_a_handled_update_leaves_no_words(database: Database, tmp_path: Path) -> None:
    """What a member wrote is gone from the inbox as soon as it is answered."""
    await inbox.receive(database, {1: WORDS})
    await inbox.handled(database, 1)
    assert await statuses(database) == {1: ("handled", None)}
    with closing(sqlite3.connect(tmp_path / "rules.db")) as connection:
        assert not [line for line in connection.iterdump() if WORDS in line]


async def test_what_waits_is_resumed_oldest_first(database: Database) -> None:
    """A member's questions are answered in the order they were written also after a crash."""
    for number in (12, 3, 7):
        await inbox.receive(database, {number: WORDS})
    await inbox.handled(database, 7)
    assert await left(database) == [3, 12]


async def test_an_update_is_given_up_after_three_deaths(database: Database) -> None:
    """One poisonous message cannot stop the bot for ever, and its words are removed."""
    await inbox.receive(database, {1: WORDS})
    for _ in range(inbox.MOST_ATTEMPTS):
        assert await left(database) == [1]
        await inbox.take_up(database, 1)
    assert await left(database) == []
    assert await statuses(database) == {1: ("given_up", "")}


async def test_an_update_that_only_waited_is_never_given_up(database: Database) -> None:
    """However often the process dies before its turn comes, nothing is lost."""
    await inbox.receive(database, {1: WORDS})
    for _ in range(2 * inbox.MOST_ATTEMPTS):
        assert await left(database) == [1]


async def test_an_end_in_good_order_clears_the_suspicion(database: Database) -> None:
    """Restarts while Telegram is away are no reason to give a question up."""
    await inbox.receive(database, {1: WORDS})
    for _ in range(2 * inbox.MOST_ATTEMPTS):
        assert await left(database) == [1]
        await inbox.take_up(database, 1)
        await inbox.clear_suspicion(database)


async def test_only_old_and_finished_updates_are_forgotten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trace is kept as long as Telegram may send the update again; what waits is kept however old it is."""
    for number, days in ((1, 3), (2, 3), (3, 1)):
        monkeypatch.setattr(inbox, "now", lambda days=days: datetime.now(UTC) - timedelta(days=days))
        await inbox.receive(database, {number: WORDS})
    monkeypatch.undo()
    await inbox.handled(database, 1)
    await inbox.handled(database, 3)
    await inbox.forget(database)
    assert sorted(await statuses(database)) == [2, 3]


ACTS = st.lists(st.tuples(st.sampled_from(["receive", "handle", "die"]), st.integers(1, 6)), max_size=40)


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_nothing_is_lost_and_nothing_comes_back(acts: list[tuple[str, int]]) -> None:
    """Whatever the order of receipts, answers and deaths, a start finds what was received and not handled."""
    asyncio.run(_play(acts))


async def _play(acts: list[tuple[str, int]]) -> None:
    database = await open_database(Path(":memory:"))
    received: set[int] = set()
    handled: set[int] = set()
    try:
        for act, number in acts:
            if act == "receive":
                assert await inbox.receive(database, {number: WORDS}) == {number} - received
                received.add(number)
            elif act == "handle" and number in received:
                await inbox.handled(database, number)
                handled.add(number)
            else:
                assert await left(database) == sorted(received - handled)
    finally:
        await database.close()


def told(number: int, text: str = WORDS) -> dict[str, Any]:
    """A message as Telegram sends it; Telegram may add fields that PTB does not know."""
    person = {"id": 5, "first_name": "Anna", "is_bot": False, "shoe_size": 38}
    message = {"message_id": number, "date": 1_700_000_000, "text": text, "from": person}
    return {"update_id": number, "message": message | {"chat": {"id": 5, "type": "private"}}}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_an_update_survives_the_disk(text: str) -> None:
    """Any text comes back to the letter, lone surrogates too, and so do fields that nobody knew."""
    asyncio.run(_store_and_resume(text))


async def _store_and_resume(text: str) -> None:
    database = await open_database(Path(":memory:"))
    try:
        await DurableQueue(database).take_in([told(1, text)], NOBODY)
        _, payload = (await statuses(database))[1]
        later = DurableQueue(database)
        await later.resume(NOBODY)
        found = later.get_nowait()
    finally:
        await database.close()
    assert isinstance(found, Update)
    assert found.message is not None
    assert found.message.text == text
    assert json.loads(payload or "") == told(1, text)


async def test_what_cannot_be_read_does_not_stop_a_start(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """What an earlier process took in and this library cannot read is put aside, without words; the rest goes on."""
    await inbox.receive(database, {1: json.dumps(told(1) | {"message": {"text": WORDS}})})
    await inbox.receive(database, {2: "cut off"})
    await inbox.receive(database, {3: json.dumps(told(3))})
    queue = DurableQueue(database)
    assert await queue.resume(NOBODY) == []
    assert queue.qsize() == 1
    assert await statuses(database) == {
        1: ("given_up", "KeyError"),
        2: ("given_up", "JSONDecodeError"),
        3: ("waiting", json.dumps(told(3))),
    }
    assert "update 1 cannot be read and is put aside: KeyError" in caplog.text
    assert WORDS not in caplog.text


async def test_an_update_sent_again_is_not_queued_again(database: Database) -> None:
    """Telegram repeats what was not confirmed when the process was killed; the inbox knows it."""
    queue = DurableQueue(database)
    await queue.take_in([told(1)], NOBODY)
    await queue.take_in([told(1)], NOBODY)
    assert queue.qsize() == 1


async def test_a_database_that_cannot_be_written_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Somebody else holds the file: the update waits until it can be stored, however long that takes."""
    monkeypatch.setattr(intake, "PAUSE", 0.01)
    await database.row("PRAGMA busy_timeout = 1")
    queue = DurableQueue(database)
    with closing(sqlite3.connect(tmp_path / "rules.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        putting = asyncio.create_task(queue.take_in([told(1)], NOBODY))
        await asyncio.sleep(0.1)
        assert not putting.done()
        other.execute("ROLLBACK")
        await putting
    assert queue.qsize() == 1
    assert await left(database) == [1]
