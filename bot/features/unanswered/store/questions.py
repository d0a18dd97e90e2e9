"""The log of what members ask: text and outcome for 90 days without the asker, then only counts."""

from dataclasses import dataclass
from typing import Literal

from bot.chat.threads import new_token
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.storage.retention import PERIODS

TEXT_KEPT = PERIODS["question"]

Place = Literal["private", "group"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the log keeps it; `entry_id` is the entry that stood first in an answer."""

    text: str
    place: Place
    outcome: str
    confidence: float
    entry_id: str | None


async def record(database: Database, asked: Asked) -> str:
    """Store a question; returns its token."""
    token = new_token()
    await database.execute(
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
    await database.execute(
        "UPDATE questions SET entry_id = ?, link_id = NULL WHERE token = ? AND (? IS NOT NULL OR link_id IS NULL)",
        (entry_id, token, entry_id),
    )


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
