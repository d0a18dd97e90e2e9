"""Patience on the way to Telegram: what was surely not sent is sent again; what may have been sent never is."""

import asyncio
import logging
import math
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, Final

from telegram.error import NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.gateway import pacing
from bot.gateway.calls import can_be_left, chat_written_to, creates, may_be_repeated, seconds_asked
from bot.gateway.hands import idle
from bot.gateway.pacing import Pacer
from bot.gateway.pulse import Pulse
from bot.gateway.values import Budget, Lane, Limits
from bot.gateway.waiting import clock, until
from bot.storage.database import Database

log = logging.getLogger(__name__)

Answer = bool | dict[str, Any] | list[dict[str, Any]]

FIRST_PAUSE = 0.5  # seconds between tries while Telegram cannot be reached, twice as long each time
_LONGEST_PAUSE = 30.0
_SHORT = 2.0  # seconds that any call waits for its turn: also when the bot stops, so that no answer is left half sent
_PATIENCE = 2.0  # seconds that a group lets people in private chats go first, when there is not room for all

IMPATIENT: Final = ContextVar("impatient", default=False)
"""Set by whoever has others to serve: a call that would have to wait long is not made (Postponed). Once something has
been sent it is unset, so that nothing is left half said."""


class Postponed(Exception):
    """A call was not made: the bot is stopping while it waits, and its update is handled at the next start; or others
    are to be served meanwhile; or a broadcast's call has lost its room, as when Telegram has asked for a pause since,
    or cannot be noted."""


