"""One process a database: a second would send everything twice."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DatabaseInUse
from bot.simulator.server import Server
from bot.storage.database import hold_alone
from tests.e2e.process import BEGUN, Process, free_port, until


def process(folder: Path, server: Server, database: Path) -> Process:
    """A process with a folder of its own, and a database that may be another's."""
    folder.mkdir(exist_ok=True)
    settings = {"BOT_TOKEN": server.simulator.token, "BOT_API_URL": server.url, "BOT_DATABASE": str(database)}
    return Process(folder, {**settings, "BROWSER": "true"})  # the demo opens none


async def test_the_second_process_ends_and_says_why(tmp_path: Path, server: Server) -> None:
    """It ends with code 1 and a Swedish sentence before it has called Telegram, also by another name of the file.

    After a kill -9 of the first one the next starts at once.
    """
    first = process(tmp_path / "one", server, tmp_path / "bot.db")
    (tmp_path / "alias.db").symlink_to(tmp_path / "bot.db")
    others = [process(tmp_path / "two", server, tmp_path / name) for name in ("bot.db", "alias.db")]
    try:
        await first.start()
        before = len(server.simulator.calls("getMe"))
        for second in others:
            second.launch()
            assert await second.ended() == 1
            assert second.said.startswith("En annan process kör redan boten med ")
            assert "Traceback" not in second.said
        assert len(server.simulator.calls("getMe")) == before
        first.kill()
        await others[0].start()
        assert await others[0].stop() == 0
    finally:
        for each in (first, *others):
            each.kill()


async def test_a_demo_runs_beside_the_bot_but_not_twice_on_one_port(tmp_path: Path, server: Server) -> None:
    """The demo has a database of its own; a second one on its port ends with code 1 and says how to go on."""
    bot, port = process(tmp_path / "one", server, tmp_path / "bot.db"), str(free_port())
    demos = [process(tmp_path / name, server, tmp_path / "bot.db") for name in ("two", "three")]
    try:
        await bot.start()
        demos[0].launch("demo", "--port", port)
        await until(lambda: "Öppna http" in demos[0].said)
        demos[1].launch("demo", "--port", port)
        assert await demos[1].ended() == 1
        assert f"Port {port} är upptagen" in demos[1].said
        assert bot.code is None
        assert BEGUN in bot.said
    finally:
        for each in (bot, *demos):
            each.kill()


def test_the_lock_is_the_file_s_whatever_its_name(tmp_path: Path) -> None:
    """Nobody else can hold it meanwhile; when it is closed, at once; another database has a lock of its own."""
    (tmp_path / "alias.db").symlink_to(tmp_path / "bot.db")
    with closing(hold_alone(tmp_path / "bot.db")), closing(hold_alone(tmp_path / "other.db")):
        for name in ("bot.db", "alias.db"):
            with pytest.raises(DatabaseInUse) as refused:
                hold_alone(tmp_path / name)
            assert refused.value.file == tmp_path / name
    with closing(hold_alone(tmp_path / "alias.db")):
        pass
