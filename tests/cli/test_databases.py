"""A database that cannot be used: one Swedish sentence with its name, exit code 1 or, of `run`, 6, no traceback."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import migrations, open_database
from tests.cli.conftest import Run
from tests.stage.paths import KNOWLEDGE, ROOT

COMMANDS = (("run",), ("export", "ny"), ("backup", "kopia.db"), ("restore", "x.db"))


def make(file: Path) -> None:
    """A database as a start makes it."""

    async def begin() -> None:
        await (await open_database(file)).close()

    asyncio.run(begin())


def garbage(file: Path) -> None:
    """What has never been a database."""
    file.write_bytes(bytes(range(1, 256)) * 30)


def short(file: Path) -> None:
    """The same, shorter than any header."""
    file.write_text("skräp", encoding="utf-8")


def cut_off(file: Path) -> None:
    """A copy that was broken off."""
    make(file)
    os.truncate(file, 20_000)


def foreign(file: Path) -> None:
    """Another program's."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE bookmarks (a); PRAGMA user_version = 3;")


def newer(file: Path) -> None:
    """Ours, by a program to come."""
    make(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")


BROKEN: dict[Callable[[Path], None], str] = {
    garbage: "x.db är ingen databas.",
    short: "x.db är ingen databas.",
    cut_off: "x.db är skadad eller avkortad.",
    foreign: "x.db är ett annat programs databas.",
    newer: "x.db är nyare än programmet",
}


@pytest.fixture(name="bot")
def _bot(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The commands, with a token and a database x.db; `restore` takes that one into use as y.db."""
    monkeypatch.setenv("BOT_TOKEN", "123456:abc")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("BOT_DATABASE", "y.db" if arguments[0] == "restore" else "x.db")
        return run(*arguments)

    return command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_file_that_is_no_good_is_told_and_left_alone(
    bot: Run, tmp_path: Path, command: tuple[str, ...], broken: Callable[[Path], None]
) -> None:
    """Not a byte of it changes, nor who may read it, and nothing is left behind."""
    file = tmp_path / "x.db"
    broken(file)
    file.chmod(0o644)
    before = file.read_bytes()
    code, out, err = bot(*command)
    assert (code, out) == (6 if command == ("run",) else 1, "")
    assert err.startswith(BROKEN[broken])
    assert err.count("\n") == 1
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (before, 0o644)
    assert {path.name for path in tmp_path.glob("*.db*")} <= {"x.db", "x.db-alone", "y.db-alone"}


@pytest.mark.parametrize("command", [("run",), ("backup", "kopia.db")], ids=lambda command: command[0])
def test_a_file_that_another_program_has_locked_is_told(bot: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    """As a database viewer may."""
    make(tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        code, _, err = bot(*command)
    assert (code, err) == (1, "x.db är låst av ett annat program. Stäng det och försök igen.\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_that_cannot_be_opened_is_told(bot: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    """It is the database that is named, not the copy that was to be made of it."""
    make(tmp_path / "x.db")
    (tmp_path / "x.db-wal").mkdir()
    code, _, err = bot(*command)
    assert (code, err.split(".")[0]) == (1, "x")
    assert "går inte att öppna eller skriva" in err


@pytest.mark.parametrize("command", [("run",), ("restore", "x.db")])
def test_a_folder_where_nothing_can_be_made_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """The kernel's own refuses even root."""
    make(tmp_path / "x.db")
    monkeypatch.setenv("BOT_TOKEN", "123456:abc")
    monkeypatch.setenv("BOT_DATABASE", "/proc/self/bot.db")
    code, _, err = run(*command)
    assert (code, err.split(".")[0]) == (1, "/proc/self/bot")
    assert "går inte att öppna eller skriva" in err


@pytest.mark.parametrize("command", [("run",), ("backup", "kopia.db"), ("restore", "x.db")])
def test_a_disk_without_room_is_told_and_nothing_is_left_half_done(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A limit on the size of files stands for the disk."""
    make(tmp_path / "x.db")
    name = {"run": "ny.db", "backup": "x.db", "restore": "ny.db"}[command[0]]
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "BOT_TOKEN": "123456:abc",
        "BOT_API_URL": "http://127.0.0.1:9", "BOT_DATABASE": name, "BOT_KNOWLEDGE": str(KNOWLEDGE),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command], cwd=tmp_path, env=environment, capture_output=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)), timeout=30,
    )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "isk" in said.splitlines()[-1]
    assert ".db" in said
    assert "Traceback" not in said
    left = {path.name for path in tmp_path.iterdir() if path.suffix == ".db" and path.name != "ny.db"}
    assert left == {"x.db"}
    assert command[0] == "run" or not (tmp_path / "ny.db").exists()
