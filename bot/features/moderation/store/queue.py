"""What waits, and what has happened to it."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.features.moderation.errors import NoSuchItem
from bot.features.moderation.store.changes import ITEMS, as_proposal
from bot.features.moderation.values import THE_BOT, Answering, Content, Count, Item, Kind, Proposal, Waiting
from bot.language.workdays import stale_before
from bot.storage import versions
from bot.storage.clock import moment, stamp
from bot.storage.database import Database, Row, Transaction, Value
from bot.storage.rows import made
from bot.storage.versions import HistoryRow

_SELECT = (
    "SELECT items.*, history.action, history.actor_id, history.at, history.note, proposals.item_id AS proposed,"
    " proposals.title, proposals.answer, proposals.theme AS entry_theme, proposals.keywords, proposals.questions,"
    " proposals.kind AS entry_kind, proposals.more, proposals.links, proposals.contact, proposals.valid_until,"
    " proposals.pins, proposals.retired,"
    " meetings.name AS meeting, asked.text AS asked, asked.answered_by"
    " FROM items JOIN history ON history.item_id = items.id AND history.version = items.version"
    " LEFT JOIN proposals ON proposals.item_id = items.id LEFT JOIN meetings ON meetings.id = items.meeting_id"
    " LEFT JOIN meeting_questions AS asked ON asked.meeting_id = items.meeting_id AND asked.number = items.question"
)


async def item(database: Database, item_id: int) -> Item:
    """The item with this number; NoSuchItem if there is none."""
    return _one(await database.row(f"{_SELECT} WHERE items.id = ?", (item_id,)), item_id)


async def load(transaction: Transaction, item_id: int) -> Item:
    """The same, inside a transaction."""
    return _one(await transaction.row(f"{_SELECT} WHERE items.id = ?", (item_id,)), item_id)


async def queue(
    database: Database, kind: Kind | None = None, theme: str | None = None, after: int = 0, limit: int = 10
) -> list[Item]:
    """What waits, that which has waited longest first; `after` is the number of the last one seen."""
    return await _items(
        database,
        "WHERE items.status = 'waiting' AND (items.waiting_since, items.id) >"
        " (coalesce((SELECT waiting_since FROM items WHERE id = ?), ''), ?) AND (? IS NULL OR items.kind = ?)"
        " AND (? IS NULL OR items.theme = ?) ORDER BY items.waiting_since, items.id LIMIT ?",
        (after, after, kind, kind, theme, theme, limit),
    )


async def next_in_line(
    database: Database, at: datetime, kind: Kind | None = None, theme: str | None = None, after: int = 0
) -> list[Item]:
    """What to decide next, if anything: what nobody has in hand, that which has waited longest first.

    What comes after the item `after` goes before what it has passed.
    """
    return await _items(
        database,
        "WHERE items.status = 'waiting' AND (? IS NULL OR items.kind = ?) AND (? IS NULL OR items.theme = ?)"
        " ORDER BY coalesce(items.claimed_until > ?, 0), (items.waiting_since, items.id) <="
        " (coalesce((SELECT waiting_since FROM items WHERE id = ?), ''), ?), items.waiting_since, items.id LIMIT 1",
        (kind, kind, theme, theme, stamp(at), after, after),
    )


async def counts(database: Database) -> list[Count]:
    """How many wait, of which kind and theme."""
    rows = await database.rows(
        "SELECT kind, theme, count(*) AS number FROM items WHERE status = 'waiting' GROUP BY kind, theme"
        " ORDER BY kind, theme"
    )
    return [made(Count, row) for row in rows]


async def waiting(database: Database, at: datetime, kind: Kind | None = None, theme: str | None = None) -> Waiting:
    """The queue at a glance, or that of one kind and theme."""
    [row] = await database.rows(
        "SELECT count(*) AS number, min(waiting_since) AS since, coalesce(sum(waiting_since < ?), 0) AS stale"
        " FROM items WHERE status = 'waiting' AND (? IS NULL OR kind = ?) AND (? IS NULL OR theme = ?)",
        (stamp(stale_before(at)), kind, kind, theme, theme),
    )
    return made(Waiting, row)


async def items_of(database: Database, author_id: int, limit: int = 50) -> list[Item]:
    """What a member has sent in, newest first."""
    return await _items(database, "WHERE items.author_id = ? ORDER BY items.id DESC LIMIT ?", (author_id, limit))


async def approved_answers(database: Database, meeting_id: int) -> list[Item]:
    """What moderators have let through of the answers to a meeting's questions, in the order they came."""
    return await _items(
        database,
        "WHERE items.meeting_id = ? AND items.status IN ('approved', 'merged') ORDER BY items.id",
        (meeting_id,),
    )


