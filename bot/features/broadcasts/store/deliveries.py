"""The copies: taken one at a time, settled, healed; and what follows for the broadcast."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.features.broadcasts.rules import Changes, obstacle
from bot.features.broadcasts.store.rows import delivery_of, load, write
from bot.features.broadcasts.values import Broadcast, Copy, Delivery, Hours, Missed, Outcome, PauseReason
from bot.features.roles.values import PROGRAM
from bot.gateway.values import Reason
from bot.storage.clock import stamp
from bot.storage.database import Database, Row, Transaction

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


async def sent(database: Database, delivery_id: int, message_id: int, at: datetime, others: Sequence[int] = ()) -> None:
    """It arrived as `message_id`, an album as `others` as well."""
    await _finish(database, delivery_id, "sent", at, message_id=message_id, others=others)


async def note_buttons(database: Database, delivery_id: int, message_id: int) -> None:
    """What has the buttons of an album, which can have none itself, belongs to its copy."""
    await database.execute(
        "UPDATE deliveries SET others = json_insert(others, '$[#]', ?) WHERE id = ?", (message_id, delivery_id)
    )


async def missed(database: Database, delivery_id: int, outcome: Missed, reason: Reason, at: datetime) -> None:
    """It did not arrive, or nobody knows.

    "failed" was refused, so it surely was not sent, and an organiser may try again. "unknown" is never sent again, and
    heals if somebody presses its button. Both count as failures, since an organiser wants to be asked when either piles
    up: three in a row pause the broadcast, and so does a fifth of at least ten tried since it last started or went on.
    Before anything has arrived, one is enough. "gone", who cannot be reached any more, does not count: that is the
    recipient's own state.
    """
    await _finish(database, delivery_id, outcome, at, reason)


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
            "SELECT * FROM deliveries WHERE broadcast_id = ? AND chat_id = ? AND (message_id = ?"
            " OR EXISTS (SELECT 1 FROM json_each(others) WHERE value = ?) OR"
            " status IN ('sending', 'unknown') AND called_at <= ?"
            " AND NOT EXISTS (SELECT 1 FROM deliveries AS other WHERE other.chat_id = ? AND other.message_id = ?))",
            (broadcast_id, chat_id, message_id, message_id, stamp(written + _ASKEW), chat_id, message_id),
        )
        if row is None:
            return None
        healed = await transaction.rows(
            "UPDATE deliveries SET status = 'sent', message_id = coalesce(message_id, ?), reason = NULL, thanked = 1,"
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
    others: Sequence[int] = (),
) -> None:
    """Settle what is being sent; an outcome that comes late or twice changes nothing."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "UPDATE deliveries SET status = ?, reason = ?, message_id = ?, settled_at = ?,"
            " others = ?, deletions = iif(?, deletions + 1, 0) WHERE id = ? AND status = 'sending'"
            " RETURNING broadcast_id",
            (
                outcome,
                reason,
                message_id,
                None if outcome == "queued" else stamp(at),
                json.dumps(list(others)),
                was_deleted,
                delivery_id,
            ),
        )
        if row is None:
            return
        if outcome in ("sent", "failed", "unknown"):
            await count(transaction, row["broadcast_id"], outcome != "sent")
        if outcome != "queued":
            await settle(transaction, row["broadcast_id"], at)


MOST_IN_A_ROW: Final = 3
LEAST_TRIED: Final = 10  # of fewer, a fifth would be a single failure
MOST_FAILED: Final = 0.2


async def count(transaction: Transaction, broadcast_id: int, is_failure: bool) -> None:
    """Count an attempt; one that arrived ends a row of failures."""
    await transaction.execute(
        "UPDATE broadcasts SET tried = tried + 1, failures = failures + ?, in_a_row = (in_a_row + 1) * ? WHERE id = ?",
        (int(is_failure), int(is_failure), broadcast_id),
    )


async def settle(transaction: Transaction, broadcast_id: int, at: datetime, is_uncertain: bool = False) -> None:
    """Finish a broadcast that has nothing left to send, or pause it when failures pile up.

    `is_uncertain`: something may not have arrived that is not counted as a failure.
    """
    [row] = await transaction.rows(
        "SELECT status, started_at, tried, failures, in_a_row, EXISTS (SELECT 1 FROM deliveries AS d"
        " WHERE d.broadcast_id = b.id AND d.status IN ('queued', 'sending')) AS is_left, EXISTS (SELECT 1"
        " FROM deliveries AS d WHERE d.broadcast_id = b.id AND d.status = 'sent') AS is_sent"
        " FROM broadcasts AS b WHERE b.id = ?",
        (broadcast_id,),
    )
    if row["status"] not in ("running", "paused") or row["started_at"] is None:
        return
    if not row["is_left"]:
        changed: Changes = {"status": "finished", "pause_reason": None, "finished_at": stamp(at)}
        await write(transaction, await load(transaction, broadcast_id), PROGRAM, "finish", at, changed)
    elif row["status"] == "running" and (reason := _worry(row, is_uncertain)) is not None:
        await hold(transaction, await load(transaction, broadcast_id), reason, at)


async def hold(transaction: Transaction, known: Broadcast, reason: PauseReason, at: datetime) -> Broadcast:
    """The program pauses it; a trial, which is on no list where somebody could let it go on, ends instead."""
    if known.trial_of is not None:
        ended: Changes = {"status": "cancelled", "finished_at": stamp(at)}
        return await write(transaction, known, PROGRAM, "cancel", at, ended, reason)
    paused: Changes = {"status": "paused", "pause_reason": reason}
    return await write(transaction, known, PROGRAM, "pause", at, paused, reason)


def _worry(row: Row, is_uncertain: bool) -> PauseReason | None:
    if not row["is_sent"] and (row["failures"] or is_uncertain):
        return "first"
    if row["in_a_row"] >= MOST_IN_A_ROW:
        return "row"
    many = row["tried"] >= LEAST_TRIED and row["failures"] >= MOST_FAILED * row["tried"]
    return "share" if many else None
