"""What is left of a broadcast when it is long over."""

from datetime import timedelta
from typing import Final

from bot.clock import now, stamp
from bot.database import Database

KEPT: Final = timedelta(days=90)
SEEN: Final = timedelta(hours=1)  # that a correction may be meant after it was shown
_NOBODY: Final = -(10**15)  # from here down Telegram has no chats


async def forget(database: Database) -> None:
    """Leave out what is of no use 90 days after a broadcast has ended, and corrections that nobody meant.

    That is who the subscribers were, what it said before it was corrected, and what was cancelled before it began. How
    it went for each recipient stays, and what was sent, for the archive.
    """
    ended = stamp(now() - KEPT)
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM corrections WHERE written_at < ?", (stamp(now() - SEEN),))
        await transaction.execute(
            "UPDATE broadcast_history SET before = json_remove(before, '$.content'),"
            " after = json_remove(after, '$.content') WHERE broadcast_id IN (SELECT id FROM broadcasts"
            " WHERE finished_at < ?) AND (before ->> 'content' IS NOT NULL OR after ->> 'content' IS NOT NULL)",
            (stamp(now() - KEPT),),
        )
        await transaction.execute(
            "UPDATE broadcasts SET content = NULL WHERE content IS NOT NULL AND status = 'cancelled'"
            " AND started_at IS NULL AND finished_at < ?",
            (stamp(now() - KEPT),),
        )
        await transaction.execute(
            "UPDATE deliveries SET chat_id = ? - id WHERE kind = 'subscriber' AND chat_id > ?"
            " AND broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (_NOBODY, _NOBODY, ended),
        )
        await transaction.execute(
            "DELETE FROM broadcast_cards WHERE broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (ended,),
        )
