"""Whatever Telegram does at whatever step, afterwards the ledger says what was delivered, or that nobody knows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from telegram.error import TimedOut

from bot.chat.context import Services
from bot.features.broadcasts.store import lists, runs
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Broadcast, Content, ContentKind, Outcome
from bot.features.broadcasts.worker import delivery
from bot.features.network.values import Recipient
from bot.gateway import limiter
from bot.gateway.values import Reason
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, Message
from bot.simulator.simulator import Answer, Simulator
from bot.storage.clock import now
from bot.storage.database import Database
from tests.stage.ledger import (
    CREATOR,
    MENDED,
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

NUMBER: Final = 5
STEPS: Final = {"first": 0, "middle": 2, "last": NUMBER - 1}
POOL: Final = "Pool timeout: All connections in the connection pool are occupied."


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call fails, and what must stand in the ledger when a copy's first call fails so."""

    name: str
    rules: tuple[Rule, ...] = ()
    outcome: Outcome = "sent"
    reason: Reason | None = None
    moves: bool = False
    crowded: bool = False


def _once(kind: Kind, words: str = "", seconds: float = 1.0, code: int = 502) -> tuple[Rule, ...]:
    return (Rule(kind, nth=1, words=words, seconds=seconds, code=code),)


def _always(kind: Kind, words: str) -> tuple[Rule, ...]:
    return (Rule(kind, words=words),)


NO, BAD = Kind.FORBIDDEN, Kind.BAD_REQUEST
FAILURES: Final = (
    Failure("429", _once(Kind.TOO_MANY_REQUESTS)),
    Failure("migrated", moves=True),
    Failure("deleted, then migrated", _once(NO, "the group chat was deleted"), moves=True),
    Failure("deleted", _always(NO, "the group chat was deleted"), "gone", "deleted"),
    Failure("blocked", _always(NO, "bot was blocked by the user"), "gone", "blocked"),
    Failure("deactivated", _always(NO, "user is deactivated"), "gone", "deactivated"),
    Failure("kicked", _always(NO, "bot was kicked from the supergroup chat"), "gone", "kicked"),
    Failure("not a member", _always(NO, "bot is not a member of the group chat"), "gone", "kicked"),
    Failure("never begun", _always(NO, "bot can't initiate conversation with a user"), "gone", "blocked"),
    Failure("unheard of", _always(BAD, "chat not found"), "gone", "deleted"),
    Failure("muted", _always(BAD, "not enough rights to send text messages to the chat"), "failed", "muted"),
    Failure("write forbidden", _always(BAD, "CHAT_WRITE_FORBIDDEN"), "failed", "muted"),
    Failure("topic closed", _always(BAD, "TOPIC_CLOSED"), "failed", "topic_closed"),
    Failure("topic deleted", _always(BAD, "message thread not found"), "failed", "topic_deleted"),
    Failure("refused", _always(BAD, "can't parse entities"), "failed", "refused"),
    *(Failure(f"{code}", _once(Kind.SERVER_ERROR, code=code), "unknown", "broken") for code in (500, 502, 503, 504)),
    Failure("no connection", _once(Kind.UNREACHABLE)),
    Failure("no connection free", crowded=True),
    Failure("time-out before", _once(Kind.TIMEOUT_BEFORE), "unknown", "timeout"),
    Failure("time-out after", _once(Kind.TIMEOUT_AFTER), "unknown", "timeout"),
    Failure("broken before", _once(Kind.DROP_BEFORE), "unknown", "broken"),
    Failure("broken after", _once(Kind.DROP_AFTER), "unknown", "broken"),
)
UNMENDED: Final[dict[str, Reason]] = {
    "migrated": "missing",
    "deleted, then migrated": "deleted",
    "topic deleted": "missing",
}
EVERY = pytest.mark.parametrize("failure", FAILURES, ids=lambda each: each.name)
EVERYWHERE = pytest.mark.parametrize("position", STEPS.values(), ids=STEPS)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PAUSE", 0.05)
    monkeypatch.setattr(delivery, "_AGAIN", 0.0)


