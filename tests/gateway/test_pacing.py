"""Telegram's limits are kept in any hour, whoever sends, however slow Telegram is, and over restarts."""

import asyncio
import heapq
import itertools
import math
import random
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from telegram.error import RetryAfter

from bot.gateway import pacing
from bot.gateway.limiter import Answer, Pacing, Postponed
from bot.gateway.pacing import ALL, BROADCASTS, EVERYBODY, Pacer
from bot.gateway.values import Lane, Limits
from bot.simulator import limits
from bot.storage.database import Database

HOUR: Final = 3_600.0
Telegram = Callable[[], Coroutine[Any, Any, Answer]]
MIDNIGHT: Final = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass
class Hour:
    """An hour of simulated time: messages come, wait, go, reach Telegram and have their outcome; processes die.

    Telegram's side is the simulator's own limits, which know nothing of ours.
    """

    database: Database
    chance: random.Random
    time: float = 0.0
    sent: int = 0
    refused: list[tuple[float, int]] = field(default_factory=list)
    latest_answer: float = 0.0

    def __post_init__(self) -> None:
        self.telegram = limits.Limits(lambda: self.time)
        self.telegram.enforced = True
        self.pacer = Pacer(Limits())
        self._numbers = itertools.count()
        self._events: list[tuple[float, int, str, int, float]] = []
        self._waiting: dict[float, deque[tuple[float, int]]] = {
            ALL: deque(),
            BROADCASTS: deque(),
        }  # since when, to whom
        self._under_way: set[int] = set()
        self._next_look = math.inf

    def plan(self, at: float, what: str, chat_id: int = 0, number: float = 0.0) -> None:
        """Something happens at a time; `number` is a share, or which message."""
        heapq.heappush(self._events, (at, next(self._numbers), what, chat_id, number))

    async def pass_by(self) -> None:
        """Live through everything that was planned and what comes of it."""
        while self._events and self._events[0][0] < math.inf:
            self.time, _, what, chat_id, number = heapq.heappop(self._events)
            if what == "write":
                self._waiting[number].append((self.time, chat_id))
            elif what == "arrive" and number in self._under_way:
                self._arrive(chat_id)
            elif what == "end" and number in self._under_way:
                self._under_way.discard(int(number))
                self.pacer.end(chat_id, self.time)
            elif what == "die":
                await self._begin_anew()
            await self._send()

    def _arrive(self, chat_id: int) -> None:
        try:
            self.telegram.require_room(chat_id)
        except Exception:
            self.refused.append((self.time, chat_id))
        self.telegram.count(chat_id)
        self.sent += 1

    async def _begin_anew(self) -> None:
        """The process dies with what was under way, and another one begins."""
        self.pacer = Pacer(Limits())
        self._under_way.clear()
        await pacing.resume(self.database, self.pacer, Limits(), self.time)
        self.pacer.keep(EVERYBODY, 1.0, self.time)

    async def _send(self) -> None:
        """What may go, goes: any answer, then the first of the broadcast."""
        waits = [await self._try(ALL) for _ in range(len(self._waiting[ALL]))]
        while self._waiting[BROADCASTS]:
            waits.append(await self._try(BROADCASTS))
            if waits[-1] > 0:
                self._waiting[BROADCASTS].rotate(1)
                break
        soonest = min((wait for wait in waits if wait > 0), default=math.inf)
        if self.time + soonest < self._next_look or self._next_look <= self.time:
            self._next_look = self.time + soonest
            self.plan(self._next_look, "look")

    async def _try(self, share: float) -> float:
        """Send the first of a lane, or put it last; what it has to wait."""
        since, chat_id = self._waiting[share].popleft()
        wait = self.pacer.wait(chat_id, self.time, share)
        if wait > 0:
            self._waiting[share].append((since, chat_id))
        else:
            await self._go(chat_id)
            self.latest_answer = max(self.latest_answer, self.time - since if share == ALL else 0)
        return wait

    async def _go(self, chat_id: int) -> None:
        self.pacer.begin(chat_id)
        number, slow = next(self._numbers), self.chance.expovariate(20)
        self._under_way.add(number)
        if chat_id < 0:
            await pacing.note_sending(self.database, chat_id)
        self.plan(self.time + slow * self.chance.random(), "arrive", chat_id, number)
        self.plan(self.time + slow, "end", chat_id, number)


