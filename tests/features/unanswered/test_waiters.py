"""Whoever wanted to hear about an answer hears once, within 90 days."""

import asyncio
from datetime import timedelta

import pytest

from bot.features.unanswered.store import waiters
from bot.gateway import outbox
from bot.storage.clock import now, stamp
from bot.storage.database import Database

ANNA, BERIT = 11, 12


async def tell(database: Database, waiter_id: int) -> bool:
    """Tell in a transaction of its own."""
    async with database.transaction() as transaction:
        return await waiters.tell(transaction, waiter_id)


async def failing(database: Database, waiter_id: int) -> None:
    """Tell, and fail before the notice is written."""
    async with database.transaction() as transaction:
        assert await waiters.tell(transaction, waiter_id)
        raise ZeroDivisionError


async def make_older(database: Database, days: int) -> None:
    """Let everybody have begun to wait so many days ago."""
    until = stamp(now() + waiters.WAITS - timedelta(days=days))
    await database.execute("UPDATE waiters SET until = ?", (until,))


async def test_those_who_wait_are_told_in_turn(database: Database) -> None:
    """Everybody who waits is listed, the first to ask first, with what they asked and where."""
    first = await waiters.wait(database, BERIT, BERIT, " var finns laddstolpar ")
    second = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    assert await waiters.waiting(database) == (first, second)
    assert (first.chat_id, first.question) == (BERIT, "var finns laddstolpar")
    assert await waiters.of_member(database, ANNA) == (second,)


async def test_of_many_at_once_one_tells(database: Database) -> None:
    """Two entries that are approved at the same moment give one message."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    told = await asyncio.gather(*(tell(database, waiter.id) for _ in range(20)))
    assert sorted(told) == [False] * 19 + [True]
    assert await waiters.waiting(database) == ()


async def test_what_fails_while_telling_leaves_the_member_waiting(database: Database) -> None:
    """The note that somebody was told is kept only together with the notice."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    with pytest.raises(ZeroDivisionError):
        await failing(database, waiter.id)
    assert await waiters.waiting(database) == (waiter,)


async def test_nobody_waits_longer_than_90_days(database: Database) -> None:
    """After 89 days the member is still told, after 90 not, and then the question is forgotten."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    await make_older(database, 89)
    assert len(await waiters.waiting(database)) == 1
    await make_older(database, 90)
    assert await waiters.waiting(database) == ()
    assert not await tell(database, waiter.id)
    await waiters.forget(database)
    assert await database.rows("SELECT * FROM waiters") == []


async def test_forgetting_keeps_those_who_wait(database: Database) -> None:
    """Cleaning up takes the told and leaves the others."""
    told = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    left = await waiters.wait(database, BERIT, BERIT, "hur får vi fiber")
    await tell(database, told.id)
    await waiters.forget(database)
    assert [row["id"] for row in await database.rows("SELECT id FROM waiters")] == [left.id]


async def test_the_same_question_again_waits_once_and_anew(database: Database) -> None:
    """A second press gives no second message, and starts the 90 days again."""
    await waiters.wait(database, ANNA, ANNA, "Hur får vi fiber")
    await make_older(database, 60)
    again = await waiters.wait(database, ANNA, ANNA, "hur får vi FIBER")
    assert await waiters.waiting(database) == (again,)
    assert again.until > now() + timedelta(days=89)


async def test_a_member_waits_for_at_most_twenty_questions(database: Database) -> None:
    """The oldest gives way, and another member's stay."""
    other = await waiters.wait(database, BERIT, BERIT, "fråga")
    for number in range(waiters.MOST + 3):
        await waiters.wait(database, ANNA, ANNA, f"fråga {number}")
    kept = [waiter.question for waiter in await waiters.of_member(database, ANNA)]
    assert kept == [f"fråga {number}" for number in range(3, waiters.MOST + 3)]
    assert await waiters.of_member(database, BERIT) == (other,)


async def test_only_the_member_stops_waiting(database: Database) -> None:
    """A forged press stops nobody else's, and a second press says that there was nothing left."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    assert not await waiters.stop(database, BERIT, waiter.id)
    assert await waiters.stop(database, ANNA, waiter.id)
    assert not await waiters.stop(database, ANNA, waiter.id)
    assert await waiters.waiting(database) == ()


async def test_one_who_stops_gets_no_answer_that_is_still_queued(database: Database) -> None:
    """It goes with the waiting; what is being sent is sent."""
    for taken in (False, True):
        waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
        assert await waiters.answer(database, waiter)
        assert not await waiters.answer(database, waiter)
        if taken:
            assert await outbox.take(database) is not None
        assert await waiters.stop(database, ANNA, waiter.id) is not taken
    assert await outbox.take(database) is None


async def test_an_answer_on_its_way_is_not_forgotten(database: Database) -> None:
    """Telegram may be out of reach for hours: tidying keeps what is queued, and drops it when it has been sent."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    await waiters.answer(database, waiter)
    await waiters.forget(database)
    notice = await outbox.take(database)
    assert notice is not None
    assert (notice.about, notice.number, notice.chat_id) == ("waiter", waiter.id, ANNA)
    await waiters.forget(database)
    assert await waiters.find(database, waiter.id) == waiter
    await outbox.finish(database, notice.id, "sent")
    await waiters.forget(database)
    assert await database.rows("SELECT * FROM notices") == []


async def test_an_answer_that_is_taken_back_is_waited_for_again(database: Database) -> None:
    """The member waits as before, to the same day, and is told the next time."""
    waiter = await waiters.wait(database, ANNA, ANNA, "hur får vi fiber")
    for _ in range(2):
        assert await waiters.answer(database, waiter)
        assert await outbox.take(database) is not None
        await waiters.wait_on(database, waiter.id)
        assert await waiters.waiting(database) == (waiter,)
        assert await outbox.take(database) is None
