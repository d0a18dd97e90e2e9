"""What keeps one member from drowning the rest: a pace for questions, and mutes that end by themselves.

The pace is kept in memory only, so that nothing is stored about who asks and when.
"""

import time
from collections import deque
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from bot.clock import SWEDEN, moment, now, stamp
from bot.database import Database

MOST_QUESTIONS = 20
WINDOW = 60.0  # seconds
MUTE_DAYS = 7
MOST_MUTE_DAYS = 365


class Pace:
    """At most `most` questions in any `window` seconds from one member; those beyond do not count."""

    def __init__(self, most: int = MOST_QUESTIONS, window: float = WINDOW) -> None:
        self._most = most
        self._window = window
        self._asked: dict[int, deque[float]] = {}

    def allows(self, user_id: int, at: float | None = None) -> bool:
        """Whether the member may ask now, which then counts; `at` is in seconds of `time.monotonic`."""
        present = time.monotonic() if at is None else at
        asked = self._asked.pop(user_id, deque())
        self._asked[user_id] = asked  # the latest last, so that those long silent stand first
        self._leave(asked, present)
        allowed = len(asked) < self._most
        if allowed:
            asked.append(present)
        self._forget(present)
        return allowed

    def __len__(self) -> int:
        """How many members it remembers."""
        return len(self._asked)

    def _leave(self, asked: deque[float], present: float) -> None:
        while asked and asked[0] <= present - self._window:
            asked.popleft()

    def _forget(self, present: float) -> None:
        """Drop members whose last question is outside the window, oldest first."""
        while self._asked:
            user_id, asked = next(iter(self._asked.items()))
            if asked[-1] > present - self._window:
                return
            del self._asked[user_id]


def first_day_after(days: int, at: datetime) -> date:
    """The Swedish date on which a mute of so many whole days from `at` has ended."""
    return at.astimezone(SWEDEN).date() + timedelta(days=days + 1)


def until(days: int, at: datetime) -> datetime:
    """The moment when it ends: a midnight in Sweden, so that a date says it all."""
    return datetime.combine(first_day_after(days, at), time_of_day(), SWEDEN)


async def mute(database: Database, user_id: int, until: datetime, by: int) -> None:
    """Moderator `by` lets the member send in nothing until `until`, which replaces an earlier date."""
    async with database.transaction() as transaction:
        await transaction.execute(
            'INSERT OR REPLACE INTO mutes (user_id, until, "by") VALUES (?, ?, ?)', (user_id, stamp(until), by)
        )


async def unmute(database: Database, user_id: int) -> bool:
    """Let the member send again; False if the member was not muted."""
    async with database.transaction() as transaction:
        changed = await transaction.execute(
            "DELETE FROM mutes WHERE user_id = ? AND until > ?", (user_id, stamp(now()))
        )
    return changed > 0


async def muted_until(database: Database, user_id: int) -> datetime | None:
    """When the member's mute ends; None when there is none."""
    row = await database.row("SELECT until FROM mutes WHERE user_id = ? AND until > ?", (user_id, stamp(now())))
    return None if row is None else moment(row["until"])


async def forget(database: Database) -> None:
    """Drop mutes that have ended."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM mutes WHERE until <= ?", (stamp(now()),))
