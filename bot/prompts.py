"""What the bot waits for somebody to write in private chat next, after a button that asks for words.

`what` names who takes the words, such as "utskick"; `ref` is the taker's own, such as "content:12". A later question
replaces an earlier one, and after an hour the words are no longer taken for an answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.clock import moment, now, stamp
from bot.database import Database, Row

VALID: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The bot asked `user_id` for words at `asked_at`."""

    user_id: int
    what: str
    ref: str
    asked_at: datetime


async def put(database: Database, user_id: int, what: str, ref: str = "") -> None:
    """The next words of `user_id` in private chat belong to `what`."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT OR REPLACE INTO prompts (user_id, what, ref, asked_at) VALUES (?, ?, ?, ?)",
            (user_id, what, ref, stamp(now())),
        )


async def waiting(database: Database, user_id: int) -> Prompt | None:
    """What is waited for, which stays so: words that do not fit are asked for again."""
    row = await database.row(
        "SELECT * FROM prompts WHERE user_id = ? AND asked_at >= ?", (user_id, stamp(now() - VALID))
    )
    return None if row is None else _prompt(row)


async def take(database: Database, user_id: int) -> Prompt | None:
    """What was waited for; nothing is any more. Of two messages at once only one gets it."""
    async with database.transaction() as transaction:
        row = await transaction.row("DELETE FROM prompts WHERE user_id = ? RETURNING *", (user_id,))
    found = None if row is None else _prompt(row)
    return found if found is not None and found.asked_at >= now() - VALID - timedelta(seconds=1) else None


async def clear(database: Database, user_id: int) -> bool:
    """Nothing is waited for any more; whether anything was."""
    return await take(database, user_id) is not None


async def forget(database: Database) -> None:
    """Drop what has been waited for too long."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM prompts WHERE asked_at < ?", (stamp(now() - VALID),))


def _prompt(row: Row) -> Prompt:
    return Prompt(row["user_id"], row["what"], row["ref"], moment(row["asked_at"]))
