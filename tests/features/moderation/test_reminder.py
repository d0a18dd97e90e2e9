"""The moderators' morning line: once a day, only when something waits."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.features.moderation.store import queue
from bot.features.moderation.worker import reminder
from bot.features.roles import store as roles_store
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.storage import daily
from bot.storage.clock import SWEDEN, now, stamp
from bot.storage.database import Database, open_database
from tests.conftest import Stage, peopled, performed
from tests.stage.queue import press, send_in

TUESDAY = datetime(2018, 11, 6, 7, 30, tzinfo=UTC)  # half past eight in Sweden
TIPS = ("Vi har en bastu på en flotte i sjön.", "Vi odlar humle på macken.", "Vi spelar in byns dialekt.")


@pytest.fixture
async def desk(stage: Stage) -> Stage:
    """The village with its moderators' chat bound, and no line told yet."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    await forget(stage.services.database)
    return stage


async def forget(database: Database) -> None:
    """No line has been told."""
    await database.execute("DELETE FROM daily")


async def wait_since(desk: Stage, item_id: int, at: datetime) -> None:
    """An item has waited since then."""
    await desk.services.database.execute("UPDATE items SET waiting_since = ? WHERE id = ?", (stamp(at), item_id))


async def told(desk: Stage, at: datetime = TUESDAY) -> list[str]:
    """What the moderators hear when the time has come."""
    before = len(desk.simulator.sent(desk.village.moderators))
    await reminder.remind(desk.bot.application.bot, desk.services, at)
    return [each.text for each in desk.simulator.sent(desk.village.moderators)[before:]]


async def test_the_line_says_how_much_since_when_and_what_is_late(desk: Stage) -> None:
    """Weekends do not count: what came last Wednesday is not late, what came on Monday before it is."""
    first, second, third = [await send_in(desk, text) for text in TIPS]
    await wait_since(desk, first.id, TUESDAY - timedelta(days=6))
    await wait_since(desk, second.id, TUESDAY - timedelta(days=8))
    await wait_since(desk, third.id, TUESDAY)
    [line] = await told(desk)
    assert line == (
        "3 väntar, det äldsta sedan 29 oktober. 1 har väntat mer än fem arbetsdagar: "
        f"nr {second.id}. Skriv /ko så ser du allt."
    )


async def test_it_is_told_once_a_day(desk: Stage) -> None:
    """Not again later that day, but the next."""
    await send_in(desk)
    assert len(await told(desk)) == 1
    assert await told(desk, TUESDAY + timedelta(hours=2)) == []
    assert len(await told(desk, TUESDAY + timedelta(days=1))) == 1


async def test_an_empty_queue_is_not_told(desk: Stage) -> None:
    """And what comes later that morning has its card, and no line."""
    item = await send_in(desk)
    for button in ("Avslå", "Är reklam"):
        await press(desk, desk.village.officer, button)
    assert (await queue.item(desk.services.database, item.id)).status == "declined"
    assert await told(desk) == []
    await send_in(desk, TIPS[0])
    assert await told(desk, TUESDAY + timedelta(hours=1)) == []


async def test_what_may_have_been_told_is_not_told_again(desk: Stage) -> None:
    """The connection breaks after Telegram took the line."""
    await send_in(desk)
    desk.simulator.failures.order(Rule(Kind.TIMEOUT_AFTER, "sendMessage", desk.village.moderators.id, nth=1))
    assert len(await told(desk)) == 1
    assert await told(desk) == []


async def test_what_surely_was_not_told_is_told_at_the_next_start(desk: Stage) -> None:
    """The bot stops while Telegram is out of reach."""
    await send_in(desk)
    desk.simulator.failures.order(Rule(Kind.UNREACHABLE, "sendMessage", desk.village.moderators.id))
    telling = asyncio.create_task(told(desk))
    await asyncio.sleep(0.05)
    desk.services.stopping.set()
    assert await telling == []
    assert await daily.claim(desk.services.database, reminder.NAME, TUESDAY.date())


@pytest.mark.parametrize("words", ["group chat was upgraded to a supergroup chat", "chat not found"])
async def test_what_telegram_refused_is_told_when_it_no_longer_does(desk: Stage, words: str) -> None:
    """The line of the day is not lost because the group was getting another number."""
    await send_in(desk)
    desk.simulator.failures.order(Rule(Kind.BAD_REQUEST, "sendMessage", nth=1, words=words))
    assert await told(desk) == []
    assert len(await told(desk, TUESDAY + timedelta(hours=1))) == 1


@pytest.mark.parametrize(("hour", "minute", "due"), [(8, 29, False), (8, 30, True), (11, 59, True), (12, 0, False)])
def test_a_late_start_still_tells_before_noon(hour: int, minute: int, due: bool) -> None:
    """In Swedish time, summer and winter."""
    for month in (1, 7):
        assert reminder.is_morning(datetime(2018, month, 3, hour, minute, tzinfo=SWEDEN).astimezone(UTC)) is due


async def test_a_bot_that_starts_late_in_the_morning_tells(
    desk: Stage, tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job at start does it, when nobody told before; the daily one is planned for half past eight in Sweden."""
    await send_in(desk)
    at = datetime.combine(now().astimezone(SWEDEN).date() + timedelta(days=1), reminder.AT, SWEDEN)
    monkeypatch.setattr(reminder, "now", lambda: at + timedelta(hours=1))
    simulator, village = peopled()
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        assert await simulator.until(lambda: simulator.sent(village.moderators))
        [line] = simulator.sent(village.moderators)
        assert line.text.startswith("1 väntar, det äldsta sedan")
        assert bot.application.job_queue is not None
        jobs = bot.application.job_queue.get_jobs_by_name(reminder.NAME)
        times = sorted(job.next_t.astimezone(SWEDEN).time() for job in jobs if job.next_t is not None)
        assert times == [time(hour, 30) for hour in (8, 9, 10, 11)]


async def test_a_day_is_claimed_once_whoever_asks(tmp_path: Path) -> None:
    """Of many at once one gets it, a day before the last is never claimed, and after a restart it stays claimed."""
    database = await open_database(tmp_path / "daily.db")
    day = TUESDAY.date()
    claims = await asyncio.gather(*(daily.claim(database, "queue", day) for _ in range(20)))
    await database.close()
    database = await open_database(tmp_path / "daily.db")
    again = [await daily.claim(database, "queue", day + timedelta(days=days)) for days in (0, -1, 1)]
    await database.close()
    assert (sum(claims), again) == (1, [False, False, True])
