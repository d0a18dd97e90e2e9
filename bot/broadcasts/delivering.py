"""One row per recipient: marked before Telegram is called, settled after, and never sent twice."""

from datetime import datetime, timedelta
from typing import Final

from bot.broadcasts.planning import obstacle
from bot.broadcasts.rows import delivery_of, load
from bot.broadcasts.settling import count, hold, settle
from bot.broadcasts.values import Broadcast, Copy, Delivery, Hours, Outcome
from bot.clock import stamp
from bot.database import Database, Row, Transaction
from bot.gateway.values import Reason

_ASKEW: Final = timedelta(minutes=1)  # that Telegram's clock may be behind ours


async def take(
    database: Database, broadcast_id: int, delivery_id: int | None, at: datetime, hours: Hours
) -> Copy | None:
    """The copy to send next, now marked `sending`; None when there is nothing to take now.

    That is `delivery_id` if it is queued and one has arrived already, else the first in order. They go one at a time,
    so a process that is killed leaves at most one unknown. After the deadline, or in quiet hours, the broadcast is
    paused instead.
    """
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        if known.status != "running":
            return None
        if (reason := obstacle(known, at, hours)) is not None:
            await hold(transaction, known, reason, at)
            return None
        row = await _mark(transaction, known, delivery_id, at)
    return None if row is None else Copy(known, delivery_of(row))


async def sent(database: Database, delivery_id: int, message_id: int, at: datetime) -> None:
    """It arrived as `message_id`."""
    await _finish(database, delivery_id, "sent", at, message_id=message_id)


async def failed(database: Database, delivery_id: int, reason: Reason, at: datetime) -> None:
    """Telegram refused it, so it surely was not sent; an organiser may try again.

    Failed and unknown ones count as failures, since an organiser wants to be asked when either piles up: three in a row
    pause the broadcast, and so does a fifth of at least ten tried since it last started or went on. Before anything has
    arrived, one is enough. The gone ones do not count: that is the recipient's own state.
    """
    await _finish(database, delivery_id, "failed", at, reason)


async def unknown(database: Database, delivery_id: int, reason: Reason, at: datetime) -> None:
    """Nobody can know whether it arrived: it is never sent again, and heals if somebody presses its button."""
    await _finish(database, delivery_id, "unknown", at, reason)


async def gone(database: Database, delivery_id: int, reason: Reason, at: datetime) -> None:
    """The recipient cannot be reached any more."""
    await _finish(database, delivery_id, "gone", at, reason)


async def again(database: Database, delivery_id: int, at: datetime, was_deleted: bool = False) -> None:
    """It surely was not sent, such as after a 429 or when the group was renumbered: it is taken again first.

    `was_deleted`: Telegram said that the group was deleted, which it also says of one that is being renumbered.
    """
    await _finish(database, delivery_id, "queued", at, was_deleted=was_deleted)


async def resume_after_crash(database: Database, at: datetime) -> int:
    """At start: what an earlier process was sending becomes unknown; how many those are.

    They do not count as failures, but the broadcast is paused when nothing of it has arrived yet.
    """
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            "UPDATE deliveries SET status = 'unknown', reason = 'crash', settled_at = ? WHERE status = 'sending'"
            " RETURNING broadcast_id",
            (stamp(at),),
        )
        for broadcast_id in sorted({row["broadcast_id"] for row in rows}):
            await settle(transaction, broadcast_id, at, is_uncertain=True)
    return len(rows)


async def heal(
    database: Database, broadcast_id: int, chat_id: int, message_id: int, written: datetime
) -> Delivery | None:
    """Somebody in the chat pressed the button under its copy, a message of ours `written` then: it arrived.

    Who that was is not kept. Of one that is being sent Telegram's answer decides, which is on its way. None when the
    chat has not been sent it, or the message is older or another one's.
    """
    async with database.transaction() as transaction:
        row = await transaction.row(
            "SELECT * FROM deliveries WHERE broadcast_id = ? AND chat_id = ? AND (message_id = ? OR"
            " status IN ('sending', 'unknown') AND called_at <= ?"
            " AND NOT EXISTS (SELECT 1 FROM deliveries AS other WHERE other.chat_id = ? AND other.message_id = ?))",
            (broadcast_id, chat_id, message_id, stamp(written + _ASKEW), chat_id, message_id),
        )
        if row is None:
            return None
        healed = await transaction.rows(
            "UPDATE deliveries SET status = 'sent', message_id = ?, reason = NULL, thanked = 1,"
            " settled_at = iif(status = 'sent', settled_at, ?) WHERE id = ? AND status <> 'sending' RETURNING *",
            (message_id, stamp(written), row["id"]),
        )
    return delivery_of(healed[0] if healed else row)


async def _mark(transaction: Transaction, known: Broadcast, wish: int | None, at: datetime) -> Row | None:
    [row] = await transaction.rows(
        "SELECT EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = ? AND status = 'sending') AS is_sending,"
        " EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = ? AND status = 'sent') AS is_sent",
        (known.id, known.id),
    )
    if row["is_sending"]:
        return None
    return await transaction.row(
        "UPDATE deliveries SET status = 'sending', attempts = attempts + 1, shown_version = ?, called_at = ?"
        " WHERE id = coalesce("
        "(SELECT id FROM deliveries WHERE id = ? AND broadcast_id = ? AND status = 'queued'),"
        " (SELECT id FROM deliveries WHERE broadcast_id = ? AND status = 'queued' ORDER BY position LIMIT 1))"
        " RETURNING *",
        (known.content_version, stamp(at), wish if row["is_sent"] else None, known.id, known.id),
    )


async def _finish(
    database: Database,
    delivery_id: int,
    outcome: Outcome,
    at: datetime,
    reason: Reason | None = None,
    message_id: int | None = None,
    was_deleted: bool = False,
) -> None:
    """Settle what is being sent; an outcome that comes late or twice changes nothing."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "UPDATE deliveries SET status = ?, reason = ?, message_id = ?, settled_at = ?,"
            " deletions = iif(?, deletions + 1, 0) WHERE id = ? AND status = 'sending' RETURNING broadcast_id",
            (outcome, reason, message_id, None if outcome == "queued" else stamp(at), was_deleted, delivery_id),
        )
        if row is None:
            return
        if outcome in ("sent", "failed", "unknown"):
            await count(transaction, row["broadcast_id"], outcome != "sent")
        if outcome != "queued":
            await settle(transaction, row["broadcast_id"], at)
