"""What has been said of a meeting's spellings of places: each pair is asked about once, and nobody's name is kept."""

from bot.features.meetings import places
from bot.features.meetings.places import Pair, Said
from bot.storage.database import Database, Transaction


async def said(database: Database, meeting_id: int) -> Said:
    """Whether pairs of spellings mean one place, as far as that is known."""
    rows = await database.rows("SELECT one, other, is_same FROM same_places WHERE meeting_id = ?", (meeting_id,))
    return {(row["one"], row["other"]): bool(row["is_same"]) for row in rows}


async def say(database: Database, meeting_id: int, pair: Pair, *, is_same: bool) -> None:
    """From now on they do, or do not."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT OR REPLACE INTO same_places (meeting_id, one, other, is_same) VALUES (?, ?, ?, ?)",
            (meeting_id, *pair, int(is_same)),
        )


async def let_go(transaction: Transaction, meeting_id: int, answer: str) -> None:
    """The words of this answer are to be kept nowhere; where others name the same, it is asked about again."""
    for key in places.keys(answer):
        await transaction.execute(
            "DELETE FROM same_places WHERE meeting_id = ? AND ? IN (one, other)", (meeting_id, key)
        )
