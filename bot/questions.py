"""The log of what members ask: text and outcome for 90 days without the asker, then only counts.

Also which message answered which, for one day, so that a corrected question corrects its answer, and what members
thought of an answer.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.clock import now, stamp
from bot.database import Database, Transaction

TEXT_KEPT = timedelta(days=90)
VERDICT_KEPT = timedelta(days=365)
EDITABLE = timedelta(days=1)
TAKEN = 0  # stands for the answer to a message that was no question
AWAITED = -1  # the same, where a page had asked for the words
COOLDOWN = timedelta(minutes=1)

Place = Literal["private", "group"]
Reason = Literal["wrong", "old", "not_asked", "unclear"]


@dataclass(frozen=True, slots=True)
class Answered:
    """Message `answer_id`, which shows `entry_id`, answers `message_id` of the same chat and topic (0: no topic)."""

    chat_id: int
    message_id: int
    answer_id: int
    topic: int
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the log keeps it; `entry_id` is the entry that stood first in an answer."""

    text: str
    place: Place
    outcome: str
    confidence: float
    entry_id: str | None


def new_token() -> str:
    """11 unguessable letters by which buttons refer to a question, or to an answer that nobody asked for."""
    return secrets.token_urlsafe(8)


async def record(database: Database, asked: Asked) -> str:
    """Store a question; returns its token."""
    token = new_token()
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO questions (token, text, place, outcome, confidence, entry_id, asked_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (token, asked.text, asked.place, asked.outcome, asked.confidence, asked.entry_id, stamp(now())),
        )
    return token


async def text_of(database: Database, token: str) -> str | None:
    """What was asked, while the log keeps it."""
    row = await database.row("SELECT text FROM questions WHERE token = ?", (token,))
    return None if row is None else str(row["text"])


async def latest(database: Database, most: int) -> list[str]:
    """The texts asked last, each once, the newest first."""
    rows = await database.rows(
        "SELECT text FROM questions WHERE text IS NOT NULL GROUP BY text ORDER BY max(id) DESC LIMIT ?", (most,)
    )
    return [row["text"] for row in rows]


async def newest(database: Database) -> int:
    """The highest number that a question has; 0 when there is none."""
    [row] = await database.rows("SELECT coalesce(max(id), 0) AS newest FROM questions")
    return int(row["newest"])


async def chose(database: Database, token: str, entry_id: str | None) -> None:
    """Among the suggestions the member meant `entry_id`, or none of them; a moderator's link since then stays."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE questions SET entry_id = ?, link_id = NULL WHERE token = ? AND (? IS NOT NULL OR link_id IS NULL)",
            (entry_id, token, entry_id),
        )


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


async def remember_answer(database: Database, answered: Answered) -> None:
    """Keep for a day which message answered which."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT OR REPLACE INTO answers (chat_id, message_id, answer_id, topic, entry_id, sent_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                answered.chat_id,
                answered.message_id,
                answered.answer_id,
                answered.topic,
                answered.entry_id,
                stamp(now()),
            ),
        )


async def answer_to(database: Database, chat_id: int, message_id: int) -> int | None:
    """The message that answered `message_id` within the last day."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND message_id = ? AND sent_at >= ?",
        (chat_id, message_id, stamp(now() - EDITABLE)),
    )
    return None if row is None else int(row["answer_id"])


async def just_shown(database: Database, chat_id: int, topic: int, entry_id: str) -> int | None:
    """The message that showed an entry in this chat and topic within the last minute."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND topic = ? AND entry_id = ? AND sent_at >= ?"
        " ORDER BY sent_at DESC",
        (chat_id, topic, entry_id, stamp(now() - COOLDOWN)),
    )
    return None if row is None else int(row["answer_id"])


async def forget(database: Database) -> None:
    """Turn questions older than 90 days into counts."""
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


async def forget_verdicts(database: Database) -> None:
    """Drop verdicts after a year."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM feedback WHERE given_at < ?", (stamp(now() - VERDICT_KEPT),))


async def forget_answers(database: Database) -> None:
    """Drop links between messages after a day."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM answers WHERE sent_at < ?", (stamp(now() - EDITABLE),))


async def let_go_of_answers(transaction: Transaction, old: int, _new: int) -> None:
    """The chat `old` has become one that numbers its messages anew."""
    await transaction.execute("DELETE FROM answers WHERE chat_id = ?", (old,))
