"""Which message of ours answers which of a member's, so that an edit finds its answer."""

import secrets
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Final

from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

EDITABLE = PERIODS["link"]
TAKEN = 0  # stands for the answer to a message that was no question
AWAITED = -1  # the same, where a page had asked for the words

COOLDOWN = timedelta(minutes=1)


TRACES: Final = (Trace("answers", "chat_id", ("entry_id", "sent_at")),)


@dataclass(frozen=True, slots=True)
class Answered:
    """Message `answer_id`, which shows `entry_id`, answers `message_id` of the same chat and topic (0: no topic)."""

    chat_id: int
    message_id: int
    answer_id: int
    topic: int
    entry_id: str | None


def new_token() -> str:
    """11 unguessable letters by which buttons refer to a question, or to an answer that nobody asked for."""
    return secrets.token_urlsafe(8)


async def remember_answer(database: Database, answered: Answered) -> None:
    """Keep for a day which message answered which."""
    await database.execute(
        "INSERT OR REPLACE INTO answers (chat_id, message_id, answer_id, topic, entry_id, sent_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (*astuple(answered), stamp(now())),
    )


async def answer_to(database: Database, chat_id: int, message_id: int) -> int | None:
    """The message that answered `message_id` within the last day."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND message_id = ? AND sent_at >= ?",
        (chat_id, message_id, stamp(now() - EDITABLE)),
    )
    return None if row is None else int(row["answer_id"])


async def just_shown(database: Database, chat_id: int, topic: int, entry_id: str) -> int | None:
    """The message that showed an entry in this chat and topic within the last minute."""
    row = await database.row(
        "SELECT answer_id FROM answers WHERE chat_id = ? AND topic = ? AND entry_id = ? AND sent_at >= ?"
        " ORDER BY sent_at DESC",
        (chat_id, topic, entry_id, stamp(now() - COOLDOWN)),
    )
    return None if row is None else int(row["answer_id"])


async def shown_by(database: Database, chat_id: int, answer_id: int) -> str | None:
    """The entry that a message of ours shows."""
    row = await database.row(
        "SELECT entry_id FROM answers WHERE chat_id = ? AND answer_id = ? AND entry_id IS NOT NULL",
        (chat_id, answer_id),
    )
    return None if row is None else str(row["entry_id"])


async def forget(database: Database) -> None:
    """Drop links between messages after a day."""
    await database.execute("DELETE FROM answers WHERE sent_at < ?", (stamp(now() - EDITABLE),))


async def let_go_of_answers(transaction: Transaction, old: int, _new: int) -> None:
    """The chat `old` has become one that numbers its messages anew."""
    await transaction.execute("DELETE FROM answers WHERE chat_id = ?", (old,))
