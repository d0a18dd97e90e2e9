"""Members who want the network's broadcasts in their own chat."""

import json
from collections.abc import Sequence
from typing import Final

from bot.features.network.store.groups import Follower
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

KEPT: Final = PERIODS["left"]


TRACES: Final = (
    Trace("subscribers", "user_id", ("status", "since", "themes"), besides=("chat_id", "number", "themes")),
)


async def subscribe(database: Database, user_id: int, chat_id: int, followers: Sequence[Follower] = ()) -> bool:
    """Send to somebody from now on, also what they have just been left out of; False if that is so already."""
    at = stamp(now())
    async with database.transaction() as transaction:
        changed = await transaction.execute(
            "INSERT INTO subscribers (user_id, chat_id, status, since, changed_at) VALUES (?, ?, 'active', ?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET status = 'active', chat_id = excluded.chat_id,"
            " since = excluded.since, changed_at = excluded.changed_at WHERE status <> 'active'",
            (user_id, chat_id, at, at),
        )
        for follow in followers if changed else ():
            await follow(transaction, chat_id, True)
    return changed > 0


async def themes(database: Database, user_id: int) -> tuple[str, ...] | None:
    """What somebody has chosen, () for everything; None if they do not subscribe."""
    row = await database.row("SELECT themes FROM subscribers WHERE user_id = ? AND status = 'active'", (user_id,))
    return None if row is None else tuple(json.loads(row["themes"]))


async def wanted(database: Database) -> set[str]:
    """The themes that somebody has chosen."""
    rows = await database.rows(
        "SELECT DISTINCT value FROM subscribers, json_each(subscribers.themes) WHERE status = 'active'"
    )
    return {row["value"] for row in rows}


async def choose(database: Database, user_id: int, chosen: Sequence[str]) -> None:
    """Somebody who subscribes would rather have what is about these; () for everything."""
    await database.execute(
        "UPDATE subscribers SET themes = ?, changed_at = ? WHERE user_id = ? AND status = 'active'",
        (json.dumps(chosen), stamp(now()), user_id),
    )


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
    await database.execute(
        "DELETE FROM subscribers WHERE status <> 'active' AND changed_at < ?", (stamp(now() - KEPT),)
    )


async def _end(transaction: Transaction, user_id: int, status: str) -> bool:
    changed = await transaction.execute(
        "UPDATE subscribers SET status = ?, changed_at = ? WHERE user_id = ? AND status = 'active'",
        (status, stamp(now()), user_id),
    )
    return changed > 0
