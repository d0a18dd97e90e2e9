"""Cards that other organisers than its creator have before them: they follow a broadcast from state to state."""

from bot.features.broadcasts.values import Broadcast, Status
from bot.storage.database import Database


async def note_card(database: Database, broadcast_id: int, user_id: int, message_id: int, status: Status) -> None:
    """This message in an organiser's chat shows the broadcast from now on, and says this of its status."""
    await database.execute(
        "INSERT OR REPLACE INTO broadcast_cards (broadcast_id, user_id, message_id, shown) VALUES (?, ?, ?, ?)",
        (broadcast_id, user_id, message_id, status),
    )


async def drop_card(database: Database, user_id: int, message_id: int) -> None:
    """The message shows something else from now on."""
    await database.execute("DELETE FROM broadcast_cards WHERE user_id = ? AND message_id = ?", (user_id, message_id))


async def note_card_shows(database: Database, broadcast_id: int, user_id: int, message_id: int, status: Status) -> None:
    """The card has been brought up to this status, unless it shows something else meanwhile."""
    await database.execute(
        "UPDATE broadcast_cards SET shown = ? WHERE broadcast_id = ? AND user_id = ? AND message_id = ?",
        (status, broadcast_id, user_id, message_id),
    )


async def outdated_cards(database: Database, known: Broadcast) -> list[tuple[int, int]]:
    """The cards that show another status: whose, and which message."""
    rows = await database.rows(
        "SELECT user_id, message_id FROM broadcast_cards WHERE broadcast_id = ? AND shown <> ? ORDER BY user_id",
        (known.id, known.status),
    )
    return [(row["user_id"], row["message_id"]) for row in rows]
