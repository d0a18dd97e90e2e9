"""After a death: what was in hand is suspected, taken up last and alone, and given up when too many have died of it."""

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import texts
from bot.gateway import inbox, suspects
from bot.gateway.suspects import ranked
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat
from bot.storage.database import open_database
from tests.conftest import Stage, peopled, performed

SLOW = 0.1  # seconds that Telegram takes for an answer
Deaths = tuple[int, ...]


@asynccontextmanager
async def after_deaths(
    file: Path, library: Library, deaths: Deaths, *rules: Rule
) -> AsyncIterator[tuple[Stage, list[Chat]]]:
    """An earlier process has left a question of each of several members; so many have died under each."""
    simulator, village = peopled()
    members = [simulator.world.add_user(f"Medlem {number}") for number in range(len(deaths))]
    chats = [simulator.world.private(each) for each in members]
    for member, chat in zip(members, chats, strict=True):
        simulator.people.send_text(chat, member, "Hej")
    database = await open_database(file)
    for update, number in zip(simulator.world.updates.first(100), deaths, strict=True):
        await inbox.receive(database, {update["update_id"]: json.dumps(update)})
        for _ in range(number):
            await inbox.take_up(database, update["update_id"])
    await database.close()
    simulator.world.updates.confirm(10**9)
    for rule in (*rules, Rule(Kind.SLOW, method="sendMessage", seconds=SLOW)):
        simulator.failures.order(rule)
    async with performed(file, simulator, library) as bot:
        yield Stage(simulator, village, bot), chats


def answered(stage: Stage, chats: list[Chat]) -> list[tuple[int, float]]:
    """Whose question has been answered, by number, and when, in that order."""
    numbers = {chat.id: number for number, chat in enumerate(chats)}
    calls = [call for call in stage.simulator.calls("sendMessage") if call.params["chat_id"] in numbers]
    return [(numbers[call.params["chat_id"]], call.at) for call in calls]


async def test_suspects_come_last_and_alone_the_worst_at_the_end(tmp_path: Path, library: Library) -> None:
    """Those under no suspicion are answered at once, all at the same time; then one by one."""
    async with after_deaths(tmp_path / "bot.db", library, (3, 0, 1, 0, 4, 1, 0)) as (stage, chats):
        await stage.settled()
        order = answered(stage, chats)
    assert {number for number, _ in order[:3]} == {1, 3, 6}
    assert [number for number, _ in order[3:]] == [2, 5, 0, 4]
    begun = [at for _, at in order]
    assert begun[2] - begun[0] < SLOW
    assert all(later - earlier >= 0.9 * SLOW for earlier, later in itertools.pairwise(begun[2:]))


async def test_who_is_given_up_is_told(tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """By a sentence that answers the message, and the operator by the log, once."""
    async with after_deaths(tmp_path / "bot.db", library, (inbox.MOST_ATTEMPTS, 0)) as (stage, chats):
        await stage.simulator.until(lambda: len(answered(stage, chats)) == 2)
        [told] = stage.simulator.sent(chats[0])
    assert told.text == texts.GIVEN_UP
    assert told.reply_to is not None
    assert "is given up: 5 processes have died under it" in caplog.text
    assert "Hej" not in caplog.text


async def test_a_suspect_that_telegram_holds_up_holds_up_nobody(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One waits for a long 429, suspected or not: it has had its time alone, and the next one goes."""
    monkeypatch.setattr(suspects, "ALONE", 0.2)
    monkeypatch.setattr(suspects, "FIRST", 0.2)
    held = [Rule(Kind.TOO_MANY_REQUESTS, method="sendMessage", nth=number, seconds=3_600) for number in (1, 2)]
    async with after_deaths(tmp_path / "bot.db", library, (0, 1, 2, 3), *held) as (stage, chats):
        await stage.simulator.until(
            lambda: [n for n, _ in answered(stage, chats) if stage.simulator.sent(chats[n])] == [2, 3]
        )


async def test_a_new_message_does_not_wait_for_suspects(tmp_path: Path, library: Library) -> None:
    """Members who write now have nothing to do with the death; only whoever is suspected waits for their own turn."""
    async with after_deaths(tmp_path / "bot.db", library, (1,) * 20) as (stage, chats):
        stage.simulator.people.send_text(stage.private, stage.anna, "Hej")
        await stage.simulator.until(lambda: stage.simulator.sent(stage.private), 1)
        assert len(answered(stage, chats)) < 20
        await stage.settled()
        assert len(answered(stage, chats)) == 20


LEFT = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4)), max_size=30)


@given(LEFT)
def test_a_chats_updates_stay_in_order(left: list[tuple[int, int]]) -> None:
    """Whatever is suspected: all come, and each chat's as they were written; none clean is in a suspected chat."""
    known = [(number, chat, deaths) for number, (chat, deaths) in enumerate(left)]
    clean, suspected = ranked(known)
    assert sorted([*clean, *suspected]) == [number for number, _, _ in known]
    for chat in range(1, 6):
        for each in (clean, suspected):
            numbers = [number for number in each if left[number][0] == chat]
            assert numbers == sorted(numbers)
    assert {left[number][0] for number in clean}.isdisjoint(left[number][0] for number in suspected)
