"""The moderators' chat and the organisers' list."""

import secrets
from dataclasses import dataclass
from typing import Final

from bot.errors import BotError
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

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
    await database.execute("INSERT OR REPLACE INTO moderators (id, chat_id) VALUES (1, ?)", (chat_id,))


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


LINK_VALID: Final = PERIODS["invitation"]
KEPT: Final = PERIODS["left"]


TRACES: Final = (
    Trace("organisers", "user_id", ("name", "added_at", "removed_at"), besides=("name",)),
    Trace("organisers", "added_by", ("added_at",), "nobody"),
    Trace("organisers", "removed_by", ("removed_at",), "nobody"),
    Trace("organiser_links", "made_by", ("until",)),
    Trace("organiser_links", "used_by", ("until",)),
)


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody on the list; `name` is what Telegram called them when they came to it."""

    user_id: int
    name: str


async def is_organiser(database: Database, user_id: int) -> bool:
    """Whether somebody is on the list; moderators are organisers without being on it (see who.py)."""
    row = await database.row("SELECT 1 FROM organisers WHERE user_id = ? AND removed_at IS NULL", (user_id,))
    return row is not None


async def organisers(database: Database) -> tuple[Organiser, ...]:
    """Everybody on the list, by name."""
    rows = await database.rows("SELECT * FROM organisers WHERE removed_at IS NULL ORDER BY name, user_id")
    return tuple(made(Organiser, row) for row in rows)


async def others(transaction: Transaction, user_id: int) -> list[int]:
    """Everybody else on the list."""
    rows = await transaction.rows(
        "SELECT user_id FROM organisers WHERE removed_at IS NULL AND user_id <> ? ORDER BY user_id", (user_id,)
    )
    return [row["user_id"] for row in rows]


async def add_organiser(database: Database, user_id: int, name: str, by: int) -> bool:
    """Put somebody on the list; False if they were there already."""
    async with database.transaction() as transaction:
        return await _add(transaction, user_id, name, by)


async def remove_organiser(database: Database, user_id: int, by: int) -> Organiser | None:
    """Take somebody off the list; who that was, None if they were not on it."""
    row = await database.row(
        "UPDATE organisers SET removed_by = ?, removed_at = ? WHERE user_id = ? AND removed_at IS NULL RETURNING *",
        (by, stamp(now()), user_id),
    )
    return None if row is None else made(Organiser, row)


async def restore_organiser(database: Database, user_id: int, by: int) -> Organiser | None:
    """Take back a removal; None if there is none to take back."""
    row = await database.row(
        "UPDATE organisers SET removed_by = NULL, removed_at = NULL, added_by = ?"
        " WHERE user_id = ? AND removed_at IS NOT NULL RETURNING *",
        (by, user_id),
    )
    return None if row is None else made(Organiser, row)


async def invite(database: Database, by: int) -> str:
    """A code that makes whoever opens its link an organiser, once, within seven days."""
    code = secrets.token_hex(8)
    await database.execute(
        "INSERT INTO organiser_links (code, made_by, until) VALUES (?, ?, ?)", (code, by, stamp(now() + LINK_VALID))
    )
    return code


async def accept_invitation(database: Database, code: str, user_id: int, name: str) -> bool:
    """Use up a code; False if it is used by another, too old or unknown. The same person again is no harm."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "UPDATE organiser_links SET used_by = ? WHERE code = ? AND used_by IS NULL AND until >= ?"
            " RETURNING made_by",
            (user_id, code, stamp(now())),
        )
        if row is not None:
            await _add(transaction, user_id, name, row["made_by"])
            return True
        mine = await transaction.row(
            "SELECT 1 FROM organiser_links JOIN organisers ON user_id = used_by"
            " WHERE code = ? AND used_by = ? AND removed_at IS NULL",
            (code, user_id),
        )
    return mine is not None


async def forget_organisers(database: Database) -> None:
    """Drop invitations that are too old to be used, and who was taken off the list 90 days ago."""
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM organiser_links WHERE until < ?", (stamp(now()),))
        await transaction.execute("DELETE FROM organisers WHERE removed_at < ?", (stamp(now() - KEPT),))


async def _add(transaction: Transaction, user_id: int, name: str, by: int) -> bool:
    changed = await transaction.execute(
        "INSERT INTO organisers (user_id, name, added_by, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE"
        " SET name = excluded.name, added_by = excluded.added_by, added_at = excluded.added_at, removed_by = NULL,"
        " removed_at = NULL WHERE removed_at IS NOT NULL",
        (user_id, name, by, stamp(now())),
    )
    return changed > 0


class WrongCode(BotError):
    """The code is not the one that `run` printed, or it has been used."""


class AlreadyBound(BotError):
    """The moderators' chat is bound to another chat."""
