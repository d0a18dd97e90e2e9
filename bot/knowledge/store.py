"""What moderators have made of the knowledge: entries that lie over the files, and phrases that entries have learnt."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.knowledge.entries import KINDS
from bot.knowledge.overlay import Laid, Overlay, Phrase, clean, clean_phrase
from bot.knowledge.pinning import Pinned
from bot.knowledge.values import Entry, Link, Pin
from bot.storage import personal
from bot.storage.clock import SWEDEN, now, stamp
from bot.storage.database import Database, Row, Transaction, Value, open_database
from bot.storage.personal import NOBODY, Trace
from bot.storage.retention import PERIODS
from bot.storage.versions import Fields

_BLANK: Final = "borttaget"  # what the id of an entry without words begins with
LISTS: Final = ("keywords", "questions")
_JSON: Final = (*LISTS, "links", "pins")

TRACES: Final = (Trace("phrases", "added_by", ("phrase", "entry_id", "added_at"), "nobody"),)


async def read(database: Database) -> Overlay:
    """What lies over the files right now."""
    entries = await database.rows("SELECT * FROM entries WHERE status = 'live' ORDER BY created_at, id")
    phrases = await database.rows("SELECT entry_id, phrase FROM phrases ORDER BY added_at DESC, entry_id, phrase")
    counted = await database.rows("SELECT entry_id, count(*) AS number FROM adoptions WHERE status = 'done' GROUP BY 1")
    pins = await database.rows(
        "SELECT entry_id, phrase, until, removed FROM pins WHERE removed OR until >= ?"
        " ORDER BY pinned_at DESC, entry_id, phrase",
        (now().astimezone(SWEDEN).date().isoformat(),),
    )
    retired = await database.rows("SELECT entry_id FROM retired")
    synonyms = await database.rows("SELECT word, leads_to FROM synonyms ORDER BY number")
    done = {row["entry_id"]: row["number"] for row in counted}
    return await asyncio.to_thread(_overlay, entries, phrases, done, pins, retired, synonyms)


async def read_file(path: Path) -> Overlay:
    """What lies over the files, of a database that is not open; DatabaseTooNew if it is ahead of the program."""
    database = await open_database(path)
    try:
        return await read(database)
    finally:
        await database.close()


async def taken_ids(database: Database) -> frozenset[str]:
    """Every id that an entry has here, also of those that are hidden."""
    return frozenset(str(row["id"]) for row in await database.rows("SELECT id FROM entries"))


async def live_tips(database: Database) -> list[str]:
    """Ids of the entries in use that tips have become, oldest first."""
    rows = await database.rows(
        "SELECT id FROM entries WHERE origin = 'tip' AND status = 'live'"
        " AND id NOT IN (SELECT entry_id FROM retired) ORDER BY created_at, id"
    )
    return [row["id"] for row in rows]


async def entry_fields(transaction: Transaction, entry_id: str) -> Fields | None:
    """An entry that lies over the knowledge, live or hidden."""
    row = await transaction.row("SELECT * FROM entries WHERE id = ?", (entry_id,))
    return None if row is None else _entry(row)


async def entry_of_tip(transaction: Transaction, item_id: int) -> Fields | None:
    """The entry that a tip has become before."""
    row = await transaction.row("SELECT * FROM entries WHERE item_id = ? AND origin = 'tip'", (item_id,))
    return None if row is None else _entry(row)


async def put_entry(transaction: Transaction, fields: Fields) -> None:
    """Make this the entry with its id."""
    columns = (
        "id", "item_id", "origin", "title", "answer", "more", "theme", "kind", "keywords", "questions", "signature",
        "status", "created_at", "changed_at", "links", "contact", "valid_until", "based_on",
    )  # fmt: skip
    await transaction.execute(
        "INSERT OR REPLACE INTO entries (id, item_id, origin, title, answer, more, theme, kind, keywords, questions,"
        " signature, status, created_at, changed_at, links, contact, valid_until, based_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        as_columns(fields, columns),
    )


async def hide_edit(transaction: Transaction, entry_id: str) -> None:
    """The file's entry shows instead of what lies over it."""
    await transaction.execute("UPDATE entries SET status = 'hidden' WHERE id = ? AND origin = 'edit'", (entry_id,))


