"""The copies of an item's card, and what each shows."""

from bot.features.moderation.store.queue import item
from bot.features.moderation.values import Card, Item
from bot.storage.database import Database, Transaction
from bot.storage.rows import made


async def add_card(database: Database, card: Card, *, unfinished: bool = False) -> None:
    """A message in the moderators' chat shows an item, perhaps with something still to be filled in."""
    await database.execute(
        "INSERT INTO cards (item_id, chat_id, message_id, shown_version, unfinished) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (chat_id, message_id) DO UPDATE SET item_id = excluded.item_id,"
        " shown_version = excluded.shown_version, unfinished = excluded.unfinished",
        (card.item_id, card.chat_id, card.message_id, card.shown_version, unfinished),
    )


async def let_go_of_cards(transaction: Transaction, old: int, _new: int) -> None:
    """The chat `old` has become one that numbers its messages anew."""
    await transaction.execute("DELETE FROM cards WHERE chat_id = ?", (old,))


async def resume_cards(database: Database) -> None:
    """At start: what an earlier process had not filled in counts as outdated."""
    await database.execute("UPDATE cards SET shown_version = 0 WHERE unfinished = 1")


async def other_copies(database: Database, card: Card) -> list[Card]:
    """What else in the chat shows the item of a card."""
    rows = await database.rows(
        "SELECT * FROM cards WHERE item_id = ? AND chat_id = ? AND message_id <> ? ORDER BY message_id",
        (card.item_id, card.chat_id, card.message_id),
    )
    return [made(Card, row) for row in rows]


async def remove_card(database: Database, chat_id: int, message_id: int) -> None:
    """The message has been deleted, or cannot be edited."""
    await database.execute("DELETE FROM cards WHERE chat_id = ? AND message_id = ?", (chat_id, message_id))


async def outdated_cards(database: Database, item_id: int | None = None) -> list[Card]:
    """Copies that show another version than the item's, of one item or of all; show them anew, then `add_card`."""
    one = "WHERE cards.item_id = ?" if item_id is not None else ""
    rows = await database.rows(
        "SELECT cards.* FROM cards JOIN items ON items.id = cards.item_id AND cards.shown_version < items.version"
        f" {one} ORDER BY cards.chat_id, cards.message_id",
        () if item_id is None else (item_id,),
    )
    return [made(Card, row) for row in rows]


async def end_claims(database: Database, since: str, until: str) -> None:
    """Let the cards of claims that ended after `since` and by `until` (stamps) count as outdated."""
    await database.execute(
        "UPDATE cards SET shown_version = 0 WHERE item_id IN (SELECT id FROM items"
        " WHERE claimed_until > ? AND claimed_until <= ? AND status IN ('waiting', 'returned'))",
        (since, until),
    )


async def item_on_card(database: Database, chat_id: int, message_id: int) -> tuple[Item, int] | None:
    """What a message in the moderators' chat is about, and which version of it the message shows."""
    card = await database.row("SELECT * FROM cards WHERE chat_id = ? AND message_id = ?", (chat_id, message_id))
    return None if card is None else (await item(database, card["item_id"]), card["shown_version"])
