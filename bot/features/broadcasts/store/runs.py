"""A broadcast under way: what shall start, how it pauses and goes on; decided from the database and the given time."""

from datetime import datetime

from bot.features.broadcasts.errors import NotOpen
from bot.features.broadcasts.rules import LATE, Changes, forestalled, obstacle, replan, window_fields
from bot.features.broadcasts.store.deliveries import hold, settle
from bot.features.broadcasts.store.drafts import unbind
from bot.features.broadcasts.store.rows import SELECT, bind, broadcast_of, is_bound, load, load_for, write
from bot.features.broadcasts.values import Action, Broadcast, Hours, Status, Window
from bot.features.roles.values import PROGRAM, Actor
from bot.storage.clock import stamp
from bot.storage.database import Database, Transaction

_ANEW: Changes = {"tried": 0, "failures": 0, "in_a_row": 0}


async def due(database: Database, at: datetime) -> list[Broadcast]:
    """What there is to do at `at`, oldest first: `start` what is approved or scheduled, `take` from what is running."""
    rows = await database.rows(
        f"{SELECT} WHERE status = 'approved' OR status = 'scheduled' AND starts_at <= ? OR status = 'running'"
        " AND EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = broadcasts.id AND deliveries.status = 'queued')"
        " ORDER BY broadcasts.id",
        (stamp(at),),
    )
    return [broadcast_of(row) for row in rows]


async def start(database: Database, broadcast_id: int, version: int, at: datetime, hours: Hours) -> Broadcast:
    """The program starts what is due: it is running then.

    Scheduled instead while its `starts_at` is to come; paused when it is late or these are quiet hours after all. When
    content, recipients or window are not those that were approved it is a draft again, or paused for good if it has
    begun. Forestalled when an organiser was first, NotOpen when it is neither approved nor scheduled.
    """
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        if known.version != version:
            raise forestalled(known, version)
        if known.status not in ("approved", "scheduled") or known.starts_at is None:
            raise NotOpen(known.id, "start", known.status)
        if stamp(at) < stamp(known.starts_at):
            return await _schedule(transaction, known, at)
        is_changed = not await is_bound(transaction, known)
        if is_changed and known.started_at is None:
            return await unbind(transaction, known, PROGRAM, "unbind", at)
        if (reason := "changed" if is_changed else obstacle(known, at, hours)) is not None:
            return await hold(transaction, known, reason, at)
        await write(transaction, known, PROGRAM, "start", at, _under_way(known, at))
        await settle(transaction, known.id, at)
        return await load(transaction, known.id)


