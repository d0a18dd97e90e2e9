"""What the queue knows of people: what goes when somebody wants it gone, and what time lets go of.

What is published stays, without its author; all else that somebody has sent loses its words. A row without words stays
for as long as others, so that every copy of its card is shown anew and says so.
"""

import json
from collections.abc import Iterable
from typing import Final

from bot.features.moderation.rules import Decline, Reopen, Withdraw, allowed
from bot.features.moderation.store.decide import decide_within
from bot.features.moderation.store.queue import load
from bot.features.moderation.values import Item
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.knowledge import store as knowledge
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import NOBODY, SOME_AUTHOR, Purge, Trace
from bot.storage.retention import PERIODS
from bot.storage.versions import Fields

_OF_ITEM: Final = "item_id IN (SELECT id FROM items WHERE author_id = ?1)"
_WORDS: Final = ("text", "place", "signature", "photo", "photo_text")
_PUBLISHED: Final = ("approved", "merged")
TRACES: Final = (
    Trace(
        "items",
        "author_id",
        ("id", "kind", "status", "text", "place", "signature", "photo", "photo_text", "created_at"),
        "own",
        besides=("chat_id", *_WORDS),
    ),
    Trace("items", "decided_by", ("id", "status", "decided_at"), "nobody"),
    Trace("items", "claimed_by", ("id", "claimed_until"), "own"),
    Trace(
        "proposals",
        "item_id",
        ("title", "answer", "more", "keywords", "questions"),
        "own",
        ("title", "answer", "more", "keywords", "questions", "links", "contact", "pins"),
        _OF_ITEM,
    ),
    Trace(
        "entries",
        "signature",
        ("title", "answer", "more", "signature", "status"),
        "own",
        ("title", "answer", "more", "keywords", "questions", "links", "contact"),
        _OF_ITEM,
    ),
    Trace("history", "actor_id", ("item_id", "action", "note", "at"), "nobody", besides=("note",)),
    Trace("history", "before", (), "rewritten"),
    Trace("history", "after", (), "rewritten"),
)


async def erase(transaction: Transaction, person: int) -> None:
    """What they have sent is withdrawn and loses its words, or its author where it is published."""
    await transaction.execute(
        "UPDATE items SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ?", (person,)
    )
    for row in await transaction.rows("SELECT id FROM items WHERE author_id = ? ORDER BY id", (person,)):
        item = await load(transaction, row["id"])
        if item.is_open:
            item = await decide_within(transaction, item.id, item.version, Actor(person), Withdraw())
        if item.status not in _PUBLISHED:
            await wipe(transaction, item)
            await knowledge.blank(transaction, item.id)
        await _let_go(transaction, await load(transaction, item.id))


async def purge(database: Database, item_id: int, actor: Actor, others: Iterable[Purge] = ()) -> Item:
    """Take the words of an item out of everything, because of whom they tell of; it is declined for that.

    What it has published is taken back, and `others` empty what it came of. NoSuchItem if there is none.
    """
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE items SET claimed_by = NULL, claimed_until = NULL WHERE id = ?", (item_id,))
        item = await load(transaction, item_id)
        if "reopen" in allowed(item, actor, now()):
            item = await decide_within(transaction, item.id, item.version, actor, Reopen())
            await outbox.recall(transaction, item.id, item.version)
        if item.author_id == actor.id and item.is_open:
            item = await decide_within(transaction, item.id, item.version, actor, Withdraw())
        elif item.is_open:
            item = await decide_within(transaction, item.id, item.version, actor, Decline("personal"))
        await wipe(transaction, item)
        await knowledge.blank(transaction, item.id)
        for each in others:
            await each(transaction, item.id)
        return await load(transaction, item.id)


