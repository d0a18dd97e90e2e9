"""The rules of the network's lists: who may do what with a group, whom a broadcast reaches, who is an organiser."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import get_args
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import prompts
from bot.features.network import rules as network_rules
from bot.features.network.store import groups, standings, subscribers
from bot.features.network.store.standings import Group
from bot.features.network.values import (
    ALL_THEMES,
    WHOLE_COUNTRY,
    Audience,
    Field,
    Move,
    NetworkGroup,
    NotMoved,
    Recipient,
    Role,
    Standing,
    Status,
)
from bot.features.roles import store as roles_store
from bot.storage.clock import now
from bot.storage.database import Database, Transaction, open_database

ADMIN, BO, EVA = 7, 1, 2
ALL_MOVES: tuple[Move, ...] = get_args(Move)
ALL_STATUSES: tuple[Status, ...] = get_args(Status)


async def joined(
    database: Database, chat_id: int, title: str = "Byn", county: str = "dalarna", theme: str = "mat"
) -> NetworkGroup:
    """A group that has been accepted."""
    await standings.note_standing(database, Group(chat_id, title, False, "member"))
    await groups.begin(database, chat_id, ADMIN)
    await groups.describe(database, chat_id, ADMIN, "purpose", "Byalag")
    await groups.describe(database, chat_id, ADMIN, "county", county)
    described = await groups.describe(database, chat_id, ADMIN, "theme", theme)
    asked = await groups.move_group(database, chat_id, described.version, ADMIN, "admin", "ask")
    return await groups.move_group(database, chat_id, asked.version, BO, "moderator", "accept")


async def reached(database: Database, audience: Audience) -> list[str]:
    """The names of whom a broadcast would reach."""
    return [each.name for each in await groups.recipients(database, audience)]


async def test_every_change_has_its_history_row(database: Database) -> None:
    """From nothing to accepted, who did what stands in order, a row for each version."""
    group = await joined(database, -1)
    rows = await database.rows("SELECT version, actor_id, action FROM network_history ORDER BY version")
    assert [tuple(row) for row in rows] == [
        (1, ADMIN, "begin"), (2, ADMIN, "purpose"), (3, ADMIN, "county"), (4, ADMIN, "theme"), (5, ADMIN, "ask"),
        (6, BO, "accept"),
    ]  # fmt: skip
    assert (group.version, group.status, group.asked_by, group.decided_by) == (6, "accepted", ADMIN, BO)


async def test_a_group_unknown_to_the_bot_cannot_be_begun(database: Database) -> None:
    """A made-up chat id leaves nothing behind."""
    with pytest.raises(NotMoved):
        await groups.begin(database, -99, ADMIN)
    assert await groups.groups(database) == ()


async def test_a_group_is_asked_for_only_when_all_is_said(database: Database) -> None:
    """Without a theme there is no such button, and no such move."""
    await standings.note_standing(database, Group(-1, "Byn", False, "member"))
    begun = await groups.begin(database, -1, ADMIN)
    assert (begun.missing, network_rules.allowed(begun, "admin")) == ("purpose", {})
    with pytest.raises(NotMoved):
        await groups.move_group(database, -1, begun.version, ADMIN, "admin", "ask")


@pytest.mark.parametrize(("field", "value"), [("purpose", ""), ("purpose", "x" * 101), ("county", "Narnia")])
async def test_what_is_no_answer_is_not_stored(database: Database, field: Field, value: str) -> None:
    """A forged press or an essay does not become a tag."""
    await joined(database, -1)
    with pytest.raises(ValueError, match=value or "^$"):
        await groups.describe(database, -1, ADMIN, field, value)


async def test_of_two_moderators_the_first_decides(database: Database) -> None:
    """Both saw the same card; the second hears what the group is now, and by whom."""
    group = await joined(database, -1)
    taps = (groups.move_group(database, -1, group.version, by, "moderator", "remove") for by in (BO, EVA))
    first, second = await asyncio.gather(*taps, return_exceptions=True)
    assert isinstance(first, NetworkGroup)
    assert isinstance(second, NotMoved)
    assert second.found is not None
    assert (second.found.status, second.found.decided_by) == ("declined", BO)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ALL_MOVES), st.sampled_from(get_args(Role))), max_size=12))
async def test_only_what_the_buttons_show_can_be_done(moves: list[tuple[Move, Role]]) -> None:
    """Any presses in any order: what `allowed` names happens, all else is refused, and the database agrees."""
    database = await open_database(Path(":memory:"))
    try:
        group = await joined(database, -1)
        for what, role in moves:
            may = network_rules.allowed(group, role)
            if what == "begin" and what in may:
                group = await groups.begin(database, -1, ADMIN)
            elif what in may:
                group = await groups.move_group(database, -1, group.version, ADMIN, role, what)
                assert group.status == may[what]
            else:
                with pytest.raises(NotMoved):
                    await groups.move_group(database, -1, group.version, ADMIN, role, what)
    finally:
        await database.close()


@pytest.mark.parametrize(("before", "after"), [("stopped", "begun"), ("accepted", "asked"), ("begun", "stopped")])
async def test_the_database_itself_refuses_illegal_moves(database: Database, before: Status, after: Status) -> None:
    """Whoever writes SQL by hand cannot skip the moderators."""
    await joined(database, -1)
    if before == "begun":
        async with database.transaction() as transaction:
            await transaction.execute("UPDATE network SET status = 'declined'")
            await transaction.execute("UPDATE network SET status = 'begun', decided_by = NULL")
    elif before == "stopped":
        await database.execute("UPDATE network SET status = 'stopped'")
    decided = None if after in ("begun", "asked") else BO
    with pytest.raises(sqlite3.IntegrityError):
        await _written(database, after, decided)


async def _written(database: Database, status: Status, decided_by: int | None) -> None:
    await database.execute("UPDATE network SET status = ?, decided_by = ?", (status, decided_by))


async def test_recipients_are_chosen_by_tags(database: Database) -> None:
    """All themes takes part in every theme; the whole country is a county of its own; sorted by title."""
    await joined(database, -1, "C", "dalarna", "mat")
    await joined(database, -2, "A", "dalarna", ALL_THEMES)
    await joined(database, -3, "B", WHOLE_COUNTRY, "energi")
    assert await reached(database, Audience()) == ["A", "B", "C"]
    assert await reached(database, Audience(counties=("dalarna",))) == ["A", "C"]
    assert await reached(database, Audience(themes=("mat",))) == ["A", "C"]
    assert await reached(database, Audience(counties=("dalarna",), themes=("energi",))) == ["A"]
    assert await reached(database, Audience(counties=(WHOLE_COUNTRY,))) == ["B"]
    assert await reached(database, Audience(groups=False)) == []


async def test_a_muted_group_is_not_the_first_recipient(database: Database) -> None:
    """It fails, and a broadcast stops when its first copy does."""
    await joined(database, -1, "A")
    await joined(database, -2, "B")
    await database.execute("UPDATE groups SET standing = 'muted' WHERE chat_id = -1")
    assert await reached(database, Audience()) == ["B", "A"]


@pytest.mark.parametrize("standing", get_args(Standing))
async def test_groups_that_shut_the_bot_out_are_named_apart(database: Database, standing: Standing) -> None:
    """Muted is tried and told by the ledger; removed or left is no recipient, but is not forgotten either."""
    await joined(database, -1)
    async with database.transaction() as transaction:
        moved = -2 if standing == "migrated" else None
        await transaction.execute("UPDATE groups SET standing = ?, migrated_to = ?", (standing, moved))
    here = await reached(database, Audience())
    away = [each.title for each in await groups.unreachable(database, Audience())]
    assert (here, away) == ((["Byn"], []) if standing in ("member", "administrator", "muted") else ([], ["Byn"]))


@pytest.mark.parametrize("status", ["asked", "declined", "stopped", "begun"])
async def test_only_accepted_groups_get_anything(database: Database, status: Status) -> None:
    """What has not been accepted, or has stopped, is reached by nothing."""
    group = await joined(database, -1)
    if status == "stopped":
        await groups.move_group(database, -1, group.version, ADMIN, "admin", "stop")
    else:
        declined = await groups.move_group(database, -1, group.version, BO, "moderator", "remove")
        if status != "declined":
            begun = await groups.begin(database, -1, ADMIN)
            assert begun.version > declined.version
            if status == "asked":
                await groups.move_group(database, -1, begun.version, ADMIN, "admin", "ask")
    assert await reached(database, Audience()) == []


async def test_subscribers_come_and_go(database: Database) -> None:
    """Twice is once; a stop is a stop; who blocked the bot is gone until they come back; a number stays."""
    assert await subscribers.subscribe(database, 101, 101)
    assert not await subscribers.subscribe(database, 101, 101)
    assert await subscribers.subscribe(database, 102, 102)
    first, second = await groups.recipients(database, Audience(groups=False, subscribers=True))
    assert (first, second) == (
        Recipient(101, None, first.name, "subscriber"),
        Recipient(102, None, second.name, "subscriber"),
    )
    assert int(first.name) < int(second.name)
    assert await subscribers.unsubscribe(database, 101)
    assert not await subscribers.unsubscribe(database, 101)
    await subscribers.lose_subscriber(database, 102)
    assert await reached(database, Audience(subscribers=True)) == []
    assert await subscribers.subscribe(database, 102, 102)
    assert await reached(database, Audience(subscribers=True)) == [second.name]
    assert await reached(database, Audience()) == []


async def test_organisers_are_added_removed_and_brought_back(database: Database) -> None:
    """The list is what moderators make it; a removal can be undone once."""
    assert await roles_store.add_organiser(database, 5, "Nils", BO)
    assert not await roles_store.add_organiser(database, 5, "Nils", EVA)
    assert await roles_store.remove_organiser(database, 5, BO) is not None
    assert not await roles_store.is_organiser(database, 5)
    assert await roles_store.remove_organiser(database, 5, BO) is None
    assert await roles_store.restore_organiser(database, 5, BO) is not None
    assert await roles_store.restore_organiser(database, 5, BO) is None
    assert await roles_store.is_organiser(database, 5)
    assert [each.name for each in await roles_store.organisers(database)] == ["Nils"]


async def test_an_invitation_works_once_and_for_a_week(database: Database) -> None:
    """The one who opens it first is in; passed on, or found in an old chat, it opens nothing."""
    code = await roles_store.invite(database, BO)
    assert await roles_store.accept_invitation(database, code, 5, "Nils")
    assert await roles_store.accept_invitation(database, code, 5, "Nils")
    assert not await roles_store.accept_invitation(database, code, 6, "Någon annan")
    assert not await roles_store.accept_invitation(database, "0123456789abcdef", 6, "Någon annan")
    old = await roles_store.invite(database, BO)
    with mock.patch("bot.features.roles.store.now", return_value=now() + timedelta(days=7, minutes=1)):
        assert not await roles_store.accept_invitation(database, old, 6, "Någon annan")
    assert not await roles_store.is_organiser(database, 6)


async def test_an_invitation_does_not_bring_back_who_was_removed(database: Database) -> None:
    """Their own used link is used."""
    code = await roles_store.invite(database, BO)
    await roles_store.accept_invitation(database, code, 5, "Nils")
    await roles_store.remove_organiser(database, 5, BO)
    assert not await roles_store.accept_invitation(database, code, 5, "Nils")
    assert not await roles_store.is_organiser(database, 5)


async def test_what_is_awaited_is_not_so_for_ever(database: Database) -> None:
    """The latest question counts; an hour later words are no answer to it, nor when it has been left."""
    await prompts.put(database, 5, "traff", "name")
    await prompts.put(database, 5, "utskick", "content:12")
    waiting = await prompts.waiting(database, 5)
    assert waiting is not None
    assert (waiting.what, waiting.ref) == ("utskick", "content:12")
    with mock.patch("bot.chat.prompts.now", return_value=now() + timedelta(hours=1, minutes=1)):
        assert await prompts.waiting(database, 5) is None
    await prompts.clear(database, 5)
    assert await prompts.waiting(database, 5) is None


async def test_what_is_over_is_forgotten(database: Database) -> None:
    """A group a year after the bot left it; who stopped subscribing or organising after 90 days; nobody before that."""
    await joined(database, -1)
    await standings.note_standing(database, Group(-1, "Byn", False, "left"))
    await subscribers.subscribe(database, 101, 101)
    await subscribers.subscribe(database, 102, 102)
    await subscribers.unsubscribe(database, 101)
    await roles_store.add_organiser(database, 5, "Nils", BO)
    await roles_store.remove_organiser(database, 5, BO)
    await roles_store.add_organiser(database, 6, "Eva", BO)
    await roles_store.invite(database, BO)
    assert await _kept(database, 6) == [1, 2, 2, 1]
    assert await _kept(database, 89) == [1, 2, 2, 0]
    assert await _kept(database, 366) == [0, 1, 1, 0]


async def _kept(database: Database, days: int) -> list[int]:
    """How many groups, subscribers, organisers and invitations there are when the bot has tidied `days` from now."""
    later = now() + timedelta(days=days)
    where = (
        "bot.features.network.store.standings.now",
        "bot.features.roles.store.now",
        "bot.features.network.store.subscribers.now",
    )
    with mock.patch(where[0], return_value=later), mock.patch(where[1], return_value=later):
        await standings.forget(database)
        await roles_store.forget_organisers(database)
    with mock.patch(where[2], return_value=later):
        await subscribers.forget_subscribers(database)
    tables = ("network", "subscribers", "organisers", "organiser_links")
    return [len(await database.rows(f"SELECT 1 FROM {table}")) for table in tables]


async def test_who_follows_a_groups_wish_does_it_with_it_or_neither_is_done(database: Database) -> None:
    """What is under way for a group that has stopped must not be sent, nor what one that has not be dropped."""
    group, told = await joined(database, -1), []

    async def follow(_: Transaction, chat_id: int, wanted: bool) -> None:
        told.append((chat_id, wanted))

    async def fails(_: Transaction, __: int, ___: bool) -> None:
        raise sqlite3.OperationalError

    with pytest.raises(sqlite3.OperationalError):
        await groups.move_group(database, -1, group.version, ADMIN, "admin", "stop", [fails])
    assert await reached(database, Audience()) == ["Byn"]
    stopped = await groups.move_group(database, -1, group.version, ADMIN, "admin", "stop", [follow])
    await groups.move_group(database, -1, stopped.version, ADMIN, "admin", "resume", [follow])
    assert told == [(-1, False), (-1, True)]
