"""Broadcasts and copies as rows, and the one way to change a broadcast."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from bot.features.broadcasts.errors import NoSuchBroadcast
from bot.features.broadcasts.rules import Changes, forestalled, require
from bot.features.broadcasts.values import Action, AlbumFile, Broadcast, Content, Delivery, Window
from bot.features.network.values import Audience
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.storage import versions
from bot.storage.clock import moment
from bot.storage.database import Database, Row, Transaction
from bot.storage.rows import made, moment_or_none
from bot.storage.versions import OtherVersion, Versioned

BROADCASTS: Final = Versioned("broadcasts", "id", "broadcast_history", "broadcast_id")

SELECT: Final = (
    "SELECT broadcasts.*, broadcast_history.action, broadcast_history.actor_id, broadcast_history.at FROM broadcasts"
    " JOIN broadcast_history ON broadcast_history.broadcast_id = broadcasts.id"
    " AND broadcast_history.version = broadcasts.version"
)


async def load(source: Database | Transaction, broadcast_id: int) -> Broadcast:
    """The broadcast with this number; NoSuchBroadcast if there is none."""
    row = await source.row(f"{SELECT} WHERE broadcasts.id = ?", (broadcast_id,))
    if row is None:
        raise NoSuchBroadcast(broadcast_id)
    return broadcast_of(row)


async def load_for(
    transaction: Transaction, action: Action, broadcast_id: int, version: int, actor: Actor
) -> Broadcast:
    """The same, for `actor` who does this with it as it was shown; NotBroadcast unless they may."""
    known = await load(transaction, broadcast_id)
    require(known, version, actor, action)
    return known


async def write(
    transaction: Transaction,
    known: Broadcast,
    by: int,
    action: str,
    at: datetime,
    changed: Changes,
    note: str | None = None,
) -> Broadcast:
    """Change columns of `known` and remember who did it; Forestalled if it is at another version by now."""
    try:
        await versions.change(
            transaction, BROADCASTS, known.id, known.version, changed, by=by, action=action, at=at, note=note
        )
    except OtherVersion as refused:
        raise forestalled(await load(transaction, known.id), known.version) from refused
    return await load(transaction, known.id)


async def ask_organisers(transaction: Transaction, broadcast_id: int, version: int, kind: str, but: int) -> None:
    """Queue a question to every organiser `but` one, and to the moderators' chat if there is one."""
    theirs = [outbox.MODERATORS] if await roles_store.is_bound(transaction) else []
    for chat_id in [*await roles_store.others(transaction, but), *theirs]:
        await outbox.add(transaction, "broadcast", broadcast_id, version, kind, chat_id)


async def fingerprint(transaction: Transaction, broadcast_id: int) -> str:
    """SHA-256 of what is said, to which chats in which order, when, and that what came of it is told by itself."""
    [row] = await transaction.rows(
        "SELECT content, earliest, latest, quiet, follow_up FROM broadcasts WHERE id = ?", (broadcast_id,)
    )
    chats = await transaction.rows(
        "SELECT chat_id, topic, kind FROM deliveries WHERE broadcast_id = ? ORDER BY position", (broadcast_id,)
    )
    *what, follow_up = row
    bound = [what, [list(each) for each in chats], *(["follow_up"] if follow_up != "no" else [])]
    return hashlib.sha256(_json(bound).encode()).hexdigest()


async def is_bound(transaction: Transaction, known: Broadcast) -> bool:
    """Whether it is still what somebody answers for."""
    return await fingerprint(transaction, known.id) == known.fingerprint


async def bind(transaction: Transaction, broadcast_id: int) -> None:
    """Let the fingerprint follow a change that somebody answers for."""
    await transaction.execute(
        "UPDATE broadcasts SET fingerprint = ? WHERE id = ?",
        (await fingerprint(transaction, broadcast_id), broadcast_id),
    )


def content_fields(content: Content | None) -> Changes:
    """Content as its column."""
    if content is None:
        return {"content": None}
    shown = {name: value for name, value in asdict(content).items() if name != "files" or value}
    return {"content": json.dumps(shown, ensure_ascii=False, sort_keys=True)}


def audience_fields(audience: Audience) -> Changes:
    """An audience as its column."""
    return {"audience": json.dumps(asdict(audience), ensure_ascii=False, sort_keys=True)}


def broadcast_of(row: Row) -> Broadcast:
    """A row of SELECT."""
    return made(
        Broadcast,
        row,
        content=content_in(row["content"]),
        audience=_audience(row["audience"]),
        window=Window(moment_or_none(row["earliest"]), moment_or_none(row["latest"]), bool(row["quiet"])),
        changed_by=row["actor_id"],
        changed_at=moment(row["at"]),
    )


def delivery_of(row: Row) -> Delivery:
    """A row of `deliveries`."""
    return made(Delivery, row, others=tuple(json.loads(row["others"])))


def content_in(text: str | None) -> Content | None:
    """Content from its column."""
    if text is None:
        return None
    found = json.loads(text)
    files = tuple(AlbumFile(**each) for each in found.get("files", ()))
    return Content(**{**found, "entities": tuple(found["entities"]), "files": files})


def _audience(text: str | None) -> Audience | None:
    if text is None:
        return None
    found = json.loads(text)
    chosen = {name: tuple(found.get(name, ())) for name in ("counties", "themes", "added", "without")}
    return Audience(found["groups"], subscribers=found["subscribers"], **chosen)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
