"""The first start of somebody who has only a token: what the real process says, and when."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.simulator.server import Server, serve
from bot.simulator.simulator import Simulator
from tests.e2e.process import BEGUN, Process, free_port, until


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[Server]:
    opened = await serve(Simulator())
    yield opened
    await opened.close()


@pytest.fixture(name="process")
def _process(tmp_path: Path, server: Server) -> Iterator[Process]:
    made = Process(tmp_path, {"BOT_TOKEN": server.simulator.token, "BOT_API_URL": server.url})
    yield made
    made.kill()


async def test_each_next_step_is_told_when_telegram_has_accepted_the_token(process: Process, server: Server) -> None:
    """Inline mode, privacy mode and the moderators' group, after the line that the bot is at work."""
    server.simulator.world.inline, server.simulator.world.privacy = False, False
    await process.start()
    await until(lambda: "/koppla" in process.said)
    lines = [line for line in process.said.splitlines() if not line.startswith("20")]
    assert BEGUN in lines[0]
    assert [line.split(" ")[0] for line in lines[1:]] == ["Inline-läget", "Integritetsläget", "Moderatorernas"]
    assert process.database.stat().st_mode & 0o077 == 0
    assert await process.stop() == 0


async def test_no_code_is_told_for_a_token_that_is_refused(process: Process) -> None:
    """It would be noted, and another is made for the next token's database."""
    process.environment["BOT_TOKEN"] = "123456:not-the-right-one"  # noqa: S105 - made up
    process.launch()
    assert await process.ended() == 1
    assert "/koppla" not in process.said
    assert "Telegram godtar inte BOT_TOKEN." in process.said


async def test_no_contact_is_told_in_swedish(process: Process) -> None:
    """Why, and that the bot goes on trying."""
    process.environment["BOT_API_URL"] = f"http://127.0.0.1:{free_port()}"
    process.launch()
    await until(lambda: "Ingen kontakt med Telegram: 127.0.0.1 tar inte emot någon anslutning." in process.said)
    assert "/koppla" not in process.said
    assert await process.stop(5) == 0, process.said
