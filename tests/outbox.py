"""What is queued or sent about an item, as tests look at it."""

import json

from bot.database import Database
from bot.notices import Notice


async def of_item(database: Database, item_id: int) -> list[Notice]:
    """Every notice about an item, oldest first."""
    rows = await database.rows(
        "SELECT id, item_id, waiter_id, broadcast_id, group_id, version, kind, chat_id, payload, status, attempts"
        " FROM notices WHERE item_id = ? ORDER BY id",
        (item_id,),
    )
    return [
        Notice(**{**dict(zip(row.keys(), row, strict=True)), "payload": json.loads(row["payload"])}) for row in rows
    ]
