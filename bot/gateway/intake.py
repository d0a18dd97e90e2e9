"""From Telegram to the handlers: each update is stored before it is read or confirmed; a chat's updates keep their
order.

Only a window of what waits is in memory: at most so many updates of each chat, and so many in all. Of the others their
numbers are known, and each is read from the inbox when its turn comes; the chats take turns.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from contextlib import suppress
from sqlite3 import Error, OperationalError
from typing import Any, Final

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.gateway import inbox
from bot.gateway.hands import Hands, idle
from bot.gateway.inbox import Waiting
from bot.gateway.suspects import Resumed, ranked
from bot.storage.database import Database

log = logging.getLogger(__name__)

IN_MEMORY: Final = 2_000  # updates that wait or are handled
OF_ONE: Final = 16  # of the same chat, so that its flood does not fill the window
PAUSE = 1.0  # seconds until the disk is tried again


class DurableQueue(asyncio.Queue[object]):
    """The Application's update queue, filled with what is in the inbox."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._admitting = asyncio.Lock()  # a chat's updates come in one after the other
        self._keys: dict[int, int] = {}  # of those in memory, by number
        self._number: dict[int, int] = {}  # of those in memory, by key
        self._later: dict[int, list[int]] = {}  # numbers by key, that whose turn is next first
        self.resumed = Resumed()

    async def take_in(self, told: Sequence[dict[str, Any]], bot: Bot) -> None:
        """Store updates as Telegram told them, then read and queue them; those that came before are dropped.

        Returns when they are on disk, so that Telegram may forget them.
        """
        payloads = {int(each["update_id"]): json.dumps(each) for each in told}
        new = await self._stored(payloads)
        async with self._admitting:
            for each in told:
                number = int(each["update_id"])
                if number in new:
                    new.discard(number)
                    await self._line_up(key_of(each), Waiting(number, payloads[number]), bot)
            await self._fill(bot)

    async def _line_up(self, key: int, waiting: Waiting, bot: Bot) -> None:
        """Into memory if there is room and none of the same chat waits on disk."""
        if key not in self._later and self._has_room(key):
            await self._admit(key, waiting, bot)
        else:
            self._later.setdefault(key, []).append(waiting.update_id)

    async def resume(self, bot: Bot) -> list[Update]:
        """Queue what an earlier process received and did not finish; what is given up now, since many died under it."""
        given_up = await inbox.give_up_deadly(self._database)
        for each in given_up:
            log.error("update %d is given up: %d processes have died under it", each.update_id, each.deaths)
        left = await self._left()
        clean, suspects = ranked(left)
        self.resumed.expect(clean, suspects)
        keys = {number: key for number, key, _ in left}
        async with self._admitting:
            for number in (*clean, *suspects):
                self._later.setdefault(keys[number], []).append(number)
            await self._fill(bot)
        read = [await self._read(each, bot) for each in given_up]
        return [each for each in read if each is not None]

    def key(self, update: Update) -> int:
        """Updates with the same key are handled in order."""
        return self._keys[update.update_id]

    async def done(self, update: Update) -> None:
        """An update needs its place no more, which goes to one that waits on disk."""
        key = self._keys.pop(update.update_id)
        self._number[key] -= 1
        if not self._number[key]:
            del self._number[key]
        if self._later:
            async with self._admitting:
                await self._fill(update.get_bot())

    def __len__(self) -> int:
        """How many wait or are handled, in memory and on disk."""
        return len(self._keys) + sum(map(len, self._later.values()))

    def _has_room(self, key: int) -> bool:
        return len(self._keys) < IN_MEMORY and self._number.get(key, 0) < OF_ONE

    def _next(self) -> int | None:
        """The chat whose turn it is and that has room."""
        if len(self._keys) >= IN_MEMORY:
            return None
        return next((each for each in self._later if self._has_room(each)), None)

    async def _fill(self, bot: Bot) -> None:
        """Read from the inbox what there is room for; where it cannot be read, what waits goes on waiting."""
        while (key := self._next()) is not None:
            numbers = self._later.pop(key)
            try:
                payload = await inbox.payload(self._database, numbers[0])
            except BaseException as failed:
                self._later[key] = numbers
                if isinstance(failed, Error):
                    log.error("the inbox cannot be read, which is tried again: %s", failed)
                    return
                raise
            if numbers[1:]:
                self._later[key] = numbers[1:]
            if payload is not None:
                await self._admit(key, Waiting(numbers[0], payload), bot)

    async def _admit(self, key: int, waiting: Waiting, bot: Bot) -> None:
        update = await self._read(waiting, bot)
        if update is None:
            self.resumed.leave(waiting.update_id)
            return
        self._keys[update.update_id] = key
        self._number[key] = self._number.get(key, 0) + 1
        self.put_nowait(update)

    async def _left(self) -> list[tuple[int, int, int]]:
        """What an earlier process left: number, key and deaths of each, oldest first."""
        left: list[tuple[int, int, int]] = []
        while found := await inbox.waiting(self._database, left[-1][0] if left else None):
            left += [(each.update_id, _key_in(each.payload), each.deaths) for each in found]
        return left

    async def _stored(self, payloads: Mapping[int, str]) -> set[int]:
        """Store updates, however long it takes; the new ones."""
        while True:
            try:
                return await inbox.receive(self._database, payloads)
            except OperationalError as failed:
                log.error("the inbox cannot be written, which is tried again: %s", failed)
                await asyncio.sleep(PAUSE)

    async def _read(self, waiting: Waiting, bot: Bot) -> Update | None:
        """What PTB makes of an update; what it cannot read is put aside alone, without its words."""
        try:
            return Update.de_json(json.loads(waiting.payload), bot)
        except Exception as failed:
            fault = type(failed).__name__
            log.warning("update %d cannot be read and is put aside: %s", waiting.update_id, fault)
            await inbox.give_up(self._database, waiting.update_id, fault)
        return None


