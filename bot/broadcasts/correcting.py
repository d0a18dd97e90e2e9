"""What has been sent is corrected or recalled: every delivered copy follows, and so does the archive."""

from datetime import datetime

from bot.broadcasts.allowed import require
from bot.broadcasts.rows import SELECT as BROADCASTS
from bot.broadcasts.rows import Changes, bind, broadcast_of, content_fields, delivery_of, load, write
from bot.broadcasts.values import Actor, Broadcast, Content, Copy, Reason
from bot.clock import stamp
from bot.database import Database
from bot.errors import OtherKind


async def correct(
    database: Database, broadcast_id: int, version: int, actor: Actor, content: Content, at: datetime
) -> Broadcast:
    """Say it otherwise: delivered copies are outdated then, and those still to be sent get the new content.

    OtherKind when `content` is of another kind.
    """
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        require(known, version, actor, "correct")
        if known.content is not None and content.kind != known.content.kind:
            raise OtherKind(known.id, known.content.kind)
        newer: Changes = {"content_version": known.content_version + 1, "corrected_at": stamp(at)}
        await write(transaction, known, actor.id, "correct", at, {**content_fields(content), **newer})
        await bind(transaction, known.id)
        return await load(transaction, known.id)


async def recall(database: Database, broadcast_id: int, version: int, actor: Actor, at: datetime) -> Broadcast:
    """Take it back: delivered copies are outdated then, and what is left is not sent."""
    async with database.transaction() as transaction:
        known = await load(transaction, broadcast_id)
        require(known, version, actor, "recall")
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
    found = await database.rows(f"{BROADCASTS} WHERE broadcasts.id IN ({wanted})")
    by_id = {row["id"]: broadcast_of(row) for row in found}
    return [Copy(by_id[row["broadcast_id"]], delivery_of(row)) for row in rows]


async def shown(database: Database, delivery_id: int, content_version: int, at: datetime) -> None:
    """The copy shows that version now, or is deleted."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE deliveries SET shown_version = ?, refused_version = NULL, edit_reason = NULL, changed_at = ?"
            " WHERE id = ? AND status = 'sent' AND shown_version < ?",
            (content_version, stamp(at), delivery_id, content_version),
        )


async def not_shown(database: Database, delivery_id: int, content_version: int, reason: Reason, at: datetime) -> None:
    """Telegram refused to change the copy; it is not tried again until there is a newer version."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE deliveries SET refused_version = ?, edit_reason = ?, changed_at = ?"
            " WHERE id = ? AND status = 'sent' AND shown_version < ?",
            (content_version, reason, stamp(at), delivery_id, content_version),
        )
