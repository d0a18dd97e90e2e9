"""What is left of a broadcast when it is long over."""

from datetime import timedelta
from typing import Final

from bot.clock import now, stamp
from bot.database import Database

KEPT: Final = timedelta(days=90)
_NOBODY: Final = -(10**15)  # from here down Telegram has no chats


async def forget(database: Database) -> None:
    """Leave out who the subscribers were, 90 days after a broadcast has ended; how it went for each stays."""
    async with database.transaction() as transaction:
        await transaction.execute(
            "UPDATE deliveries SET chat_id = ? - id WHERE kind = 'subscriber' AND chat_id > ?"
            " AND broadcast_id IN (SELECT id FROM broadcasts WHERE finished_at < ?)",
            (_NOBODY, _NOBODY, stamp(now() - KEPT)),
        )