async def call() -> bool:
    """Telegram does it."""
    return True


async def ask(
    pace: Pacing, chat_id: int, endpoint: str = "sendMessage", do: Telegram = call, lane: Lane | None = None
) -> Answer:
    """A call that is let through when it may."""
    return await pace.process_request(do, (), {}, endpoint, {"chat_id": chat_id}, lane)


@contextmanager
def wall_clock(monkeypatch: pytest.MonkeyPatch, hour: Hour) -> Iterator[None]:
    """The database's times are those of the simulated hour."""
    with monkeypatch.context() as patched:
        patched.setattr(pacing, "now", lambda: MIDNIGHT + timedelta(seconds=hour.time))
        yield


@pytest.mark.parametrize("seed", range(3))
async def test_no_hour_breaks_a_limit(database: Database, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Random load, slow answers and ten deaths in an hour: Telegram, whose limits are its own, never refuses."""
    hour = Hour(database, random.Random(seed))
    for _ in range(2_500):
        to = hour.chance.choice([*range(1, 40), -1, -2, -3])
        hour.plan(hour.chance.uniform(0, HOUR), "write", to, ALL)
    for start in (300.0, 2_000.0):
        for chat_id in (*range(-60, 0), *range(1, 400)):
            hour.plan(start, "write", chat_id, BROADCASTS)
    for _ in range(10):
        hour.plan(hour.chance.uniform(0, HOUR), "die")
    with wall_clock(monkeypatch, hour):
        await hour.pass_by()
    assert hour.sent > 3_000
    assert hour.refused == []


async def test_answers_do_not_wait_for_a_broadcast(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """While 2,000 get a broadcast, members who ask wait for no window of theirs: a fifth is kept free."""
    hour = Hour(database, random.Random(7))
    for chat_id in range(1, 2_001):
        hour.plan(0.0, "write", chat_id, BROADCASTS)
    for number in range(80):
        hour.plan(1.0 + number, "write", 5_000 + number, ALL)
    with wall_clock(monkeypatch, hour):
        await hour.pass_by()
    assert (hour.sent, hour.refused) == (2_080, [])
    assert hour.latest_answer < 0.2
    assert 2_000 / 24 < hour.time < 1.1 * 2_000 / 24


def test_a_broadcast_leaves_a_fifth_of_every_window() -> None:
    """24 of 30 a second in all, and 16 of 20 a minute in a group; one a second to a chat is all there is."""
    overall, group = Pacer(Limits()), Pacer(Limits(second=0.001))
    for chat_id in range(1, 25):
        assert overall.wait(chat_id, 0.0, BROADCASTS) == 0
        overall.begin(chat_id)
        overall.end(chat_id, 0.0)
    assert overall.wait(99, 0.0, BROADCASTS) == 1.0
    assert overall.wait(99, 0.0, ALL) == 0
    for second in range(16):
        assert group.wait(-1, second, BROADCASTS) == 0
        group.begin(-1)
        group.end(-1, second)
    assert group.wait(-1, 16.0, BROADCASTS) == 44.0
    assert group.wait(-1, 16.0, ALL) == 0


def test_a_message_counts_until_a_second_after_its_outcome() -> None:
    """Telegram may have counted a slow message as late as when it answered."""
    pacer = Pacer(Limits())
    pacer.begin(1)
    assert pacer.wait(1, 5.0) == math.inf
    pacer.end(1, 5.0)
    assert pacer.wait(1, 5.5) == 0.5
    assert pacer.wait(1, 6.0) == 0


def test_a_pause_is_for_its_chat_until_several_are_asked_to_pause() -> None:
    """A 429 in one chat stops that chat; in two at about the same time it is the bot that is too fast."""
    pacer = Pacer(Limits())
    assert pacer.hold(1, 7.0, 0.0) == {1: 7.0}
    assert pacer.wait(1, 6.5) == 0.5
    assert pacer.wait(2, 0.0) == 0
    assert pacer.hold(2, 3.0, 1.0) == {2: 3.0, EVERYBODY: 3.0}
    assert pacer.wait(3, 1.0) == 3.0
    assert pacer.wait(3, 4.0) == 0
    assert pacer.wait(1, 4.0) == 3.0


def test_pauses_far_apart_have_nothing_to_do_with_each_other() -> None:
    """One chat is asked to be still for ten minutes, another one half a minute later: all others go on."""
    pacer = Pacer(Limits())
    pacer.hold(1, 600.0, 0.0)
    assert pacer.hold(2, 3.0, 30.0) == {2: 3.0}
    assert pacer.wait(3, 30.0) == 0
    assert pacer.hold(1, 3.0, 31.0) == {1: 569.0, EVERYBODY: 3.0}


def test_long_pauses_of_two_chats_are_theirs_alone() -> None:
    """Two groups are asked to be still for an hour at the same time: no third one waits."""
    pacer = Pacer(Limits())
    assert pacer.hold(1, 3_600.0, 0.0) == {1: 3_600.0}
    assert pacer.hold(2, 3_000.0, 1.0) == {2: 3_000.0}
    assert pacer.wait(3, 1.0) == 0
    assert pacer.hold(4, 50.0, 10.0) == {4: 50.0}
    assert pacer.hold(5, 50.0, 11.0) == {5: 50.0, EVERYBODY: 10.0}
    assert pacer.wait(3, 11.0) == 10.0


async def test_the_next_process_keeps_pauses_and_windows(database: Database) -> None:
    """What Telegram was sent and asked for before a crash is not forgotten, rather kept too long than too short."""
    for _ in range(20):
        await pacing.note_sending(database, -5)
    await pacing.note_pause(database, 8, 30.0)
    await pacing.note_pause(database, 9, 30.0)
    pacer = Pacer(Limits())
    await pacing.resume(database, pacer, Limits(), 1_000.0)
    assert 60.0 <= pacer.wait(-5, 1_000.0) <= 61.0
    assert 30.0 <= pacer.wait(8, 1_000.0) <= 31.0
    assert pacer.wait(-6, 1_002.0) == 0
    await pacing.forget(database)
    assert len(await database.rows("SELECT 1 FROM sendings UNION ALL SELECT 1 FROM pauses")) == 22


def test_silent_chats_are_forgotten() -> None:
    """The windows of a hundred thousand chats are not kept once they are empty."""
    pacer = Pacer(Limits())
    for chat_id in range(1, 1_000):
        pacer.begin(chat_id)
        pacer.end(chat_id, float(chat_id))
    assert len(pacer._chats) < 5


async def test_a_broadcast_waits_while_an_answer_does(database: Database) -> None:
    """The next free place is an answer's, also when the broadcast has waited longer."""
    pace = Pacing(database, asyncio.Event(), Limits(overall=1, second=0.2))
    order: list[str] = []

    async def send() -> bool:
        order.append("answer")
        return True

    async def broadcast() -> None:
        await pace.room(2)
        order.append("broadcast")

    await ask(pace, 1, do=send)
    waiting = asyncio.create_task(broadcast())
    await asyncio.sleep(0.02)
    answers = [ask(pace, n, do=send) for n in (3, 4)]
    await asyncio.gather(*answers, waiting)
    assert order == ["answer", "answer", "answer", "broadcast"]


async def test_an_album_counts_for_each_of_its_messages(database: Database) -> None:
    """Telegram counts them one by one, so four fill what a broadcast has of five."""
    pace = Pacing(database, asyncio.Event(), Limits(chat=9, group=5, second=0.1))

    async def send() -> list[dict[str, int]]:
        return [{}, {}, {}]

    await ask(pace, -5, "sendMediaGroup", do=send)
    assert pace.wait_alone(-5) == 0.0
    await ask(pace, -5)
    assert pace.wait_alone(-5) > 1.0


async def test_what_creates_no_message_waits_for_nothing(database: Database) -> None:
    """Edits, deletions, notices over the chat and "types …" are not counted, and go while the windows are full."""
    pace = Pacing(database, asyncio.Event(), Limits(overall=1, second=60.0))

    await ask(pace, 1)
    async with asyncio.timeout(1):
        for endpoint in ("editMessageText", "deleteMessage", "answerCallbackQuery", "sendChatAction", "getChatMember"):
            assert await ask(pace, 1, endpoint)


@pytest.mark.parametrize("lane", [None, "broadcast"])
async def test_a_group_is_not_silenced_by_a_failed_write(
    database: Database, monkeypatch: pytest.MonkeyPatch, lane: Lane | None
) -> None:
    """When a sending cannot be noted nothing was sent: a copy is put off, an answer fails, and the next one goes."""
    pace, note, failures = Pacing(database, asyncio.Event(), Limits(second=0.01)), pacing.note_sending, [1]

    async def noted(database: Database, chat_id: int) -> None:
        if failures:
            failures.pop()
            raise sqlite3.OperationalError("database or disk is full")
        await note(database, chat_id)

    monkeypatch.setattr(pacing, "note_sending", noted)
    with pytest.raises(sqlite3.OperationalError if lane is None else Postponed):
        await ask(pace, -5, lane=lane)
    async with asyncio.timeout(1):
        assert await ask(pace, -5, lane=lane)


async def test_a_long_pause_of_all_is_not_kept_over_a_start(database: Database) -> None:
    """An earlier version has noted one: members wait for seconds, not for hours."""
    await pacing.note_pause(database, EVERYBODY, 3_600.0)
    await pacing.note_pause(database, 8, 3_600.0)
    pacer = Pacer(Limits())
    await pacing.resume(database, pacer, Limits(), 1_000.0)
    assert pacer.wait(3, 1_000.0) == pacing.MOST
    assert pacer.wait(8, 1_000.0) > 3_000


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "answerInlineQuery", "sendChatAction", "setMyCommands"])
async def test_nobody_waits_for_what_is_only_nice_to_have(database: Database, endpoint: str) -> None:
    """Asked to wait an hour it is left undone at once, and its chat goes on."""
    pace = Pacing(database, asyncio.Event(), Limits(second=0.01))

    async def call() -> bool:
        raise RetryAfter(timedelta(hours=1))

    async with asyncio.timeout(1):
        with pytest.raises(RetryAfter):
            await ask(pace, 1, endpoint, do=call)
        assert await ask(pace, 1)