async def wipe(transaction: Transaction, item: Item) -> None:
    """Leave no words of it, neither in its history nor on any copy of its card. The latest decision is still told."""
    emptied = ", ".join(f"{name} = NULL" for name in _WORDS[1:])
    await transaction.execute(f"UPDATE items SET text = '', {emptied} WHERE id = ?", (item.id,))
    await transaction.execute("DELETE FROM proposals WHERE item_id = ?", (item.id,))
    await transaction.execute(
        "UPDATE history SET before = '{}', after = '{}', note = iif(version = ?, note, NULL) WHERE item_id = ?",
        (item.version, item.id),
    )
    await transaction.execute("UPDATE cards SET shown_version = 0 WHERE item_id = ?", (item.id,))
    await outbox.wipe(transaction, item.id, item.version)


async def forget(database: Database) -> None:
    """Drop what was sent in and came to nothing, and who wrote and decided what came to something, after a year."""
    year, at = stamp(now() - PERIODS["item"]), now()
    async with database.transaction() as transaction:
        for row in await transaction.rows(
            "SELECT id FROM items WHERE status IN ('declined', 'withdrawn', 'answered') AND decided_at < ?"
            " OR status IN ('waiting', 'returned') AND waiting_since < ?",
            (year, stamp(at - PERIODS["open_item"])),
        ):
            await knowledge.let_go(transaction, row["id"])
            await transaction.execute("DELETE FROM items WHERE id = ?", (row["id"],))
        for row in await transaction.rows(
            "SELECT id FROM items WHERE status IN ('approved', 'merged') AND decided_at < ? AND author_id <> ?",
            (year, SOME_AUTHOR),
        ):
            await _let_go(transaction, await load(transaction, row["id"]), signed=True)
        await _let_go_of_moderators(transaction, stamp(at - PERIODS["decision"]))


async def _let_go_of_moderators(transaction: Transaction, before: str) -> None:
    await transaction.execute(
        "UPDATE items SET decided_by = ? WHERE decided_at < ? AND decided_by <> ?", (NOBODY, before, SOME_AUTHOR)
    )
    for row in await transaction.rows(
        "SELECT id, actor_id FROM history WHERE at < ? AND actor_id > 0"
        " AND actor_id <> (SELECT author_id FROM items WHERE items.id = item_id)",
        (before,),
    ):
        await transaction.execute("UPDATE history SET actor_id = ? WHERE id = ?", (NOBODY, row["id"]))


async def _let_go(transaction: Transaction, item: Item, *, signed: bool = False) -> None:
    """The item is nobody's from now on, and says no more than what is published; `signed` as it was, or not at all."""
    text = item.content.text
    if item.proposal is not None and not item.names_place and item.status in _PUBLISHED:
        text = item.proposal.answer
    signature = item.content.signature if signed else None
    await transaction.execute(
        "UPDATE items SET author_id = ?, chat_id = ?, text = ?, signature = ?, photo = NULL, photo_text = NULL,"
        " decided_by = iif(decided_by = ?, ?, decided_by) WHERE id = ?",
        (SOME_AUTHOR, SOME_AUTHOR, text, signature, item.author_id, SOME_AUTHOR, item.id),
    )
    for row in await transaction.rows("SELECT * FROM history WHERE item_id = ?", (item.id,)):
        is_last = row["version"] == item.version
        before, after = (
            _published(json.loads(row[name]), signature) if is_last else {} for name in ("before", "after")
        )
        await transaction.execute(
            "UPDATE history SET before = ?, after = ?, note = ?, actor_id = iif(actor_id = ?, ?, actor_id)"
            " WHERE id = ?",
            (
                json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False),
                row["note"] if is_last and item.status in _PUBLISHED else None, item.author_id, SOME_AUTHOR, row["id"],
            ),
        )  # fmt: skip
    if not signed:
        await knowledge.unsign(transaction, item.id)
        await transaction.execute("UPDATE cards SET shown_version = 0 WHERE item_id = ?", (item.id,))


def _published(fields: Fields, signature: str | None) -> Fields:
    """Of the fields that a decision changed, what is not the author's own."""
    kept = {name: value for name, value in fields.items() if name not in _WORDS}
    entry = kept.get("entry")
    return {**kept, "entry": {**entry, "signature": signature}} if entry else kept