async def changes_of(database: Database, entry_id: str, limit: int = 3) -> list[int]:
    """The numbers of what an entry was made of and changed by, the latest first."""
    rows = await database.rows(
        "SELECT id FROM items WHERE entry_id = ? AND status IN ('approved', 'merged')"
        " ORDER BY decided_at DESC, id DESC LIMIT ?",
        (entry_id, limit),
    )
    return [int(row["id"]) for row in rows]


async def entry_ids(database: Database) -> frozenset[str]:
    """Every id of an entry that an item is about, has become or was merged into."""
    rows = await database.rows("SELECT DISTINCT entry_id FROM items WHERE entry_id IS NOT NULL")
    return frozenset(str(row["entry_id"]) for row in rows)


async def waiting_texts(database: Database, besides: int = 0) -> dict[int, str]:
    """The texts of all tips that wait, by number, without that of the item `besides`."""
    rows = await database.rows(
        "SELECT id, text FROM items WHERE status = 'waiting' AND kind = 'tip' AND id <> ? ORDER BY id", (besides,)
    )
    return {row["id"]: row["text"] for row in rows}


async def newest(database: Database) -> int:
    """The highest number that an item has; 0 when there is none."""
    [row] = await database.rows("SELECT coalesce(max(id), 0) AS newest FROM items")
    return int(row["newest"])


async def still_waiting(database: Database, numbers: Sequence[int]) -> tuple[int, ...]:
    """Those of the items that wait, in the order given."""
    marks = ", ".join("?" * len(numbers))
    rows = await database.rows(f"SELECT id FROM items WHERE status = 'waiting' AND id IN ({marks})", numbers)
    waiting = {row["id"] for row in rows}
    return tuple(number for number in numbers if number in waiting)


async def brought_up(database: Database) -> dict[str, datetime]:
    """When the bot itself last put each entry in the queue."""
    rows = await database.rows(
        "SELECT entry_id, max(created_at) AS at FROM items WHERE author_id = ? GROUP BY entry_id", (THE_BOT,)
    )
    return {row["entry_id"]: moment(row["at"]) for row in rows}


async def stale(database: Database, at: datetime, limit: int = 50) -> list[Item]:
    """What has waited for more than five working days, oldest first."""
    return await _items(
        database,
        "WHERE items.status = 'waiting' AND items.waiting_since < ? ORDER BY items.waiting_since, items.id LIMIT ?",
        (stamp(stale_before(at)), limit),
    )


async def history(database: Database, item_id: int) -> list[HistoryRow]:
    """How the item came to be what it is, from version 1."""
    return await versions.history(database, ITEMS, item_id)


async def _items(database: Database, where: str, values: Sequence[Value]) -> list[Item]:
    return [_item(row) for row in await database.rows(f"{_SELECT} {where}", values)]


def _one(row: Row | None, item_id: int) -> Item:
    if row is None:
        raise NoSuchItem(item_id)
    return _item(row)


def _item(row: Row) -> Item:
    return made(
        Item,
        row,
        content=made(Content, row),
        proposal=_proposal(row),
        changed_by=row["actor_id"],
        changed_at=moment(row["at"]),
        answering=_answering(row),
    )


def _answering(row: Row) -> Answering | None:
    if row["asked"] is None:
        return None
    by_place = row["answered_by"] == "place"
    return Answering(row["meeting_id"], row["meeting"], row["question"], row["asked"], by_place)


def _proposal(row: Row) -> Proposal | None:
    if row["proposed"] is None:
        return None
    same = ("title", "answer", "more", "valid_until")
    return as_proposal(
        {
            **{name: row[name] for name in same},
            **{name: json.loads(row[name] or "null") for name in ("keywords", "questions", "links", "pins")},
            "theme": row["entry_theme"],
            "kind": row["entry_kind"],
            "contact": row["contact"] or "",
            "retired": bool(row["retired"]),
        }
    )
