"""Safety copies: made whole or not at all, for their owner only, and taken into use again."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.features.broadcasts.store import lists
from bot.features.moderation.store.decide import submit
from bot.features.moderation.values import Content, Submission
from bot.gateway import inbox
from bot.gateway.outbox import Notice, add, take
from bot.storage import copies
from bot.storage.database import Database, hold_alone, open_database
from bot.terminal.restore import restore
from tests.cli.conftest import Run
from tests.cli.test_databases import make
from tests.stage.broadcasts import approved, running

AT = datetime(2026, 11, 27, 9, 30, 15, tzinfo=UTC)


@pytest.fixture(name="database_file")
def _database_file(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A new database, which the commands work on."""
    request.getfixturevalue("run")  # first, since it empties the environment
    monkeypatch.setenv("BOT_DATABASE", "bot.db")
    make(tmp_path / "bot.db")
    return tmp_path / "bot.db"


def mode(file: Path) -> int:
    """Who may do what with it."""
    return stat.S_IMODE(file.stat().st_mode)


def count(file: Path) -> int:
    """How many updates wait in a closed file."""
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM inbox WHERE status = 'waiting'").fetchone()[0])


async def receive(file: Path, number: int) -> None:
    """A member writes."""
    database = await open_database(file)
    await inbox.receive(database, {number: "{}"})
    await database.close()


@pytest.mark.usefixtures("database_file")
def test_backup_copies_the_database_once(run: Run, tmp_path: Path) -> None:
    """A whole database under the name given; an existing file is never written over."""
    code, out, _ = run("backup", "kopia.db")
    assert (code, "kopia.db" in out) == (0, True)
    before = (tmp_path / "kopia.db").read_bytes()
    code, _, err = run("backup", "kopia.db")
    assert (code, "finns redan" in err) == (1, True)
    assert (tmp_path / "kopia.db").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if "db" in path.name} == {"bot.db", "bot.db-copy", "kopia.db"}
    assert copies.newest(tmp_path / "bot.db") == tmp_path / "kopia.db"


