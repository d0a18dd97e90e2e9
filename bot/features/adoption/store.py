"""Who means to do what, asked at most once; and the counts, which stay when nobody knows any more whose they are."""

from datetime import datetime
from typing import Final

from bot.features.adoption.values import ASKED_AFTER, Adoption, Outcome, Tally
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS
from bot.storage.rows import made

KEPT: Final = PERIODS["adoption"]

TRACES: Final = (Trace("adoptions", "user_id", ("entry_id", "status", "planned_at"), "own"),)


async def plan(database: Database, entry_id: str, user_id: int) -> bool:
    """Somebody means to do it; False if they have said so already."""
    changed = await database.execute(
        "INSERT OR IGNORE INTO adoptions (entry_id, user_id, planned_at) VALUES (?, ?, ?)",
        (entry_id, user_id, stamp(now())),
    )
    return changed > 0


async def withdraw(database: Database, entry_id: str, user_id: int) -> bool:
    """They do not, after all; False where they have been asked already, or never said so."""
    changed = await database.execute(
        "DELETE FROM adoptions WHERE entry_id = ? AND user_id = ? AND status = 'planned'", (entry_id, user_id)
    )
    return changed > 0


async def ripe(database: Database, at: datetime) -> list[Adoption]:
    """Those to be asked now, oldest first."""
    rows = await database.rows(
        "SELECT id, entry_id, user_id FROM adoptions WHERE status = 'planned' AND planned_at <= ? ORDER BY id",
        (stamp(at - ASKED_AFTER),),
    )
    return [made(Adoption, row) for row in rows]


async def take(database: Database, adoption_id: int) -> bool:
    """Mark it before Telegram is called, so that nobody is asked twice; False if somebody was first."""
    changed = await database.execute(
        "UPDATE adoptions SET status = 'asked', asked_at = ? WHERE id = ? AND status = 'planned'",
        (stamp(now()), adoption_id),
    )
    return changed > 0


async def again(database: Database, adoption_id: int) -> None:
    """It surely was not asked, and will be."""
    await database.execute(
        "UPDATE adoptions SET status = 'planned', asked_at = NULL WHERE id = ? AND status = 'asked'",
        (adoption_id,),
    )


async def drop(database: Database, adoption_id: int) -> None:
    """The entry is no more, or nobody can be asked."""
    await database.execute("DELETE FROM adoptions WHERE id = ?", (adoption_id,))


async def answer(database: Database, adoption_id: int, user_id: int, outcome: Outcome) -> str | None:
    """What came of it, the latest word counts; the entry's id, None if it is not theirs to say, or not any more."""
    row = await database.row(
        "UPDATE adoptions SET status = ?, answered_at = ? WHERE id = ? AND user_id = ? AND status <> 'planned'"
        " RETURNING entry_id",
        (outcome, stamp(now()), adoption_id, user_id),
    )
    return None if row is None else str(row["entry_id"])


async def of_member(database: Database, adoption_id: int, user_id: int) -> Adoption | None:
    """What somebody has been asked about; None if it is not theirs, or is not known any more."""
    row = await database.row(
        "SELECT id, entry_id, user_id FROM adoptions WHERE id = ? AND user_id = ? AND status <> 'planned'",
        (adoption_id, user_id),
    )
    return None if row is None else made(Adoption, row)


async def tally(database: Database) -> Tally:
    """How many there are of each, all entries together."""
    [row] = await database.rows(
        "SELECT count(*) FILTER (WHERE status = 'planned'), count(*) FILTER (WHERE status = 'asked'),"
        " count(*) FILTER (WHERE status = 'done'), count(*) FILTER (WHERE status = 'later'),"
        " count(*) FILTER (WHERE status = 'dropped') FROM adoptions"
    )
    return Tally(*row)


async def forget(database: Database) -> None:
    """Leave out who it was 90 days after the answer; what nobody answered within 90 days goes altogether."""
    before = stamp(now() - KEPT)
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM adoptions WHERE status = 'asked' AND asked_at < ?", (before,))
        await transaction.execute(
            "UPDATE adoptions SET user_id = NULL WHERE user_id IS NOT NULL AND answered_at < ?", (before,)
        )


async def erase(transaction: Transaction, person: int) -> None:
    """What is over is still counted, as nobody's; what is not is gone."""
    await transaction.execute("DELETE FROM adoptions WHERE user_id = ? AND status IN ('planned', 'asked')", (person,))
    await transaction.execute("UPDATE adoptions SET user_id = NULL WHERE user_id = ?", (person,))


async def set_aside(database: Database) -> int:
    """In a copy that is taken into use: whoever was to be asked by now may have been. None of them is counted."""
    await database.execute(
        "UPDATE adoptions SET status = 'asked', asked_at = ? WHERE status = 'planned' AND planned_at <= ?",
        (stamp(now()), stamp(now() - ASKED_AFTER)),
    )
    return 0


def _adoption(row: Row) -> Adoption:
    return Adoption(row["id"], row["entry_id"], row["user_id"])
