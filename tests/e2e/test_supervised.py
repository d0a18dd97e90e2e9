"""The real process under a supervisor: it says that it is ready and lives, and how it is doing."""

import asyncio
import json
import signal
import socket
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.simulator.server import Server
from tests.e2e.process import Process, free_port, until


@pytest.fixture(name="ear")
def _ear(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        opened.bind(str(tmp_path / "notify"))
        opened.setblocking(False)
        yield opened


@pytest.fixture(name="process")
def _process(tmp_path: Path, server: Server, ear: socket.socket) -> Iterator[Process]:
    environment = {
        "BOT_TOKEN": server.simulator.token,
        "BOT_API_URL": server.url,
        "BOT_STATUS_PORT": str(free_port()),
        "NOTIFY_SOCKET": str(ear.getsockname()),
        "WATCHDOG_USEC": "400000",
    }
    made = Process(tmp_path, environment)
    yield made
    made.kill()


def heard(ear: socket.socket) -> list[str]:
    """All lines since the last time."""
    lines: list[str] = []
    while True:
        try:
            lines += ear.recv(200).decode().split("\n")
        except BlockingIOError:
            return lines


def health(process: Process) -> tuple[int, bool]:
    """What a look at /halsa says."""
    url = f"http://127.0.0.1:{process.environment['BOT_STATUS_PORT']}/halsa"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, json.load(answer)["is_well"]
    except HTTPError as refused:
        return refused.code, json.load(refused)["is_well"]


async def test_it_is_ready_lives_and_stops(process: Process, ear: socket.socket) -> None:
    """A process that is stopped in its tracks gives no sign of life, which is what ends it."""
    await process.start()
    lines: list[str] = []
    while lines.count("WATCHDOG=1") < 3:
        await asyncio.sleep(0.1)
        lines += heard(ear)
    assert lines[:2] == ["READY=1", "STATUS=Söker kontakt med Telegram"]
    assert "STATUS=Igång" in lines
    process.send(signal.SIGSTOP)
    heard(ear)
    with pytest.raises(AssertionError):
        await until(lambda: bool(heard(ear)), 1.0)
    process.send(signal.SIGCONT)
    assert await process.stop() == 0
    assert heard(ear)[-1] == "STOPPING=1"


async def test_it_is_ready_but_not_well_while_telegram_is_out_of_reach(process: Process, ear: socket.socket) -> None:
    """A supervisor must not end what goes on by itself as soon as the net is there."""
    process.environment["BOT_API_URL"] = f"http://127.0.0.1:{free_port()}"
    process.launch()
    await until(lambda: "Ingen kontakt med Telegram" in process.said)
    assert "READY=1" in heard(ear)
    assert health(process) == (HTTPStatus.SERVICE_UNAVAILABLE, False)
    await until(lambda: "WATCHDOG=1" in heard(ear))
    assert await process.stop() == 0


async def test_it_is_well_when_telegram_answers(process: Process) -> None:
    """Asked by a program on the same computer."""
    await process.start()
    assert health(process) == (HTTPStatus.OK, True)


async def test_a_port_that_is_taken_has_its_sentence(process: Process) -> None:
    """Exit code 1, and which setting it is."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(process.environment["BOT_STATUS_PORT"])))
        taken.listen()
        process.launch()
        assert await process.ended() == 1
    assert "Porten används redan av ett annat program." in process.said
    assert "Traceback" not in process.said
