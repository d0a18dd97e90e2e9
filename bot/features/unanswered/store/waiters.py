"""Members who want to hear when their question gets an answer: for 90 days, told once."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.gateway import outbox
from bot.gateway.outbox import NoticeStatus
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

WAITS = PERIODS["wait"]
_WAITS_ON = "(told_at IS NULL OR id IN (SELECT value FROM json_each(?)))"  # until the answer is being sent
MOST = 20  # questions that one member waits for; the oldest gives way


TRACES: Final = (Trace("waiters", "user_id", ("question", "until", "told_at"), besides=("chat_id", "question")),)


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody who asked `question` in `chat_id` and is told, until `until`, when there is an answer."""

    id: int
    user_id: int
    chat_id: int
    question: str
    until: datetime


async def wait(database: Database, user_id: int, chat_id: int, question: str) -> Waiter:
    """Wait for an answer to `question` for 90 days from now; the same question again starts them anew."""
    words = question.strip()
    async with database.transaction() as transaction:
        waiting = await transaction.rows(
            f"SELECT id, question FROM waiters WHERE user_id = ? AND {_WAITS_ON} ORDER BY id DESC",
            (user_id, await _answered(transaction, "queued")),
        )
        same = [row["id"] for row in waiting if row["question"].casefold() == words.casefold()]
        for waiter_id in [*same, *[row["id"] for row in waiting if row["id"] not in same][MOST - 1 :]]:
            await transaction.execute("DELETE FROM waiters WHERE id = ?", (waiter_id,))
        [row] = await transaction.rows(
            "INSERT INTO waiters (user_id, chat_id, question, until) VALUES (?, ?, ?, ?) RETURNING *",
            (user_id, chat_id, words, stamp(now() + WAITS)),
        )
    return made(Waiter, row)


async def stop(database: Database, user_id: int, waiter_id: int) -> bool:
    """The member no longer wants to hear; False if there is nothing of the member's to stop.

    An answer that is queued goes too; one that is being sent cannot be stopped.
    """
    async with database.transaction() as transaction:
        changed = await transaction.execute(
            f"DELETE FROM waiters WHERE id = ? AND user_id = ? AND {_WAITS_ON}",
            (waiter_id, user_id, await _answered(transaction, "queued")),
        )
    return changed > 0


async def waiting(database: Database) -> tuple[Waiter, ...]:
    """Everybody who is still to be told, those who have waited longest first."""
    rows = await database.rows("SELECT * FROM waiters WHERE told_at IS NULL AND until > ? ORDER BY id", (stamp(now()),))
    return tuple(made(Waiter, row) for row in rows)


async def of_member(database: Database, user_id: int) -> tuple[Waiter, ...]:
    """What one member is waiting for, the oldest first, also when the answer is about to be sent."""
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            f"SELECT * FROM waiters WHERE {_WAITS_ON} AND until > ? AND user_id = ? ORDER BY id",
            (await _answered(transaction, "queued"), stamp(now()), user_id),
        )
    return tuple(made(Waiter, row) for row in rows)


async def tell(transaction: Transaction, waiter_id: int) -> bool:
    """Note that the answer is on its way, in the transaction that puts it in the outbox; True the first time only."""
    at = stamp(now())
    changed = await transaction.execute(
        "UPDATE waiters SET told_at = ? WHERE id = ? AND told_at IS NULL AND until > ?", (at, waiter_id, at)
    )
    return changed > 0


async def answer(database: Database, waiter: Waiter) -> bool:
    """Put the answer in the outbox, once; False if the member has been told or has stopped waiting meanwhile."""
    async with database.transaction() as transaction:
        first = await tell(transaction, waiter.id)
        if first:
            await outbox.add_answer(transaction, waiter.id, waiter.chat_id)
    return first


async def find(database: Database, waiter_id: int) -> Waiter | None:
    """Somebody who waits or is being told."""
    row = await database.row("SELECT * FROM waiters WHERE id = ?", (waiter_id,))
    return None if row is None else made(Waiter, row)


async def wait_on(database: Database, waiter_id: int) -> None:
    """The answer was taken back before it was sent: its notice is recalled, and the member waits as before."""
    async with database.transaction() as transaction:
        await outbox.recall_answer(transaction, waiter_id)
        await transaction.execute("UPDATE waiters SET told_at = NULL WHERE id = ?", (waiter_id,))


async def forget(database: Database) -> None:
    """Drop those who have been told and those who have waited for 90 days, once nothing is on its way to them."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM waiters WHERE (told_at IS NOT NULL OR until <= ?)"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            (stamp(now()), await _answered(transaction, "queued", "sending")),
        )


async def _answered(transaction: Transaction, *statuses: NoticeStatus) -> str:
    """Whose answers are in the outbox with one of these statuses, as JSON."""
    return json.dumps(await outbox.answered(transaction, statuses))
