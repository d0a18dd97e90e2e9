"""What a message of somebody answers at a meeting, and what it answers once it has been changed."""

from collections.abc import Sequence

from bot.features.meetings.rules import joined
from bot.features.meetings.store import answers
from bot.features.meetings.values import Given
from bot.storage.clock import now, stamp
from bot.storage.database import Database


async def of_message(database: Database, user_id: int, message_id: int) -> tuple[Given, ...]:
    """What a message of somebody has answered, in order."""
    rows = await database.rows(
        f"{answers.SELECT} WHERE user_id = ? AND message_id = ? ORDER BY part, meeting_answers.id",
        (user_id, message_id),
    )
    return tuple(map(answers.given, rows))


async def change(
    database: Database, participant_id: int, message_id: int, texts: Sequence[str], *, places: bool
) -> tuple[Given, ...] | None:
    """What a message answers is this instead; None, and nothing is changed, if a moderator has touched it meanwhile.

    Of a question for `places` the person's place follows. NotAnswered when there are too many.
    """
    async with database.transaction() as transaction:
        of = participant_id, message_id
        rows = await transaction.rows(f"{answers.SELECT} WHERE participant_id = ? AND message_id = ? ORDER BY part", of)
        if not rows or not all(answers.given(row).is_untouched for row in rows):
            return None
        begun = rows[0]["begun"] if len(texts) == 1 else None
        said = texts if begun is None else [joined(begun, texts[0])]
        await answers.write(transaction, (participant_id, rows[0]["question"], message_id), said, anew=True)
        await answers.unsee(transaction, [row["id"] for row in rows])
        await transaction.execute(
            "UPDATE participants SET place = iif(? AND place = ?, ?, place), short_id = NULL, changed_at = ?"
            " WHERE id = ?",
            (int(places), rows[0]["text"], texts[0], stamp(now()), participant_id),
        )
        await transaction.execute(
            "DELETE FROM meeting_answers WHERE participant_id = ? AND message_id = ? AND part >= ?", (*of, len(texts))
        )
        after = await transaction.rows(
            f"{answers.SELECT} WHERE participant_id = ? AND message_id = ? ORDER BY part", of
        )
    return tuple(map(answers.given, after))