async def placement(transaction: Transaction, entry_id: str) -> Fields:
    """What an entry is pinned to, and since when it is out of use; None where it is not."""
    pins = await transaction.rows(
        "SELECT phrase, until, pinned_at, removed FROM pins WHERE entry_id = ? ORDER BY phrase", (entry_id,)
    )
    retired = await transaction.row("SELECT retired_at FROM retired WHERE entry_id = ?", (entry_id,))
    return {
        "entry_id": entry_id, "pins": [dict(each) for each in pins], "retired_at": retired and retired["retired_at"],
    }  # fmt: skip


def placement_of(kept: Fields) -> Fields:
    """The same as history has kept it, perhaps from when an entry had one pin at most."""
    if "pins" in kept:
        return kept
    pins = [] if kept["pin"] is None else [{**kept["pin"], "removed": 0}]
    return {"entry_id": kept["entry_id"], "pins": pins, "retired_at": kept["retired_at"]}


async def place(transaction: Transaction, fields: Fields) -> None:
    """Pin the entry and take it out of use, or neither, as `placement` tells it."""
    entry_id = fields["entry_id"]
    await transaction.execute("DELETE FROM pins WHERE entry_id = ?", (entry_id,))
    await transaction.execute("DELETE FROM retired WHERE entry_id = ?", (entry_id,))
    for pin in fields["pins"]:
        await transaction.execute(
            "INSERT INTO pins (entry_id, phrase, until, pinned_at, removed) VALUES (?, ?, ?, ?, ?)",
            (entry_id, pin["phrase"], pin["until"], pin["pinned_at"], pin["removed"]),
        )
    if fields["retired_at"] is not None:
        await transaction.execute(
            "INSERT INTO retired (entry_id, retired_at) VALUES (?, ?)", (entry_id, fields["retired_at"])
        )


async def unsign(transaction: Transaction, item_id: int) -> None:
    """What a tip has become is told by nobody from now on."""
    await transaction.execute("UPDATE entries SET signature = NULL WHERE item_id = ?", (item_id,))


async def blank(transaction: Transaction, item_id: int) -> None:
    """Leave no words of what a tip has become, nor of what it has been taught; its id, made of them, is another."""
    for row in await transaction.rows("SELECT id FROM entries WHERE item_id = ? AND origin = 'tip'", (item_id,)):
        await transaction.execute("DELETE FROM phrases WHERE entry_id = ?", (row["id"],))
        await transaction.execute("DELETE FROM pins WHERE entry_id = ?", (row["id"],))
        await personal.rename(transaction, row["id"], f"{_BLANK}-{item_id}")
    await transaction.execute(
        "UPDATE entries SET id = ?, title = '', answer = '', more = NULL, keywords = '[]', questions = '[]',"
        " signature = NULL, links = NULL, contact = NULL, status = 'hidden' WHERE item_id = ? AND origin = 'tip'",
        (f"{_BLANK}-{item_id}", item_id),
    )


async def let_go(transaction: Transaction, item_id: int) -> None:
    """The item goes; nothing that it has become refers to it."""
    await blank(transaction, item_id)
    await transaction.execute("UPDATE entries SET item_id = NULL WHERE item_id = ?", (item_id,))


