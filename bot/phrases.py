"""Phrases that moderators teach an entry: whoever asks exactly so is answered by it."""

from bot.database import Transaction


async def add(
    transaction: Transaction, entry_id: str, phrase: str, added_by: int, added_at: str, link_id: int | None = None
) -> bool:
    """Teach an entry a phrase, perhaps as part of a link; False if it knows it, which then stays as it was taught."""
    return bool(
        await transaction.execute(
            "INSERT OR IGNORE INTO phrases (entry_id, phrase, added_by, added_at, link_id) VALUES (?, ?, ?, ?, ?)",
            (entry_id, phrase, added_by, added_at, link_id),
        )
    )


async def remove(transaction: Transaction, entry_id: str, phrase: str) -> None:
    """Unteach it."""
    await transaction.execute("DELETE FROM phrases WHERE entry_id = ? AND phrase = ?", (entry_id, phrase))


async def remove_linked(transaction: Transaction, link_id: int) -> None:
    """Unteach what was taught as part of a link."""
    await transaction.execute("DELETE FROM phrases WHERE link_id = ?", (link_id,))
