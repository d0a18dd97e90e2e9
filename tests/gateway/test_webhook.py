"""Telegram delivers to the bot's own door: every update is taken once, whoever else knocks is turned away."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.app import compose, started
from bot.chat.context import Services
from bot.gateway import webhook
from bot.gateway.transport import Transport
from bot.matching.library import Library
from bot.settings import Webhook
from bot.simulator.oddities import ODDITIES
from bot.simulator.request import SimulatorRequest
from bot.storage.database import open_database
from tests.conftest import UNLIMITED, Stage, peopled
from tests.e2e.process import free_port

SECRET = "hemligt-ord"  # noqa: S105 - made up
JSON = {"Content-Type": "application/json"}
KNOWN = JSON | {webhook.SECRET: SECRET}


@pytest.fixture
async def stage(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """The village, whose bot has a webhook."""
    monkeypatch.setattr(webhook, "SLOWEST", 0.5)
    simulator, village = peopled()
    database = await open_database(tmp_path / "bot.db")
    transport = Transport(SimulatorRequest(simulator), SimulatorRequest(simulator))
    bot = compose(simulator.token, "https://api.telegram.org", Services(database, library), transport, UNLIMITED)
    port = free_port()
    async with started(bot, Webhook(f"http://127.0.0.1:{port}/hook", SECRET, "127.0.0.1", port)):
        await simulator.until(lambda: bool(simulator.calls("setWebhook")))
        yield Stage(simulator, village, bot)
    await simulator.close()
    await database.close()


@pytest.fixture
async def door(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who knows where the door is."""
    told = stage.simulator.calls("setWebhook")[-1].params["url"]
    async with httpx.AsyncClient(base_url=told) as client:
        yield client


@pytest.mark.parametrize("what", ODDITIES)
async def test_an_odd_update_is_accepted_and_the_next_one_answered(
    stage: Stage, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    """Telegram would send what it is refused again and again, and nothing after it."""
    caplog.set_level(0, "bot")
    stage.simulator.people.send_odd(stage.private, stage.anna, what)
    assert len(await stage.say("Hej")) >= 1
    assert stage.simulator.receiving.last_error == ""
    assert "samåkning" not in caplog.text


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b'{"update_id": 1}', JSON, 403),
        (b'{"update_id": 1}', JSON | {webhook.SECRET: "gissat-ord"}, 403),
        (b'{"update_id": 1}', JSON | {webhook.SECRET: "gissat-örd".encode()}, 403),
        (b'{"update_id": 1}', {webhook.SECRET: SECRET}, 403),
        (b'{"update_id": 1}', KNOWN, 200),
        (b"{", KNOWN, 400),
        (b"\xff", KNOWN, 400),
        (b"[]", KNOWN, 400),
        (b'{"update_id": "1"}', KNOWN, 400),
    ],
)
async def test_only_telegram_is_let_in(
    door: httpx.AsyncClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    """With the secret, one update of a decent size."""
    assert (await door.post("", content=body, headers=headers)).status_code == status


@pytest.mark.parametrize(
    ("secret", "length", "status"),
    [
        ("gissat-ord", 100, b"HTTP/1.1 403"),  # nothing of what they have to say is waited for
        ("gissat-ord", 95_000_000, b""),
        (SECRET, 95_000_000, b""),
        (SECRET, 100, b""),  # who knows the secret and dawdles holds no connection for long
    ],
)
async def test_nobody_holds_the_door(stage: Stage, secret: str, length: int, status: bytes) -> None:
    """Whoever promises a large body, or sends it slowly, is cut off; Telegram is let in meanwhile."""
    port = urlsplit(stage.simulator.calls("setWebhook")[-1].params["url"]).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{webhook.SECRET}: {secret}\r\n"
    writer.write(f"{head}Content-Length: {length}\r\n\r\n{{".encode())
    assert len(await stage.say("Hej")) == 1
    async with asyncio.timeout(5):
        assert (await reader.read()).startswith(status)
    writer.close()
