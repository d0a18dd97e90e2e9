"""The bot hears on, whatever Telegram tells it and however it refuses."""

import asyncio
from collections.abc import Iterator, Mapping

import pytest
from telegram.error import TelegramError

from bot.errors import Deaf, TokenRefused
from bot.gateway import inbox, polling, watch
from bot.gateway.transport import over_http
from bot.simulator.failures import Kind, Rule
from bot.simulator.oddities import ODDITIES
from bot.storage.database import Database
from tests.conftest import Stage

QUESTION = "hur ordnar vi samåkning"
READABLE = {"an origin of a new kind", "a pin of a message out of reach"}


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses are hundredths of a second."""
    for module, name, seconds in (
        (polling, "FIRST_PAUSE", 0.01),
        (polling, "LONGEST_PAUSE", 0.02),
        (watch, "CHECK", 0.05),
        (watch, "APART", 0.02),
        (watch, "GRACE", 0.1),
    ):
        monkeypatch.setattr(module, name, seconds)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Whatever happens, nobody's words are logged."""
    caplog.set_level(0)
    yield caplog
    assert QUESTION not in caplog.text


@pytest.mark.parametrize("what", ODDITIES)
async def test_an_odd_update_is_put_aside_alone(stage: Stage, said: pytest.LogCaptureFixture, what: str) -> None:
    """Those before it and after it in the same batch are answered; its number and kind of fault are logged."""
    farmer = stage.village.farmer
    theirs = stage.simulator.world.private(farmer)
    stage.simulator.failures.order(Rule(Kind.SLOW, method="getUpdates", nth=1, seconds=0.05))
    stage.simulator.people.send_text(theirs, farmer, "Hej")
    stage.simulator.people.send_odd(theirs, farmer, what)
    assert len(await stage.say("Hej")) == 1
    assert len(stage.simulator.sent(theirs)) == 1 + (what == "an origin of a new kind")
    put_aside = await stage.database.rows("SELECT update_id FROM inbox WHERE status = 'given_up'")
    assert len(put_aside) == (what not in READABLE)
    for row in put_aside:
        assert f"update {row['update_id']} cannot be read and is put aside: " in said.text


async def test_an_older_servers_poll_is_put_aside_alone(stage: Stage) -> None:
    """As people send one in a chat."""
    stage.simulator.people.send_poll(stage.private, stage.anna, "Fisk?", ["Ja", "Nej"], older=True)
    assert len(await stage.say(QUESTION)) == 1


@pytest.mark.parametrize("answer", [b'{"ok": true, "result": [{"text": "hur ordnar vi sam', b"\xff", b"[]", b"<html>"])
def test_a_cut_off_answer_is_refused_without_its_words(said: pytest.LogCaptureFixture, answer: bytes) -> None:
    """A proxy has ended it."""
    with pytest.raises(TelegramError) as refused:
        over_http().polling.parse_json_payload(answer)
    assert "hur ordnar" not in said.text + str(refused.value)


@pytest.mark.parametrize("code", [401, 404, 409, 500, 502])
async def test_stray_refusals_are_survived(stage: Stage, code: int) -> None:
    """A server of one's own, or a proxy, is starting again: getUpdates and getMe are refused once or twice."""
    for method in ("getUpdates", "getMe"):
        for number in (1, 2):
            stage.simulator.failures.order(Rule(Kind.SERVER_ERROR, method=method, nth=number, code=code))
    for _ in range(3):
        assert len(await stage.say(QUESTION)) == 1
    await asyncio.sleep(0.3)
    assert stage.services.failure is None
    assert not stage.services.stopping.is_set()


async def test_a_pause_that_telegram_asks_for_is_kept(stage: Stage) -> None:
    """429 on getUpdates: nobody asks again before its time."""
    stage.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, method="getUpdates", nth=1, seconds=1))
    assert len(await stage.say(QUESTION)) == 1
    assert len(await stage.say(QUESTION)) == 1
    [refused] = [at for at, call in enumerate(stage.simulator.log) if call.code == 429]
    after = next(c for c in stage.simulator.log[refused + 1 :] if c.method == "getUpdates")
    assert after.at - stage.simulator.log[refused].at >= 1.4


async def test_a_forgotten_webhook_is_taken_away(stage: Stage) -> None:
    """Somebody has set one: getUpdates is refused as long as it is there."""
    await stage.simulator.answer("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    assert len(await stage.say(QUESTION)) == 1


@pytest.mark.parametrize("code", [401, 404])
async def test_a_lasting_refusal_ends_the_bot(stage: Stage, code: int) -> None:
    """The token has been revoked."""
    stage.simulator.failures.order(Rule(Kind.SERVER_ERROR, code=code))
    await asyncio.wait_for(stage.services.stopping.wait(), 2)
    assert isinstance(stage.services.failure, TokenRefused)
    stage.simulator.failures.clear()


@pytest.mark.parametrize(("code", "another"), [(404, False), (409, True), (502, False)])
async def test_a_bot_that_hears_nothing_for_long_ends(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    another: bool,
) -> None:
    """Telegram can be reached and gives no updates: whoever supervises the process sees that it ends."""
    stage.simulator.failures.order(Rule(Kind.SERVER_ERROR, method="getUpdates", code=code))
    stage.simulator.people.send_text(stage.private, stage.anna, "Hej")  # which ends the poll that was under way
    await stage.simulator.until(lambda: stage.simulator.log[-1].code == code)
    assert not stage.services.stopping.is_set()
    monkeypatch.setattr(watch, "DEAF_AFTER", 0.1)
    await asyncio.wait_for(stage.services.stopping.wait(), 3)
    assert isinstance(stage.services.failure, Deaf)
    assert stage.services.failure.another is another
    stage.simulator.failures.clear()


async def test_a_bot_out_of_reach_of_telegram_waits_for_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network for longer than a deaf bot lives: it goes on by itself."""
    await _out_of_reach(stage)
    monkeypatch.setattr(watch, "DEAF_AFTER", 0.1)
    await asyncio.sleep(0.5)
    stage.simulator.failures.clear()
    assert await stage.say(QUESTION)
    await asyncio.sleep(2)  # until getMe is tried again
    assert stage.services.failure is None


async def _out_of_reach(stage: Stage) -> None:
    stage.simulator.failures.order(Rule(Kind.UNREACHABLE, method="getUpdates"))
    stage.simulator.people.send_text(stage.private, stage.anna, "Hej")
    await stage.simulator.until(lambda: stage.simulator.log[-1].outcome == "unreachable")
    stage.simulator.failures.order(Rule(Kind.UNREACHABLE))
    await stage.simulator.until(lambda: stage.simulator.calls("getMe")[-1].outcome == "unreachable")


async def test_only_what_is_on_disk_is_confirmed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While an update cannot be stored Telegram keeps it, and those after it."""
    receive, writable = inbox.receive, asyncio.Event()

    async def stored(database: Database, payloads: Mapping[int, str]) -> set[int]:
        await writable.wait()
        return await receive(database, payloads)

    monkeypatch.setattr(inbox, "receive", stored)
    stage.simulator.people.send_text(stage.private, stage.anna, QUESTION)
    stage.simulator.people.send_text(stage.private, stage.anna, "Hej")
    await asyncio.sleep(0.1)
    assert len(stage.simulator.world.updates.waiting) == 2
    writable.set()
    await stage.settled()
    assert len(stage.simulator.sent(stage.private)) >= 2
    assert not stage.simulator.world.updates.waiting