def inflict(net: Network, failure: Failure, chat: Chat, method: str) -> None:
    """The next calls of that method in that chat fail so."""
    for rule in failure.rules:
        net.simulator.failures.order(replace(rule, method=method, chat_id=chat.id))
    if failure.moves:  # nobody tells the bot
        new = net.simulator.world.add_supergroup(chat.title, bot=False)
        new.members, chat.migrated_to = dict(chat.members), new.id
    if failure.crowded:
        net.simulator.answer = _crowded(net.simulator, method, chat.id)  # type: ignore[method-assign]


def _crowded(simulator: Simulator, method: str, chat_id: int) -> Callable[..., Any]:
    """No connection is free for the first such call."""
    answer, waiting = simulator.answer, [method]

    async def crowded(name: str, params: Any, *uploads: Any) -> Answer:
        if name in waiting and int(params["chat_id"]) == chat_id:
            waiting.remove(name)
            raise TimedOut(POOL)
        return await answer(name, params, *uploads)

    return crowded


async def finished(services: Services, made: Broadcast) -> Broadcast:
    """The broadcast at its end, an organiser having gone on where it paused."""
    while (found := await rested(services.database, made.id)).status == "paused":
        await resumed(services, made.id)
    return found


async def mended(database: Database, made: Broadcast) -> None:
    """Return when nothing is left to mend; TimeoutError if that never comes."""
    async with asyncio.timeout(10):
        while (await lists.progress(database, made.id)).outdated:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@EVERY
@EVERYWHERE
async def test_a_failure_of_a_copy(perform: Perform, failure: Failure, position: int) -> None:
    """It is sent once, or stands with the right outcome and reason; all others get it, and the first one goes alone."""
    net = network(NUMBER)
    inflict(net, failure, net.groups[position], "sendMessage")
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        if position == 0 and failure.outcome in ("failed", "unknown"):
            assert (await rested(database, made.id)).pause_reason == "first"
            assert set(arrived(net.simulator)) <= {net.groups[0].id}
        await finished(bot.services, made)
        found = await require_true(database, net.simulator, made.id)
    assert (found[position].status, found[position].reason) == (failure.outcome, failure.reason)
    assert all(each.status == "sent" for each in found if each.position != position)


@EVERY
@EVERYWHERE
@pytest.mark.parametrize("act", ["correct", "recall"])
async def test_a_failure_of_mending(perform: Perform, failure: Failure, position: int, act: str) -> None:
    """Nobody is sent anything anew; the copy is mended in the end or says why it is not; all others are mended."""
    net = network(NUMBER)
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        made = await finished(bot.services, made)
        inflict(net, failure, net.groups[position], "editMessageText" if act == "correct" else "deleteMessage")
        if act == "correct":
            await corrected(bot.services, made.id)
        else:
            await recalled(bot.services, made.id)
        await mended(database, made)
        found = await require_true(database, net.simulator, made.id)
    expected = UNMENDED.get(failure.name, failure.reason if failure.outcome in ("gone", "failed") else None)
    assert [each.edit_reason for each in found] == [expected if each.position == position else None for each in found]
    assert arrived(net.simulator) == {each.id: 1 for each in net.groups}


async def test_a_long_pause_marks_nobody(perform: Perform) -> None:
    """While Telegram asks the first recipient to wait, nobody is being sent to; not by the next process either."""
    net = network(3)
    net.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", net.groups[0].id, nth=1, seconds=600))
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: net.simulator.calls("sendMessage"))
        await asyncio.sleep(0.2)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.status for each in found] == ["queued"] * 3
    async with perform(net.simulator) as bot:
        await asyncio.sleep(0.2)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.status for each in found] == ["queued"] * 3


async def test_other_trouble_does_not_count_as_deleted(perform: Perform, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group that is renumbered after four 429s is as little gone as any: only the same words in a row say that."""
    monkeypatch.setattr(limiter, "seconds_asked", lambda _: 0.01)
    net = network(2)
    moved = Failure("", _once(NO, "the group chat was deleted"), moves=True)
    for nth in range(1, 5):
        net.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", net.groups[1].id, nth))
    inflict(net, replace(moved, rules=(replace(moved.rules[0], nth=5),)), net.groups[1], "sendMessage")
    async with perform(net.simulator) as bot:
        made = await approved(bot.services, net.recipients)
        await rested(bot.services.database, made.id)
        found = await require_true(bot.services.database, net.simulator, made.id)
    assert [each.status for each in found] == ["sent", "sent"]


async def test_who_has_to_wait_is_passed_over(perform: Perform, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once something has arrived a pause of one chat holds up neither the others nor another broadcast."""
    monkeypatch.setattr(delivery, "PAUSE", 5.0)
    net = network(4)
    net.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, "sendMessage", net.groups[1].id, nth=1, seconds=600))
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients)
        await net.simulator.until(lambda: len(arrived(net.simulator)) == 3)
        other = await approved(bot.services, net.recipients[2:], "Ett annat")
        await rested(database, other.id, 4)
        found = await require_true(database, net.simulator, made.id)
    assert [each.status for each in found] == ["sent", "queued", "sent", "sent"]


