"""Members who want the network's broadcasts in their own chat."""

from collections.abc import Sequence
from typing import Final

from bot.features.network.store.groups import Follower
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

KEPT: Final = PERIODS["left"]


TRACES: Final = (Trace("subscribers", "user_id", ("status", "since"), besides=("chat_id", "number")),)


async def subscribe(database: Database, user_id: int, chat_id: int) -> bool:
    """Send to somebody from now on; False if that is so already."""
    at = stamp(now())
    async with database.transaction() as transaction:
        changed = await transaction.execute(
            "INSERT INTO subscribers (user_id, chat_id, status, since, changed_at) VALUES (?, ?, 'active', ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET status = 'active', chat_id = excluded.chat_id,"
            " since = excluded.since, changed_at = excluded.changed_at WHERE status <> 'active'",
            (user_id, chat_id, at, at),
        )
    return changed > 0


async def unsubscribe(database: Database, user_id: int, followers: Sequence[Follower] = ()) -> bool:
    """Send no more; False if nothing was sent."""
    async with database.transaction() as transaction:
        ended = await _end(transaction, user_id, "stopped")
        for follow in followers if ended else ():
            await follow(transaction, user_id, False)
    return ended


async def lose_subscriber(database: Database, user_id: int) -> None:
    """The member has blocked the bot or is no more."""
    async with database.transaction() as transaction:
        await _end(transaction, user_id, "gone")


async def forget_subscribers(database: Database) -> None:
    """Drop those who stopped 90 days ago."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM subscribers WHERE status <> 'active' AND changed_at < ?", (stamp(now() - KEPT),)
        )


async def _end(transaction: Transaction, user_id: int, status: str) -> bool:
    changed = await transaction.execute(
        "UPDATE subscribers SET status = ?, changed_at = ? WHERE user_id = ? AND status = 'active'",
        (status, stamp(now()), user_id),
    )
    return changed > 0
