"""What is queued or sent about an item, as tests look at it."""

import json

from bot.gateway.outbox import Notice
from bot.storage.database import Database


async def of_item(database: Database, item_id: int) -> list[Notice]:
    """Every notice about an item, oldest first."""
    rows = await database.rows(
        "SELECT id, 'item' AS about, item_id AS number, version, kind, chat_id, payload, status, attempts"
        " FROM notices WHERE item_id = ? ORDER BY id",
        (item_id,),
    )
    return [Notice(**{**dict(row), "payload": json.loads(row["payload"])}) for row in rows]
