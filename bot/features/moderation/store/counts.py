"""How much was sent in, and how long it took to decide."""

from datetime import datetime

from bot.features.moderation.values import Status
from bot.storage.clock import stamp
from bot.storage.database import Database


async def tips(database: Database) -> dict[Status, int]:
    """How many tips there are, by state."""
    rows = await database.rows("SELECT status, count(*) AS number FROM items WHERE kind = 'tip' GROUP BY status")
    return {row["status"]: row["number"] for row in rows}


async def decision_times(database: Database, since: datetime) -> list[float]:
    """Days from the sending to the decision, of all that has been decided since; what was withdrawn was not."""
    rows = await database.rows(
        "SELECT julianday(decided_at) - julianday(created_at) AS days FROM items"
        " WHERE decided_at >= ? AND status <> 'withdrawn'",
        (stamp(since),),
    )
    return [float(row["days"]) for row in rows]
