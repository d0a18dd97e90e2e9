"""From draft to approval: what it says, to whom and when, and a second organiser's yes to exactly that."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.features.broadcasts.errors import Incomplete, NotOpen
from bot.features.broadcasts.rules import LATE, Changes, forestalled, plan, require, require_open, window_fields
from bot.features.broadcasts.store.lists import trial
from bot.features.broadcasts.store.rows import (
    BROADCASTS,
    ask_organisers,
    audience_fields,
    content_fields,
    fingerprint,
    is_bound,
    load,
    load_for,
    write,
)
from bot.features.broadcasts.values import Action, Broadcast, Content, Hours, Window
from bot.features.network.values import Audience, Recipient
from bot.features.roles.values import PROGRAM, Actor
from bot.gateway import outbox
from bot.storage import versions
from bot.storage.clock import stamp
from bot.storage.database import Database, Transaction
from bot.storage.versions import HistoryRow

UNBOUND: Final[Changes] = {
    "status": "draft",
    "fingerprint": None,
    "approved_by": None,
    "overridden": 0,
    "starts_at": None,
    "deadline": None,
    "pause_reason": None,
}


async def create(
    database: Database,
    actor: Actor,
    at: datetime,
    content: Content | None = None,
    meeting_id: int | None = None,
    template: str | None = None,
) -> Broadcast:
    """A new draft of `actor`, without recipients, to be sent at once but not in quiet hours."""
    if not actor.is_organiser:
        raise NotOpen(0, "create", "draft")
    async with database.transaction() as transaction:
        fields = {**content_fields(content), "meeting_id": meeting_id, "template": template}
        return await begin(transaction, actor, at, fields)


async def set_content(
    database: Database, broadcast_id: int, version: int, actor: Actor, content: Content, at: datetime
) -> Broadcast:
    """Say something else. It is a draft again if it was submitted, approved or scheduled."""
    return await _edit(database, broadcast_id, version, actor, content_fields(content), at)


async def set_audience(
    database: Database, broadcast_id: int, version: int, actor: Actor, audience: Audience, at: datetime
) -> Broadcast:
    """Choose other recipients; a draft again as with `set_content`."""
    return await _edit(database, broadcast_id, version, actor, audience_fields(audience), at)


async def set_window(
    database: Database, broadcast_id: int, version: int, actor: Actor, window: Window, at: datetime
) -> Broadcast:
    """Send at another time; a draft again as with `set_content`. WindowPassed when nothing fits in the window."""
    require_open(broadcast_id, window, at)
    return await _edit(database, broadcast_id, version, actor, window_fields(window), at)


async def set_follow_up(
    database: Database, broadcast_id: int, version: int, actor: Actor, wanted: bool, at: datetime
) -> Broadcast:
    """Tell what came of it by itself, or not; a draft again as with `set_content`, since it is approved with it."""
    return await _edit(database, broadcast_id, version, actor, {"follow_up": "wanted" if wanted else "no"}, at)


async def copy(database: Database, known: Broadcast, actor: Actor, at: datetime) -> Broadcast:
    """A new draft of `actor` with the content and recipients of another one; Incomplete where that is forgotten."""
    if not actor.is_organiser:
        raise NotOpen(known.id, "copy", known.status)
    if known.content is None:
        raise Incomplete(known.id, "content")
    recipients = {} if known.audience is None else audience_fields(known.audience)
    async with database.transaction() as transaction:
        return await begin(transaction, actor, at, {**content_fields(known.content), **recipients})


async def submit(
    database: Database, broadcast_id: int, version: int, actor: Actor, recipients: Sequence[Recipient], at: datetime
) -> Broadcast:
    """Ask for approval; `recipients` of the audience are frozen, the first of them gets it first and alone.

    Incomplete without content, audience or recipients; WindowPassed when its last moment has passed.
    """
    async with database.transaction() as transaction:
        known = await load_for(transaction, "submit", broadcast_id, version, actor)
        require_open(known.id, known.window, at)
        if known.content is None:
            raise Incomplete(known.id, "content")
        if known.audience is None or not recipients:
            raise Incomplete(known.id, "recipients")
        waiting = await freeze(transaction, known, actor, recipients, at)
        await ask_organisers(transaction, known.id, waiting.version, "asked", actor.id)
        return waiting


async def approve(
    database: Database,
    broadcast_id: int,
    version: int,
    actor: Actor,
    at: datetime,
    hours: Hours,
    override: bool = False,
) -> Broadcast:
    """Let exactly this be sent, from the first moment that its window and `hours` allow (`starts_at`) on.

    It is scheduled at once when that moment is to come, so that the card which says so is not outdated.

    OwnBroadcast when its creator approves; with `override` a creator who `is_alone` may, and that is recorded.
    WindowPassed when that moment comes too late, and Forestalled when it is not what was submitted.
    """
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        action: Action = "override" if override else "approve"
        require(known, version, actor, action)
        if not await is_bound(transaction, known):
            raise forestalled(known, version)
        planned = plan(known.id, known.window, at, hours)
        changed: Changes = {"status": "approved", "approved_by": actor.id, "overridden": int(override), **planned}
        agreed = await write(transaction, known, actor.id, action, at, changed)
        if str(planned["starts_at"]) <= stamp(at):
            return agreed
        later = await write(transaction, agreed, PROGRAM, "schedule", at, {"status": "scheduled"})
        await _tell_creator(transaction, later, actor)
        return later


async def withdraw(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """Make it a draft again, if nothing has been sent: its creator thinks again, or another one sends it back."""
    async with database.transaction() as transaction:
        known = await load_for(transaction, "withdraw", broadcast_id, version, actor)
        decided = await unbind(transaction, known, actor.id, "withdraw", at)
        await _tell_creator(transaction, decided, actor)
        return decided


async def cancel(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """End it for good; what is queued stays unsent, and what Telegram is being called for may still arrive."""
    async with database.transaction() as transaction:
        known = await load_for(transaction, "cancel", broadcast_id, version, actor)
        changed = {"status": "cancelled", "finished_at": stamp(at), "pause_reason": None}
        decided = await write(transaction, known, actor.id, "cancel", at, changed)
        if known.started_at is None:
            await _tell_creator(transaction, decided, actor)
        return decided


async def try_out(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """ "Skicka till mig": a broadcast of its own (`trial_of`), approved at once, to `actor`'s private chat alone.

    It goes the real way, also in quiet hours, and is not in the archive. While one is on its way there is no second one
    of the same content. Incomplete without content.
    """
    async with database.transaction() as transaction:
        known = await load_for(transaction, "try_out", broadcast_id, version, actor)
        if known.content is None:
            raise Incomplete(known.id, "content")
        under_way = await trial(transaction, known, actor.id)
        if under_way is not None and under_way.finished_at is None:
            return under_way
        window = Window(quiet=False)
        fields = {**content_fields(known.content), **window_fields(window), "trial_of": known.id}
        made = await begin(transaction, actor, at, fields)
        made = await freeze(transaction, made, actor, [Recipient(actor.id, None, "", "subscriber")], at)
        changed: Changes = {"status": "approved", "approved_by": actor.id}
        times = {"starts_at": stamp(at), "deadline": stamp(at + LATE)}
        return await write(transaction, made, actor.id, "approve", at, {**changed, **times})


async def unbind(transaction: Transaction, known: Broadcast, by: int, action: str, at: datetime) -> Broadcast:
    """Make it a draft again, without approval and recipients."""
    draft = await write(transaction, known, by, action, at, UNBOUND)
    await transaction.execute("DELETE FROM deliveries WHERE broadcast_id = ?", (known.id,))
    return draft


async def begin(transaction: Transaction, actor: Actor, at: datetime, fields: Changes) -> Broadcast:
    """A new draft of `actor` with these columns."""
    columns, marks = ", ".join(fields), ", ?" * len(fields)
    [row] = await transaction.rows(
        f"INSERT INTO broadcasts (created_by, created_at, {columns}) VALUES (?, ?{marks}) RETURNING id",
        (actor.id, stamp(at), *fields.values()),
    )
    begun = HistoryRow(1, actor.id, "create", None, {}, dict(fields), at)
    await versions.remember(transaction, BROADCASTS, row["id"], begun)
    return await load(transaction, row["id"])


async def _edit(
    database: Database, broadcast_id: int, version: int, actor: Actor, fields: Changes, at: datetime
) -> Broadcast:
    async with database.transaction() as transaction:
        known = await load_for(transaction, "edit", broadcast_id, version, actor)
        edited = await write(transaction, known, actor.id, "edit", at, {**UNBOUND, **fields})
        await transaction.execute("DELETE FROM deliveries WHERE broadcast_id = ?", (known.id,))
        return edited


async def _tell_creator(transaction: Transaction, decided: Broadcast, actor: Actor) -> None:
    """Somebody else has decided about what has not begun, where nothing else would tell its creator."""
    if actor.id != decided.created_by:
        await outbox.add(transaction, "broadcast", decided.id, decided.version, "decided", decided.created_by)


async def freeze(
    transaction: Transaction, known: Broadcast, actor: Actor, recipients: Sequence[Recipient], at: datetime
) -> Broadcast:
    """Keep exactly these recipients, in order; it waits for approval then."""
    rows = [[each.chat_id, each.topic, each.name, each.kind] for each in recipients]
    await transaction.execute(
        "INSERT INTO deliveries (broadcast_id, position, chat_id, topic, name, kind) SELECT ?, key,"
        " value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
        (known.id, json.dumps(rows, ensure_ascii=False)),
    )
    bound = {"status": "waiting", "fingerprint": await fingerprint(transaction, known.id)}
    return await write(transaction, known, actor.id, "submit", at, bound)
