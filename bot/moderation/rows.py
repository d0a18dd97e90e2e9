"""Rows that a decision writes beside the item's own, as fields that history keeps and that are put back from it."""

import json
from dataclasses import asdict
from typing import Final

from bot.database import Row, Transaction, Value
from bot.moderation.values import Proposal
from bot.versions import Fields, Versioned

ITEMS: Final = Versioned("items", "id", "history", "item_id")

_LISTS: Final = ("keywords", "questions")


def proposal_fields(proposal: Proposal) -> Fields:
    """A proposal as history keeps it."""
    return {**asdict(proposal), **{name: list(getattr(proposal, name)) for name in _LISTS}}


async def put_proposal(transaction: Transaction, item_id: int, fields: Fields | None) -> None:
    """Make this the item's proposal; None: it has none."""
    if fields is None:
        await transaction.execute("DELETE FROM proposals WHERE item_id = ?", (item_id,))
        return
    columns = ("title", "answer", "theme", "keywords", "questions", "kind", "more")
    await transaction.execute(
        "INSERT OR REPLACE INTO proposals (item_id, title, answer, theme, keywords, questions, kind, more)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (item_id, *_values(fields, columns)),
    )


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
        "status", "created_at", "changed_at",
    )  # fmt: skip
    await transaction.execute(
        "INSERT OR REPLACE INTO entries (id, item_id, origin, title, answer, more, theme, kind, keywords, questions,"
        " signature, status, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _values(fields, columns),
    )


def _values(fields: Fields, columns: tuple[str, ...]) -> list[Value]:
    return [json.dumps(fields[name], ensure_ascii=False) if name in _LISTS else fields[name] for name in columns]


def _entry(row: Row) -> Fields:
    fields = dict(zip(row.keys(), row, strict=True))
    return {**fields, **{name: json.loads(fields[name]) for name in _LISTS}}
