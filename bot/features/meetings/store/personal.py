"""What somebody has answered goes when they, or moderators, want it gone."""

from bot.features.meetings.store import spellings
from bot.storage.clock import now
from bot.storage.database import Database, Transaction
from bot.storage.retention import PERIODS


async def erase(transaction: Transaction, person: int) -> None:
    """What moderators have not taken in is gone; what they have is nobody's, without name and place.

    It reads as it is shown, and what was merged as what it was merged into.
    """
    rows = await transaction.rows(
        "SELECT meeting_id, text FROM meeting_answers JOIN participants ON participants.id = participant_id"
        " WHERE user_id = ? AND status <> 'included'",
        (person,),
    )
    for row in rows:
        await spellings.let_go(transaction, row["meeting_id"], row["text"])
    theirs = "participant_id IN (SELECT id FROM participants WHERE user_id = ?)"
    for statement in (
        "DELETE FROM meeting_answers WHERE status IN ('waiting', 'removed')",
        "UPDATE meeting_answers SET text = wording WHERE wording IS NOT NULL",
        "UPDATE meeting_answers SET wording = NULL, text = (SELECT coalesce(leader.wording, leader.text)"
        " FROM meeting_answers AS leader WHERE leader.id = meeting_answers.merged_into) WHERE status = 'merged'",
    ):
        await transaction.execute(f"{statement} AND {theirs}", (person,))
    await transaction.execute(
        "UPDATE participants SET user_id = NULL, name = NULL, place = NULL WHERE user_id = ?", (person,)
    )


async def purge(transaction: Transaction, item_id: int) -> None:
    """The answer that this proposal came of is gone; what was merged into it is new again, and read once more."""
    for row in await transaction.rows("SELECT id, participant_id FROM meeting_answers WHERE item_id = ?", (item_id,)):
        await transaction.execute(
            "UPDATE meeting_answers SET status = 'waiting', merged_into = NULL, decided_by = NULL, decided_at = NULL"
            " WHERE merged_into = ?",
            (row["id"],),
        )
        await transaction.execute("DELETE FROM meeting_answers WHERE id = ?", (row["id"],))
        await transaction.execute(
            "UPDATE participants SET name = NULL, place = NULL WHERE id = ?1"
            " AND NOT EXISTS (SELECT 1 FROM meeting_answers WHERE participant_id = ?1)",
            (row["participant_id"],),
        )


async def forget(database: Database) -> None:
    """What moderators have removed is of no use when nobody knows any more who said it; nor is whoever said nothing."""
    last = (now() - PERIODS["participant"]).date().isoformat()
    async with database.transaction() as transaction:
        for row in await transaction.rows(
            "SELECT meeting_answers.id, meeting_id, text FROM meeting_answers"
            " JOIN participants ON participants.id = participant_id"
            " WHERE status = 'removed' AND meeting_id IN (SELECT id FROM meetings WHERE date < ?)",
            (last,),
        ):
            await spellings.let_go(transaction, row["meeting_id"], row["text"])
            await transaction.execute("DELETE FROM meeting_answers WHERE id = ?", (row["id"],))
        await transaction.execute(
            "DELETE FROM participants WHERE user_id IS NULL AND id NOT IN (SELECT participant_id FROM meeting_answers)"
        )