class Pacing(BaseRateLimiter[Lane]):
    """Keeps to Telegram's limits, waits as long as a 429 says, and while no connection is to be had.

    A call with `rate_limit_args="broadcast"` has waited for its `room` and is made once: whoever keeps the ledger has
    to know what came of it. All other calls are answers, which go first; those that are only nice to have are left
    undone when Telegram asks to wait.
    """

    def __init__(self, database: Database, stopping: asyncio.Event, limits: Limits, pulse: Pulse | None = None) -> None:
        """`stopping` is set when no call may wait any longer; `pulse` is told when Telegram answers."""
        self._pulse = pulse or Pulse()
        self._database = database
        self._stopping = stopping
        self._limits = limits
        self._pacer = Pacer(limits)
        self._changed = asyncio.Event()
        self._doors = {each: asyncio.Lock() for each in (False, True)}  # to groups, to people
        self._waiting: Counter[int] = Counter()  # answers that wait for their turn, by chat

    async def initialize(self) -> None:
        """Keep what earlier processes owe."""
        await pacing.resume(self._database, self._pacer, self._limits, clock())

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Answer:
        """Call until it was sent or may have been; Postponed when the bot stops first."""
        chat_id, pause = chat_written_to(endpoint, data), FIRST_PAUSE
        turn = self._turn if creates(endpoint) else self._pause
        while True:
            try:
                async with turn(chat_id, rate_limit_args):
                    answer = await callback(*args, **kwargs)
                self._pulse.meet()
                if creates(endpoint):
                    IMPATIENT.set(False)
                if chat_id is not None and isinstance(answer, list):
                    self._count_rest(chat_id, len(answer) - 1)
                return answer
            except RetryAfter as asked:
                if can_be_left(endpoint):
                    raise
                await self._hold(chat_id, seconds_asked(asked), endpoint)
                if rate_limit_args == "broadcast":
                    raise
            except NetworkError as failed:
                if rate_limit_args == "broadcast" or not may_be_repeated(failed, endpoint):
                    raise
                await self._wait(pause, endpoint)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def room(self, chat_id: int) -> bool:
        """Return when a broadcast may send to the chat and no answer goes first; Postponed when the bot stops first.

        False when that chat has to wait by itself, while there may be room for others.
        """
        while (wait := self._pacer.wait(chat_id, clock(), pacing.BROADCASTS)) > 0 or self._is_answer_first(chat_id):
            if self._stopping.is_set():
                raise Postponed
            if self.wait_alone(chat_id) > _SHORT:
                return False
            await self._until_changed(wait or math.inf)
        return True

    def wait_alone(self, chat_id: int) -> float:
        """Seconds that a broadcast to the chat has to wait, however much room there is in all."""
        return self._pacer.wait_alone(chat_id, clock(), pacing.BROADCASTS)

    def _is_answer_first(self, chat_id: int) -> bool:
        """Whether an answer waits to go to the same chat, or for nothing but room in all.

        One that waits for a pause or a full minute of its own group takes no room from anybody.
        """
        return chat_id in self._waiting or any(self._pacer.wait_alone(each, clock()) <= 0 for each in self._waiting)

    def budget(self) -> Budget:
        """How much of what Telegram allows is in use now."""
        at = clock()
        return Budget(self._pacer.used(at), self._limits.overall, self._waiting.total(), self._pacer.paused(at))

    def held(self, chat_id: int) -> float:
        """Seconds left of a pause that Telegram asked for, 0 if none."""
        return self._pacer.held(chat_id, clock())

    @asynccontextmanager
    async def _turn(self, chat_id: int | None, lane: Lane | None) -> AsyncIterator[None]:
        """Wait until a message to the chat may go."""
        if chat_id is None:
            yield
            return
        await self._begin(chat_id, lane)
        try:
            await self._note(chat_id, lane)
            yield
        finally:
            self._pacer.end(chat_id, clock())
            self._tell()

    @asynccontextmanager
    async def _pause(self, chat_id: int | None, _lane: Lane | None) -> AsyncIterator[None]:
        """Wait for what Telegram has asked of the chat itself: no limit counts a call that creates no message."""
        while chat_id is not None and (wait := self._pacer.held_alone(chat_id, clock())) > 0:
            if wait > _SHORT and self._may_not_wait():
                raise Postponed
            async with idle():
                await self._until_changed(wait)
        yield

    def _count_rest(self, chat_id: int, number: int) -> None:
        """An album was sent, whose messages Telegram counts one by one: so many more than the one that has been."""
        for _ in range(number):
            self._pacer.begin(chat_id)
            self._pacer.end(chat_id, clock())
        self._tell()

    def _may_not_wait(self) -> bool:
        return self._stopping.is_set() or IMPATIENT.get()

    async def _begin(self, chat_id: int, lane: Lane | None) -> None:
        self._waiting[chat_id] += 1
        until = clock() + _PATIENCE
        try:
            if lane == "broadcast" or (not self._doors[chat_id > 0].locked() and self._wait_of(chat_id, until) <= 0):
                await self._wait_for(lambda: self._pacer.wait(chat_id, clock()), lane)
                self._pacer.begin(chat_id)
            else:
                async with idle():
                    await self._queue(chat_id, until)
        finally:
            self._waiting -= Counter((chat_id,))  # and those without any are dropped
            self._tell()

    async def _queue(self, chat_id: int, until: float) -> None:
        """Wait for what the chat itself has to, and then as one of many for room in all, where only the first looks."""
        while True:
            await self._wait_for(lambda: self._pacer.wait_alone(chat_id, clock()), None)
            async with self._doors[chat_id > 0]:
                while self._pacer.wait_alone(chat_id, clock()) <= 0:
                    if (wait := self._wait_of(chat_id, until)) <= 0:
                        self._pacer.begin(chat_id)
                        return
                    await self._until_changed(wait)

    async def _wait_for(self, left: Callable[[], float], lane: Lane | None) -> None:
        """Until there are no seconds left; Postponed if they are many and nobody may wait for them."""
        while (wait := left()) > 0:
            if _SHORT < wait < math.inf and (lane == "broadcast" or self._may_not_wait()):
                raise Postponed
            await (self._until_changed(wait) if wait == math.inf else self._sleep(wait))

    async def _sleep(self, seconds: float) -> None:
        """Nothing that others do shortens this; when the bot stops it is looked at anew."""
        if self._stopping.is_set():
            await asyncio.sleep(min(seconds, _SHORT))
        else:
            await until(seconds, self._stopping)

    def _wait_of(self, chat_id: int, until: float) -> float:
        """Seconds that an answer waits for room, and for those who go before it."""
        groups = self._pacer.wait_for_groups(clock()) if chat_id < 0 else 0.0
        return max(groups, self._pacer.wait(chat_id, clock())) or self._after_people(chat_id, until)

    def _after_people(self, chat_id: int, until: float) -> float:
        """Seconds that an answer in a group lets those in private chats go first, at most until a moment."""
        if chat_id > 0 or (left := until - clock()) <= 0:
            return 0.0
        first = any(each > 0 and self._pacer.wait_alone(each, clock()) <= 0 for each in self._waiting)
        return left if first else 0.0

    async def _note(self, chat_id: int, lane: Lane | None) -> None:
        """Tell the next process of a message to a group; where that cannot be written nothing is sent."""
        if chat_id > 0:
            return
        try:
            await pacing.note_sending(self._database, chat_id)
        except sqlite3.OperationalError as failed:
            if lane == "broadcast":
                raise Postponed from failed
            raise

    async def _hold(self, chat_id: int | None, seconds: float, endpoint: str) -> None:
        if chat_id is None:
            if seconds > _SHORT and self._may_not_wait():
                raise Postponed
            await self._wait(seconds, endpoint)
            return
        log.warning("%s waits %.1f s for Telegram", endpoint, seconds)
        for chat, left in self._pacer.hold(chat_id, seconds, clock()).items():
            await pacing.note_pause(self._database, chat, left)

    async def _until_changed(self, seconds: float) -> None:
        """Until somebody's turn is over or the bot stops, at most so long."""
        stop = () if self._stopping.is_set() else (self._stopping,)
        await until(min(seconds, _LONGEST_PAUSE), self._changed, *stop)

    def _tell(self) -> None:
        """Let all that wait look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def _wait(self, seconds: float, endpoint: str) -> None:
        log.warning("%s waits %.1f s for Telegram", endpoint, seconds)
        await until(seconds, self._stopping)
        if self._stopping.is_set():
            raise Postponed
