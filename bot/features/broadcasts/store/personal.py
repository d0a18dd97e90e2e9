"""What broadcasts know of people: subscribers who got them, organisers who wrote, approved and followed them."""

from typing import Final

from bot.features.broadcasts.store.recipients import FORGOTTEN, drop
from bot.features.broadcasts.store.rows import bind, is_bound, load, write
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import NOBODY, Trace
from bot.storage.retention import PERIODS

_ANOTHER: Final = NOBODY - 1  # whoever approved what another, who is nobody as well, has written
TRACES: Final = (
    Trace("deliveries", "chat_id", ("broadcast_id", "status", "called_at"), "own", besides=("name",)),
    Trace("corrections", "written_by", ("content", "written_at"), besides=("content",)),
    Trace("broadcast_cards", "user_id", ("broadcast_id", "shown")),
    Trace("broadcasts", "created_by", ("id", "status", "content", "created_at"), "own", besides=("content",)),
    Trace("broadcasts", "approved_by", ("id", "status", "starts_at"), "own"),
    Trace("broadcasts", "unapproved_by", ("id", "corrected_at"), "nobody"),
    Trace("broadcasts", "status_chat", (), "own"),
    Trace("broadcast_history", "actor_id", ("broadcast_id", "action", "at"), "nobody"),
    Trace("broadcast_history", "before", (), "rewritten"),
    Trace("broadcast_history", "after", (), "rewritten"),
)


async def erase(transaction: Transaction, person: int) -> None:
    """They get no more copies, their drafts are cancelled and empty, and what they decided nobody has decided."""
    await drop(transaction, person)
    rows = await transaction.rows("SELECT DISTINCT broadcast_id FROM deliveries WHERE chat_id = ?", (person,))
    known = [await load(transaction, row["broadcast_id"]) for row in rows]
    bound = [each.id for each in known if await is_bound(transaction, each)]
    await transaction.execute(
        "UPDATE deliveries SET chat_id = ? - id, name = '' WHERE chat_id = ?", (FORGOTTEN, person)
    )
    for number in bound:
        await bind(transaction, number)
    for row in await transaction.rows("SELECT id FROM broadcasts WHERE status = 'draft' AND created_by = ?", (person,)):
        draft = await load(transaction, row["id"])
        empty = {"status": "cancelled", "content": None, "finished_at": stamp(now())}
        await write(transaction, draft, NOBODY, "cancel", now(), empty)
        await transaction.execute("UPDATE broadcast_history SET before = '{}' WHERE broadcast_id = ?", (draft.id,))
        await transaction.execute("UPDATE broadcast_history SET after = '{}' WHERE broadcast_id = ?", (draft.id,))
    await _let_go(transaction, "?1 IN (created_by, approved_by, status_chat)", person)


async def forget(database: Database) -> None:
    """Leave out who wrote and approved, a year after it ended."""
    before = stamp(now() - PERIODS["decision"])
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            "SELECT DISTINCT created_by AS person FROM broadcasts WHERE finished_at < ?1 AND created_by > 0"
            " UNION SELECT approved_by FROM broadcasts WHERE finished_at < ?1 AND approved_by > 0",
            (before,),
        )
        for row in rows:
            await _let_go(transaction, "finished_at < ?2", row["person"], before)
        await transaction.execute(
            "UPDATE broadcast_history SET actor_id = ?,"
            " before = json_remove(before, '$.approved_by', '$.unapproved_by'),"
            " after = json_remove(after, '$.approved_by', '$.unapproved_by') WHERE actor_id > 0"
            " AND broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (NOBODY, before),
        )


async def _let_go(transaction: Transaction, where: str, person: int, before: str = "") -> None:
    """Whoever approved their own stays recognised as that."""
    await transaction.execute(
        f"UPDATE broadcasts SET created_by = iif(created_by = ?1, {NOBODY}, created_by),"
        f" approved_by = iif(approved_by = ?1, iif(created_by = ?1, {NOBODY}, {_ANOTHER}), approved_by),"
        " status_chat = iif(status_chat = ?1, NULL, status_chat),"
        f" status_message = iif(status_chat = ?1, NULL, status_message) WHERE {where} AND ?2 = ?2",
        (person, before),
    )
