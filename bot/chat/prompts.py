"""What the bot waits for somebody to write in private chat next, after a button that asks for words.

`what` names who takes the words, such as "utskick"; `ref` is the taker's own, such as "content:12". A later question
replaces an earlier one, and after an hour, or as long as it was asked for, the words are no longer taken for an answer.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

VALID: Final = PERIODS["prompt"]


TRACES: Final = (Trace("prompts", "user_id", ("what", "asked_at"), besides=("ref",)),)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The bot waits for words."""

    what: str
    ref: str


async def put(database: Database, user_id: int, what: str, ref: str = "", lasts: timedelta = VALID) -> None:
    """The next words of `user_id` in private chat belong to `what`, for as long as this lasts."""
    await database.execute(
        "INSERT OR REPLACE INTO prompts (user_id, what, ref, asked_at) VALUES (?, ?, ?, ?)",
        (user_id, what, ref, stamp(now() + lasts - VALID)),
    )


async def waiting(database: Database, user_id: int) -> Prompt | None:
    """What is waited for, which stays so: words that do not fit are asked for again."""
    row = await database.row(
        "SELECT * FROM prompts WHERE user_id = ? AND asked_at >= ?", (user_id, stamp(now() - VALID))
    )
    return None if row is None else made(Prompt, row)


async def clear(database: Database, user_id: int) -> None:
    """Nothing is waited for any more."""
    async with database.transaction() as transaction:
        await drop(transaction, user_id)


async def drop(transaction: Transaction, user_id: int) -> None:
    """The same, together with what the next words belong to instead."""
    await transaction.execute("DELETE FROM prompts WHERE user_id = ?", (user_id,))


async def forget(database: Database) -> None:
    """Drop what has been waited for too long."""
    await database.execute("DELETE FROM prompts WHERE asked_at < ?", (stamp(now() - VALID),))
