"""Which new tips broadcasts have told of."""

import json
from collections.abc import Sequence
from typing import Final

from bot.knowledge.store import live_tips
from bot.storage.database import Database

MOST_TOLD: Final = 10


async def untold(database: Database) -> list[str]:
    """Ids of the entries that tips have become and no broadcast has told of yet, oldest first, at most ten.

    One that was never sent, or was taken back, has told of nothing; what is beyond the ten comes next time.
    """
    rows = await database.rows(
        "SELECT entry_id FROM told_tips JOIN broadcasts ON broadcasts.id = broadcast_id"
        " WHERE started_at IS NOT NULL AND recalled_at IS NULL"
    )
    told = {row["entry_id"] for row in rows}
    return [each for each in await live_tips(database) if each not in told][:MOST_TOLD]


async def note_tips(database: Database, broadcast_id: int, entry_ids: Sequence[str]) -> None:
    """The draft tells of these."""
    await database.execute(
        "INSERT INTO told_tips (broadcast_id, entry_id) SELECT ?, value FROM json_each(?)",
        (broadcast_id, json.dumps(list(entry_ids))),
    )
