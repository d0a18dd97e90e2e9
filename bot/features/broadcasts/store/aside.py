"""What was in hand in a copy of the database that is taken into use: it may long have been sent."""

from bot.features.broadcasts.store.deliveries import hold, resume_after_crash
from bot.features.broadcasts.store.rows import load
from bot.storage.clock import now
from bot.storage.database import Database


async def set_aside(database: Database) -> int:
    """Pause what is under way or planned, so that an organiser looks before it goes on; how many broadcasts that are.

    Whose copy was being sent is unknown. What came of one is not told by itself any more: it may have been.
    """
    at = now()
    await resume_after_crash(database, at)
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE broadcasts SET follow_up = 'done' WHERE follow_up = 'wanted'")
        rows = await transaction.rows(
            "SELECT id FROM broadcasts WHERE status IN ('approved', 'scheduled', 'running') ORDER BY id"
        )
        for row in rows:
            await hold(transaction, await load(transaction, row["id"]), "late", at)
    return len(rows)
