"""How the bot is doing: the same figures in the chat, for a supervisor and for Prometheus."""

import json
import re
import socket
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from bot.errors import SettingsError
from bot.features.broadcasts.store import lists
from bot.features.figures import door, texts
from bot.features.figures.status import speed, status
from bot.features.figures.values import SILENT
from bot.gateway import inbox, outbox
from bot.gateway.pulse import Pulse
from bot.gateway.values import Budget
from bot.settings import read_settings
from bot.storage.clock import now, stamp
from tests.conftest import Stage
from tests.stage.queue import send_in

TIP = "Vi har en bastu på en flotte i sjön."


async def told(stage: Stage) -> str:
    """What a moderator reads."""
    [shown] = await stage.say("/status", stage.village.moderators, stage.village.officer)
    return shown.text


async def age(stage: Stage, table: str, column: str, hours: int) -> None:
    """What waits has waited so long."""
    await stage.database.execute(f"UPDATE {table} SET {column} = ?", (stamp(now() - timedelta(hours=hours)),))


async def test_moderators_read_what_waits_and_since_when(desk: Stage) -> None:
    """Their queue, members' messages, what is to be sent; questions by outcome; that Telegram answers."""
    await send_in(desk, TIP)
    await age(desk, "items", "waiting_since", 50)
    await desk.say("hur ordnar vi samåkning")
    shown = await told(desk)
    assert "Kort som väntar på er: 1, längst i 2 dygn" in shown
    assert "Telegram svarade för 0 sekunder sedan" in shown
    assert "Meddelanden som väntar på svar från boten: 1, längst i 0 sekunder" in shown  # the command itself
    assert "Frågor de senaste sju dagarna: 1. 1 fick svar, 0 förslag och 0 inget svar" in shown
    assert "Svaret kommer oftast inom" in shown


async def test_what_telegram_holds_up_is_told_only_where_it_does(desk: Stage) -> None:
    """In words, not as shares of a budget."""
    found = await status(desk.services)
    calm = texts.status(replace(found, budget=Budget(3, 30, 0, 0)), now())
    braked = texts.status(replace(found, budget=Budget(30, 30, 1, 2)), now())
    assert "långsammare" not in calm
    assert "på sin tur" not in calm
    assert "1 meddelande väntar på sin tur\n2 chattar får vänta" in braked


async def test_only_moderators_are_told(desk: Stage) -> None:
    """Figures say little of anybody, but they are the moderators'."""
    for command in ("/status", "/statistik"):
        [shown] = await desk.say(command)
        assert "moderator" in shown.text.casefold()


async def test_what_is_left_by_an_earlier_process_counts_as_waiting(desk: Stage) -> None:
    """Also notices that nobody has sent, and copies of a broadcast under way."""
    database = desk.database
    before = await status(desk.services)
    await inbox.receive(database, {999: "{}"})
    await age(desk, "inbox", "received_at", 3)
    found = await status(desk.services)
    assert found.updates.number == before.updates.number + 1
    assert found.updates.since is not None
    assert now() - found.updates.since >= timedelta(hours=3)
    assert (await outbox.backlog(database)).number == 0
    assert await lists.left(database) == 0


async def test_the_times_are_those_of_half_and_of_nearly_all() -> None:
    """Of a hundred updates the fiftieth, and the ninety-fifth."""
    found = speed([float(number) for number in range(100)])
    assert found is not None
    assert (found.number, found.half, found.most) == (100, 50.0, 95.0)
    assert speed([]) is None


@pytest.mark.parametrize(("seconds", "words"), [(None, "har inte svarat än"), (7_300.0, "för 2 timmar sedan")])
async def test_silence_is_told(desk: Stage, monkeypatch: pytest.MonkeyPatch, seconds: float | None, words: str) -> None:
    """And a bot that Telegram has not answered for long is not well."""
    monkeypatch.setattr(Pulse, "silence", seconds)
    found = await status(desk.services)
    assert words in texts.status(found, now())
    assert not found.is_well


def free_port() -> int:
    """One that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_a_supervisor_and_prometheus_read_the_same(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 while Telegram answers, 503 when it has not for five minutes; no words, no ids."""
    await send_in(desk, TIP)
    await desk.say("hur ordnar vi samåkning")
    port = free_port()
    async with door.opened(port, desk.services), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        healthy = await client.get("/halsa")
        metrics = (await client.get("/metrics")).text
        elsewhere, written = await client.get("/"), await client.post("/halsa")
        monkeypatch.setattr(Pulse, "silence", SILENT + 1)
        ill = await client.get("/halsa")
    body: dict[str, Any] = healthy.json()
    assert (healthy.status_code, ill.status_code) == (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)
    assert (body["is_well"], ill.json()["is_well"]) == (True, False)
    assert body["cards"]["number"] == 1
    assert body["asked"] == {"answer": 1, "suggestions": 0, "none": 0}
    assert 'landsbygdsbot_waiting{queue="cards"} 1.0' in metrics
    assert 'landsbygdsbot_questions_week{outcome="answer"} 1.0' in metrics
    assert "landsbygdsbot_well 1.0" in metrics
    assert (elsewhere.status_code, written.status_code) == (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
    for said in (json.dumps(body), metrics):
        assert "bastu" not in said
        assert not re.search(rf"(?<![\d.]){desk.anna.id}(?![\d.])", said)  # not as a part of a measure


@pytest.mark.parametrize(
    ("said", "port"), [("", None), ("9464", 9464), ("0", None), ("65536", None), ("-1", None), ("tolv", None)]
)
def test_nothing_listens_unless_a_port_is_given(said: str, port: int | None) -> None:
    """Off by default; what is no port stops the start with a sentence."""
    environment = {"BOT_TOKEN": "1:a", "BOT_STATUS_PORT": said}
    if said and port is None:
        with pytest.raises(SettingsError) as found:
            read_settings(environment)
        assert "BOT_STATUS_PORT" in found.value.faults[0]
    else:
        assert read_settings(environment).status_port == port
