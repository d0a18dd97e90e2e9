"""Who comes to a meeting, who wants to be reminded, and what they are told: queued first, sent once."""

from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from bot.features.meetings.values import Answered, Coming, Meeting, Notice
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Row, Transaction
from bot.storage.personal import Trace
from bot.storage.retention import PERIODS

DAY_BEFORE: Final = timedelta(days=1)
HOUR_BEFORE: Final = timedelta(hours=1)

TRACES: Final = (
    Trace("comings", "user_id", ("answer", "changed_at")),
    Trace("meeting_notices", "user_id", ("kind", "status", "changed_at")),
)


async def answer(database: Database, meeting_id: int, user_id: int, said: Answered) -> Coming:
    """Somebody comes, may come or does not; who does not is not reminded."""
    async with database.transaction() as transaction:
        [row] = await transaction.rows(
            "INSERT INTO comings (meeting_id, user_id, answer, changed_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (meeting_id, user_id) DO UPDATE SET answer = excluded.answer,"
            " reminded = CASE WHEN excluded.answer = 'no' THEN 0 ELSE reminded END, changed_at = excluded.changed_at"
            " RETURNING *",
            (meeting_id, user_id, said, stamp(now())),
        )
    return _coming(row)


async def remind(database: Database, meeting_id: int, user_id: int, wanted: bool) -> Coming | None:
    """Whether somebody who comes wants to be reminded; None where they have not said that they come."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "UPDATE comings SET reminded = ?, changed_at = ?"
            " WHERE meeting_id = ? AND user_id = ? AND answer <> 'no' RETURNING *",
            (int(wanted), stamp(now()), meeting_id, user_id),
        )
    return None if row is None else _coming(row)


async def of(database: Database, meeting_id: int, user_id: int) -> Coming | None:
    """What somebody has said."""
    row = await database.row("SELECT * FROM comings WHERE meeting_id = ? AND user_id = ?", (meeting_id, user_id))
    return None if row is None else _coming(row)


async def numbers(database: Database, meeting_id: int) -> dict[Answered, int]:
    """How many have said what."""
    rows = await database.rows(
        "SELECT answer, count(*) AS number FROM comings WHERE meeting_id = ? GROUP BY answer", (meeting_id,)
    )
    return {row["answer"]: row["number"] for row in rows}


async def tell_of_change(transaction: Transaction, meeting_id: int, what: str) -> None:
    """Those who come or may come are told what has been changed in this version of the meeting."""
    await transaction.execute(
        "INSERT OR IGNORE INTO meeting_notices (meeting_id, user_id, kind, about, what, changed_at)"
        " SELECT meeting_id, user_id, 'changed', (SELECT version FROM meetings WHERE id = ?1), ?2, ?3"
        " FROM comings WHERE meeting_id = ?1 AND answer <> 'no'",
        (meeting_id, what, stamp(now())),
    )


async def drop_reminders(transaction: Transaction, meeting_id: int) -> None:
    """Nobody is reminded of it by what is queued already."""
    await transaction.execute(
        "DELETE FROM meeting_notices WHERE meeting_id = ? AND kind <> 'changed' AND status = 'queued'", (meeting_id,)
    )


async def queue_reminders(database: Database, meeting: Meeting, at: datetime) -> None:
    """The reminders of a meeting that are due, for those who had asked before: a day ahead, and an hour ahead."""
    begins = meeting.begins
    if begins is None or not meeting.is_ahead(at):
        return
    for kind, ahead, until in (("day", DAY_BEFORE, HOUR_BEFORE), ("hour", HOUR_BEFORE, timedelta())):
        due = begins.astimezone(UTC) - ahead
        if due <= at < begins.astimezone(UTC) - until:
            async with database.transaction() as transaction:
                await transaction.execute(
                    "INSERT OR IGNORE INTO meeting_notices (meeting_id, user_id, kind, about, changed_at)"
                    " SELECT meeting_id, user_id, ?, ?, ? FROM comings"
                    " WHERE meeting_id = ? AND answer <> 'no' AND reminded = 1 AND changed_at <= ?",
                    (kind, stamp(begins), stamp(at), meeting.id, stamp(due)),
                )


async def take(database: Database) -> Notice | None:
    """The oldest queued notice, now marked as being sent."""
    async with database.transaction() as transaction:
        row = await transaction.row(
            "UPDATE meeting_notices SET status = 'sending', changed_at = ?"
            " WHERE id = (SELECT id FROM meeting_notices WHERE status = 'queued' ORDER BY id LIMIT 1) RETURNING *",
            (stamp(now()),),
        )
    return None if row is None else Notice(row["id"], row["meeting_id"], row["user_id"], row["kind"], row["what"])


async def settle(database: Database, notice_id: int, status: Literal["queued", "sent", "unknown", "gone"]) -> None:
    """What came of it."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE meeting_notices SET status = ?, changed_at = ? WHERE id = ?", (status, stamp(now()), notice_id)
        )


async def resume(database: Database) -> None:
    """At start: what an earlier process was sending may have arrived, and is not sent again."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE meeting_notices SET status = 'unknown' WHERE status = 'sending'")


async def set_aside(database: Database) -> int:
    """Of a copy that is taken into use: what waits may long have been sent."""
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE meeting_notices SET status = 'unknown' WHERE status IN ('queued', 'sending')")
    return 0  # these are no broadcasts, which is what is counted


async def forget(database: Database) -> None:
    """Who came is not known any more 30 days after the meeting; nor what they were told."""
    ended = (now() - PERIODS["coming"]).date().isoformat()
    async with database.transaction() as transaction:
        for statement in (
            "DELETE FROM meeting_notices WHERE meeting_id IN (SELECT id FROM meetings WHERE date < ?)",
            "DELETE FROM comings WHERE meeting_id IN (SELECT id FROM meetings WHERE date < ?)",
        ):
            await transaction.execute(statement, (ended,))


def _coming(row: Row) -> Coming:
    return Coming(row["meeting_id"], row["user_id"], row["answer"], bool(row["reminded"]))
