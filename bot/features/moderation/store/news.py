"""What has come of tips and questions since some moment."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.storage.clock import stamp
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tips have come and been published, as which entries, and how many questions wait for an answer."""

    tips: int
    published: int
    questions: int
    entry_ids: tuple[str, ...] = ()


async def outcome(
    database: Database, since: datetime, meeting_id: int | None, answers: Collection[int] = ()
) -> Counted:
    """What has been sent in since then; of a meeting what its answers have become, whenever: `answers` are these items.

    Questions are open at any age.
    """
    rows = await database.rows(
        "SELECT status IN ('approved', 'merged') AS is_published, entry_id FROM items WHERE kind = 'tip'"
        " AND status <> 'withdrawn' AND (id IN (SELECT value FROM json_each(?))"
        " OR created_at >= ? AND (? IS NULL OR meeting_id = ?)) ORDER BY id",
        (json.dumps(list(answers)), stamp(since), meeting_id, meeting_id),
    )
    [open_ones] = await database.rows(
        "SELECT count(*) AS questions FROM items WHERE kind = 'question' AND status IN ('waiting', 'returned')"
    )
    published = [row["entry_id"] for row in rows if row["is_published"]]
    entry_ids = tuple(dict.fromkeys(filter(None, published)))
    return Counted(len(rows), len(published), open_ones["questions"], entry_ids)