async def pause(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """Stop for now; what Telegram is being called for may still arrive."""
    async with database.transaction() as transaction:
        known = await load_for(transaction, "pause", broadcast_id, version, actor)
        stopped = {"status": "paused", "pause_reason": "person"}
        return await write(transaction, known, actor.id, "pause", at, stopped, "person")


async def resume(
    database: Database,
    broadcast_id: int,
    version: int,
    actor: Actor,
    at: datetime,
    hours: Hours,
    window: Window | None = None,
) -> Broadcast:
    """Go on, in `window` from now on: running, or scheduled when it opens later.

    Without `window` it goes on at once, or when quiet hours end, without a last moment if that has passed. To send in
    quiet hours give `loud` of its window. The count of failures begins anew. WindowPassed when nothing fits in it.
    OwnBroadcast when `actor` has corrected it and somebody else could let it go on.
    """
    async with database.transaction() as transaction:
        known = await _load_bound(transaction, "resume", broadcast_id, version, actor)
        moved = replan(known, window, at, hours)
        is_later = str(moved["starts_at"]) > stamp(at)
        goes_later: Changes = {"status": "scheduled", "pause_reason": None, "unapproved_by": None}
        status = goes_later if is_later else _under_way(known, at)
        await write(transaction, known, actor.id, _said(known, actor, "resume"), at, {**_ANEW, **moved, **status})
        await bind(transaction, known.id)
        await settle(transaction, known.id, at)
        return await load(transaction, known.id)


async def retry_failed(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """ "Försök igen": queue those that failed, and nobody else. NotOpen when none has.

    What was finished is running again, from now on and without a last moment; what is paused stays so.
    """
    async with database.transaction() as transaction:
        known = await _load_bound(transaction, "retry", broadcast_id, version, actor)
        return await _queue_again(transaction, known, actor, "retry", at)


async def redirect(
    database: Database, broadcast_id: int, version: int, actor: Actor, delivery_id: int, topic: int | None, at: datetime
) -> Broadcast:
    """Queue one that failed for another topic of the group (None: General), which is what its closed topic waits for.

    Otherwise as `retry_failed`.
    """
    async with database.transaction() as transaction:
        known = await _load_bound(transaction, "redirect", broadcast_id, version, actor)
        await transaction.execute(
            "UPDATE deliveries SET topic = ? WHERE id = ? AND broadcast_id = ? AND status = 'failed'",
            (topic, delivery_id, known.id),
        )
        return await _queue_again(transaction, known, actor, "redirect", at, delivery_id)


async def set_status_message(
    database: Database, broadcast_id: int, chat_id: int, message_id: int, status: Status
) -> None:
    """Remember where its progress is shown, and the status that is shown there."""
    await database.execute(
        "UPDATE broadcasts SET status_chat = ?, status_message = ?, status_shown = ? WHERE id = ?",
        (chat_id, message_id, status, broadcast_id),
    )


async def note_told(database: Database, broadcast_id: int, status: Status) -> None:
    """Its creator has been told of this status, as far as can be, in whichever message."""
    await database.execute("UPDATE broadcasts SET status_shown = ? WHERE id = ?", (status, broadcast_id))


async def _load_bound(
    transaction: Transaction, action: Action, broadcast_id: int, version: int, actor: Actor
) -> Broadcast:
    """As `load_for`, and NotOpen where the action would bless what was changed behind the approval."""
    known = await load_for(transaction, action, broadcast_id, version, actor)
    if not await is_bound(transaction, known):
        raise NotOpen(known.id, action, known.status)
    return known


async def _schedule(transaction: Transaction, known: Broadcast, at: datetime) -> Broadcast:
    if known.status == "scheduled":
        return known
    return await write(transaction, known, PROGRAM, "schedule", at, {"status": "scheduled"})


async def _queue_again(
    transaction: Transaction, known: Broadcast, actor: Actor, action: Action, at: datetime, only: int | None = None
) -> Broadcast:
    queued = await transaction.execute(
        "UPDATE deliveries SET status = 'queued', reason = NULL, settled_at = NULL"
        " WHERE broadcast_id = ? AND status = 'failed' AND (? IS NULL OR id = ?)",
        (known.id, only, only),
    )
    if not queued:
        raise NotOpen(known.id, action, known.status)
    changed = _reopened(known, at) if known.status == "finished" else {}
    said = _said(known, actor, action) if changed else action
    await write(transaction, known, actor.id, said, at, changed, str(queued if only is None else only))
    await bind(transaction, known.id)
    return await load(transaction, known.id)


def _reopened(known: Broadcast, at: datetime) -> Changes:
    """What was finished goes on: its window has done its service."""
    times = {"starts_at": stamp(at), "deadline": stamp(at + LATE), "finished_at": None}
    return {**_ANEW, **window_fields(Window(quiet=known.window.quiet)), **times, **_under_way(known, at)}


def _under_way(known: Broadcast, at: datetime) -> Changes:
    started = stamp(known.started_at or at)
    return {"status": "running", "pause_reason": None, "unapproved_by": None, "started_at": started}


def _said(known: Broadcast, actor: Actor, action: Action) -> Action:
    """What the history calls it: whoever lets their own correction go on, since nobody else can, overrides."""
    return "override" if known.unapproved_by == actor.id else action
