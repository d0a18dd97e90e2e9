"""Whatever happens, and however loud the libraries are: neither a member's words nor the token stand in the output."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.simulator.failures import Kind, Rule
from bot.simulator.oddities import ODDITIES
from bot.simulator.server import Server, serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.e2e.loud import DROPPED, FAILS, FORGOTTEN
from tests.e2e.process import Process, free_port, until

SECRET = "AAHemlig-nyckel_som-ingen-far-se0123"  # noqa: S105 - made up
MARK = "Kråkvinkelmärket"
FAULTS = (
    Kind.BAD_REQUEST, Kind.FORBIDDEN, Kind.TOO_MANY_REQUESTS, Kind.SERVER_ERROR, Kind.DROP_BEFORE, Kind.DROP_AFTER,
)  # fmt: skip


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[Server]:
    opened = await serve(Simulator(token=f"123456789:{SECRET}"))
    yield opened
    await opened.close()


@pytest.fixture(name="process")
def _process(tmp_path: Path, server: Server) -> Iterator[Process]:
    environment = {
        "BOT_TOKEN": server.simulator.token,
        "BOT_API_URL": server.url,
        "BOT_STATUS_PORT": str(free_port()),
        "PYTHONASYNCIODEBUG": "1",
    }
    made = Process(tmp_path, environment, program="tests.e2e.loud")
    yield made
    made.kill()


async def test_neither_words_nor_the_token_are_logged(process: Process, server: Server) -> None:
    """Answers, a tip, failing handlers and tasks, every kind of refusal, updates that cannot be read, a stop."""
    simulator = server.simulator
    village = build_village(simulator)
    chat, anna = simulator.world.private(village.pensioner), replace(village.pensioner, last_name=MARK)
    await process.start()
    for words in (f"{MARK} samåkning", f"{FAILS} {MARK}", f"{FORGOTTEN} {MARK}", f"{DROPPED} {MARK}", "/tips", MARK):
        before = len(simulator.sent(chat))
        simulator.people.send_text(chat, anna, words)
        await until(lambda was=before: len(simulator.sent(chat)) > was)  # type: ignore[misc]
    for kind in FAULTS:
        simulator.failures.order(Rule(kind, "sendMessage", nth=1, words=f"can't parse entities: {MARK}"))
        simulator.people.send_text(chat, anna, f"{MARK} {kind}")
        await asyncio.sleep(0.5)
        simulator.failures.clear()
    for what in ODDITIES:
        simulator.people.send_odd(chat, anna, what)
    await asyncio.sleep(1.0)
    assert await process.stop() == 0
    assert "ValueError" in process.said
    assert "something failed unseen: RuntimeError" in process.said
    assert "a library says: %s" in process.said
    assert "Task exception was never retrieved" in process.said
    for line in process.said.splitlines():
        assert MARK.casefold() not in line.casefold(), line
        assert SECRET not in line, line


async def test_a_start_that_fails_does_not_tell_the_token(process: Process, server: Server) -> None:
    """Whether Telegram refuses it, is not there, or answers nonsense."""
    for url in (server.url, f"http://127.0.0.1:{free_port()}"):
        process.environment |= {"BOT_TOKEN": f"987654321:{SECRET}", "BOT_API_URL": url}
        process.launch()
        await until(lambda: "Telegram" in process.said)
        await asyncio.sleep(0.5)
        process.kill()
        assert SECRET not in process.said
