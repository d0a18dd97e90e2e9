"""How many people have opened the links of broadcasts. Who is not kept, so after a restart one may count anew."""

from bot.storage.database import Database


async def note(database: Database, broadcast_id: int, link: str) -> None:
    """Somebody has opened a link of a broadcast; what claims to be of one that was never sent is not counted."""
    await database.execute(
        "INSERT INTO broadcast_opens (broadcast_id, link, number)"
        " SELECT id, ?, 1 FROM broadcasts WHERE id = ? AND started_at IS NOT NULL"
        " ON CONFLICT (broadcast_id, link) DO UPDATE SET number = number + 1",
        (link, broadcast_id),
    )


async def total(database: Database, broadcast_id: int) -> int:
    """How many people, by the link that each came through first."""
    row = await database.row("SELECT sum(number) FROM broadcast_opens WHERE broadcast_id = ?", (broadcast_id,))
    return 0 if row is None else row[0] or 0
