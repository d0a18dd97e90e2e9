"""Recipients that move or leave meanwhile, and who they were, forgotten when it is long over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.features.broadcasts.store.deliveries import settle
from bot.features.broadcasts.store.rows import bind, is_bound, load
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.retention import PERIODS

_UNSENT: Final = ("queued", "failed")
_NOBODY: Final = 0  # no chat has this id


async def renumber(transaction: Transaction, old: int, new: int) -> None:
    """Group `old` lives on as `new`: what it has not got goes there, once, also when both numbers are recipients.

    A copy in flight whose call said so has to be given back with `again` first. What has arrived, or may have, keeps
    the number that its message is known by.
    """
    rows = await transaction.rows(
        "SELECT d.id, d.broadcast_id, d.status, other.id AS other_id, other.status AS other_status"
        " FROM deliveries AS d LEFT JOIN deliveries AS other"
        " ON other.broadcast_id = d.broadcast_id AND other.chat_id = ? WHERE d.chat_id = ?",
        (new, old),
    )
    at = now()
    known = [await load(transaction, row["broadcast_id"]) for row in rows]
    bound = [each.id for each in known if await is_bound(transaction, each)]
    for row in rows:
        await _renumber(transaction, row, old, new, at)
    for broadcast_id in bound:
        await bind(transaction, broadcast_id)
    await _settle_all(transaction, rows, at)


async def follow_wish(transaction: Transaction, chat_id: int, wanted: bool) -> None:
    """The chat wants broadcasts after all, or wants no more."""
    await (restore if wanted else drop)(transaction, chat_id)


async def drop(transaction: Transaction, chat_id: int) -> None:
    """The chat wants no more broadcasts: what it has not got is gone ("stopped")."""
    at = now()
    rows = await transaction.rows(
        "UPDATE deliveries SET status = 'gone', reason = 'stopped', settled_at = ?"
        " WHERE chat_id = ? AND status IN ('queued', 'failed') RETURNING broadcast_id",
        (stamp(at), chat_id),
    )
    await _settle_all(transaction, rows, at)


async def restore(transaction: Transaction, chat_id: int) -> None:
    """The chat wants them after all: what was dropped is queued again where a broadcast is not over."""
    await transaction.execute(
        "UPDATE deliveries SET status = 'queued', reason = NULL, settled_at = NULL"
        " WHERE chat_id = ? AND status = 'gone' AND reason = 'stopped' AND broadcast_id IN"
        " (SELECT id FROM broadcasts WHERE status NOT IN ('finished', 'cancelled'))",
        (chat_id,),
    )


async def _renumber(transaction: Transaction, row: Row, old: int, new: int, at: datetime) -> None:
    if row["other_id"] is None:
        if row["status"] in (*_UNSENT, "sending"):
            await _move(transaction, row["id"], new)
    elif row["status"] in _UNSENT:
        await _let_go(transaction, row["id"], at)
    elif row["other_status"] in _UNSENT and row["status"] != "gone":
        await _let_go(transaction, row["other_id"], at)
        if row["status"] == "sending":
            # The call may yet turn out not to have sent it, and then it has to go to the new number.
            await _move(transaction, row["other_id"], _NOBODY)
            await _move(transaction, row["id"], new)
            await _move(transaction, row["other_id"], old)


async def _move(transaction: Transaction, delivery_id: int, chat_id: int) -> None:
    await transaction.execute("UPDATE deliveries SET chat_id = ? WHERE id = ?", (chat_id, delivery_id))


async def _let_go(transaction: Transaction, delivery_id: int, at: datetime) -> None:
    await transaction.execute(
        "UPDATE deliveries SET status = 'gone', reason = 'duplicate', settled_at = ? WHERE id = ?",
        (stamp(at), delivery_id),
    )


async def _settle_all(transaction: Transaction, rows: Iterable[Row], at: datetime) -> None:
    for broadcast_id in sorted({row["broadcast_id"] for row in rows}):
        await settle(transaction, broadcast_id, at)


KEPT: Final = PERIODS["recipient"]
SEEN: Final = PERIODS["correction"]  # that a correction may be meant after it was shown
FORGOTTEN: Final = -(10**15)  # from here down Telegram has no chats


async def forget(database: Database) -> None:
    """Leave out what is of no use 90 days after a broadcast has ended, and corrections that nobody meant.

    That is who the subscribers were, what it said before it was corrected, and what was cancelled before it began. How
    it went for each recipient stays, and what was sent, for the archive.
    """
    ended = stamp(now() - KEPT)
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM corrections WHERE written_at < ?", (stamp(now() - SEEN),))
        await transaction.execute(
            "UPDATE broadcast_history SET before = json_remove(before, '$.content'),"
            " after = json_remove(after, '$.content') WHERE broadcast_id IN (SELECT id FROM broadcasts"
            " WHERE finished_at < ?) AND (before ->> 'content' IS NOT NULL OR after ->> 'content' IS NOT NULL)",
            (stamp(now() - KEPT),),
        )
        await transaction.execute(
            "UPDATE broadcasts SET content = NULL WHERE content IS NOT NULL AND status = 'cancelled'"
            " AND started_at IS NULL AND finished_at < ?",
            (stamp(now() - KEPT),),
        )
        await transaction.execute(
            "UPDATE deliveries SET chat_id = ? - id WHERE kind = 'subscriber' AND chat_id > ?"
            " AND broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (FORGOTTEN, FORGOTTEN, ended),
        )
        await transaction.execute(
            "DELETE FROM broadcast_cards WHERE broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (ended,),
        )
