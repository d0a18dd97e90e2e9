"""What has come of tips and questions since some moment."""

from dataclasses import dataclass
from datetime import datetime

from bot.storage.clock import stamp
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tips have come and been published, and how many questions wait for an answer."""

    tips: int
    published: int
    questions: int


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
