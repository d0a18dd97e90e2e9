"""What the program has promised to do and has not done yet: it is there after restarts, and done once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.rows import made

Kind = Literal["erase", "scrub", "restored"]
Note = Mapping[str, int]

TRACES = (Trace("chores", "person_id", ("kind", "at")),)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do, perhaps for a person (0: for nobody)."""

    id: int
    kind: Kind
    person_id: int
    note: Note


async def put(transaction: Transaction, kind: Kind, person_id: int = 0, note: Note | None = None) -> None:
    """Promise it; the same for the same person is one chore, with the latest note."""
    await transaction.execute(
        "INSERT INTO chores (kind, person_id, note, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, person_id) DO UPDATE SET note = excluded.note, at = excluded.at",
        (kind, person_id, json.dumps(note or {}), stamp(now())),
    )


async def left(database: Database, kind: Kind) -> list[Chore]:
    """What is to be done of a kind, the oldest first."""
    rows = await database.rows("SELECT * FROM chores WHERE kind = ? ORDER BY id", (kind,))
    return [made(Chore, row, note=json.loads(row["note"])) for row in rows]


async def done(database: Database, chore: Chore) -> None:
    """It is."""
    await database.execute("DELETE FROM chores WHERE id = ?", (chore.id,))
