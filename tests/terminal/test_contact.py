"""Why Telegram cannot be reached, said once and in Swedish."""

import asyncio
import socket
from contextlib import closing

import pytest

from bot.terminal import contact
from bot.terminal.contact import obstacle, tell_of_silence

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


async def test_a_closed_door_and_an_unknown_name_are_told_apart() -> None:
    """The operator looks in different places."""
    assert await obstacle(f"http://127.0.0.1:{free_port()}") == "127.0.0.1 tar inte emot någon anslutning"
    assert "går inte att slå upp" in await obstacle("http://finns-inte.invalid")


async def test_a_proxy_is_what_stands_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is said, never its password."""
    monkeypatch.setenv("https_proxy", f"http://anna:hemligt@127.0.0.1:{free_port()}")
    why = await obstacle("https://api.telegram.org")
    assert why == "proxyn 127.0.0.1 tar inte emot någon anslutning"


async def test_a_server_without_tls_is_told() -> None:
    """As when http is written https."""

    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert await obstacle(f"https://127.0.0.1:{port}") == "127.0.0.1 talar inte TLS"
        assert "svarar inte som den ska" in await obstacle(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(("has_met", "lines"), [(True, 0), (False, 1)])
async def test_only_a_silence_is_announced(monkeypatch: pytest.MonkeyPatch, has_met: bool, lines: int) -> None:
    """Once, and not while Telegram answers."""
    monkeypatch.setattr(contact, "PATIENCE", 0.0)
    told: list[str] = []
    await tell_of_silence(lambda: has_met, f"http://127.0.0.1:{free_port()}", told.append)
    assert len(told) == lines
    assert all(line.startswith("Ingen kontakt med Telegram: 127.0.0.1 tar inte emot") for line in told)
