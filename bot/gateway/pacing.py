"""How fast Telegram lets a bot send: 30 messages a second in all, one a second to a chat, 20 a minute to a group.

Source of the figures: core.telegram.org/bots/faq, "broadcasting". A message stands in its windows from the moment it
may go until a window's length after its outcome is known. When in between Telegram counted it nobody knows, so nothing
shorter holds: a limiter that counts from the call lets two messages through 0.95 s apart when the first one was slow.

Broadcasts take only what answers to members leave, and never the last fifth of a window.
"""

import math
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bot.gateway.values import Limits
from bot.storage.clock import moment, now, stamp
from bot.storage.database import Database
from bot.storage.personal import Trace

ALL: Final = 1.0  # the share of each window that answers may fill
GROUPS: Final = (
    0.5  # answers in groups, of what may be sent in all: people in private chats do not wait for many groups
)
BROADCASTS: Final = 0.8
EVERYBODY: Final = 0  # a chat id that stands for all chats
SEVERAL: Final = 2  # chats that are asked to pause at about the same time, before all do
SHORT: Final = 60.0  # seconds; who is asked to pause longer than that is asked for what was done in that very chat
MOST: Final = 10.0  # seconds that all pause, for what a few were asked for
_TOGETHER: Final = 5.0  # seconds: 429s further apart have nothing to do with each other
_MINUTE: Final = timedelta(minutes=1)
_IN_FLIGHT: Final = timedelta(seconds=10)  # a message noted before a crash may have reached Telegram that much later
TRACES: Final = (Trace("pauses", "chat_id", ("until",)), Trace("sendings", "chat_id", ("at",)))
_BEGUN: Final = time.monotonic()


@dataclass(slots=True)
class _Window:
    """At most `most` messages that are under way or ended less than `seconds` ago."""

    most: int
    seconds: float
    under_way: int = 0
    ended: deque[float] = field(default_factory=deque)

    def wait(self, at: float, share: float) -> float:
        """Seconds until one more fits into `share` of the window; infinite while that depends on an outcome."""
        self.forget(at)
        too_many = self.under_way + len(self.ended) - max(1, int(self.most * share)) + 1
        if too_many <= 0:
            return 0.0
        return self.ended[too_many - 1] + self.seconds - at if too_many <= len(self.ended) else math.inf

    def end(self, at: float) -> None:
        """A message under way has its outcome."""
        self.under_way -= 1
        self.ended.append(at)

    def forget(self, at: float) -> None:
        """Leave out what has passed."""
        while self.ended and at >= self.ended[0] + self.seconds:
            self.ended.popleft()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.under_way and not self.ended


