"""What has come of tips and questions since some moment: what broadcasts tell of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import moment, stamp
from bot.database import Database

MOST_TOLD: Final = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tips have come and been published, and how many questions wait for an answer."""

    tips: int
    published: int
    questions: int


async def last_told(database: Database) -> datetime | None:
    """When a broadcast of new tips was sent last; None if there has been none."""
    row = await database.row("SELECT max(started_at) AS last FROM broadcasts WHERE template = 'tips'")
    return None if row is None or row["last"] is None else moment(row["last"])


async def published(database: Database, since: datetime | None) -> list[str]:
    """Ids of the entries that tips have become since then (None: ever), newest first, at most ten."""
    rows = await database.rows(
        "SELECT id FROM entries WHERE origin = 'tip' AND status = 'live' AND created_at >= ?"
        " ORDER BY created_at DESC, id LIMIT ?",
        ("" if since is None else stamp(since), MOST_TOLD),
    )
    return [row["id"] for row in rows]


async def outcome(database: Database, since: datetime, meeting_id: int | None) -> Counted:
    """What has been sent in since then, only answers to the meeting if there is one; questions are open at any age."""
    [row] = await database.rows(
        "SELECT count(*) FILTER (WHERE kind = 'tip') AS tips,"
        " count(*) FILTER (WHERE kind = 'tip' AND status IN ('approved', 'merged')) AS published"
        " FROM items WHERE created_at >= ? AND (? IS NULL OR meeting_id = ?) AND status <> 'withdrawn'",
        (stamp(since), meeting_id, meeting_id),
    )
    [open_ones] = await database.rows(
        "SELECT count(*) AS questions FROM items WHERE kind = 'question' AND status IN ('waiting', 'returned')"
    )
    return Counted(row["tips"], row["published"], open_ones["questions"])
