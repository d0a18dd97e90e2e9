"""From the queue to the handlers: many chats at once, but each chat's updates one after the other."""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.gateway import inbox
from bot.gateway.hands import Hands, idle
from bot.gateway.intake import IN_MEMORY, DurableQueue
from bot.gateway.pulse import Pulse
from bot.gateway.waiting import clock, until
from bot.storage.database import Database


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
            await until(within, came)
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
        self,
        pulse: Pulse,
        database: Database,
        stopping: asyncio.Event,
        postponed: set[int],
        queue: DurableQueue,
        behind: Behind,
    ) -> None:
        """`stopping` is set when no update may be begun any more; those in `postponed` are left for the next start.

        `pulse` is told how long each update takes, its wait for the chat's earlier ones included.
        """
        super().__init__(IN_MEMORY)
        self._pulse = pulse
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
        began, key = clock(), self._queue.key(update)
        before, done = self._last.get(key), asyncio.Event()
        self._last[key] = done
        try:
            async with self._queue.resumed.turn(update.update_id):
                if before is not None and await self._taken_along(key, update, before):
                    await inbox.handled(self._database, update.update_id)
                else:
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
        self._pulse.answer(clock() - began)

    async def _taken_along(self, key: int, update: Update, before: asyncio.Event) -> bool:
        """Wait for the earlier update; whether that has answered this one too."""
        self._behind.add(key, update)
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
