"""What each private chat is about, kept for half an hour so that the next words may be about it."""

import json
from typing import Final

from bot.features.asking.values import Thread
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

HELD: Final = PERIODS["thread"]


TRACES: Final = (Trace("threads", "chat_id", ("about", "entry_id", "language", "touched_at"), besides=("token",)),)


async def thread(database: Database, chat_id: int) -> Thread | None:
    """What the chat is about, if something has been said of it lately."""
    row = await database.row(
        "SELECT * FROM threads WHERE chat_id = ? AND touched_at >= ?", (chat_id, stamp(now() - HELD))
    )
    if row is None:
        return None
    choice, seen = (tuple(json.loads(row[name])) for name in ("choice", "seen"))
    return Thread(row["about"], row["token"], row["entry_id"], choice, seen, row["language"])


async def hold(database: Database, chat_id: int, held: Thread) -> None:
    """The chat is about this from now on."""
    await database.execute(
        "INSERT OR REPLACE INTO threads (chat_id, about, entry_id, choice, seen, token, language, touched_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            chat_id, held.about, held.entry_id, json.dumps(held.choice), json.dumps(held.seen), held.token,
            held.language, stamp(now()),
        ),
    )  # fmt: skip


async def let_go(database: Database, chat_id: int) -> None:
    """The chat is about nothing."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM threads WHERE chat_id = ?", (chat_id,))


async def forget(database: Database) -> None:
    """Drop what has been left for half an hour."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM threads WHERE touched_at < ?", (stamp(now() - HELD),))
