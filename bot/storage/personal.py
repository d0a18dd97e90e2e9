"""Where tables hold a person: what is shown to whoever asks what is kept of them, and what goes when they want it gone.

A table's owner says it in values `Trace`; what a column cannot say by itself is an `Erase` of the same owner.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.storage.database import Transaction, Value

NOBODY: Final = -1
"""Stands for whoever decided, once that is forgotten; no person and no chat has this id."""
SOME_AUTHOR: Final = -2
"""The same for whoever wrote."""

Erased = Literal["removed", "nobody", "empty", "rewritten", "own"]
Erase = Callable[[Transaction, int], Awaitable[None]]
"""Leaves nothing of a person where a Trace says "own"; comes before all that traces do."""
Purge = Callable[[Transaction, int], Awaitable[None]]
"""Leaves no words of what an item of the queue (its id) came of; in the transaction that empties the item."""
_NAMES_SOMEBODY: Final = ("_by", "_id", "_chat")


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows of `table` that `column` ties to a person: it holds their id, which is also that of their private chat.

    The person is shown `tells` of each. What becomes of a row: it is "removed", its id becomes NOBODY or is "empty",
    the JSON of the column is "rewritten" so that it names nobody, or an Erase of its "own" sees to it. `besides` are
    other columns of such rows that may tell of the person and go with it. `where` finds the rows if the column alone
    does not; ?1 is the person.
    """

    table: str
    column: str
    tells: tuple[str, ...] = ()
    erased: Erased = "removed"
    besides: tuple[str, ...] = ()
    where: str = ""

    @property
    def name(self) -> str:
        """What it is called in the document that the person gets."""
        return f"{self.table}.{self.column}"

    @property
    def condition(self) -> str:
        """Which rows these are; ?1 is the person."""
        if self.where:
            return self.where
        if self.erased == "rewritten":
            return f'EXISTS (SELECT 1 FROM json_tree("{self.column}") WHERE atom = ?1)'
        return f'"{self.column}" = ?1'


@dataclass(frozen=True, slots=True)
class Personal:
    """Where a person can be found, in all that is kept, and what erases them where that takes more than a value."""

    traces: tuple[Trace, ...] = ()
    erasers: tuple[Erase, ...] = ()


async def found(transaction: Transaction, trace: Trace, person: int) -> list[dict[str, Value]]:
    """What a trace tells the person, a row at a time."""
    if not trace.tells:
        return []
    columns = ", ".join(f'"{name}"' for name in trace.tells)
    rows = await transaction.rows(f"SELECT {columns} FROM {trace.table} WHERE {trace.condition}", (person,))
    return [dict(zip(trace.tells, row, strict=True)) for row in rows]


async def erase(transaction: Transaction, known: Personal, person: int) -> None:
    """Leave nothing of the person: first what has ways of its own, then every trace."""
    for each in known.erasers:
        await each(transaction, person)
    for trace in known.traces:
        match trace.erased:
            case "removed":
                await transaction.execute(f"DELETE FROM {trace.table} WHERE {trace.condition}", (person,))
            case "nobody":
                await _set(transaction, trace, person, str(NOBODY))
            case "empty":
                await _set(transaction, trace, person, "NULL")
            case "rewritten":
                await _rewrite(transaction, trace, person)
            case "own":
                pass


async def rename(transaction: Transaction, entry_id: str, new: str) -> None:
    """Wherever rows say `entry_id` they say the new one, since the old one is made of words to be left nowhere.

    Whoever calls this renames the entry itself in the same transaction.
    """
    await transaction.execute("PRAGMA defer_foreign_keys = ON")
    for row in await transaction.rows(
        "SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table' AND columns.name = 'entry_id'"
    ):
        await transaction.execute(f"UPDATE {row['name']} SET entry_id = ? WHERE entry_id = ?", (new, entry_id))


async def _set(transaction: Transaction, trace: Trace, person: int, value: str) -> None:
    await transaction.execute(f'UPDATE {trace.table} SET "{trace.column}" = {value} WHERE {trace.condition}', (person,))


async def _rewrite(transaction: Transaction, trace: Trace, person: int) -> None:
    rows = await transaction.rows(
        f'SELECT rowid AS row, "{trace.column}" AS held FROM {trace.table} WHERE {trace.condition}', (person,)
    )
    for row in rows:
        held = json.dumps(unnamed(json.loads(row["held"]), person), ensure_ascii=False)
        await transaction.execute(f'UPDATE {trace.table} SET "{trace.column}" = ? WHERE rowid = ?', (held, row["row"]))


def unnamed(held: Any, person: int) -> Any:
    """JSON in which no field that names somebody names this person."""
    if isinstance(held, Mapping):
        return {
            name: NOBODY if value == person and name.endswith(_NAMES_SOMEBODY) else unnamed(value, person)
            for name, value in held.items()
        }
    return [unnamed(each, person) for each in held] if isinstance(held, list) else held
