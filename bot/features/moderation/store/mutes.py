"""Mutes of members, which end by themselves."""

from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Final

from bot.storage.clock import SWEDEN, moment, now, stamp
from bot.storage.database import Database
from bot.storage.personal import Trace

MUTE_DAYS = 7
MOST_MUTE_DAYS = 365


TRACES: Final = (Trace("mutes", "user_id", ("until",)), Trace("mutes", "by", ("until",), "nobody"))


def first_day_after(days: int, at: datetime) -> date:
    """The Swedish date on which a mute of so many whole days from `at` has ended."""
    return at.astimezone(SWEDEN).date() + timedelta(days=days + 1)


def until(days: int, at: datetime) -> datetime:
    """The moment when it ends: a midnight in Sweden, so that a date says it all."""
    return datetime.combine(first_day_after(days, at), time_of_day(), SWEDEN)


async def mute(database: Database, user_id: int, until: datetime, by: int) -> None:
    """Moderator `by` lets the member send in nothing until `until`, which replaces an earlier date."""
    await database.execute(
        'INSERT OR REPLACE INTO mutes (user_id, until, "by") VALUES (?, ?, ?)', (user_id, stamp(until), by)
    )


async def unmute(database: Database, user_id: int) -> bool:
    """Let the member send again; False if the member was not muted."""
    changed = await database.execute("DELETE FROM mutes WHERE user_id = ? AND until > ?", (user_id, stamp(now())))
    return changed > 0


async def muted_until(database: Database, user_id: int) -> datetime | None:
    """When the member's mute ends; None when there is none."""
    row = await database.row("SELECT until FROM mutes WHERE user_id = ? AND until > ?", (user_id, stamp(now())))
    return None if row is None else moment(row["until"])


async def forget(database: Database) -> None:
    """Drop mutes that have ended."""
    await database.execute("DELETE FROM mutes WHERE until <= ?", (stamp(now()),))
