"""The worker: what it marks and when, what an organiser sees of it, and that none of its jobs waits for another."""

import asyncio
import itertools
import sqlite3
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.features.broadcasts.errors import NoSuchBroadcast
from bot.features.broadcasts.store import deliveries, drafts, lists, runs
from bot.features.broadcasts.worker import board, delivery
from bot.features.network.store import standings
from bot.gateway.limiter import Pacing
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Message
from bot.storage.clock import now
from bot.storage.database import Database, open_database
from tests.stage.ledger import (
    CREATOR,
    WORDS,
    Network,
    Perform,
    approved,
    arrived,
    corrected,
    look,
    network,
    recalled,
    require_true,
    rested,
    resumed,
)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PAUSE", 0.05)
    monkeypatch.setattr(delivery, "_AGAIN", 0.0)
    monkeypatch.setattr(delivery, "_WRITTEN_AGAIN", (0.01, 0.01))
    monkeypatch.setattr(board, "INTERVAL", 0.05)


def told(net: Network) -> list[Message]:
    """What the organiser has in private chat, as it reads now."""
    return net.simulator.sent(net.simulator.world.chats[CREATOR.id])


def beginnings(net: Network) -> list[str]:
    """How often the organiser's telephone has sounded, and what the messages say now."""
    return [each.text.splitlines()[0] for each in told(net)]


@pytest.mark.parametrize(("times", "outcome"), [(2, "sent"), (99, "unknown")])
async def test_an_outcome_that_cannot_be_written_is_no_riddle_for_ever(
    perform: Perform, monkeypatch: pytest.MonkeyPatch, times: int, outcome: str
) -> None:
    """A full disk for a moment loses nothing; for longer, the copy is unknown without a restart; never sent twice."""
    net, sent, failed = network(3), deliveries.sent, [0]

    async def write(
        database: Database, delivery_id: int, message_id: int, at: datetime, others: Sequence[int] = ()
    ) -> None:
        if delivery_id == 2 and failed[0] < times:
            failed[0] += 1
            raise sqlite3.OperationalError("database or disk is full")
        await sent(database, delivery_id, message_id, at, others)

    monkeypatch.setattr(deliveries, "sent", write)
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        assert (await rested(bot.services.database, made.id)).status == "finished"
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.status for each in found] == ["sent", outcome, "sent"]


async def test_a_stop_waits_for_one_copy_only(perform: Perform) -> None:
    """The bot ends in the midst of a broadcast with nothing in the air, and the next one goes on where it stopped."""
    net = network(200)
    net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.01))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: len(arrived(net.simulator)) >= 3)
        stopping = time.monotonic()
    assert time.monotonic() - stopping < 1
    assert len(arrived(net.simulator)) < 150
    net.simulator.failures.clear()
    async with perform(net.simulator) as bot:
        await rested(bot.services.database, made.id)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert {each.status for each in found} == {"sent"}


async def test_a_copy_that_lost_its_room_is_given_back(perform: Perform, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram asks an answer in the same group to wait, just before the copy goes: nothing is marked meanwhile."""
    net, room = network(4), Pacing.room

    async def lost(pace: Pacing, chat_id: int) -> bool:
        has_room = await room(pace, chat_id)
        if chat_id == net.groups[1].id:
            pace._pacer.hold(chat_id, 600.0, asyncio.get_running_loop().time())
        return has_room

    monkeypatch.setattr(Pacing, "room", lost)
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: len(arrived(net.simulator)) == 3)
        await asyncio.sleep(0.1)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.status for each in found] == ["sent", "queued", "sent", "sent"]


async def test_a_group_renumbered_while_its_copy_waits_gets_it_once(
    perform: Perform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room was waited for at the old number, so the copy is given back and goes to the new one in its turn."""
    net, room, moves = network(4), Pacing.room, list[int]()
    async with perform(net.simulator) as bot:

        async def moved(pace: Pacing, chat_id: int) -> bool:
            has_room = await room(pace, chat_id)
            if chat_id == net.groups[1].id:
                moves.append(net.simulator.rooms.migrate(net.groups[1]).id)
                await standings.note_migration(bot.services.database, chat_id, moves[0], "Byalag 2", bot.services.moved)
            return has_room

        monkeypatch.setattr(Pacing, "room", moved)
        made = await approved(bot.services, net.recipients)
        await rested(bot.services.database, made.id)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.attempts for each in found] == [1, 2, 1, 1]
    assert [each.chat_id for each in found if each.status == "sent"] == [
        net.groups[0].id, moves[0], net.groups[2].id, net.groups[3].id
    ]  # fmt: skip


async def test_corrections_do_not_wait_for_the_end(perform: Perform) -> None:
    """What has arrived is corrected before the rest is sent, and with another's yes the rest is sent as corrected."""
    net = network(100)
    net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.03))
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: len(arrived(net.simulator)) >= 5)
        await corrected(bot.services, made.id)
        await net.simulator.until(lambda: not outdated(net))
        assert (await rested(database, made.id)).pause_reason == "corrected"
        net.simulator.failures.clear()
        await resumed(bot.services, made.id)
        await rested(database, made.id)
        assert arrived(net.simulator) == {each.id: 1 for each in net.groups}
        assert not outdated(net)


def outdated(net: Network) -> list[Message]:
    """The copies that still read as at first."""
    return [each for chat in net.groups for each in net.simulator.sent(chat) if each.text == WORDS]


async def test_a_status_that_cannot_be_shown_holds_up_nobody(perform: Perform) -> None:
    """Telegram asks for ten minutes in the organiser's chat: the broadcast goes on."""
    net = network(5)
    net.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", CREATOR.id, seconds=600))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        assert (await rested(bot.services.database, made.id, 3)).status == "finished"


