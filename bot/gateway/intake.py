"""From Telegram to the queue: each update is stored before it is read or confirmed; a chat's updates keep their order.

Only a window of what waits is in memory: at most so many updates of each chat, and so many in all. Of the others their
numbers are known, and each is read from the inbox when its turn comes; the chats take turns.
"""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from sqlite3 import Error, OperationalError
from typing import Any, Final

from telegram import Bot, Update

from bot.gateway import inbox
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