async def test_general_is_sent_to_without_a_topic(perform: Perform) -> None:
    """A forum's General takes no topic's number; another topic has one, and a closed one waits for a choice."""
    net = network(1)
    world, [owner] = net.simulator.world, [each.user for each in net.groups[0].people if not each.user.is_bot]
    forum = world.add_supergroup("Forum", owner, forum=True)
    other = world.add_supergroup("Forum till", owner, forum=True)
    open_one, closed = world.add_topic(other, "Nytt", owner), world.add_topic(forum, "Stängt", owner)
    net.simulator.rooms.close_topic(forum, closed)
    ways = [(forum.id, None), (other.id, open_one.id)]
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, [Recipient(chat, topic, "Forum", "group") for chat, topic in ways])
        shut = await approved(bot.services, [Recipient(forum.id, closed.id, "Forum", "group")], "Till det stängda")
        await finished(bot.services, made)
        await finished(bot.services, shut)
        await require_true(database, net.simulator, made.id)
        [stuck] = await lists.deliveries(database, shut.id)
        assert (stuck.status, stuck.reason) == ("failed", "topic_closed")
        found = await lists.broadcast(database, shut.id)
        await runs.redirect(database, shut.id, found.version, CREATOR, stuck.id, None, now())
        look(bot.services)
        await finished(bot.services, shut)
    calls = [call for call in net.simulator.calls("sendMessage") if call.done and call.params["chat_id"] != CREATOR.id]
    assert [call.params.get("message_thread_id") for call in calls] == [None, open_one.id, None]


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_pictures_and_files_go_as_stored(perform: Perform, kind: ContentKind) -> None:
    """The file that the organiser sent, with its caption and formatting; a correction changes the caption alone.

    Recalled, a copy is deleted, and one older than two days says instead that it is taken back.
    """
    net = network(2)
    bold = ({"type": "bold", "offset": 0, "length": 4},)
    content = Content(kind, WORDS, bold, _file(net.simulator, kind), "fil.txt")
    async with perform(net.simulator) as bot:
        database = bot.services.database
        made = await approved(bot.services, net.recipients, content)
        made = await finished(bot.services, made)
        first, second = (net.simulator.sent(chat)[0] for chat in net.groups)
        assert (first.content["caption"], first.content["caption_entities"]) == (WORDS, list(bold))
        assert file_of(first) == file_of(second) == content.file_id
        made = await corrected(bot.services, made.id, replace(content, text=MENDED))
        await mended(database, made)
        changed = net.simulator.sent(net.groups[0])[0]
        assert (changed.content["caption"], file_of(changed)) == (MENDED, content.file_id)
        net.simulator.world.store(replace(changed, date=changed.date - 3 * 24 * 3600))
        await recalled(bot.services, made.id)
        await mended(database, made)
        progress = await lists.progress(database, made.id)
    [old] = net.simulator.sent(net.groups[0])
    assert (old.content["caption"], old.markup) == (card_texts.TAKEN_BACK, None)
    assert net.simulator.sent(net.groups[1]) == []
    assert (progress.sent, progress.unmended) == (2, 0)


def _file(simulator: Simulator, kind: ContentKind) -> str:
    """The organiser has sent the bot a file."""
    chat = simulator.world.chats[CREATOR.id]
    people, owner = simulator.people, simulator.world.users[CREATOR.id]
    sent = people.send_photo(chat, owner) if kind == "photo" else people.send_document(chat, owner, "fil.txt")
    return file_of(sent)


def file_of(message: Message) -> str:
    """Telegram's id of the picture or document."""
    photo = message.content.get("photo")
    return str(photo[-1]["file_id"] if photo else message.content["document"]["file_id"])
