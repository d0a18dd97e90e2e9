"""What has been sent is corrected or recalled: every delivered copy follows, and so does the archive."""

from dataclasses import dataclass
from datetime import datetime

from bot.features.broadcasts.errors import OtherKind
from bot.features.broadcasts.rules import Changes, require
from bot.features.broadcasts.store.rows import (
    SELECT,
    ask_organisers,
    bind,
    broadcast_of,
    content_fields,
    content_in,
    delivery_of,
    load,
    load_for,
    write,
)
from bot.features.broadcasts.values import Broadcast, Content, Copy
from bot.features.roles.values import Actor
from bot.gateway.values import Reason
from bot.storage.clock import stamp
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Correction:
    """What `written_by` has written to stand for the `content_version`-th content of a broadcast."""

    id: int
    content_version: int
    content: Content
    written_by: int


async def propose(
    database: Database, broadcast_id: int, content_version: int, actor: Actor, content: Content, at: datetime
) -> Correction:
    """Keep what `actor` has written, instead of what they wrote before, until they say that it is meant."""
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        require(known, known.version, actor, "correct")
        _require_same_file(known, content)
        await transaction.execute(
            "DELETE FROM corrections WHERE broadcast_id = ? AND written_by = ?", (broadcast_id, actor.id)
        )
        [row] = await transaction.rows(
            "INSERT INTO corrections (broadcast_id, content_version, content, written_by, written_at)"
            " VALUES (?, ?, ?, ?, ?) RETURNING id",
            (broadcast_id, content_version, content_fields(content)["content"], actor.id, stamp(at)),
        )
    return Correction(row["id"], content_version, content, actor.id)


async def proposed(database: Database, correction_id: int) -> Correction | None:
    """What was written; None if its writer has written something else since, or it is too old."""
    row = await database.row("SELECT * FROM corrections WHERE id = ?", (correction_id,))
    content = None if row is None else content_in(row["content"])
    if row is None or content is None:
        return None
    return Correction(row["id"], row["content_version"], content, row["written_by"])


async def correct(
    database: Database, broadcast_id: int, version: int, actor: Actor, content: Content, at: datetime
) -> Broadcast:
    """Say it otherwise: delivered copies are outdated then, and those still to be sent get the new content.

    What is under way is paused, until another organiser, who has read it, lets it go on. OtherKind when `content` is of
    another kind, or another file.
    """
    async with database.transaction() as transaction:
        known = await load_for(transaction, "correct", broadcast_id, version, actor)
        _require_same_file(known, content)
        newer: Changes = {
            "content_version": known.content_version + 1,
            "corrected_at": stamp(at),
            "unapproved_by": actor.id,
        }
        if known.finished_at is None:
            newer = {**newer, "status": "paused", "pause_reason": "corrected"}
        await write(transaction, known, actor.id, "correct", at, {**content_fields(content), **newer})
        await bind(transaction, known.id)
        if known.finished_at is None:
            await ask_organisers(transaction, known.id, known.version + 1, "corrected", actor.id)
        return await load(transaction, known.id)


async def recall(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """Take it back: delivered copies are outdated then, and what is left is not sent."""
    async with database.transaction() as transaction:
        known = await load_for(transaction, "recall", broadcast_id, version, actor)
        changed: Changes = {"content_version": known.content_version + 1, "recalled_at": stamp(at)}
        if known.finished_at is None:
            changed = {**changed, "status": "cancelled", "pause_reason": None, "finished_at": stamp(at)}
        return await write(transaction, known, actor.id, "recall", at, changed)


async def outdated(database: Database, limit: int = 100) -> list[Copy]:
    """Delivered copies that do not show their broadcast's newest content, or that it was recalled; oldest first.

    Edit them, or delete them when `broadcast.recalled_at` is set, then `shown` or `not_shown`. Edits may be repeated,
    so what a broken connection leaves undone is simply tried again.
    """
    rows = await database.rows(
        "SELECT d.* FROM broadcasts AS b JOIN deliveries AS d ON d.broadcast_id = b.id AND d.status = 'sent'"
        " AND d.shown_version < b.content_version AND coalesce(d.refused_version, 0) < b.content_version"
        " WHERE b.content_version > 1 ORDER BY d.broadcast_id, d.position LIMIT ?",
        (limit,),
    )
    wanted = ", ".join(str(number) for number in sorted({row["broadcast_id"] for row in rows}))
    found = await database.rows(f"{SELECT} WHERE broadcasts.id IN ({wanted})")
    by_id = {row["id"]: broadcast_of(row) for row in found}
    return [Copy(by_id[row["broadcast_id"]], delivery_of(row)) for row in rows]


async def shown(database: Database, delivery_id: int, content_version: int) -> None:
    """The copy shows that version now, or is deleted."""
    await database.execute(
        "UPDATE deliveries SET shown_version = ?, refused_version = NULL, edit_reason = NULL"
        " WHERE id = ? AND status = 'sent' AND shown_version < ?",
        (content_version, delivery_id, content_version),
    )


async def not_shown(database: Database, delivery_id: int, content_version: int, reason: Reason) -> None:
    """Telegram refused to change the copy; it is not tried again until there is a newer version."""
    await database.execute(
        "UPDATE deliveries SET refused_version = ?, edit_reason = ?"
        " WHERE id = ? AND status = 'sent' AND shown_version < ?",
        (content_version, reason, delivery_id, content_version),
    )


def _require_same_file(known: Broadcast, content: Content) -> None:
    """Telegram would let a file be changed for another one, but nobody has looked at that."""
    before = known.content
    is_same = before is None or (content.kind, content.file_id, content.files) == (
        before.kind,
        before.file_id,
        before.files,
    )
    if before is not None and not is_same:
        raise OtherKind(known.id, before.kind)
