"""Updates are on disk before Telegram is told that they arrived.

Telegram forgets an update as soon as the next getUpdates asks for a later one, so whatever is only in memory then is
lost with the process. Each update is stored when it comes and its words are removed when it has been handled; what
still waits at the next start is handled then. An update that `MOST_ATTEMPTS` processes in a row took up again and died
under is given up, so that one poisonous message cannot stop the bot for everybody.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.storage.clock import now, stamp
from bot.storage.database import Database

MOST_ATTEMPTS = 5
KEPT = timedelta(days=2)  # Telegram itself offers an update for a day


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that was received and not yet handled; `payload` is its JSON."""

    update_id: int
    payload: str


async def receive(database: Database, update_id: int, payload: str) -> bool:
    """Store an update; False if it is there since before and must not be handled again."""
    async with database.transaction() as transaction:
        return bool(
            await transaction.execute(
                "INSERT OR IGNORE INTO inbox (update_id, payload, received_at) VALUES (?, ?, ?)",
                (update_id, payload, stamp(now())),
            )
        )


async def handled(database: Database, update_id: int) -> None:
    """The update needs nothing more; its words are removed."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE inbox SET status = 'handled', payload = NULL WHERE update_id = ? AND status = 'waiting'",
            (update_id,),
        )


async def resume(database: Database) -> list[Waiting]:
    """What an earlier process left, oldest first, without what is given up now."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE inbox SET status = 'given_up', payload = '' WHERE status = 'waiting' AND attempts >= ?",
            (MOST_ATTEMPTS,),
        )
        rows = await transaction.rows(
            "SELECT update_id, payload FROM inbox WHERE status = 'waiting' ORDER BY update_id"
        )
    return [Waiting(row["update_id"], row["payload"]) for row in rows]


async def take_up(database: Database, update_id: int) -> None:
    """An update that an earlier process left is being handled now; one that only waits is under no suspicion."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE inbox SET attempts = attempts + 1 WHERE update_id = ?", (update_id,))


async def set_aside(database: Database) -> int:
    """Of a copy that is taken into use: what waits may long have been answered, and is given up; how much that is."""
    async with database.transaction() as transaction:
        return await transaction.execute("UPDATE inbox SET status = 'given_up', payload = '' WHERE status = 'waiting'")


async def clear_suspicion(database: Database) -> None:
    """The process ends in good order, so no waiting update has brought it down."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE inbox SET attempts = 0 WHERE status = 'waiting' AND attempts > 0")


async def forget(database: Database) -> None:
    """Remove the traces of updates that Telegram can no longer send again."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM inbox WHERE status <> 'waiting' AND received_at < ?", (stamp(now() - KEPT),)
        )
