"""The groups the bot is in, and how it stands there."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.features.network.values import Standing
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.retention import PERIODS
from bot.storage.rows import made

KEPT = PERIODS["group"]

PRESENT: Final = ("member", "administrator", "muted")
Renumber = Callable[[Transaction, int, int], Awaitable[None]]
"""Makes what a feature keeps about the chat `old` be about the chat `new`.

A supergroup numbers its messages anew: what points at a message by its old number would point at another one, and is
let go.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat or channel; `migrated_to` is the chat id it lives on under, if Telegram renumbered it."""

    chat_id: int
    title: str
    is_forum: bool
    standing: Standing
    migrated_to: int | None = None
    is_channel: bool = False


async def note_standing(database: Database, group: Group) -> None:
    """Store what Telegram said of the bot's place in a group; a group already migrated stays migrated."""
    await database.execute(
        "INSERT INTO groups (chat_id, title, is_forum, is_channel, standing, changed_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, is_forum = excluded.is_forum,"
        " standing = excluded.standing, changed_at = excluded.changed_at WHERE standing <> 'migrated'",
        (group.chat_id, group.title, int(group.is_forum), int(group.is_channel), group.standing, stamp(now())),
    )


async def note_seen(database: Database, chat_id: int, title: str, is_forum: bool) -> None:
    """Something happened in a group, which has this title now; how the bot stands there is told elsewhere."""
    await database.execute(
        "INSERT INTO groups (chat_id, title, is_forum, standing, changed_at) VALUES (?, ?, ?, 'member', ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, is_forum = excluded.is_forum"
        " WHERE (title, is_forum) <> (excluded.title, excluded.is_forum)",
        (chat_id, title, int(is_forum), stamp(now())),
    )


async def note_gone(database: Database, chat_id: int, asked: datetime) -> None:
    """Telegram answered a call made at `asked` that the bot is not in this group; what it has told since counts."""
    await database.execute(
        "UPDATE groups SET standing = 'removed', changed_at = ? WHERE chat_id = ? AND changed_at <= ?"
        " AND standing IN ('member', 'administrator', 'muted')",
        (stamp(now()), chat_id, stamp(asked)),
    )


async def note_migration(
    database: Database, old: int, new: int, title: str, renumbering: Sequence[Renumber] = ()
) -> None:
    """Group `old` lives on as supergroup `new`; told twice, once from each side, in any order.

    All that is kept about it follows in the same transaction: `renumbering` are the features that keep something.
    """
    moment = stamp(now())
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO groups (chat_id, title, standing, migrated_to, changed_at) VALUES (?, ?, 'migrated', ?, ?)"
            " ON CONFLICT (chat_id) DO UPDATE SET standing = 'migrated', migrated_to = excluded.migrated_to,"
            " changed_at = excluded.changed_at",
            (old, title, new, moment),
        )
        await transaction.execute(
            "INSERT OR IGNORE INTO groups (chat_id, title, standing, changed_at) VALUES (?, ?, 'member', ?)",
            (new, title, moment),
        )
        for renumber in renumbering:
            await renumber(transaction, old, new)


async def lives_on_as(database: Database, chat_id: int) -> int:
    """The id that a group has now, which is another one if Telegram has renumbered it."""
    row = await database.row("SELECT migrated_to FROM groups WHERE chat_id = ?", (chat_id,))
    return chat_id if row is None or row["migrated_to"] is None else int(row["migrated_to"])


async def forget(database: Database) -> None:
    """Drop groups that the bot has been out of for a year."""
    await database.execute(
        "DELETE FROM groups WHERE standing IN ('left', 'removed') AND changed_at < ?", (stamp(now() - KEPT),)
    )


async def all_groups(database: Database) -> list[Group]:
    """Every group that was ever noticed, by title."""
    rows = await database.rows("SELECT * FROM groups ORDER BY title, chat_id")
    return [made(Group, row) for row in rows]


async def channels(database: Database) -> frozenset[int]:
    """Which of them are channels, by chat id."""
    return frozenset(row["chat_id"] for row in await database.rows("SELECT chat_id FROM groups WHERE is_channel = 1"))
