"""What members thought of answers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.matching.bound import Verdict
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.storage.retention import PERIODS

VERDICT_KEPT = PERIODS["verdict"]
LATELY = timedelta(days=30)
SINKS_FROM = 3  # thumbs down within that time

Reason = Literal["wrong", "old", "not_asked", "unclear"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many thumbs an entry has had within a year, and the reasons given with those down, most frequent first."""

    entry_id: str
    good: int
    bad: int
    reasons: tuple[tuple[Reason, int], ...] = ()


async def judge(database: Database, token: str, entry_id: str, *, good: bool) -> None:
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


async def standings(database: Database) -> tuple[Standing, ...]:
    """Every entry that has been judged, the one that most were dissatisfied with first."""
    rows = await database.rows(
        "SELECT entry_id, sum(verdict = 'good') AS good, sum(verdict = 'bad') AS bad FROM feedback"
        " GROUP BY entry_id ORDER BY bad - good DESC, bad DESC, entry_id"
    )
    told = await database.rows(
        "SELECT entry_id, reason, count(*) AS number FROM feedback WHERE reason IS NOT NULL"
        " GROUP BY 1, 2 ORDER BY 3 DESC"
    )
    reasons: defaultdict[str, list[tuple[Reason, int]]] = defaultdict(list)
    for row in told:
        reasons[row["entry_id"]].append((row["reason"], row["number"]))
    return tuple(Standing(row["entry_id"], row["good"], row["bad"], tuple(reasons[row["entry_id"]])) for row in rows)


async def sinking(database: Database, at: datetime) -> tuple[Standing, ...]:
    """Entries that have had three thumbs down or more within 30 days of `at`, more than up, and one in the last day."""
    rows = await database.rows(
        "SELECT entry_id, sum(verdict = 'good') AS good, sum(verdict = 'bad') AS bad FROM feedback"
        " WHERE given_at BETWEEN ? AND ? GROUP BY entry_id"
        " HAVING bad >= ? AND bad > good AND max(CASE verdict WHEN 'bad' THEN given_at END) > ?"
        " ORDER BY bad - good DESC, entry_id",
        (stamp(at - LATELY), stamp(at), SINKS_FROM, stamp(at - timedelta(days=1))),
    )
    return tuple(Standing(row["entry_id"], row["good"], row["bad"]) for row in rows)


async def verdicts(database: Database) -> tuple[Verdict, ...]:
    """What members thought of answers to questions that the log still has, and what they chose among suggestions.

    An answer that is old or unclear was the right one, only not good enough.
    """
    rows = await database.rows(
        "SELECT text, feedback.entry_id, verdict = 'good' OR reason IN ('old', 'unclear') AS \"right\""
        " FROM feedback JOIN questions ON questions.id = question_id WHERE feedback.entry_id IS NOT NULL"
        " UNION ALL SELECT text, entry_id, 1 FROM questions WHERE outcome = 'suggestions' AND entry_id IS NOT NULL"
    )
    return tuple(Verdict(row["text"], row["entry_id"], bool(row["right"])) for row in rows)


async def forget_verdicts(database: Database) -> None:
    """Drop verdicts after a year."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM feedback WHERE given_at < ?", (stamp(now() - VERDICT_KEPT),))