async def test_a_pause_asked_of_an_edit_is_its_chats(database: Database) -> None:
    """Nothing is written in that chat until it is over, nor by the next process; other chats and questions go on."""
    stopping, calls = asyncio.Event(), list[str]()
    pace = Pacing(database, stopping, Limits(second=0.01))

    async def call() -> bool:
        calls.append("edit")
        if len(calls) == 1:
            raise RetryAfter(timedelta(seconds=0.3))
        return True

    begun = time.monotonic()
    edit = asyncio.create_task(ask(pace, -5, "editMessageText", do=call))
    await asyncio.sleep(0.05)
    assert pace.held(-5) > 0
    async with asyncio.timeout(0.2):
        for endpoint, chat_id in (("editMessageText", -6), ("sendMessage", -6), ("getChatMember", -5)):
            assert await ask(pace, chat_id, endpoint, do=call)
    assert await ask(pace, -5, do=call)
    assert await edit
    assert time.monotonic() - begun >= 0.29
    [row] = await database.rows("SELECT chat_id FROM pauses")
    assert row["chat_id"] == -5


async def test_a_broadcasts_call_never_waits_long(database: Database) -> None:
    """It is not made at all while its chat has been asked to wait; an answer waits."""
    pace, calls = Pacing(database, asyncio.Event(), Limits()), []

    async def call() -> bool:
        calls.append(1)
        return True

    pace._pacer.hold(-5, 600.0, asyncio.get_running_loop().time())
    with pytest.raises(Postponed):
        await ask(pace, -5, do=call, lane="broadcast")
    assert await ask(pace, -6, do=call, lane="broadcast")
    assert calls == [1]


@pytest.mark.parametrize("limits", [Limits(second=0.0), Limits(group=1, second=0.0)], ids=["paused", "a full minute"])
async def test_an_answer_that_waits_for_its_own_chat_holds_up_no_broadcast(database: Database, limits: Limits) -> None:
    """Ten minutes' pause, or a minute's window, of one group is no reason to let all others wait; theirs waits."""
    pace = Pacing(database, asyncio.Event(), limits)

    if limits.group > 1:
        pace._pacer.hold(-5, 600.0, asyncio.get_running_loop().time())
    else:
        await ask(pace, -5)
    waiting = asyncio.create_task(ask(pace, -5))
    await asyncio.sleep(0.01)
    async with asyncio.timeout(1):
        assert await pace.room(-6)
        assert not await pace.room(-5)
    assert pace.wait_alone(-5) > 50
    assert not waiting.done()
    waiting.cancel()
