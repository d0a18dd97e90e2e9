"""The groups the bot is in, and how it stands there; broadcasts will need to know."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.clock import now, stamp
from bot.database import Database

KEPT = timedelta(days=365)

Standing = Literal["member", "administrator", "muted", "left", "removed", "migrated"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat; `migrated_to` is the chat id it lives on under, if Telegram renumbered it."""

    chat_id: int
    title: str
    is_forum: bool
    standing: Standing
    migrated_to: int | None = None


async def note_standing(database: Database, group: Group) -> None:
    """Store what Telegram said of the bot's place in a group; a group already migrated stays migrated."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO groups (chat_id, title, is_forum, standing, changed_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, is_forum = excluded.is_forum,"
            " standing = excluded.standing, changed_at = excluded.changed_at WHERE standing <> 'migrated'",
            (group.chat_id, group.title, int(group.is_forum), group.standing, stamp(now())),
        )


async def note_migration(database: Database, old: int, new: int, title: str) -> None:
    """Group `old` lives on as supergroup `new`; told twice, once from each side, in any order."""
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
        await transaction.execute("UPDATE moderators SET chat_id = ? WHERE chat_id = ?", (new, old))


async def forget(database: Database) -> None:
    """Drop groups that the bot has been out of for a year."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "DELETE FROM groups WHERE standing IN ('left', 'removed') AND changed_at < ?", (stamp(now() - KEPT),)
        )


async def all_groups(database: Database) -> list[Group]:
    """Every group that was ever noticed, by title."""
    rows = await database.rows(
        "SELECT chat_id, title, is_forum, standing, migrated_to FROM groups ORDER BY title, chat_id"
    )
    return [
        Group(row["chat_id"], row["title"], bool(row["is_forum"]), row["standing"], row["migrated_to"]) for row in rows
    ]
