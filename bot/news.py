"""What has come of tips and questions since some moment: what broadcasts tell of."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import stamp
from bot.database import Database

MOST_TOLD: Final = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tips have come and been published, and how many questions wait for an answer."""

    tips: int
    published: int
    questions: int


async def untold(database: Database) -> list[str]:
    """Ids of the entries that tips have become and no broadcast has told of yet, oldest first, at most ten.

    One that was never sent, or was taken back, has told of nothing; what is beyond the ten comes next time.
    """
    rows = await database.rows(
        "SELECT id FROM entries WHERE origin = 'tip' AND status = 'live' AND id NOT IN (SELECT entry_id FROM told_tips"
        " JOIN broadcasts ON broadcasts.id = broadcast_id WHERE started_at IS NOT NULL AND recalled_at IS NULL)"
        " ORDER BY created_at, id LIMIT ?",
        (MOST_TOLD,),
    )
    return [row["id"] for row in rows]


async def note_told(database: Database, broadcast_id: int, entry_ids: Sequence[str]) -> None:
    """The draft tells of these."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO told_tips (broadcast_id, entry_id) SELECT ?, value FROM json_each(?)",
            (broadcast_id, json.dumps(list(entry_ids))),
        )


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
