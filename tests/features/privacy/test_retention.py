"""Each time that is promised is kept, when the clock moves."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.features.meetings.store import answers
from bot.features.moderation.rules import Approve, Decline
from bot.features.moderation.values import Proposal
from bot.features.privacy.worker import Promised
from bot.storage import chores
from bot.storage.clock import now, stamp
from bot.storage.database import open_database
from bot.storage.personal import NOBODY, SOME_AUTHOR
from bot.storage.retention import PERIODS
from bot.terminal.restore import restore
from bot.wiring import tidy
from tests.conftest import Stage
from tests.stage.meetings import held
from tests.stage.play import Clock
from tests.stage.queue import send_in
from tests.stage.tips import MODERATOR, decided

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock can be put forward."""
    monkeypatch.setattr("bot.storage.clock.datetime", Clock)
    yield
    Clock.ahead = timedelta()


async def count(stage: Stage, condition: str, table: str = "items") -> int:
    """How many rows are so."""
    return len(await stage.database.rows(f"SELECT 1 FROM {table} WHERE {condition}"))


def holds(word: str, *files: Path) -> bool:
    """Whether the bytes of a file still have a word."""
    return any(word.encode() in each.read_bytes() for each in files)


async def later(stage: Stage, time: timedelta) -> None:
    """So long from the beginning, and tidied."""
    Clock.ahead = time
    await tidy(stage.database)


async def test_what_came_to_nothing_goes_after_a_year(desk: Stage) -> None:
    """With its history, its cards and what was said of it."""
    await decided(desk, await send_in(desk), Decline("advert"))
    await later(desk, PERIODS["item"] - DAY)
    assert await count(desk, "status = 'declined'") == 1
    await later(desk, PERIODS["item"] + DAY)
    for table in ("items", "history", "cards", "notices"):
        assert await count(desk, "TRUE", table) == 0


async def test_an_answer_from_a_meeting_outlives_what_was_proposed_of_it(desk: Stage) -> None:
    """The declined proposal goes after a year, and the moderator who took the answer in is not named either."""
    database = desk.database
    meeting, item = await held(database), await send_in(desk)
    at = await answers.join(database, meeting, desk.anna.id)
    await answers.give(database, at, 7, ["En lokalbuss"], short=False, places=False)
    await database.execute(
        "UPDATE meeting_answers SET item_id = ?, status = 'included', decided_by = 3, decided_at = ?",
        (item.id, stamp(now())),
    )
    await decided(desk, item, Decline("advert"))
    await later(desk, PERIODS["item"] + DAY)
    assert await count(desk, "TRUE") == 0
    assert await count(desk, f"item_id IS NULL AND decided_by = {NOBODY}", "meeting_answers") == 1
    assert await count(desk, "user_id IS NULL", "participants") == 1


async def test_who_wrote_and_decided_what_is_published_is_forgotten_after_a_year(desk: Stage) -> None:
    """The answer stays, with the name that its author chose."""
    item = await send_in(desk)
    await decided(desk, item, Approve(Proposal("Kiosken", "Vi har en kiosk.", "mat"), "kiosken"))
    await later(desk, PERIODS["item"] - DAY)
    assert await count(desk, f"author_id = {desk.anna.id} AND decided_by = {MODERATOR.id}") == 1
    await later(desk, PERIODS["item"] + DAY)
    assert await count(desk, f"author_id = {SOME_AUTHOR} AND chat_id < 0 AND decided_by < 0") == 1
    assert await count(desk, f"actor_id IN ({desk.anna.id}, {MODERATOR.id})", "history") == 0
    assert await count(desk, "status = 'live' AND answer = 'Vi har en kiosk.'", "entries") == 1


async def test_what_nobody_decides_goes_after_two_years(desk: Stage) -> None:
    """Not before: nothing is declined for its age."""
    await send_in(desk)
    await later(desk, PERIODS["open_item"] - DAY)
    assert await count(desk, "status = 'waiting'") == 1
    await later(desk, PERIODS["open_item"] + DAY)
    assert await count(desk, "TRUE") == 0


async def test_what_is_forgotten_leaves_the_files(desk: Stage) -> None:
    """Also what lies beside the database, which kept words for as long as it was not written over."""
    await desk.say("hur ordnar vi Mxyzptlk")
    file = await desk.database.file()
    assert file is not None
    files = (file, Path(f"{file}-wal"))
    assert holds("Mxyzptlk", *files)
    await later(desk, PERIODS["question"] + DAY)
    assert not holds("Mxyzptlk", *files)


async def test_words_that_are_handled_leave_what_lies_beside_the_database(desk: Stage) -> None:
    """With the name and the id of who wrote them, within the minute."""
    await desk.say("hur ordnar vi samåkning")
    file = await desk.database.file()
    assert file is not None
    wal = Path(f"{file}-wal")
    assert holds("Greta", wal)
    desk.services.state(Promised).set()
    async with asyncio.timeout(10):
        while holds("Greta", wal):  # noqa: ASYNC110 - no event of ours says so
            await asyncio.sleep(0.02)
    assert not holds("Greta", file)


async def test_moderators_hear_that_a_copy_has_been_taken_into_use(tmp_path: Path) -> None:
    """What was in hand is noted with it, for the next start to tell."""
    database = await open_database(tmp_path / "kopia.db")
    await database.close()
    done = await restore(tmp_path / "kopia.db", tmp_path / "bot.db", Clock.now().astimezone())
    opened = await open_database(tmp_path / "bot.db")
    [chore] = await chores.left(opened, "restored")
    await opened.close()
    assert chore.note == {"messages": done.aside.messages, "notices": 0, "broadcasts": 0}


async def test_the_next_start_tells_them_once(desk: Stage) -> None:
    """In their chat."""
    async with desk.database.transaction() as transaction:
        await chores.put(transaction, "restored", note={"messages": 1, "notices": 2, "broadcasts": 0})
    desk.services.state(Promised).set()
    await desk.simulator.until(lambda: bool(desk.simulator.sent(desk.village.moderators)))
    [told] = desk.simulator.sent(desk.village.moderators)
    assert "1 meddelande från medlemmar och 2 besked" in told.text
    assert await chores.left(desk.database, "restored") == []
