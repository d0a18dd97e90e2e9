"""The outbox: every notice is sent once, and what nobody can know is called unknown."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.features.roles import store as roles_store
from bot.gateway import outbox
from bot.gateway.outbox import NoticeStatus
from bot.storage.database import Database, open_database
from tests.stage.moderators import ANNA, BO, send_in
from tests.stage.outbox import of_item


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A file with one item: its author and the moderators are to be told."""
    opened = await open_database(tmp_path / "bot.db")
    await send_in(opened)
    async with opened.transaction() as transaction:
        await transaction.execute("DELETE FROM notices")
        await outbox.add(transaction, "item", 1, 1, "returned", ANNA.id)
        await outbox.add(transaction, "item", 1, 1, "card", outbox.MODERATORS)
    yield opened
    await opened.close()


async def statuses(database: Database) -> list[str]:
    """Of all notices about the item, oldest first."""
    return [each.status for each in await of_item(database, 1)]


async def test_a_notice_is_taken_once(database: Database) -> None:
    """What is being sent is not given to a second sender."""
    notice = await outbox.take(database)
    assert notice is not None
    assert (notice.kind, notice.chat_id, notice.status, notice.attempts) == ("returned", ANNA.id, "sending", 1)
    assert await outbox.take(database) is None


async def test_notices_to_the_moderators_wait_for_their_chat(database: Database) -> None:
    """Without a bound chat a card stays queued; with one it goes there, wherever that chat has moved."""
    assert await outbox.take(database) is not None
    assert await outbox.take(database) is None
    await roles_store.set_chat(database, -77)
    card = await outbox.take(database)
    assert card is not None
    assert (card.kind, card.chat_id) == ("card", -77)


async def test_people_do_not_wait_for_what_groups_are_told(database: Database) -> None:
    """A busy moderators' group takes its time, card by card; who is younger in the queue but a person goes first."""
    await roles_store.set_chat(database, -77)
    async with database.transaction() as transaction:
        await outbox.add(transaction, "item", 1, 2, "returned", BO.id)
    taken = [each.chat_id for each in [await outbox.take(database) for _ in range(3)] if each is not None]
    assert taken == [ANNA.id, BO.id, -77]


@pytest.mark.parametrize("status", ["sent", "unknown", "gone"])
async def test_what_is_finished_is_not_sent_again(database: Database, status: NoticeStatus) -> None:
    """Arrived, unknowable or unreachable: in each case that was all, also if an end is told twice or late."""
    notice = await outbox.take(database)
    assert notice is not None
    await outbox.finish(database, notice.id, status)
    await outbox.finish(database, notice.id, "queued")
    assert await outbox.take(database) is None
    assert await outbox.resume(database) == 0
    assert await statuses(database) == [status, "queued"]


async def test_what_surely_was_not_sent_is_taken_again_first(database: Database) -> None:
    """After a 429 the same notice comes before younger ones, counted as another attempt."""
    await roles_store.set_chat(database, -77)
    notice = await outbox.take(database)
    assert notice is not None
    await outbox.finish(database, notice.id, "queued")
    second = await outbox.take(database)
    assert second is not None
    assert (second.id, second.attempts) == (notice.id, 2)


async def test_what_a_dead_process_was_sending_becomes_unknown(database: Database) -> None:
    """At start it is called unknown and not sent again; what was only queued is sent."""
    assert await outbox.take(database) is not None
    await roles_store.set_chat(database, -77)
    assert await outbox.resume(database) == 1
    assert await statuses(database) == ["unknown", "queued"]
    card = await outbox.take(database)
    assert card is not None
    assert card.kind == "card"


async def test_the_same_notice_is_queued_once(database: Database) -> None:
    """An update that is handled again after a crash does not tell the same thing twice."""
    for _ in range(2):
        async with database.transaction() as transaction:
            await outbox.add(transaction, "item", 1, 1, "awaited", 55, {"entry_id": "solel"})
    assert [each.payload for each in await of_item(database, 1) if each.kind == "awaited"] == [{"entry_id": "solel"}]


async def test_recalling_tells_whether_the_author_may_have_heard(database: Database) -> None:
    """What is queued is taken back; what has been sent or may have been counts as told."""
    async with database.transaction() as transaction:
        assert not await outbox.recall(transaction, 1, 1)
    assert await statuses(database) == ["recalled", "recalled"]
    async with database.transaction() as transaction:
        await outbox.add(transaction, "item", 1, 2, "declined", ANNA.id)
    assert await outbox.take(database) is not None
    async with database.transaction() as transaction:
        assert await outbox.recall(transaction, 1, 2)
    assert await statuses(database) == ["recalled", "recalled", "sending"]


async def test_what_the_dialogue_says_itself_is_unknown_until_it_has(database: Database) -> None:
    """That something came is not queued; it counts as perhaps told, then as told, and only in that chat."""
    await send_in(database)
    assert await outbox.is_unsaid(database, ANNA.id, "received")
    assert not await outbox.is_unsaid(database, BO.id, "received")
    await outbox.settle(database, ANNA.id, "received", "sent")
    assert not await outbox.is_unsaid(database, ANNA.id, "received")
    assert [each.status for each in await of_item(database, 2)] == ["sent", "queued"]
