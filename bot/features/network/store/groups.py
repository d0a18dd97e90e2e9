"""The network's groups: their way in, what they are, who gets a broadcast."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from bot.features.network.rules import allowed
from bot.features.network.values import (
    ALL_THEMES,
    COUNTIES,
    MOST_PURPOSE,
    WHOLE_COUNTRY,
    Audience,
    Field,
    Move,
    NetworkGroup,
    NotMoved,
    Recipient,
    Role,
)
from bot.gateway import outbox
from bot.storage import versions
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import NOBODY, Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made
from bot.storage.versions import HistoryRow, Versioned

Follower = Callable[[Transaction, int, bool], Awaitable[None]]
"""Has something for a chat, which wants broadcasts after all or wants no more."""

NETWORK: Final = Versioned("network", "chat_id", "network_history", "chat_id", is_dated=True)
_UNDECIDED: Final = ("begun", "asked")
_WISHES: Final = {"stop": False, "remove": False, "resume": True, "accept": True}  # whether it wants broadcasts
_TOLD: Final = ("ask", "accept", "decline")  # the moderators, the group, whoever asked


TRACES: Final = (
    Trace("network", "asked_message", (), "empty", where="asked_by = ?1"),
    Trace("network", "asked_by", ("purpose", "county", "status", "changed_at"), "nobody"),
    Trace("network", "decided_by", ("status", "changed_at"), "nobody"),
    Trace("network_history", "actor_id", ("action", "at"), "nobody"),
    Trace("network_history", "before", (), "rewritten"),
    Trace("network_history", "after", (), "rewritten"),
)


async def begin(database: Database, chat_id: int, by: int) -> NetworkGroup:
    """An administrator comes to say what the group is; what it has said before stays. NotMoved if it is unknown."""
    async with database.transaction() as transaction:
        known = await group(transaction, chat_id)
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


async def move_group(
    database: Database, chat_id: int, version: int, by: int, role: Role, what: Move, followers: Sequence[Follower] = ()
) -> NetworkGroup:
    """Change a group's status as `allowed` says; NotMoved if it is at another version, or the move is not open."""
    async with database.transaction() as transaction:
        known = await group(transaction, chat_id)
        if known is None or version != known.version or what not in allowed(known, role):
            raise NotMoved(known)
        status = allowed(known, role)[what]
        changed: dict[str, str | int | None] = {"status": status, "decided_by": None if status in _UNDECIDED else by}
        moved = await _change(transaction, known, by, what, changed | ({"asked_by": by} if what == "ask" else {}))
        if what in _TOLD:
            told = {"ask": outbox.MODERATORS, "accept": chat_id, "decline": moved.asked_by}[what]
            await outbox.add(transaction, "group", chat_id, moved.version, what, told)
        if what in _WISHES:
            for follow in followers:
                await follow(transaction, chat_id, _WISHES[what])
    return moved


async def follow_in(database: Database, chat_id: int, message: int) -> None:
    """From now on this message in the chat of whoever asked for a group shows what becomes of it."""
    await database.execute("UPDATE network SET asked_message = ? WHERE chat_id = ?", (message, chat_id))


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
    known = await group(transaction, chat_id)
    if known is None:
        raise NotMoved(None)
    return known


async def _change(
    transaction: Transaction, known: NetworkGroup, by: int, action: str, after: Mapping[str, str | int | None]
) -> NetworkGroup:
    if all(getattr(known, name) == value for name, value in after.items()):
        return known
    await versions.change(transaction, NETWORK, known.chat_id, known.version, after, by=by, action=action, at=now())
    return await _known(transaction, known.chat_id)


_JOINED: Final = (
    "SELECT network.*, groups.title, groups.is_forum, groups.is_channel, groups.standing"
    " FROM network JOIN groups USING (chat_id)"
)


async def group(source: Database | Transaction, chat_id: int) -> NetworkGroup | None:
    """A group as it is now, or as a transaction sees it."""
    row = await source.row(f"{_JOINED} WHERE chat_id = ?", (chat_id,))
    return None if row is None else made(NetworkGroup, row)


async def groups(database: Database) -> tuple[NetworkGroup, ...]:
    """Every group whose administrator has asked or begun to, by title."""
    rows = await database.rows(f"{_JOINED} ORDER BY title, chat_id")
    return tuple(made(NetworkGroup, row) for row in rows)


async def recipients(database: Database, audience: Audience) -> tuple[Recipient, ...]:
    """Everybody whom a broadcast shall reach, groups by title and then subscribers by number.

    Groups are the accepted ones that the bot is in; those where it may not write come last, so that a broadcast does
    not stop at its first recipient for what is known already. A group of all themes takes part in every theme; one
    of the whole country only in that county, so that what is meant for Dalarna does not go everywhere. Subscribers who
    have chosen themes get what is about one of these, or about nothing special.
    """
    chosen = [each for each in await _chosen(database, audience) if each.is_reachable]
    chosen.sort(key=lambda each: each.standing == "muted")
    to_groups = [Recipient(each.chat_id, each.thread, each.title, "group") for each in chosen]
    rows: list[Row] = []
    if audience.subscribers:
        rows = await database.rows(
            "SELECT number, chat_id FROM subscribers WHERE status = 'active' AND (themes = '[]' OR ? = '[]' OR EXISTS"
            " (SELECT 1 FROM json_each(themes) AS own JOIN json_each(?) AS meant ON own.value = meant.value))"
            " ORDER BY number",
            [json.dumps(audience.themes)] * 2,
        )
    return (*to_groups, *(Recipient(row["chat_id"], None, str(row["number"]), "subscriber") for row in rows))


async def unreachable(database: Database, audience: Audience) -> tuple[NetworkGroup, ...]:
    """The accepted groups of an audience that have put the bot out, which `recipients` leaves out."""
    return tuple(each for each in await _chosen(database, audience) if not each.is_reachable)


async def _chosen(database: Database, audience: Audience) -> list[NetworkGroup]:
    if not (audience.groups or audience.added):
        return []
    now_as = await _renumbered(database)
    added, without = ({now_as.get(each, each) for each in ids} for ids in (audience.added, audience.without))
    return [
        each
        for each in await groups(database)
        if each.status == "accepted"
        and (each.chat_id in added or (audience.groups and each.chat_id not in without and _fits(each, audience)))
    ]


async def _renumbered(database: Database) -> dict[int, int]:
    """The number that each group that Telegram has renumbered has now."""
    rows = await database.rows("SELECT chat_id, migrated_to FROM groups WHERE migrated_to IS NOT NULL")
    return {row["chat_id"]: row["migrated_to"] for row in rows}


def _fits(each: NetworkGroup, audience: Audience) -> bool:
    theme_fits = not audience.themes or each.theme == ALL_THEMES or each.theme in audience.themes
    return theme_fits and (not audience.counties or each.county in audience.counties)


async def forget(database: Database) -> None:
    """Leave out who asked for a group, described it and decided, after a year."""
    before = stamp(now() - PERIODS["decision"])
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE network SET asked_by = ?1, decided_by = iif(decided_by IS NULL, NULL, ?1), asked_message = NULL"
            " WHERE changed_at < ?2 AND asked_by <> ?1",
            (NOBODY, before),
        )
        await transaction.execute(
            "UPDATE network_history SET actor_id = ?, before = json_remove(before, '$.asked_by', '$.decided_by'),"
            " after = json_remove(after, '$.asked_by', '$.decided_by') WHERE actor_id > 0 AND at < ?",
            (NOBODY, before),
        )
