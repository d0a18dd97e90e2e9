"""Updates are on disk before Telegram is told that they arrived.

Telegram forgets an update as soon as the next getUpdates asks for a later one, so whatever is only in memory then is
lost with the process. Each update is stored when it comes and its words are removed when it has been handled; what
still waits at the next start is handled then. Only an update that was in hand when a process died is suspected of it;
one that `MOST_ATTEMPTS` processes have died under is given up, so that one poisonous message cannot stop the bot for
everybody. What cannot be read is given up at once: its kind of fault stands where the words stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.gateway.values import Backlog
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

MOST_ATTEMPTS = 5
AT_A_TIME = 500  # updates that are looked through together
KEPT = PERIODS["update"]  # Telegram itself offers an update for a day


TRACES: Final = (
    Trace(
        "inbox",
        "payload",
        ("received_at",),
        "own",
        where="status = 'waiting' AND EXISTS (SELECT 1 FROM json_tree(payload) WHERE key = 'id' AND atom = ?1)",
    ),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that was received and not yet handled; `payload` is its JSON, `deaths` those it is suspected of."""

    update_id: int
    payload: str
    deaths: int = 0


async def receive(database: Database, payloads: Mapping[int, str]) -> set[int]:
    """Store updates by number, all or none; those that are new, since the others must not be handled again."""
    if not payloads:
        return set()
    at, places = stamp(now()), ", ".join(["(?, ?, ?)"] * len(payloads))
    rows = await database.rows(
        f"INSERT OR IGNORE INTO inbox (update_id, payload, received_at) VALUES {places} RETURNING update_id",
        [value for number, payload in payloads.items() for value in (number, payload, at)],
    )
    return {row["update_id"] for row in rows}


async def handled(database: Database, update_id: int) -> None:
    """The update needs nothing more; its words are removed."""
    await database.execute(
        "UPDATE inbox SET status = 'handled', payload = NULL WHERE update_id = ? AND status = 'waiting'", (update_id,)
    )


async def give_up(database: Database, update_id: int, fault: str) -> None:
    """The update cannot be read; what kind of fault it has is kept, without its words."""
    await database.execute("UPDATE inbox SET status = 'given_up', payload = ? WHERE update_id = ?", (fault, update_id))


async def is_in_hand(database: Database, update_id: int) -> bool:
    """Whether the update is still being handled."""
    row = await database.row("SELECT 1 FROM inbox WHERE update_id = ? AND status = 'waiting'", (update_id,))
    return row is not None


async def give_up_deadly(database: Database) -> tuple[Waiting, ...]:
    """Those that are given up now, since too many processes have died under them; oldest first."""
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            "SELECT update_id, payload, attempts FROM inbox WHERE status = 'waiting' AND attempts >= ?"
            " ORDER BY update_id",
            (MOST_ATTEMPTS,),
        )
        await transaction.execute(
            "UPDATE inbox SET status = 'given_up', payload = '' WHERE status = 'waiting' AND attempts >= ?",
            (MOST_ATTEMPTS,),
        )
    return tuple(map(_waiting, rows))


async def waiting(database: Database, after: int | None = None) -> tuple[Waiting, ...]:
    """What waits, oldest first: the next `AT_A_TIME` after a number, or the first."""
    rows = await database.rows(
        "SELECT update_id, payload, attempts FROM inbox WHERE status = 'waiting' AND (?1 IS NULL OR update_id > ?1)"
        " ORDER BY update_id LIMIT ?2",
        (after, AT_A_TIME),
    )
    return tuple(map(_waiting, rows))


async def payload(database: Database, update_id: int) -> str | None:
    """One that waits; None if it is handled."""
    row = await database.row("SELECT payload FROM inbox WHERE update_id = ? AND status = 'waiting'", (update_id,))
    return None if row is None else str(row["payload"])


async def take_up(database: Database, update_id: int) -> None:
    """An update that an earlier process left is being handled now; one that only waits is under no suspicion."""
    await database.execute("UPDATE inbox SET attempts = attempts + 1 WHERE update_id = ?", (update_id,))


async def set_aside(database: Database) -> int:
    """Of a copy that is taken into use: what waits may long have been answered, and is given up; how much that is."""
    return await database.execute("UPDATE inbox SET status = 'given_up', payload = '' WHERE status = 'waiting'")


async def backlog(database: Database) -> Backlog:
    """What is still to be handled."""
    [row] = await database.rows(
        "SELECT count(*) AS number, min(received_at) AS since FROM inbox WHERE status = 'waiting'"
    )
    return made(Backlog, row)


async def clear_suspicion(database: Database) -> None:
    """The process ends in good order, so no waiting update has brought it down."""
    await database.execute("UPDATE inbox SET attempts = 0 WHERE status = 'waiting' AND attempts > 0")


async def let_go(transaction: Transaction, person: int) -> None:
    """The words of what somebody has sent are removed; what is in hand is handled nonetheless."""
    [trace] = TRACES
    await transaction.execute(f"UPDATE inbox SET status = 'handled', payload = NULL WHERE {trace.condition}", (person,))


async def forget(database: Database) -> None:
    """Remove the traces of updates that Telegram can no longer send again."""
    await database.execute("DELETE FROM inbox WHERE status <> 'waiting' AND received_at < ?", (stamp(now() - KEPT),))


def _waiting(row: Row) -> Waiting:
    return Waiting(row["update_id"], row["payload"], row["attempts"])
