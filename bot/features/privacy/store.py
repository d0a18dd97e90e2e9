"""What is kept of somebody, gathered from every table and erased from every table, in one transaction each."""

import json
import os
from pathlib import Path

from bot.features.privacy.values import ANSWERED, PUBLISHED, TAKEN_IN, Document, Fate
from bot.storage import chores, personal
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.storage.personal import Personal


async def gather(database: Database, known: Personal, person: int) -> Document:
    """Everything that is kept of somebody, as it was at one moment."""
    async with database.transaction() as transaction:
        rows = {trace.name: await personal.found(transaction, trace, person) for trace in known.traces}
    return {name: found for name, found in rows.items() if found}


def fate(known: Personal, document: Document) -> Fate:
    """What would become of it."""
    stays = {trace.name for trace in known.traces if trace.erased == "nobody"} | {"entries.signature"}
    sent = document.get("items.author_id", ())
    published = sum(row["status"] in PUBLISHED for row in sent)
    counts = {name: len(rows) for name, rows in document.items()}
    goes = {name: number for name, number in counts.items() if name not in stays}
    goes["items.author_id"] = len(sent) - published
    answered = document.get(ANSWERED, ())
    taken_in = sum(row["status"] in TAKEN_IN for row in answered)
    goes[ANSWERED] = len(answered) - taken_in
    kept = {name: number for name, number in counts.items() if name in stays}
    return Fate(
        {name: number for name, number in goes.items() if number},
        {**kept, ANSWERED: taken_in} if taken_in else kept,
    )


async def promise(database: Database, person: int, update_id: int) -> None:
    """Erase all that is kept of somebody, once the update in which they asked for it has been handled."""
    async with database.transaction() as transaction:
        await chores.put(transaction, "erase", person, {"update_id": update_id})


async def erase(database: Database, known: Personal, person: int) -> None:
    """Leave nothing of somebody in any table, and the promise to leave nothing in the files either."""
    async with database.transaction() as transaction:
        await personal.erase(transaction, known, person)
        await chores.put(transaction, "scrub")


def as_json(document: Document, person: int) -> bytes:
    """The same as a document."""
    found = {"konto": person, "hämtat": stamp(now()), "uppgifter": document}
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def keep(database_file: Path, content: bytes) -> Path:
    """Write what has to be kept beside the database, for its owner only; where."""
    target = database_file.with_name(f"{database_file.stem}-bevarat-{now():%Y-%m-%d-%H%M%S-%f}.json")
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return target
