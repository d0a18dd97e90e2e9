"""Which chat is the moderators': bound once, with a code that only the operator sees."""

import secrets

from bot.database import Database, Transaction
from bot.errors import AlreadyBound, WrongCode

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are mistaken for another
_CODE_LENGTH = 8


async def binding_code(database: Database) -> str | None:
    """The code to send with /koppla, the same until it is used; None when a chat is bound."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    async with database.transaction() as transaction:
        await transaction.execute("INSERT OR IGNORE INTO moderators (id, code) VALUES (1, ?)", (code,))
        row = await transaction.row("SELECT code FROM moderators")
    return None if row is None else row["code"]


async def bind(database: Database, chat_id: int, code: str) -> None:
    """Make `chat_id` the moderators' chat, if it is not already; WrongCode, or AlreadyBound when another chat is."""
    async with database.transaction() as transaction:
        row = await transaction.row("SELECT code, chat_id FROM moderators")
        if row is not None and row["chat_id"] not in (None, chat_id):
            raise AlreadyBound
        if row is not None and row["chat_id"] == chat_id:
            return
        if row is None or row["code"] is None or not secrets.compare_digest(_encoded(row["code"]), _encoded(code)):
            raise WrongCode
        await transaction.execute("UPDATE moderators SET code = NULL, chat_id = ?", (chat_id,))


async def set_chat(database: Database, chat_id: int) -> None:
    """The operator's settings name the chat."""
    async with database.transaction() as transaction:
        await transaction.execute("INSERT OR REPLACE INTO moderators (id, chat_id) VALUES (1, ?)", (chat_id,))


async def renumber(transaction: Transaction, old: int, new: int) -> None:
    """The group `old` lives on as `new`."""
    await transaction.execute("UPDATE moderators SET chat_id = ? WHERE chat_id = ?", (new, old))


async def is_bound(transaction: Transaction) -> bool:
    """Whether there is a moderators' chat."""
    return await transaction.row("SELECT 1 FROM moderators WHERE chat_id IS NOT NULL") is not None


async def moderators_chat(database: Database) -> int | None:
    """The bound chat's id."""
    row = await database.row("SELECT chat_id FROM moderators")
    return None if row is None else row["chat_id"]


def _encoded(code: str) -> bytes:
    return code.strip().upper().encode("utf-8", "replace")
