"""The SQLite file: migrated whole, written in transactions that do not mix."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import DatabaseTooNew
from bot.storage import copies
from bot.storage import database as database_storage
from bot.storage.copies import back_up
from bot.storage.database import Database, migrations, open_database

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
RUN = [
    "df8e486fa1a1b349",
    "2932d933a4ce5ede",
    "59fafa77974ac0e0",
    "0f8a48f3aa99fec6",
    "9cced31e09ab04ec",
    "e8ffee20877cb2de",
    "762190e3748bdc26",
    "13f73b609c21a29f",
    "f730fe4381b0a46d",
    "f4fe438af86402e4",
    "58eada07f3106baa",
    "b4fdb0af23ed5218",
    "77e47398f02b646e",
    "ba101c79f0ce0fdc",
    "35f56221aa2c04e0",
    "d2ef88042f1fc515",
]
ADD_BREAD = "CREATE TABLE bread (id INTEGER PRIMARY KEY) STRICT; INSERT INTO bread VALUES (1);"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database is to be."""
    return tmp_path / "bot.db"


@pytest.fixture
async def numbers(file: Path) -> AsyncIterator[Database]:
    """A database with one more table to play with."""
    opened = await open_database(file)
    await opened.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
    yield opened
    await opened.close()


def version(file: Path) -> int:
    """The migration that a closed file is at."""
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(file: Path) -> list[str]:
    """The tables of a closed file."""
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute(TABLES)]


async def stored(database: Database) -> list[int]:
    """The numbers in the database."""
    return [row["number"] for row in await database.rows("SELECT number FROM numbers ORDER BY number")]


async def insert(database: Database, *several: int) -> None:
    """Store numbers in one transaction, with pauses in which other tasks run."""
    async with database.transaction() as transaction:
        for number in several:
            await transaction.execute("INSERT INTO numbers VALUES (?)", (number,))
            await asyncio.sleep(0)


async def test_a_new_file_is_at_the_newest_migration(file: Path) -> None:
    """A first start makes everything, and a second changes nothing."""
    for _ in range(2):
        await (await open_database(file)).close()
        assert version(file) == len(migrations())
        assert {"inbox", "questions", "answers", "offers", "moderators"} <= set(tables(file))


async def test_an_older_file_gets_only_the_migrations_it_lacks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the file stays, and the earlier scripts do not run again."""
    before = await open_database(file)
    await before.execute("INSERT INTO moderators (id, code) VALUES (1, 'KOD')")
    await before.close()
    monkeypatch.setattr(database_storage, "migrations", lambda: [*migrations(), ADD_BREAD])
    after = await open_database(file)
    assert (await after.rows("SELECT code FROM moderators"))[0]["code"] == "KOD"
    assert (await after.rows("SELECT id FROM bread"))[0]["id"] == 1
    await after.close()
    assert version(file) == len(migrations()) + 1


def test_migrations_that_files_have_been_through_are_not_edited() -> None:
    """A file that has run a script never runs it again, so what is changed in it would be missing there."""
    assert [sha256(script.encode()).hexdigest()[:16] for script in migrations()[: len(RUN)]] == RUN


async def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    """An old program must not write into a file whose shape it does not know."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations()) + 3}")
    with pytest.raises(DatabaseTooNew) as refused:
        await open_database(file)
    assert (refused.value.found, refused.value.known) == (len(migrations()) + 3, len(migrations()))
    assert tables(file) == []


async def test_a_failing_migration_leaves_nothing_half_done(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stands at the last good migration, and a mended script can run."""
    monkeypatch.setattr(
        database_storage, "migrations", lambda: [*migrations(), f"{ADD_BREAD} INSERT INTO nowhere VALUES (1);"]
    )
    with pytest.raises(sqlite3.OperationalError):
        await open_database(file)
    assert "bread" not in tables(file)
    assert version(file) == len(migrations())
    monkeypatch.setattr(database_storage, "migrations", lambda: [*migrations(), ADD_BREAD])
    await (await open_database(file)).close()
    assert "bread" in tables(file)


async def test_an_error_takes_back_the_whole_transaction(numbers: Database) -> None:
    """Neither what came before the error stays, nor the lock."""
    with pytest.raises(sqlite3.IntegrityError):
        await insert(numbers, 1, 2, 1)
    await insert(numbers, 3)
    assert await stored(numbers) == [3]


async def test_a_reader_sees_no_unfinished_transaction(numbers: Database) -> None:
    """One connection serves everybody, so only the lock keeps half-done work from sight."""
    async with numbers.transaction() as transaction:
        await transaction.execute("INSERT INTO numbers VALUES (1)")
        reading = asyncio.create_task(stored(numbers))
        await asyncio.sleep(0.02)
        assert not reading.done()
        await transaction.execute("INSERT INTO numbers VALUES (2)")
    assert await reading == [1, 2]


async def test_two_tasks_transactions_do_not_mix(numbers: Database) -> None:
    """The one that fails takes back its own rows and none of the other's."""
    outcomes = await asyncio.gather(
        insert(numbers, 1, 2, 3), insert(numbers, 4, 5, 1), insert(numbers, 6, 7), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [type(None), sqlite3.IntegrityError, type(None)]
    assert await stored(numbers) == [1, 2, 3, 6, 7]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 25), st.booleans()), min_size=1, max_size=6))
