"""Files of earlier versions, with rows in their tables, become what a new file is and lose nothing."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.features.broadcasts.store import lists, news
from bot.storage import database as database_storage
from bot.storage.database import migrations, open_database
from tests.stage.paths import DATA

ROWS = DATA / "rows"  # NNNN.sql: rows that a file can have from migration NNNN on
EARLIER = range(1, len(migrations()))
NOT_IN_USE = {2: {"waiters"}}  # nobody could ask for it yet, so the next migration keeps nobody
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"

Table = list[dict[str, Any]]


@contextmanager
def looking(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that no bot uses."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def stored(file: Path) -> dict[str, Table]:
    """Every row of every table."""
    with looking(file) as connection:
        names = [row["name"] for row in connection.execute(TABLES)]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}


def schema(file: Path) -> list[tuple[str, ...]]:
    """All that is defined in the file."""
    with looking(file) as connection:
        return [tuple(row) for row in connection.execute(SCHEMA)]


def numbered(file: Path) -> dict[str, int]:
    """The highest number that each table has given out."""
    with looking(file) as connection:
        return {row["name"]: row["seq"] for row in connection.execute("SELECT name, seq FROM sqlite_sequence")}


def without(rows: Table, columns: set[str]) -> Counter[tuple[tuple[str, Any], ...]]:
    """The rows in any order, less those columns."""
    return Counter(tuple(sorted((key, row[key]) for key in row.keys() - columns)) for row in rows)


async def build(file: Path, version: int) -> Path:
    """A file that the program made when that migration was the newest."""
    first = min(version, 8)  # the rows of the first eight are written for what those make together
    for reached in range(first, version + 1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database_storage, "migrations", lambda: migrations()[:reached])  # noqa: B023
            await (await open_database(file)).close()
        with looking(file) as connection:
            for number in range(1 if reached == first else reached, reached + 1):
                script = ROWS / f"{number:04}.sql"
                connection.executescript(script.read_text(encoding="utf-8") if script.exists() else "")
    return file


async def upgrade(file: Path) -> Path:
    """Bring a file to the newest migration, or make it there."""
    await (await open_database(file)).close()
    return file


@pytest.mark.parametrize("version", EARLIER)
async def test_every_table_of_an_earlier_file_has_rows(tmp_path: Path, version: int) -> None:
    """Otherwise the other tests here would not see what a migration does to them."""
    before = stored(await build(tmp_path / "bot.db", version))
    assert {name for name, rows in before.items() if not rows} == NOT_IN_USE.get(version, set())


@pytest.mark.parametrize("version", EARLIER)
async def test_an_earlier_file_keeps_its_rows(tmp_path: Path, version: int) -> None:
    """Row by row, in all columns that there still are."""
    file = await build(tmp_path / "bot.db", version)
    before = stored(file)
    after = stored(await upgrade(file))
    for name, rows in before.items():
        old, new = (set(found[0]) if found else set() for found in (rows, after[name]))
        assert without(rows, old - new) == without(after[name], new - old), name


@pytest.mark.parametrize("version", EARLIER[2:])  # the third migration lets the numbers of notices begin anew
async def test_an_earlier_file_gives_out_no_number_again(tmp_path: Path, version: int) -> None:
    """Buttons carry the numbers also of rows that are gone."""
    file = await build(tmp_path / "bot.db", version)
    given = numbered(file)
    assert given["items"] > max(item["id"] for item in stored(file)["items"])
    assert numbered(await upgrade(file)).items() >= given.items()


@pytest.mark.parametrize("version", EARLIER)
async def test_an_earlier_file_becomes_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    """The same definitions, nothing left over from the copying, and a whole file whose rows refer to what there is."""
    file = await upgrade(await build(tmp_path / "bot.db", version))
    assert [name for name in stored(file) if name.startswith(("old_", "new_"))] == []
    assert schema(file) == schema(await upgrade(tmp_path / "new.db"))
    with looking(file) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]


async def test_copies_of_the_eighth_version_know_when_they_were_settled(tmp_path: Path) -> None:
    """Those sent when they were sent, though corrected and thanked for later; those still to be sent not at all."""
    database = await open_database(await build(tmp_path / "bot.db", 8))
    copies = await lists.deliveries(database, 1)
    await database.close()
    settled = {copy.id: (copy.status, copy.settled_at and f"{copy.settled_at:%H:%M:%S}") for copy in copies}
    assert settled == {
        1: ("sent", "10:01:00"),
        2: ("failed", "10:02:01"),
        3: ("unknown", "10:20:00"),
        4: ("sending", None),
        5: ("gone", "09:30:00"),
        6: ("queued", None),
    }


async def test_tips_that_an_eighth_version_has_told_of_are_not_told_again(tmp_path: Path) -> None:
    """Only those that the broadcast links to, and not one whose name is the beginning of such a name."""
    file = await build(tmp_path / "bot.db", 8)
    with looking(file) as connection:
        connection.execute("UPDATE entries SET status = 'live'")
    database = await open_database(file)
    untold = await news.untold(database)
    await database.close()
    assert untold == ["bastu"]


async def test_what_is_forbidden_stays_so_after_the_ninth_migration(tmp_path: Path) -> None:
    """The tables that are made anew have their rules again."""
    file = await upgrade(await build(tmp_path / "bot.db", 8))
    with looking(file) as connection:
        for forbidden in (
            "UPDATE broadcasts SET audience = '[]' WHERE id = 1",
            "UPDATE broadcasts SET status = 'approved', version = 6 WHERE id = 4",
            "DELETE FROM deliveries WHERE id = 1",
            "UPDATE deliveries SET status = 'queued', settled_at = NULL, reason = NULL WHERE id = 3",
            "INSERT INTO notices (version, kind, chat_id, created_at, changed_at) VALUES (1, 'card', 0, '', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(forbidden)
