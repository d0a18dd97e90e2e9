"""What waits, in which order, and which cards show it."""

import time
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from bot.features.moderation import errors as moderation_errors
from bot.features.moderation.store import cards, decide, queue
from bot.features.moderation.values import Card, Content, Count, Submission
from bot.gateway import outbox
from bot.language.workdays import working_days_before
from bot.storage.database import Database
from tests.stage.moderators import (
    ANNA,
    BO,
    Clock,
    do,
    send_in,
)

pytestmark = pytest.mark.usefixtures("clock")
MANY = 5_000
QUICK = 0.1  # seconds

T = TypeVar("T")


async def timed(work: Awaitable[T]) -> T:
    """What `work` gives, within 100 ms."""
    began = time.perf_counter()
    result = await work
    assert time.perf_counter() - began < QUICK
    return result


async def test_the_queue_is_by_age_and_can_be_narrowed(database: Database) -> None:
    """Oldest first, page by page, by kind or theme; what does not wait is not in it."""
    tip = await send_in(database)
    question = await send_in(database, kind="question", theme="resor")
    await do(database, await send_in(database), BO, "decline")
    assert await queue.queue(database) == [tip, question]
    assert await queue.queue(database, limit=1) == [tip]
    assert await queue.queue(database, after=tip.id) == [question]
    assert await queue.queue(database, kind="question") == [question]
    assert await queue.queue(database, theme="energi") == [tip]
    assert await queue.counts(database) == [
        Count("question", "resor", 1),
        Count("tip", "energi", 1),
    ]
    assert [each.id for each in await queue.items_of(database, ANNA.id)] == [3, 2, 1]


async def test_what_was_answered_late_waits_behind_what_came_before_the_answer(database: Database) -> None:
    """The order is that of the waiting, also from page to page, and a decided item still marks its place."""
    first, second, third = [await send_in(database) for _ in range(3)]
    await database.execute("UPDATE items SET waiting_since = '2100-01-01T00:00:00Z' WHERE id = ?", (first.id,))
    assert [each.id for each in await queue.queue(database)] == [second.id, third.id, first.id]
    assert [each.id for each in await queue.queue(database, after=second.id)] == [third.id, first.id]
    assert [each.id for each in await queue.queue(database, after=first.id)] == []
    await do(database, second, BO, "decline")
    assert [each.id for each in await queue.queue(database, after=second.id)] == [third.id, first.id]


async def test_what_has_waited_for_five_working_days_is_stale(database: Database, clock: Clock) -> None:
    """From Tuesday noon to Tuesday noon, and weekends do not count; a reply begins the wait anew."""
    item = await send_in(database)
    clock.turn(days=7)
    assert await queue.stale(database, clock.now()) == []
    clock.turn(seconds=1)
    assert await queue.stale(database, clock.now()) == [item]
    back = await do(database, await do(database, item, BO, "send_back"), ANNA, "reply")
    assert back.created_at == item.created_at
    assert await queue.stale(database, clock.now()) == []


@pytest.mark.parametrize(("day", "days", "earlier"), [(9, 5, 2), (12, 5, 5), (12, 1, 9), (14, 3, 9)])
def test_working_days_leave_out_weekends(day: int, days: int, earlier: int) -> None:
    """In November 2018 the 10th and 11th were a weekend."""
    at = datetime(2018, 11, day, 9, 30, tzinfo=UTC)
    assert working_days_before(at, days) == at.replace(day=earlier)


async def test_every_copy_of_a_card_is_known_until_it_shows_the_outcome(database: Database) -> None:
    """After a decision all copies are out of date, each until it has been shown anew; a reply finds its item."""
    item, other = await send_in(database), await send_in(database)
    copies = [Card(item.id, -5, number, 1) for number in (7, 8)]
    for card in (*copies, Card(other.id, -5, 9, 1)):
        await cards.add_card(database, card)
    assert await cards.outdated_cards(database) == []
    decided = await do(database, item, BO, "decline")
    assert await cards.outdated_cards(database) == copies
    await cards.add_card(database, replace(copies[0], shown_version=2))
    assert await cards.outdated_cards(database, item.id) == copies[1:]
    assert await cards.outdated_cards(database, other.id) == []
    assert await cards.item_on_card(database, -5, 7) == (decided, 2)
    await cards.remove_card(database, -5, 8)
    assert await cards.outdated_cards(database) == []
    assert await cards.item_on_card(database, -5, 8) is None


async def test_an_unknown_number_is_said_so(database: Database) -> None:
    """/historik with a number that is nobody's."""
    with pytest.raises(moderation_errors.NoSuchItem):
        await queue.item(database, 17)


async def test_five_thousand_waiting_items_are_no_hindrance(database: Database) -> None:
    """A page of the queue, a card and a decision each take less than 100 ms."""
    async with database.transaction() as transaction:
        for number in range(MANY):
            content = Content(f"Tips {number}. " + "Vi gjorde så här. " * 50, theme=f"t{number % 9}")
            await decide.submit(transaction, Submission("tip", number, number, content))
    page = await timed(queue.queue(database, theme="t4"))
    assert len(page) == 10
    assert sum(each.number for each in await timed(queue.counts(database))) == MANY
    assert len(await timed(queue.queue(database, after=4_900))) == 10
    item = await timed(queue.item(database, page[9].id))
    for action in ("claim", "edit", "approve", "undo"):
        item = await timed(do(database, item, BO, action))
    await timed(cards.outdated_cards(database))
    await timed(queue.stale(database, datetime(2019, 1, 1, tzinfo=UTC)))
    await timed(outbox.take(database))