def test_backup_without_a_database_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And makes none."""
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))
    code, _, err = run("backup", "kopia.db")
    assert (code, "ingen databas" in err) == (1, True)
    assert not list(tmp_path.glob("*.db"))
    make(tmp_path / "bot.db")
    code, _, err = run("backup", "saknas/kopia.db")
    assert (code, "finns inte" in err) == (1, True)


def test_only_the_owner_may_read_a_database_and_its_copies(run: Run, database_file: Path, tmp_path: Path) -> None:
    """Also one from before, and what SQLite lays beside it."""
    assert mode(database_file) == 0o600
    run("backup", "kopia.db")
    assert mode(tmp_path / "kopia.db") == 0o600
    database_file.chmod(0o644)

    found = asyncio.run(_at_work(database_file))
    assert {"bot.db", "bot.db-alone", "bot.db-shm", "bot.db-wal"} <= found.keys()
    assert set(found.values()) == {0o600}


async def _at_work(file: Path) -> dict[str, int]:
    """Who may do what with the files of a database in use."""
    with closing(hold_alone(file)):
        opened = await open_database(file)
        await inbox.receive(opened, {1: "{}"})
        found = {path.name: mode(path) for path in file.parent.glob("bot.db*")}
        await opened.close()
    return found


@pytest.mark.usefixtures("database_file")
def test_keep_removes_the_oldest_copies_of_its_own_naming(run: Run, tmp_path: Path) -> None:
    """Also the one made now counts; what somebody has named is never touched."""
    folder = tmp_path / "kopior"
    folder.mkdir()
    mine = ("bot.db", "bot-viktig.db", "annan-2026-01-01.db", "bot-2026-01-01.txt", "bot-innan-2026-01-01-100000.db")
    dated = ("bot-2026-01-01.db", "bot-2026-01-02.db", "bot-2026-01-02-101500.db", "bot-2026-01-03.db")
    for name in (*mine, *dated):
        (folder / name).write_text("", encoding="utf-8")
    code, out, _ = run("backup", "kopior", "--keep", "3")
    left = sorted(path.name for path in folder.iterdir() if path.name not in mine)
    assert code == 0
    assert left[:2] == ["bot-2026-01-02-101500.db", "bot-2026-01-03.db"]
    assert len(left) == 3
    assert "bot-2026-01-01.db" in out
    assert all((folder / name).exists() for name in mine)


@pytest.mark.usefixtures("database_file")
def test_keep_without_a_name_of_the_day_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """Whoever names copies knows which of them to remove."""
    code, _, err = run("backup", "kopia.db", "--keep", "3")
    assert (code, "--keep" in err, "kopia.db är ingen mapp" in err) == (2, True, True)
    assert not (tmp_path / "kopia.db").exists()


@pytest.mark.usefixtures("database_file")
def test_two_copies_of_a_day_have_two_names(run: Run, tmp_path: Path) -> None:
    """A timer may run more often than once a day."""
    assert [run("backup")[0] for _ in range(2)] == [0, 0]
    assert len(list(tmp_path.glob("bot-2*.db"))) == 2


def test_a_failed_backup_leaves_nothing(database_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one has the name free."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies, "copy", fail)
    with pytest.raises(OSError, match="No space"):
        copies.back_up(database_file, tmp_path / "kopia.db")
    assert {path.name for path in tmp_path.iterdir() if "db" in path.name} == {"bot.db"}


def test_restore_takes_the_copy_into_use_and_keeps_the_earlier_one(
    run: Run, database_file: Path, tmp_path: Path
) -> None:
    """Both whole, and the copy where it was."""
    run("backup", "kopia.db")
    asyncio.run(receive(database_file, 7))
    code, out, err = run("restore", "kopia.db")
    assert (code, err) == (0, "")
    [kept] = tmp_path.glob("bot-innan-*.db")
    assert kept.name in out
    assert (count(database_file), count(kept)) == (0, 1)
    assert (mode(database_file), (tmp_path / "kopia.db").exists()) == (0o600, True)


def test_restore_keeps_what_still_lies_beside_the_earlier_one(run: Run, database_file: Path, tmp_path: Path) -> None:
    """A bot that was killed leaves its last words there, which must not get into the copy."""
    run("backup", "kopia.db")
    with closing(sqlite3.connect(database_file)) as connection:
        connection.execute("INSERT INTO inbox (update_id, payload, received_at) VALUES (1, '{}', '2026-01-01')")
        connection.commit()
        left = {name: (tmp_path / name).read_bytes() for name in ("bot.db", "bot.db-wal")}
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    assert run("restore", "kopia.db")[0] == 0
    [kept] = tmp_path.glob("bot-innan-*.db")
    assert (count(database_file), count(kept)) == (0, 1)


def test_restore_replaces_a_database_that_is_no_good(run: Run, database_file: Path, tmp_path: Path) -> None:
    """That is when it is needed most."""
    run("backup", "kopia.db")
    database_file.write_bytes(b"skr\xc3\xa4p" * 1000)
    assert run("restore", "kopia.db")[0] == 0
    assert count(database_file) == 0
    [kept] = tmp_path.glob("bot-innan-*.db")
    assert kept.read_bytes().startswith(b"skr")


def test_restore_is_refused_while_a_bot_runs(run: Run, database_file: Path, tmp_path: Path) -> None:
    """The bot would go on writing into a file that has lost its name."""
    run("backup", "kopia.db")
    before = database_file.read_bytes()
    with closing(hold_alone(database_file)):
        code, _, err = run("restore", "kopia.db")
    assert (code, "En annan process kör redan boten" in err) == (1, True)
    assert database_file.read_bytes() == before
    assert not list(tmp_path.glob("bot-innan-*"))


@pytest.mark.parametrize(
    ("name", "said"), [("saknas.db", "ingen fil"), ("bot.db", "redan botens databas"), ("tom.db", "är ingen databas")]
)
def test_restore_of_what_is_no_copy_is_refused(
    run: Run, database_file: Path, tmp_path: Path, name: str, said: str
) -> None:
    """Nothing changes."""
    (tmp_path / "tom.db").touch()
    before = database_file.read_bytes()
    code, _, err = run("restore", name)
    assert (code, said in err) == (1, True)
    assert database_file.read_bytes() == before


@pytest.mark.usefixtures("database_file")
def test_restore_of_a_damaged_copy_is_refused(run: Run, tmp_path: Path) -> None:
    """Also where the damage is in the middle, which opening does not see."""
    run("backup", "kopia.db")
    with (tmp_path / "kopia.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 2)
    code, _, err = run("restore", "kopia.db")
    assert (code, "kopia.db är skadad" in err) == (1, True)
    assert not list(tmp_path.glob("bot-innan-*"))


async def test_what_was_in_hand_is_not_done_twice(database_file: Path, tmp_path: Path) -> None:
    """A message that waited, a notice that waited and one that was being sent: put aside, unknown, and counted."""
    opened = await open_database(database_file)
    await _put_in_hand(opened)
    taken = await take(opened)
    await opened.close()
    copies.back_up(database_file, tmp_path / "kopia.db")
    done = await restore(tmp_path / "kopia.db", database_file, AT)
    assert (done.aside.messages, done.aside.broadcasts) == (1, 2)
    assert done.kept == tmp_path / "bot-innan-2026-11-27-093015.db"
    after = await open_database(database_file)
    assert isinstance(taken, Notice)
    assert await take(after) is None
    notices = await after.rows("SELECT status FROM notices")
    assert {row["status"] for row in notices} == {"unknown"}
    assert done.aside.notices >= 2
    assert await inbox.waiting(after) == ()
    assert [each.status for each in await lists.broadcasts(after, ("running", "paused", "scheduled"))] == ["paused"] * 2
    await after.close()


def test_the_operator_is_told_what_was_in_hand(run: Run, database_file: Path) -> None:
    """How much of each, and that somebody has to look before a broadcast goes on."""
    asyncio.run(_fill(database_file))
    run("backup", "kopia.db")
    _, out, _ = run("restore", "kopia.db")
    assert "görs inte om: 1 meddelande från medlemmar och" in out
    assert "2 utskick är pausade. Se efter i grupperna" in out


async def _fill(file: Path) -> None:
    opened = await open_database(file)
    await _put_in_hand(opened)
    await opened.close()


async def _put_in_hand(database: Database) -> None:
    await inbox.receive(database, {1: '{"update_id": 1}'})
    async with database.transaction() as transaction:
        item = await submit(transaction, Submission("tip", 7, 7, Content("Vi har en kiosk.")))
        for version in (2, 3):
            await add(transaction, "item", item.id, version, "declined", 7)
    await approved(database)
    await running(database)
