"""The log of what members ask: text and outcome for 90 days without the asker, then only counts.

Also which message answered which, for one day, so that a corrected question corrects its answer, and what members
thought of an answer.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.clock import now, stamp
from bot.database import Database

TEXT_KEPT = timedelta(days=90)
EDITABLE = timedelta(days=1)
COOLDOWN = timedelta(minutes=1)

Place = Literal["private", "group"]
Reason = Literal["wrong", "old", "not_asked", "unclear"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the log keeps it; `entry_id` is the entry that stood first in an answer."""

    text: str
    place: Place
    outcome: str
    confidence: float
    entry_id: str | None


async def record(database: Database, asked: Asked) -> str:
    """Store a question; returns the token (11 unguessable letters) that buttons refer to it by."""
    token = secrets.token_urlsafe(8)
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO questions (token, text, place, outcome, confidence, entry_id, asked_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (token, asked.text, asked.place, asked.outcome, asked.confidence, asked.entry_id, stamp(now())),
        )
    return token


async def chose(database: Database, token: str, entry_id: str | None) -> None:
    """Among the suggestions the member meant `entry_id`, or none of them."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE questions SET entry_id = ? WHERE token = ?", (entry_id, token))


async def judge(database: Database, token: str, entry_id: str, good: bool) -> None:
    """Store 👍 or 👎 for the answer `entry_id` to a question; a new verdict replaces the old one.

    A question that is no longer in the log leaves a verdict about the entry alone.
    """
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO feedback (question_id, entry_id, verdict, given_at)"
            " VALUES ((SELECT id FROM questions WHERE token = ?), ?, ?, ?)"
            " ON CONFLICT (question_id) DO UPDATE SET"
            " entry_id = excluded.entry_id, verdict = excluded.verdict, reason = NULL, given_at = excluded.given_at",
            (token, entry_id, "good" if good else "bad", stamp(now())),
        )


async def explain_verdict(database: Database, token: str, reason: Reason) -> None:
    """Why the answer was bad."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE feedback SET reason = ? WHERE verdict = 'bad'"
            " AND question_id = (SELECT id FROM questions WHERE token = ?)",
            (reason, token),
        )


async def remember_answer(
    database: Database, chat_id: int, message_id: int, answer_id: int, entry_id: str | None
) -> None:
    """Message `answer_id`, which shows `entry_id`, answers message `message_id` of the same chat."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT OR REPLACE INTO answers (chat_id, message_id, answer_id, entry_id, sent_at) VALUES (?, ?, ?, ?, ?)",
            (chat_id, message_id, answer_id, entry_id, stamp(now())),
        )


async def answer_to(database: Database, chat_id: int, message_id: int) -> int | None:
    """The message that answered `message_id` within the last day."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND message_id = ? AND sent_at >= ?",
        (chat_id, message_id, stamp(now() - EDITABLE)),
    )
    return None if row is None else int(row["answer_id"])


async def just_shown(database: Database, chat_id: int, entry_id: str) -> int | None:
    """The message that showed an entry in this chat within the last minute."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND entry_id = ? AND sent_at >= ? ORDER BY sent_at DESC",
        (chat_id, entry_id, stamp(now() - COOLDOWN)),
    )
    return None if row is None else int(row["answer_id"])


async def forget(database: Database) -> None:
    """Turn questions older than 90 days into counts, and drop yesterday's links between messages."""
    limit = stamp(now() - TEXT_KEPT)
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO question_counts (day, place, outcome, entry_id, number)"
            " SELECT substr(asked_at, 1, 10), place, outcome, coalesce(entry_id, ''), count(*)"
            " FROM questions WHERE asked_at < ? GROUP BY 1, 2, 3, 4"
            " ON CONFLICT DO UPDATE SET number = number + excluded.number",
            (limit,),
        )
        await transaction.execute("DELETE FROM questions WHERE asked_at < ?", (limit,))
        await transaction.execute("DELETE FROM answers WHERE sent_at < ?", (stamp(now() - EDITABLE),))