async def forget(database: Database) -> None:
    """Leave out who taught an entry its phrases, and what it was pinned to, after a year."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE phrases SET added_by = ? WHERE added_at < ?", (NOBODY, stamp(now() - PERIODS["decision"]))
        )
        await transaction.execute("DELETE FROM pins WHERE until < ?", (stamp(now() - PERIODS["decision"])[:10],))


async def teach(
    transaction: Transaction, entry_id: str, phrase: str, added_by: int, added_at: str, link_id: int | None = None
) -> bool:
    """Teach an entry a phrase, perhaps as part of a link; False if it knows it, which then stays as it was taught."""
    return bool(
        await transaction.execute(
            "INSERT OR IGNORE INTO phrases (entry_id, phrase, added_by, added_at, link_id) VALUES (?, ?, ?, ?, ?)",
            (entry_id, phrase, added_by, added_at, link_id),
        )
    )


async def unteach(transaction: Transaction, entry_id: str, phrase: str) -> None:
    """Unteach it."""
    await transaction.execute("DELETE FROM phrases WHERE entry_id = ? AND phrase = ?", (entry_id, phrase))


async def unteach_linked(transaction: Transaction, link_id: int) -> None:
    """Unteach what was taught as part of a link."""
    await transaction.execute("DELETE FROM phrases WHERE link_id = ?", (link_id,))


async def add_synonym(transaction: Transaction, word: str, leads_to: str) -> int:
    """Let a word lead to another from now on; the number by which that is taken back."""
    await transaction.execute("INSERT OR IGNORE INTO synonyms (word, leads_to) VALUES (?, ?)", (word, leads_to))
    [row] = await transaction.rows("SELECT number FROM synonyms WHERE word = ? AND leads_to = ?", (word, leads_to))
    return int(row["number"])


async def synonyms(database: Database) -> list[tuple[int, str, str]]:
    """Every word that leads to another, with the number by which that is taken back, the newest first."""
    rows = await database.rows("SELECT number, word, leads_to FROM synonyms ORDER BY number DESC")
    return [(row["number"], row["word"], row["leads_to"]) for row in rows]


async def drop_synonym(transaction: Transaction, number: int) -> tuple[str, str] | None:
    """Take that back; the words, None if it has been done before."""
    row = await transaction.row("DELETE FROM synonyms WHERE number = ? RETURNING word, leads_to", (number,))
    return None if row is None else (row["word"], row["leads_to"])


def as_columns(fields: Fields, columns: tuple[str, ...]) -> list[Value]:
    """Fields as history keeps them, as the database does."""
    return [_column(name, fields.get(name)) for name in columns]  # what was kept before a column was has it not


def _column(name: str, value: Any) -> Value:
    kept: Value = json.dumps(value, ensure_ascii=False) if name in _JSON and value is not None else value
    return kept


def _overlay(
    entries: Iterable[Row],
    phrases: Iterable[Row],
    done: Mapping[str, int],
    pins: Iterable[Row],
    retired: Iterable[Row],
    synonyms: Iterable[Row],
) -> Overlay:
    return Overlay(
        tuple(each for each in map(_laid, entries) if each.entry.answer),
        tuple(clean_phrase(Phrase(row["entry_id"], row["phrase"])) for row in phrases),
        done,
        tuple(map(_pinned, pins)),
        frozenset(row["entry_id"] for row in retired),
        tuple((row["word"], row["leads_to"]) for row in synonyms),
    )


def _pinned(row: Row) -> Pinned:
    return Pinned(row["entry_id"], Pin(row["phrase"], date.fromisoformat(row["until"])), bool(row["removed"]))


def _laid(row: Row) -> Laid:
    edit = row["origin"] == "edit"
    entry = Entry(
        row["id"], row["theme"], KINDS.get(row["kind"] or "", "exempel"), row["title"], row["answer"], row["more"],
        tuple(json.loads(row["questions"] or "[]")), tuple(json.loads(row["keywords"] or "[]")),
        reviewed=date.fromisoformat(row["changed_at" if edit else "created_at"][:10]),
        contributor=None if edit else row["signature"] or "",
        links=as_links(json.loads(row["links"] or "[]")), contact=row["contact"] or "", valid_until=_valid_until(row),
    )  # fmt: skip
    return Laid(clean(entry), edit, row["links"] is not None, row["based_on"])


def _valid_until(row: Row) -> date | None:
    """The entry's last day; what has been changed after it has been renewed."""
    until = row["valid_until"]
    return date.fromisoformat(until) if until is not None and row["changed_at"][:10] <= until else None


def as_links(kept: Iterable[Fields]) -> tuple[Link, ...]:
    """Links as history and the database keep them."""
    return tuple(Link(each["name"], each["address"]) for each in kept)


def _entry(row: Row) -> Fields:
    fields = dict(zip(row.keys(), row, strict=True))
    return {**fields, **{name: json.loads(fields[name]) for name in _JSON if fields.get(name) is not None}}
