"""Rows with a version: compared, written and remembered at once, or not at all."""

from datetime import UTC, datetime

import pytest

from bot.storage import versions
from bot.storage.database import Database
from bot.storage.versions import HistoryRow, OtherVersion, Versioned

ITEMS = Versioned("items", "id", "history", "item_id")
AT = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)


async def _item(database: Database) -> int:
    [row] = await database.rows(
        "INSERT INTO items (kind, author_id, chat_id, text, place, created_at, waiting_since)"
        " VALUES ('tip', 7, 7, 'Samåk.', 'Ås', '2026-03-02', '2026-03-02') RETURNING id"
    )
    return int(row["id"])


async def test_only_what_is_new_is_remembered(database: Database) -> None:
    number = await _item(database)
    async with database.transaction() as transaction:
        before = await versions.change(
            transaction, ITEMS, number, 1, {"text": "Samåk!", "place": "Ås"}, by=8, action="edit", at=AT, note="Så."
        )
    assert before == {"text": "Samåk.", "place": "Ås"}
    [row] = await database.rows("SELECT text, version FROM items")
    assert tuple(row) == ("Samåk!", 2)
    [kept] = await versions.history(database, ITEMS, number)
    assert kept == HistoryRow(2, 8, "edit", "Så.", {"text": "Samåk."}, {"text": "Samåk!"}, AT)
    async with database.transaction() as transaction:
        assert await versions.step(transaction, ITEMS, number, 2) == kept


async def test_a_row_at_another_version_is_left_alone(database: Database) -> None:
    number = await _item(database)
    with pytest.raises(OtherVersion):
        async with database.transaction() as transaction:
            await versions.change(transaction, ITEMS, number, 2, {"text": "Annat."}, by=8, action="edit", at=AT)
    [row] = await database.rows("SELECT text, version FROM items")
    assert tuple(row) == ("Samåk.", 1)
    assert await versions.history(database, ITEMS, number) == []


async def test_a_dated_row_says_when_it_changed(database: Database) -> None:
    groups = Versioned("network", "chat_id", "network_history", "chat_id", is_dated=True)
    async with database.transaction() as transaction:
        await transaction.execute(
            "INSERT INTO groups (chat_id, title, standing, changed_at) VALUES (-5, 'Ås', 'member', '2026-01-01')"
        )
        await transaction.execute("INSERT INTO network (chat_id, asked_by, changed_at) VALUES (-5, 7, '2026-01-01')")
        await versions.change(transaction, groups, -5, 1, {"purpose": "Byn"}, by=7, action="purpose", at=AT)
    [row] = await database.rows("SELECT changed_at, before, after FROM network JOIN network_history USING (chat_id)")
    assert tuple(row) == ("2026-03-02T08:05:00Z", '{"purpose": null}', '{"purpose": "Byn"}')
