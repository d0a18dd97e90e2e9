"""What happens at most once a day, also when the process dies in the middle of it."""

from datetime import date

from bot.storage.database import Database


async def claim(database: Database, name: str, day: date) -> bool:
    """True the first time for `name` on this day or a later one, which is then its day."""
    changed = await database.execute(
        "INSERT INTO daily (name, day) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET day = excluded.day WHERE day < excluded.day",
        (name, day.isoformat()),
    )
    return changed > 0


async def release(database: Database, name: str, day: date) -> None:
    """It was claimed but surely did not happen."""
    await database.execute("DELETE FROM daily WHERE name = ? AND day = ?", (name, day.isoformat()))
