"""What follows from an outcome: failures are counted, and the broadcast is finished or pauses itself."""

from datetime import datetime
from typing import Final

from bot.actors import PROGRAM
from bot.broadcasts.planning import Changes
from bot.broadcasts.rows import load, write
from bot.broadcasts.values import Broadcast, PauseReason
from bot.clock import stamp
from bot.database import Row, Transaction

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
