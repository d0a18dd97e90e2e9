"""From Telegram to the handlers: each update is stored before it is read or confirmed; a chat's updates keep their
order.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Coroutine
from sqlite3 import OperationalError
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.gateway import inbox
from bot.gateway.inbox import Waiting
from bot.gateway.suspects import Resumed, ranked
from bot.storage.database import Database

log = logging.getLogger(__name__)

AT_ONCE = 64  # updates in the handlers' hands; most of them wait for Telegram
MOST_QUEUED = 100_000  # updates that wait for their turn, so that one chat's flood does not hold up the others
PAUSE = 1.0  # seconds until the disk is tried again


class DurableQueue(asyncio.Queue[object]):
    """The Application's update queue, filled with what is in the inbox."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self.resumed = Resumed()

    async def take_in(self, told: dict[str, Any], bot: Bot) -> None:
        """Store an update as Telegram told it, then read and queue it; one that came before is dropped.

        Returns when it is on disk, so that Telegram may forget it.
        """
        number, payload = int(told["update_id"]), json.dumps(told)
        if await self._stored(number, payload):
            update = await self._read(Waiting(number, payload), bot)
            if update is not None:
                await self.put(update)

    async def _stored(self, number: int, payload: str) -> bool:
        """Store an update, however long it takes; whether it is new."""
        while True:
            try:
                return await inbox.receive(self._database, number, payload)
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

    async def resume(self, bot: Bot) -> list[Update]:
        """Queue what an earlier process received and did not finish; what is given up now, since many died under it."""
        left = await inbox.resume(self._database)
        read = [(each, await self._read(each, bot)) for each in left.waits]
        known = {each.update_id: (each, update) for each, update in read if update is not None}
        clean, suspects = ranked((number, order_key(update), each.deaths) for number, (each, update) in known.items())
        self.resumed.expect(clean, suspects)
        for number in (*clean, *suspects):
            await self.put(known[number][1])
        for each in left.given_up:
            log.error("update %d is given up: %d processes have died under it", each.update_id, each.deaths)
        given_up = [await self._read(each, bot) for each in left.given_up]
        return [each for each in given_up if each is not None]


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
        came = self._came[key] = asyncio.Event()
        try:
            if (found := self._first(key)) is None:
                async with asyncio.timeout(within):
                    await came.wait()
                found = self._first(key)
        except TimeoutError:
            return None
        finally:
            del self._came[key]
        return found

    def take(self, update: Update) -> None:
        """What it says is answered with the one that it waits for; it is done when that is."""
        self._taken.add(update.update_id)

    def _first(self, key: int) -> Update | None:
        return next((each for each in self._waiting.get(key, ()) if each.update_id not in self._taken), None)


class OrderedProcessor(BaseUpdateProcessor):
    """Handles many chats at once, but each chat's updates one after the other, and marks them done."""

    def __init__(
        self, database: Database, stopping: asyncio.Event, postponed: set[int], resumed: Resumed, behind: Behind
    ) -> None:
        """`stopping` is set when no update may be begun any more; those in `postponed` are left for the next start, and
        `resumed` an earlier process has left."""
        super().__init__(MOST_QUEUED)
        self._behind = behind
        self._database = database
        self._stopping = stopping
        self._postponed = postponed
        self._resumed = resumed
        self._hands = asyncio.Semaphore(AT_ONCE)
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
        key = order_key(update)
        before, done = self._last.get(key), asyncio.Event()
        self._last[key] = done
        try:
            async with self._resumed.turn(update.update_id):
                if before is not None and await self._taken_along(key, update, before):
                    await inbox.handled(self._database, update.update_id)
                    return
                async with self._hands:
                    await self._handle(update.update_id, coroutine)
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            done.set()
            if self._last.get(key) is done:
                del self._last[key]

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
        if update_id in self._resumed:
            await inbox.take_up(self._database, update_id)
        await coroutine
        if update_id not in self._postponed:
            await inbox.handled(self._database, update_id)


def order_key(update: Update) -> int:
    """Updates with the same key are handled in order: those of a chat, or of a person outside any chat."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0
