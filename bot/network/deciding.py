"""How a group joins, is accepted, moves and stops: every change is compare-and-set, with its history row beside it."""

from collections.abc import Mapping
from typing import Final

from bot import versions
from bot.clock import now, stamp
from bot.database import Database, Transaction
from bot.gateway import outbox
from bot.network.reading import group_within
from bot.network.values import (
    COUNTIES,
    MOST_PURPOSE,
    WHOLE_COUNTRY,
    Field,
    Move,
    NetworkGroup,
    NotMoved,
    Role,
    allowed,
)
from bot.versions import HistoryRow, Versioned

NETWORK: Final = Versioned("network", "chat_id", "network_history", "chat_id", is_dated=True)
_UNDECIDED: Final = ("begun", "asked")
_TOLD: Final = ("ask", "accept", "decline")  # the moderators, the group, whoever asked


async def begin(database: Database, chat_id: int, by: int) -> NetworkGroup:
    """An administrator comes to say what the group is; what it has said before stays. NotMoved if it is unknown."""
    async with database.transaction() as transaction:
        known = await group_within(transaction, chat_id)
        if known is None:
            return await _insert(transaction, chat_id, by)
        if "begin" in allowed(known, "admin"):
            return await _change(transaction, known, by, "begin", {"status": "begun", "decided_by": None})
        return known


async def describe(database: Database, chat_id: int, by: int, field: Field, value: str) -> NetworkGroup:
    """An administrator says purpose, county or theme; the latest word counts. ValueError for what is none."""
    if field == "purpose" and not 0 < len(value) <= MOST_PURPOSE:
        raise ValueError(value)
    if field == "county" and value not in (*COUNTIES, WHOLE_COUNTRY):
        raise ValueError(value)
    async with database.transaction() as transaction:
        return await _change(transaction, await _known(transaction, chat_id), by, field, {field: value})


async def choose_topic(database: Database, chat_id: int, by: int, topic: int | None, name: str | None) -> NetworkGroup:
    """An administrator says in which topic broadcasts land; None is General."""
    async with database.transaction() as transaction:
        known = await _known(transaction, chat_id)
        return await _change(transaction, known, by, "topic", {"topic": topic, "topic_name": name})


async def move(transaction: Transaction, chat_id: int, version: int, by: int, role: Role, what: Move) -> NetworkGroup:
    """Change a group's status as `allowed` says; NotMoved if it is at another version, or the move is not open."""
    known = await group_within(transaction, chat_id)
    if known is None or version != known.version or what not in allowed(known, role):
        raise NotMoved(chat_id, known)
    status = allowed(known, role)[what]
    changed: dict[str, str | int | None] = {"status": status, "decided_by": None if status in _UNDECIDED else by}
    moved = await _change(transaction, known, by, what, changed | ({"asked_by": by} if what == "ask" else {}))
    if what in _TOLD:
        chat_id = {"ask": outbox.MODERATORS, "accept": chat_id, "decline": moved.asked_by}[what]
        await outbox.add_group(transaction, moved.chat_id, moved.version, what, chat_id)
    return moved


async def follow_in(database: Database, chat_id: int, message: int) -> None:
    """From now on this message in the chat of whoever asked for a group shows what becomes of it."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE network SET asked_message = ? WHERE chat_id = ?", (message, chat_id))


async def renumber(transaction: Transaction, old: int, new: int) -> None:
    """Group `old` lives on as `new`, which has no topics; told twice, so the second time there is nothing to do."""
    await transaction.execute(
        "DELETE FROM network WHERE chat_id = ? AND EXISTS (SELECT 1 FROM network WHERE chat_id = ?)", (new, old)
    )
    await transaction.execute("UPDATE network SET chat_id = ? WHERE chat_id = ?", (new, old))


async def _insert(transaction: Transaction, chat_id: int, by: int) -> NetworkGroup:
    await transaction.execute(
        "INSERT INTO network (chat_id, asked_by, changed_at) SELECT chat_id, ?, ? FROM groups WHERE chat_id = ?",
        (by, stamp(now()), chat_id),
    )
    new = await _known(transaction, chat_id)
    begun = HistoryRow(1, by, "begin", None, {}, {"status": "begun"}, now())
    await versions.remember(transaction, NETWORK, chat_id, begun)
    return new


async def _known(transaction: Transaction, chat_id: int) -> NetworkGroup:
    known = await group_within(transaction, chat_id)
    if known is None:
        raise NotMoved(chat_id, None)
    return known


async def _change(
    transaction: Transaction, known: NetworkGroup, by: int, action: str, after: Mapping[str, str | int | None]
) -> NetworkGroup:
    if all(getattr(known, name) == value for name, value in after.items()):
        return known
    await versions.change(transaction, NETWORK, known.chat_id, known.version, after, by=by, action=action, at=now())
    return await _known(transaction, known.chat_id)
