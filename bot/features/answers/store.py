"""What members thought of answers."""

from datetime import timedelta
from typing import Literal

from bot.storage.clock import now, stamp
from bot.storage.database import Database

VERDICT_KEPT = timedelta(days=365)

Reason = Literal["wrong", "old", "not_asked", "unclear"]


async def judge(database: Database, token: str, entry_id: str, good: bool) -> None:
    """Store 👍 or 👎 for the answer `entry_id`; a new verdict under the same token replaces the old one.

    A token of no question in the log leaves a verdict about the entry alone.
    """
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO feedback (token, question_id, entry_id, verdict, given_at)"
            " VALUES (?, (SELECT id FROM questions WHERE token = ?), ?, ?, ?)"
            " ON CONFLICT (token) DO UPDATE SET"
            " entry_id = excluded.entry_id, verdict = excluded.verdict, reason = NULL, given_at = excluded.given_at",
            (token, token, entry_id, "good" if good else "bad", stamp(now())),
        )


async def explain_verdict(database: Database, token: str, reason: Reason) -> None:
    """Why the answer was bad."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE feedback SET reason = ? WHERE verdict = 'bad' AND token = ?", (reason, token))


async def forget_verdicts(database: Database) -> None:
    """Drop verdicts after a year."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM feedback WHERE given_at < ?", (stamp(now() - VERDICT_KEPT),))
