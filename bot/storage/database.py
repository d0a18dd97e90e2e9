"""The SQLite file: opened in WAL mode, migrated, written in short transactions, one at a time.

One connection is shared by all tasks of the process. A lock around every transaction and every read keeps one task
from seeing or committing another's half-done work; nothing may be awaited from Telegram while it is held.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

import aiosqlite

from bot.errors import DatabaseInUse, DatabaseTooNew, DatabaseUnusable, Unusable
from bot.storage import private

Value = str | int | float | bytes | None
Row = sqlite3.Row

_PATIENCE: Final = "busy_timeout = 5000"
PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    _PATIENCE,
    "secure_delete = ON",
)

IN_MEMORY: Final = Path(":memory:")
_OURS: Final = {"inbox", "questions"}  # since the first migration
_UNUSABLE: Final[dict[int, Unusable]] = {
    sqlite3.SQLITE_NOTADB: "garbage",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_AUTH: "unwritable",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "failing",
}


class Transaction:
    """What may be done inside a transaction: all of it is kept, or none."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        async with self._connection.execute(sql, values) as cursor:
            return cursor.rowcount

    async def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows that `sql` gives, also of INSERT or UPDATE … RETURNING."""
        return list(await self._connection.execute_fetchall(sql, values))

    async def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row that `sql` gives."""
        return next(iter(await self.rows(sql, values)), None)


class Database:
    """An open database; made by `open_database`, closed by `close`."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """One transaction, alone in the process; an exception takes back all of it."""
        async with self._lock:
            try:
                # A task cancelled here leaves the statement to the connection's thread, so the rollback covers it too.
                await self._connection.execute("BEGIN IMMEDIATE")
                yield Transaction(self._connection)
                await asyncio.shield(self._connection.commit())
            except BaseException:
                await asyncio.shield(self._connection.rollback())
                raise

    async def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement, which is a transaction of its own; the number of rows it changed."""
        async with self._lock:
            return await Transaction(self._connection).execute(sql, values)

    async def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query, or of a statement … RETURNING, which is a transaction of its own."""
        async with self._lock:
            return list(await self._connection.execute_fetchall(sql, values))

    async def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first of them."""
        return next(iter(await self.rows(sql, values)), None)

    async def file(self) -> Path | None:
        """Where it lies; None for one in memory."""
        row = await self.row("PRAGMA database_list")
        return Path(row["file"]) if row is not None and row["file"] else None

    async def settle(self, *, anew: bool = False) -> bool:
        """Let what has been deleted leave the files: what is beside the database goes into it and is cut to nothing.

        Deleted rows are zeros in the file by then (secure_delete); written `anew`, as long as everybody waits, it also
        has nothing left of rows that have moved within it. False when another program reads it just now.
        """
        async with self._lock:
            if anew:
                await self._connection.execute("VACUUM")
            await self._connection.execute("PRAGMA busy_timeout = 0")  # a reader, such as a backup, holds up nobody
            try:
                [row] = await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await self._connection.execute(f"PRAGMA {_PATIENCE}")
            return not row[0]

    async def close(self) -> None:
        """Close the file; a connection left open keeps the process from ending."""
        async with self._lock:
            await self._connection.close()


def hold_alone(path: Path) -> sqlite3.Connection:
    """Keep every other process from running a bot on the same file, until the connection is closed or this one dies.

    DatabaseInUse if another one does. The lock is SQLite's own, on a file of its own beside the database, which other
    commands go on reading.
    """
    beside = Path(f"{path.resolve()}-alone")
    try:
        private.make(beside)
    except DatabaseUnusable as refused:
        raise DatabaseUnusable(path, refused.why) from refused
    with telling(path):
        connection = sqlite3.connect(beside, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as refused:
        connection.close()
        if refused.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise DatabaseInUse(path) from refused
        raise DatabaseUnusable(path, unusable(refused) or "failing") from refused
    return connection


async def open_database(path: Path) -> Database:
    """Open or create the file, for its owner only, and bring it to the newest migration.

    DatabaseTooNew if it is ahead of the program, DatabaseUnusable if it is not ours or cannot be opened; either is left
    as it is.
    """
    if path != IN_MEMORY:
        await asyncio.to_thread(_prepare, path)
    with telling(path):
        connection = await aiosqlite.connect(path, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            for pragma in PRAGMAS:
                await connection.execute(f"PRAGMA {pragma}")
            await _migrate(connection)
        except BaseException:
            await connection.close()
            raise
    return Database(connection)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """DatabaseUnusable in the place of what SQLite says of a file that it cannot use."""
    try:
        yield
    except sqlite3.Error as failed:
        why = unusable(failed)
        if why is None:
            raise
        raise DatabaseUnusable(path, why) from failed


def unusable(failed: sqlite3.Error) -> Unusable | None:
    """What SQLite's error says of the file, None when it says nothing of it."""
    code = getattr(failed, "sqlite_errorcode", None)
    return None if code is None else _UNUSABLE.get(code & 0xFF)


def require_ours(connection: sqlite3.Connection, path: Path) -> None:
    """DatabaseUnusable unless the file is empty or a bot's, DatabaseTooNew if a newer program has written it."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not tables >= _OURS:
        raise DatabaseUnusable(path, "foreign")
    found, known = int(connection.execute("PRAGMA user_version").fetchone()[0]), len(migrations())
    if found > known:
        raise DatabaseTooNew(path, found, known)


def _prepare(path: Path) -> None:
    if path.exists():
        with telling(path), closing(sqlite3.connect(path)) as connection:
            require_ours(connection, path)
    private.make(path)


async def _migrate(connection: aiosqlite.Connection) -> None:
    rows = list(await connection.execute_fetchall("PRAGMA user_version"))
    found = int(rows[0][0])
    scripts = migrations()
    for number, script in enumerate(scripts[found:], start=found + 1):
        # executescript commits whatever is open, so the transaction has to stand inside the script.
        await connection.executescript(f"BEGIN;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def migrations() -> list[str]:
    """The scripts of bot/migrations in number order; the n-th brings the file to user_version n."""
    folder = files("bot.storage") / "migrations"
    named = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return [item.read_text(encoding="utf-8") for item in named]
