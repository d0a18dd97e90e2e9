"""A clock that is wrong throws nothing away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from bot.app import _tidy
from bot.gateway import telegram_time
from bot.gateway.telegram_time import TelegramTime
from bot.gateway.transport import over_http
from bot.storage.clock import now, stamp
from tests.conftest import Stage
from tests.stage.play import Clock


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's clock can be put forward."""
    monkeypatch.setattr("bot.storage.clock.datetime", Clock)
    yield
    Clock.ahead = timedelta()


async def heard(said: str) -> TelegramTime:
    """What is known when an answer came with this header."""
    time = TelegramTime()
    await time.hear(httpx.Response(200, headers={"Date": said} if said else {}))
    return time


def said(off: timedelta = timedelta()) -> str:
    """Telegram's clock, so far from the right time."""
    return format_datetime(datetime.now(UTC) + off, usegmt=True)


async def test_agreement_needs_about_the_same_time() -> None:
    """Minutes do not matter, days do, in both directions; a clock that is put forward later is noticed too."""
    assert (await heard(said())).agrees()
    assert (await heard(said(timedelta(minutes=5)))).agrees()
    for off in (timedelta(days=91), timedelta(hours=-1)):
        assert not (await heard(said(off))).agrees()
    time = await heard(said())
    Clock.ahead = timedelta(days=91)
    assert not time.agrees()


@pytest.mark.parametrize("header", ["", "yesterday", "Fri, 27 Nov 2026", "27 Nov 2026 10:00:00"])
async def test_without_a_time_nobody_agrees(header: str) -> None:
    """No contact yet, or nothing that can be read."""
    assert not TelegramTime().agrees()
    assert not (await heard(header)).agrees()


async def test_what_was_said_long_ago_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has not heard Telegram lately does not know."""
    time = await heard(said())
    monkeypatch.setattr(telegram_time, "FRESH", 0.0)
    assert not time.agrees()


async def test_nothing_is_forgotten_by_a_clock_that_is_ahead(stage: Stage) -> None:
    """A question stays as long as Telegram's time says so, and goes when both do."""
    database, job = stage.database, stage.bot.application.job_queue
    assert job is not None
    await stage.say("hur ordnar vi samåkning")
    await database.execute("UPDATE questions SET asked_at = ?", (stamp(now()),))
    Clock.ahead = timedelta(days=91)
    [tidy] = job.get_jobs_by_name(_tidy.__name__)
    for time, left in ((TelegramTime(), 1), (await heard(said()), 1), (await heard(said(Clock.ahead)), 0)):
        stage.services.kept[TelegramTime] = time
        await tidy.run(stage.bot.application)
        assert len(await database.rows("SELECT 1 FROM questions")) == left


async def test_every_answer_over_http_tells_the_time() -> None:
    """Both ways to Telegram listen."""
    transport = over_http()
    for request in (transport.calls, transport.polling):
        client = request._client  # type: ignore[attr-defined]
        assert client.event_hooks["response"] == [transport.time.hear]
