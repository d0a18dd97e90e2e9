"""systemd hears that the bot is ready and lives, where it asks for that, and only as long as it does."""

import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.gateway.pulse import Pulse
from bot.terminal.supervisor import READY, Supervisor


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    """systemd's end."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        opened.bind(str(tmp_path / "notify"))
        opened.settimeout(2)
        yield opened


async def test_what_is_told_is_heard(ear: socket.socket) -> None:
    """Line by line, in one message."""
    Supervisor({"NOTIFY_SOCKET": ear.getsockname()}).tell(READY, "STATUS=Igång")
    assert ear.recv(100).decode() == "READY=1\nSTATUS=Igång"


async def test_an_abstract_address_is_understood() -> None:
    """As systemd writes it, with @ for the zero byte."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        opened.bind(f"\0landsbygdsbot-test-{os.getpid()}")
        Supervisor({"NOTIFY_SOCKET": f"@landsbygdsbot-test-{os.getpid()}"}).tell(READY)
        assert opened.recv(100) == b"READY=1"


async def test_signs_of_life_end_with_the_loops_in_sight(ear: socket.socket) -> None:
    """Half as far apart as is asked for; when polling has ended there are no more."""
    pulse, polling = Pulse(), asyncio.get_running_loop().create_future()
    pulse.keep_in_sight(polling)
    supervisor = Supervisor({"NOTIFY_SOCKET": ear.getsockname(), "WATCHDOG_USEC": "20000"})
    telling = asyncio.create_task(supervisor.keep_telling(lambda: pulse.is_alive))
    await asyncio.sleep(0.06)
    assert ear.recv(100) == ear.recv(100) == b"WATCHDOG=1"
    polling.set_result(None)
    await asyncio.wait_for(telling, 1)


@pytest.mark.parametrize("environment", [{}, {"WATCHDOG_USEC": "x"}, {"WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"}])
async def test_nothing_is_told_where_nobody_asks(environment: dict[str, str]) -> None:
    """On a terminal, in a container, or where another process is asked."""
    supervisor = Supervisor(environment)
    supervisor.tell(READY)
    with suppress(TimeoutError):
        await asyncio.wait_for(supervisor.keep_telling(lambda: True), 1)
        return
    pytest.fail("it goes on telling nobody")


async def test_nobody_at_the_other_end_is_no_fault(tmp_path: Path) -> None:
    """systemd may be restarting."""
    Supervisor({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).tell(READY)


async def test_who_does_not_listen_does_not_hold_up_the_bot(ear: socket.socket) -> None:
    """The way takes some ten messages that nobody reads."""
    supervisor = Supervisor({"NOTIFY_SOCKET": ear.getsockname()})
    for _ in range(1_000):
        supervisor.tell(READY)
    assert ear.recv(100) == b"READY=1"
