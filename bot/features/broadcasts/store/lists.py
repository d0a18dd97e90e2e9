"""Broadcasts, their recipients and their past, as the database has them."""

import json
from dataclasses import replace
from typing import Any, Final

from bot.features.broadcasts.errors import Forestalled
from bot.features.broadcasts.store.rows import BROADCASTS, SELECT, broadcast_of, content_fields, delivery_of, load
from bot.features.broadcasts.values import Archived, Broadcast, Delivery, Outcome, Progress, Status
from bot.features.roles.values import PROGRAM
from bot.storage import versions
from bot.storage.database import Database, Transaction
from bot.storage.rows import moment_or_none
from bot.storage.versions import HistoryRow

_ARCHIVED: Final = (
    "broadcasts.trial_of IS NULL AND EXISTS"
    " (SELECT 1 FROM deliveries WHERE deliveries.broadcast_id = broadcasts.id AND deliveries.status = 'sent')"
)


async def broadcast(database: Database, broadcast_id: int) -> Broadcast:
    """The broadcast with this number; NoSuchBroadcast if there is none."""
    return await load(database, broadcast_id)


async def broadcasts(
    database: Database, statuses: tuple[Status, ...] = (), before: int | None = None, limit: int = 10
) -> list[Broadcast]:
    """Those with one of `statuses` (none given: all), trials left out, newest first; `before` is the last one seen."""
    rows = await database.rows(
        f"{SELECT} WHERE trial_of IS NULL AND (? IS NULL OR broadcasts.id < ?)"
        " AND (? = '[]' OR status IN (SELECT value FROM json_each(?))) ORDER BY broadcasts.id DESC LIMIT ?",
        (before, before, *[json.dumps(list(statuses))] * 2, limit),
    )
    return [broadcast_of(row) for row in rows]


async def deliveries(
    database: Database, broadcast_id: int, outcomes: tuple[Outcome, ...] = (), after: int = -1, limit: int = -1
) -> list[Delivery]:
    """Its recipients' copies with one of `outcomes` (none given: all), in order; `after` is the last position seen."""
    rows = await database.rows(
        "SELECT * FROM deliveries WHERE broadcast_id = ? AND position > ?"
        " AND (? = '[]' OR status IN (SELECT value FROM json_each(?))) ORDER BY position LIMIT ?",
        (broadcast_id, after, *[json.dumps(list(outcomes))] * 2, limit),
    )
    return [delivery_of(row) for row in rows]


async def trial(source: Database | Transaction, known: Broadcast, user_id: int) -> Broadcast | None:
    """The latest broadcast that tries out `known`, as it reads now, on somebody; None if there is none."""
    row = await source.row(
        f"{SELECT} WHERE trial_of = ? AND created_by = ? AND content = ? ORDER BY broadcasts.id DESC LIMIT 1",
        (known.id, user_id, content_fields(known.content)["content"]),
    )
    return None if row is None else broadcast_of(row)


async def missed_trials(database: Database) -> list[Broadcast]:
    """Trials that have ended without surely arriving, and of which nobody has been told."""
    rows = await database.rows(
        f"{SELECT} WHERE trial_of IS NOT NULL AND finished_at IS NOT NULL AND status_shown IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM deliveries AS d WHERE d.broadcast_id = broadcasts.id AND d.status = 'sent')"
    )
    return [broadcast_of(row) for row in rows]


async def next_up(database: Database, broadcast_id: int, most: int) -> list[Delivery]:
    """The copies that may be sent next, in order, at most `most`: until one has arrived the first one alone."""
    rows = await database.rows(
        "SELECT * FROM deliveries WHERE broadcast_id = ? AND status = 'queued' ORDER BY position LIMIT"
        " iif(EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = ? AND status = 'sent'), ?, 1)",
        (broadcast_id, broadcast_id, most),
    )
    return [delivery_of(row) for row in rows]


async def progress(database: Database, broadcast_id: int) -> Progress:
    """How many recipients are where."""
    counted = ", ".join(
        f"count(*) FILTER (WHERE d.status = '{status}')"
        for status in ("queued", "sending", "sent", "failed", "unknown", "gone")
    )
    behind = "d.status = 'sent' AND d.shown_version < b.content_version"
    refused = "coalesce(d.refused_version, 0) = b.content_version"
    [row] = await database.rows(
        f"SELECT {counted}, count(*) FILTER (WHERE {behind} AND NOT {refused}),"
        f" count(*) FILTER (WHERE {behind} AND {refused}), coalesce(sum(d.thanked), 0),"
        " coalesce(max(d.attempts) FILTER (WHERE d.status = 'failed'), 0),"
        " max(d.settled_at) FILTER (WHERE d.status = 'failed')"
        " FROM deliveries AS d JOIN broadcasts AS b ON b.id = d.broadcast_id WHERE d.broadcast_id = ?",
        (broadcast_id,),
    )
    *numbers, tried_at = row
    values: list[Any] = [*numbers, moment_or_none(tried_at)]
    return Progress(*values)


async def history(database: Database, broadcast_id: int) -> list[HistoryRow]:
    """How it came to be what it is, from version 1."""
    return await versions.history(database, BROADCASTS, broadcast_id)


async def who_was_first(database: Database, refused: Forestalled) -> Forestalled:
    """The same, told of what a person did last since the version that was shown; of the program if nobody did."""
    rows = await history(database, refused.broadcast_id)
    since = rows[refused.shown :] or rows[-1:]
    row = next((each for each in reversed(since) if each.actor_id != PROGRAM), since[-1])
    return replace(refused, by=row.actor_id, at=row.at, action=row.action)


async def archive(database: Database, before: int | None = None, limit: int = 10) -> list[Archived]:
    """What at least one recipient has got, newest first, as it reads now; `before` is the last one seen."""
    rows = await database.rows(
        f"{SELECT} WHERE {_ARCHIVED} AND (? IS NULL OR broadcasts.id < ?) ORDER BY broadcasts.id DESC LIMIT ?",
        (before, before, limit),
    )
    return [_archived(broadcast_of(row)) for row in rows]


async def archived(database: Database, broadcast_id: int) -> Archived | None:
    """One of them; None if it is not in the archive."""
    row = await database.row(f"{SELECT} WHERE {_ARCHIVED} AND broadcasts.id = ?", (broadcast_id,))
    return None if row is None else _archived(broadcast_of(row))


def _archived(found: Broadcast) -> Archived:
    content = None if found.recalled_at is not None else found.content
    started = found.started_at or found.created_at
    return Archived(found.id, content, started, found.corrected_at, found.recalled_at)


async def left(database: Database) -> int:
    """How many copies of broadcasts under way, or paused, are still to be sent."""
    [row] = await database.rows(
        "SELECT count(*) AS number FROM deliveries JOIN broadcasts ON broadcasts.id = deliveries.broadcast_id"
        " WHERE deliveries.status = 'queued' AND broadcasts.status IN ('running', 'paused')"
    )
    return int(row["number"])