class Behind:
    """The updates that wait for an earlier one of the same chat, which may take their words along with its own."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[Update]] = {}
        self._came: dict[int, asyncio.Event] = {}
        self._taken: set[int] = set()

    def add(self, key: int, update: Update) -> None:
        """It waits from now on."""
        self._waiting.setdefault(key, []).append(update)
        if key in self._came:
            self._came[key].set()

    def remove(self, key: int, update: Update) -> bool:
        """It waits no longer; whether it has been taken along."""
        waiting = self._waiting[key]
        waiting.remove(update)
        if not waiting:
            del self._waiting[key]
        taken = update.update_id in self._taken
        self._taken.discard(update.update_id)
        return taken

    async def first(self, key: int, within: float) -> Update | None:
        """The first one that waits and is not taken yet, or comes within so many seconds."""
        if (found := self._first(key)) is None:
            async with idle():
                await self._until_one_comes(key, within)
            found = self._first(key)
        return found

    async def _until_one_comes(self, key: int, within: float) -> None:
        came = self._came[key] = asyncio.Event()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await came.wait()
        finally:
            del self._came[key]

    def take(self, update: Update) -> None:
        """What it says is answered with the one that it waits for; it is done when that is."""
        self._taken.add(update.update_id)

    def _first(self, key: int) -> Update | None:
        return next((each for each in self._waiting.get(key, ()) if each.update_id not in self._taken), None)


class OrderedProcessor(BaseUpdateProcessor):
    """Handles many chats at once, but each chat's updates one after the other, and marks them done."""

    def __init__(
        self, database: Database, stopping: asyncio.Event, postponed: set[int], queue: DurableQueue, behind: Behind
    ) -> None:
        """`stopping` is set when no update may be begun any more; those in `postponed` are left for the next start."""
        super().__init__(IN_MEMORY)
        self._behind = behind
        self._hands = Hands()
        self._queue = queue
        self._database = database
        self._stopping = stopping
        self._postponed = postponed
        self._last: dict[int, asyncio.Event] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the same chat's earlier update, handle this one, mark it done.

        What has not begun when the bot stops, or is cancelled, stays in the inbox and is handled at the next start.
        """
        if not isinstance(update, Update):
            await coroutine
            return
        key = self._queue.key(update)
        before, done = self._last.get(key), asyncio.Event()
        self._last[key] = done
        try:
            async with self._queue.resumed.turn(update.update_id):
                if before is not None and await self._taken_along(key, update, before):
                    await inbox.handled(self._database, update.update_id)
                    return
                async with self._hands.one():
                    await self._handle(update.update_id, coroutine)
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            done.set()
            if self._last.get(key) is done:
                del self._last[key]
            if not self._stopping.is_set():
                await self._queue.done(update)

    async def _taken_along(self, key: int, update: Update, before: asyncio.Event) -> bool:
        """Wait for the earlier update; whether that has answered this one too."""
        self._behind.add(key, update)
        taken = False
        try:
            await before.wait()
        finally:
            taken = self._behind.remove(key, update)
        return taken

    async def _handle(self, update_id: int, coroutine: Awaitable[Any]) -> None:
        if self._stopping.is_set():
            return
        if update_id in self._queue.resumed:
            await inbox.take_up(self._database, update_id)
        await coroutine
        if update_id not in self._postponed:
            await inbox.handled(self._database, update_id)


def key_of(told: Mapping[str, Any]) -> int:
    """Updates with the same key are handled in order: those of a chat, or of a person outside any chat."""
    [content, *_] = [each for each in told.values() if isinstance(each, dict)] or [{}]
    for of in (content.get("chat"), _inside(content.get("message"), "chat"), content.get("from")):
        if isinstance(number := _inside(of, "id"), int):
            return number
    return 0


def _inside(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _key_in(payload: str) -> int:
    """The same of what is on disk; what cannot be read has a key too, and is put aside when its turn comes."""
    try:
        told = json.loads(payload)
    except ValueError:
        return 0
    return key_of(told) if isinstance(told, dict) else 0