class Pacer:
    """The windows of one bot; every `at` is in seconds of one clock that never goes backwards."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._overall = _Window(limits.overall, limits.second)
        self._chats: dict[int, _Window] = {}
        self._groups: dict[int, _Window] = {}
        self._held: dict[int, float] = {}
        self._asked: dict[int, float] = {}  # when Telegram last asked for a pause, by chat

    def wait(self, chat_id: int, at: float, share: float = ALL) -> float:
        """Seconds until a message to the chat may go, 0 if it may now; infinite until another has its outcome."""
        return max(self._overall.wait(at, share), self.wait_alone(chat_id, at, share))

    def wait_for_groups(self, at: float) -> float:
        """Seconds until answers in groups have room in all."""
        return self._overall.wait(at, GROUPS)

    def wait_alone(self, chat_id: int, at: float, share: float = ALL) -> float:
        """Seconds that pauses and the chat's own windows ask for, however much room there is in all."""
        return max(self.held(chat_id, at), *(window.wait(at, share) for window in self._own(chat_id)))

    def begin(self, chat_id: int) -> None:
        """A message goes."""
        for window in self._windows(chat_id):
            window.under_way += 1

    def end(self, chat_id: int, at: float) -> None:
        """Its outcome is known."""
        for window in self._windows(chat_id):
            window.end(at)
        for windows in (self._chats, self._groups):
            self._tidy(windows, chat_id, at)

    def hold(self, chat_id: int, seconds: float, at: float) -> dict[int, float]:
        """Telegram asked for a pause (429); when several chats are asked for short ones within moments, all pause as
        the newest says, but not for long: none may hold up another.

        Who waits, for how long.
        """
        new = {chat_id: seconds}
        if seconds <= SHORT:
            self._asked = {chat: when for chat, when in self._asked.items() if at - when <= _TOGETHER} | {chat_id: at}
            if len(self._asked) >= SEVERAL:
                new[EVERYBODY] = min(seconds, MOST)
        for chat, wait in new.items():
            self.keep(chat, wait, at)
        return {chat: self._held[chat] - at for chat in new}

    def keep(self, chat_id: int, seconds: float, at: float) -> None:
        """A pause of a chat (or EVERYBODY), whatever others are asked for."""
        until = max(at + seconds, self._held.get(chat_id, at))
        self._held = {chat: held for chat, held in self._held.items() if held > at} | {chat_id: until}

    def held(self, chat_id: int, at: float) -> float:
        """How many seconds are left of what Telegram asked for, for a chat or for all; 0 if nothing."""
        return max(self.held_alone(chat_id, at), self.held_alone(EVERYBODY, at))

    def held_alone(self, chat_id: int, at: float) -> float:
        """How many seconds are left of what Telegram asked for in this very chat."""
        return max(0.0, self._held.get(chat_id, at) - at)

    def used(self, at: float) -> int:
        """How many messages stand in the window of all chats."""
        self._overall.forget(at)
        return self._overall.under_way + len(self._overall.ended)

    def paused(self, at: float) -> int:
        """How many chats Telegram has asked to pause."""
        return sum(1 for chat, until in self._held.items() if until > at and chat != EVERYBODY)

    def owe(self, chat_id: int, at: float) -> None:
        """An earlier process sent to a group at `at`, as the windows' clock would have shown it."""
        self._groups.setdefault(chat_id, self._of_group()).ended.append(at)

    def _windows(self, chat_id: int) -> Iterator[_Window]:
        yield self._overall
        yield from self._own(chat_id)

    def _own(self, chat_id: int) -> Iterator[_Window]:
        yield self._chats.setdefault(chat_id, _Window(self._limits.chat, self._limits.second))
        if chat_id < 0:
            yield self._groups.setdefault(chat_id, self._of_group())

    def _of_group(self) -> _Window:
        return _Window(self._limits.group, self._limits.minute)

    def _tidy(self, windows: dict[int, _Window], chat_id: int, at: float) -> None:
        """Keep those in use last, and drop the first ones while they are empty."""
        if chat_id in windows:
            windows[chat_id] = windows.pop(chat_id)
        while windows and next(iter(windows)) != chat_id:
            first = next(iter(windows))
            windows[first].forget(at)
            if not windows[first].is_empty:
                return
            del windows[first]


async def note_sending(database: Database, chat_id: int) -> None:
    """A message to a group is about to go, which the next process must know of should this one die."""
    await database.execute("INSERT INTO sendings (chat_id, at) VALUES (?, ?)", (chat_id, stamp(now())))


async def note_pause(database: Database, chat_id: int, seconds: float) -> None:
    """Telegram asked for a pause of `seconds`, which is to be kept by the next process too."""
    until = stamp(now() + timedelta(seconds=math.ceil(seconds) + 1))  # a stamp leaves out what is under a second
    await database.execute(
        "INSERT INTO pauses (chat_id, until) VALUES (?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET until = max(until, excluded.until)",
        (chat_id, until),
    )


async def resume(database: Database, pacer: Pacer, limits: Limits, at: float) -> None:
    """Owe what earlier processes sent and were asked for; what they sent in their last second is over when this one
    is a second old."""
    moment_now = now()
    pacer.keep(EVERYBODY, max(0.0, limits.second - (time.monotonic() - _BEGUN)), at)
    for row in await database.rows("SELECT chat_id, at FROM sendings WHERE at > ? ORDER BY at", (_since(),)):
        age = moment_now - moment(row["at"]) - _IN_FLIGHT
        pacer.owe(row["chat_id"], at - max(0.0, age.total_seconds()))
    for row in await database.rows("SELECT chat_id, until FROM pauses WHERE until > ?", (stamp(moment_now),)):
        left = (moment(row["until"]) - moment_now).total_seconds()
        pacer.keep(row["chat_id"], left if row["chat_id"] != EVERYBODY else min(left, MOST), at)


async def forget(database: Database) -> None:
    """Drop what no window reaches back to."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM sendings WHERE at <= ?", (_since(),))
        await transaction.execute("DELETE FROM pauses WHERE until <= ?", (stamp(now()),))


def _since() -> str:
    return stamp(now() - _MINUTE - _IN_FLIGHT)
