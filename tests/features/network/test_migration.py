"""A group that becomes a supergroup gets another chat id: everything that is kept about it follows, or is let go."""

import pytest

from bot import wiring
from bot.chat import threads
from bot.chat.context import Services
from bot.features.network.store import groups, standings
from bot.features.network.store.standings import Group
from bot.features.network.values import Audience, Recipient
from bot.matching.library import Library
from bot.storage.database import Database
from tests.stage.broadcasts import submitted

OLD, NEW = -5, -1005
# Every table with a chat id: what happens to it when a group is renumbered.
FOLLOWS = {"moderators", "network", "network_history", "deliveries"}
LET_GO = {"answers", "cards"}  # they point at messages by numbers that begin anew
STAYS = {"groups"}  # the old row tells where the group went
PRIVATE = {"items", "offers", "threads", "notices", "waiters", "subscribers", "broadcasts"}  # or 0 for the moderators'
PASSING = {"sendings", "pauses"}  # limits of a chat, which are forgotten within minutes


async def test_every_table_with_a_chat_id_is_thought_of(database: Database) -> None:
    """A new table must say here what becomes of it, and have it done."""
    tables = await database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = set()
    for table in tables:
        columns = await database.rows("SELECT name FROM pragma_table_info(?)", (table["name"],))
        if any("chat" in column["name"] for column in columns):
            found.add(table["name"])
    assert found == FOLLOWS | LET_GO | STAYS | PRIVATE | PASSING


async def kept(database: Database, chat_id: int) -> set[str]:
    """The tables that have something about a group, of those that it follows or that let go of it."""
    found = {each: f"SELECT 1 FROM {each} WHERE chat_id = ?" for each in FOLLOWS | LET_GO}
    return {table for table, asked in found.items() if await database.rows(asked, (chat_id,))}


async def test_what_is_kept_about_a_group_follows_in_one_transaction(database: Database, library: Library) -> None:
    """Tags, history and the moderators' chat go along; pointers at messages go; told twice it stays right."""
    await standings.note_standing(database, Group(OLD, "Byn", False, "member"))
    await groups.begin(database, OLD, 7)
    await groups.describe(database, OLD, 7, "purpose", "Byalag")
    await threads.remember_answer(database, threads.Answered(OLD, 1, 2, 0, None))
    async with database.transaction() as transaction:
        await transaction.execute("INSERT INTO moderators (id, chat_id) VALUES (1, ?)", (OLD,))
        await transaction.execute(
            "INSERT INTO items (id, kind, author_id, chat_id, text, created_at, waiting_since)"
            " VALUES (1, 'tip', 1, 1, '', '', '')"
        )
        await transaction.execute("INSERT INTO cards VALUES (1, ?, 3, 1, 0)", (OLD,))
    await submitted(database, (Recipient(OLD, None, "Byn", "group"),))
    assert await kept(database, OLD) == FOLLOWS | LET_GO
    services = Services(database, library)
    wiring.equip(services)
    for _ in range(2):
        await standings.note_migration(database, OLD, NEW, "Byn", services.moved)
    assert (await kept(database, OLD), await kept(database, NEW)) == (set(), FOLLOWS)
    [moved] = await groups.groups(database)
    assert (moved.chat_id, moved.purpose, moved.standing) == (NEW, "Byalag", "member")
    assert len(await database.rows("SELECT 1 FROM network_history WHERE chat_id = ?", (NEW,))) == 2
    assert [row["chat_id"] for row in await database.rows("SELECT chat_id FROM moderators")] == [NEW]
    assert await groups.recipients(database, Audience()) == ()


async def test_a_renumbering_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    """Half a migration would send to a chat that is no more."""
    await standings.note_standing(database, Group(OLD, "Byn", False, "member"))

    async def fails(*_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await standings.note_migration(database, OLD, NEW, "Byn", [groups.renumber, fails])
    assert [(each.chat_id, each.standing) for each in await standings.all_groups(database)] == [(OLD, "member")]