async def test_the_status_is_edited_at_most_every_so_often(perform: Perform, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two calls for the board at least the interval passes; at the end it is told with a sound."""
    monkeypatch.setattr(board, "INTERVAL", 0.25)
    net = network(60)
    net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.02))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await rested(bot.services.database, made.id)
        await net.simulator.until(lambda: len(told(net)) == 2)
    calls = [call.at for call in net.simulator.calls() if call.params.get("chat_id") == CREATOR.id]
    gaps = [later - earlier for earlier, later in itertools.pairwise(calls[:-1])]  # the last two go together
    assert len(gaps) >= 3
    assert min(gaps) > 0.2
    assert ["pågår" in line for line in beginnings(net)] == [False, False]


async def test_a_pause_is_told_anew_also_by_the_next_process(perform: Perform, tmp_path: Path) -> None:
    """Paused while no bot ran: the next one tells it with a sound, the one after that does not; a new pause is news."""
    net = network(50)
    net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.03))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: arrived(net.simulator) and len(told(net)) == 1)
        await asyncio.sleep(0.2)
    net.simulator.failures.clear()
    database = await open_database(tmp_path / "bot.db")
    found = await lists.broadcast(database, made.id)
    await runs.pause(database, made.id, found.version, CREATOR, now())
    await database.close()
    for _ in range(2):
        async with perform(net.simulator):
            await net.simulator.until(lambda: len(told(net)) == 2)
            await asyncio.sleep(0.2)
        assert len(told(net)) == 2
    async with perform(net.simulator) as bot:
        net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.03))
        found = await resumed(bot.services, made.id)
        await net.simulator.until(lambda: "pågår" in told(net)[-1].text)
        await runs.pause(bot.services.database, made.id, found.version, CREATOR, now())
        look(bot.services)
        await net.simulator.until(lambda: len(told(net)) == 3)
        net.simulator.failures.clear()
        await resumed(bot.services, made.id)
        await rested(bot.services.database, made.id)
        await net.simulator.until(lambda: len(told(net)) == 4)
        await net.simulator.until(lambda: [bool(each.markup) for each in told(net)] == [False, False, False, True])


async def test_a_status_that_may_have_arrived_is_not_sent_again(perform: Perform) -> None:
    """After a time-out nobody knows: the organiser gets no stream of equal messages."""
    net = network(3)
    net.simulator.failures.order(Rule(Kind.TIMEOUT_AFTER, "sendMessage", CREATOR.id))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await rested(bot.services.database, made.id)
        await asyncio.sleep(0.4)
        assert len(told(net)) <= 2


async def test_a_cancelled_draft_is_not_told_of(perform: Perform) -> None:
    """Who throws a draft away has seen it."""
    net = network(1)
    async with perform(net.simulator) as bot:
        made = await drafts.create(bot.services.database, CREATOR, now())
        await drafts.cancel(bot.services.database, made.id, made.version, CREATOR, now())
        await asyncio.sleep(0.3)
    assert told(net) == []


async def test_a_stumble_ends_nothing(
    perform: Perform, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An unforeseen error is logged without words of anybody's, and the broadcast goes on."""
    net, due, first = network(3), runs.due, [True]

    async def stumbling(database: Database, at: datetime) -> Any:
        if first and first.pop():
            raise NoSuchBroadcast(77)
        return await due(database, at)

    monkeypatch.setattr(runs, "due", stumbling)
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        assert (await rested(bot.services.database, made.id)).status == "finished"
    assert "the broadcasts stumbled: NoSuchBroadcast" in caplog.text


async def test_one_that_stumbles_holds_up_no_other(
    perform: Perform, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What goes wrong with one broadcast, time and again, leaves the others to go on."""
    net, take = network(3), deliveries.take

    async def stumbling(database: Database, broadcast_id: int, *rest: Any) -> Any:
        if broadcast_id == 1:
            raise NoSuchBroadcast(1)
        return await take(database, broadcast_id, *rest)

    monkeypatch.setattr(deliveries, "take", stumbling)
    async with perform(net.simulator) as bot:
        await approved(bot.services, net.recipients)
        other = await approved(bot.services, net.recipients)
        assert (await rested(bot.services.database, other.id, 3)).status == "finished"
    assert "broadcast 1 stumbled: NoSuchBroadcast" in caplog.text


async def test_a_copy_that_cannot_be_mended_now_holds_up_no_other(perform: Perform) -> None:
    """Telegram never answers in one group: all others are corrected, and that one once it answers."""
    net = network(4)
    net.simulator.failures.order(Rule(Kind.TIMEOUT_BEFORE, "editMessageText", net.groups[0].id))
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        made = await rested(database, made.id)
        await corrected(bot.services, made.id)
        await net.simulator.until(lambda: len(outdated(net)) == 1)
        assert (await lists.progress(database, made.id)).outdated == 1
        net.simulator.failures.clear()
        await net.simulator.until(lambda: not outdated(net))


async def test_a_copy_that_is_deleted_already_is_taken_back(perform: Perform) -> None:
    """Its group has deleted it by hand: nothing is left to complain of."""
    net = network(2)
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        made = await rested(database, made.id)
        [copy] = net.simulator.sent(net.groups[0])
        del net.groups[0].messages[copy.id]
        await recalled(bot.services, made.id)
        await net.simulator.until(lambda: not net.simulator.sent(net.groups[1]))
        await asyncio.sleep(0.1)
        progress_now = await lists.progress(database, made.id)
    assert (progress_now.sent, progress_now.outdated, progress_now.unmended) == (2, 0, 0)
