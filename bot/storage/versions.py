"""Rows that have a version: each change is compared, written and remembered in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.errors import BotError
from bot.storage.clock import stamp
from bot.storage.database import Database, Row, Transaction, Value
from bot.storage.rows import made

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Versioned:
    """A table with a column `version`, and the one with its history; `key` numbers the former, `refers` the latter.

    `is_dated`: a column `changed_at` says when it was changed last.
    """

    name: str
    key: str
    history: str
    refers: str
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """How something came to `version`: `before` and `after` hold what changed, None where there was nothing.

    `note` is what the actor wrote, or the name of a reason or purpose.
    """

    version: int
    actor_id: int
    action: str
    note: str | None
    before: Fields
    after: Fields
    at: datetime


class OtherVersion(BotError):
    """The row is not, or not any more, at the version that was to be changed."""


async def change(
    transaction: Transaction,
    table: Versioned,
    key: int,
    version: int,
    after: Mapping[str, Value],
    *,
    by: int,
    action: str,
    at: datetime,
    note: str | None = None,
) -> Fields:
    """Write these columns of the row at `version` and remember those that are new; how they were before.

    OtherVersion if it is at another one.
    """
    before = await advance(transaction, table, key, version, after, at)
    new = {name: value for name, value in after.items() if before[name] != value}
    old = {name: before[name] for name in new}
    await remember(transaction, table, key, HistoryRow(version + 1, by, action, note, old, new, at))
    return before


async def advance(
    transaction: Transaction, table: Versioned, key: int, version: int, after: Mapping[str, Value], at: datetime
) -> Fields:
    """The same for a change that is remembered with more than its columns: call `remember` too."""
    row = await transaction.row(f"SELECT * FROM {table.name} WHERE {table.key} = ? AND version = ?", (key, version))
    if row is None:
        raise OtherVersion(f"{table.name} {key} is not at {version}")
    columns = {**after, **({"changed_at": stamp(at)} if table.is_dated else {})}
    assignments = "".join(f", {name} = ?" for name in columns)
    await transaction.execute(
        f"UPDATE {table.name} SET version = version + 1{assignments} WHERE {table.key} = ?", (*columns.values(), key)
    )
    return {name: row[name] for name in after}


async def remember(transaction: Transaction, table: Versioned, key: int, step: HistoryRow) -> None:
    """Add a row of history; where nothing is ever noted the table needs no column for it."""
    columns: dict[str, Value] = {
        table.refers: key,
        "version": step.version,
        "actor_id": step.actor_id,
        "action": step.action,
        "before": json.dumps(step.before, ensure_ascii=False),
        "after": json.dumps(step.after, ensure_ascii=False),
        "at": stamp(step.at),
        **({} if step.note is None else {"note": step.note}),
    }
    marks = ", ".join("?" * len(columns))
    await transaction.execute(
        f"INSERT INTO {table.history} ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values())
    )


async def history(database: Database, table: Versioned, key: int) -> list[HistoryRow]:
    """How it came to be what it is, from version 1."""
    rows = await database.rows(f"SELECT * FROM {table.history} WHERE {table.refers} = ? ORDER BY version", (key,))
    return [_step(row) for row in rows]


async def step(transaction: Transaction, table: Versioned, key: int, version: int) -> HistoryRow:
    """The change that made it what it was at `version`."""
    [row] = await transaction.rows(
        f"SELECT * FROM {table.history} WHERE {table.refers} = ? AND version = ?", (key, version)
    )
    return _step(row)


def _step(row: Row) -> HistoryRow:
    before, after = json.loads(row["before"]), json.loads(row["after"])
    return made(HistoryRow, row, before=before, after=after)