def test_a_cancelled_transaction_is_whole_or_gone(plans: list[tuple[int, bool]]) -> None:
    """Wherever a task is cancelled, also before its first statement, its pair is there or not, and others go on."""
    asyncio.run(_cancel_and_look(plans))


async def _cancel_and_look(plans: list[tuple[int, bool]]) -> None:
    database = await open_database(Path(":memory:"))
    try:
        await database.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
        tasks = [asyncio.create_task(insert(database, 2 * n, 2 * n + 1)) for n in range(len(plans))]
        for (turns, cancelled), task in zip(plans, tasks, strict=True):
            await _turn(turns)
            if cancelled:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await insert(database, 1000, 1001)
        found = await stored(database)
    finally:
        await database.close()
    assert {number ^ 1 for number in found} == set(found)
    for n, (_, cancelled) in enumerate(plans):
        assert cancelled or 2 * n in found


async def _turn(times: int) -> None:
    """Let the loop turn, with some time for the connection's thread."""
    for number in range(times):
        await asyncio.sleep(0.0002 if number % 5 == 4 else 0)


async def test_a_backup_taken_while_writing_is_whole(numbers: Database, file: Path, tmp_path: Path) -> None:
    """The copy holds whole transactions only, and writing goes on."""
    writing = asyncio.create_task(_write_pairs(numbers))
    await asyncio.sleep(0.05)
    await asyncio.to_thread(back_up, file, tmp_path / "copy.db")
    writing.cancel()
    with suppress(asyncio.CancelledError):
        await writing
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        copied = [number for (number,) in connection.execute("SELECT number FROM numbers")]
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert copied
    assert {number ^ 1 for number in copied} == set(copied)
    assert set(copied) <= set(await stored(numbers))


async def _write_pairs(database: Database) -> None:
    for number in range(0, 100_000, 2):
        await insert(database, number, number + 1)


async def test_a_backup_never_overwrites(numbers: Database, file: Path, tmp_path: Path) -> None:
    """A target that exists is refused and stays as it was."""
    target = tmp_path / "copy.db"
    back_up(file, target)
    before = target.read_bytes()
    await insert(numbers, 1)
    with pytest.raises(FileExistsError):
        back_up(file, target)
    assert target.read_bytes() == before


async def test_settling_waits_for_no_reader(numbers: Database, file: Path) -> None:
    """A backup that reads just then holds up nobody; afterwards nothing is left beside the database."""
    await insert(numbers, 1)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM numbers").fetchall()
        await insert(numbers, 2)
        async with asyncio.timeout(2):
            assert not await numbers.settle()
    assert await numbers.settle()
    assert file.with_name(f"{file.name}-wal").stat().st_size == 0
    assert (await numbers.rows("PRAGMA busy_timeout"))[0][0] == 5_000


async def test_the_newest_copy_is_made_anew(numbers: Database, file: Path, tmp_path: Path) -> None:
    """It holds what there is now, for its owner only; a copy that is gone, or that nobody noted, is left so."""
    copy = tmp_path / "copy.db"
    assert await asyncio.to_thread(copies.renew, file) is None
    await asyncio.to_thread(back_up, file, copy)
    copies.note(file, copy)
    await insert(numbers, 7)
    assert await asyncio.to_thread(copies.renew, file) == copy
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT number FROM numbers").fetchall() == [(7,)]
    assert copy.stat().st_mode & 0o777 == 0o600
    copy.unlink()
    assert await asyncio.to_thread(copies.renew, file) is None
    assert not copy.exists()
