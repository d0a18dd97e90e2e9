"""How many questions were asked, whether the log still has their words or only counts them."""

from dataclasses import dataclass
from datetime import date

from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Counted:
    """So many questions on a day (UTC) with one outcome; `entry_id` is the entry that answered, or empty."""

    day: date
    outcome: str
    entry_id: str
    number: int


async def counts(database: Database, first: date) -> list[Counted]:
    """All from a day on."""
    rows = await database.rows(
        "SELECT day, outcome, entry_id, sum(number) AS number FROM"
        " (SELECT substr(asked_at, 1, 10) AS day, outcome, coalesce(entry_id, '') AS entry_id, 1 AS number"
        " FROM questions WHERE asked_at >= ?"
        " UNION ALL SELECT day, outcome, entry_id, number FROM question_counts WHERE day >= ?)"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        (first.isoformat(), first.isoformat()),
    )
    return [Counted(date.fromisoformat(row["day"]), row["outcome"], row["entry_id"], row["number"]) for row in rows]
