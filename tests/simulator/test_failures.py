"""Failures to order, and the log."""

import asyncio
import time

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator


@pytest.fixture
def bot(simulator: Simulator) -> Bot:
    return Bot(simulator.token, request=SimulatorRequest(simulator))


@pytest.mark.parametrize(
    ("kind", "error", "cause", "delivered"),
    [
        (Kind.FORBIDDEN, Forbidden, type(None), False),
        (Kind.BAD_REQUEST, BadRequest, type(None), False),
        (Kind.TOO_MANY_REQUESTS, RetryAfter, type(None), False),
        (Kind.SERVER_ERROR, NetworkError, type(None), False),
        (Kind.TIMEOUT_BEFORE, TimedOut, httpx.ReadTimeout, False),
        (Kind.TIMEOUT_AFTER, TimedOut, httpx.ReadTimeout, True),
        (Kind.DROP_BEFORE, NetworkError, httpx.RemoteProtocolError, False),
        (Kind.DROP_AFTER, NetworkError, httpx.RemoteProtocolError, True),
        (Kind.UNREACHABLE, NetworkError, httpx.ConnectError, False),
    ],
)
async def test_each_failure_raises_what_the_real_transport_raises(
    simulator: Simulator,
    bot: Bot,
    private: Chat,
    kind: Kind,
    error: type[TelegramError],
    cause: type[BaseException],
    delivered: bool,
) -> None:
    """The error, its cause, and whether the message is in the chat all the same."""
    simulator.failures.order(Rule(kind, seconds=7))
    with pytest.raises(error) as raised:
        await bot.send_message(private.id, "x")
    assert type(raised.value) is error
    assert type(raised.value.__cause__) is cause
    assert bool(simulator.sent(private)) is delivered
    assert simulator.log[-1].done is delivered


async def test_a_rule_can_mean_the_nth_call_of_a_method_to_a_chat(
    simulator: Simulator, bot: Bot, private: Chat, group: Chat
) -> None:
    """Only the second message to that chat fails; other methods and chats are not counted."""
    simulator.failures.order(Rule(Kind.FORBIDDEN, method="sendMessage", chat_id=private.id, nth=2))
    await bot.send_message(private.id, "1")
    await bot.send_message(group.id, "1")
    await bot.send_chat_action(private.id, "typing")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(private.id, "2")
    await bot.send_message(private.id, "3")
    assert [message.text for message in simulator.sent(private)] == ["1", "3"]


async def test_a_rule_can_have_its_own_words_and_be_taken_back(simulator: Simulator, bot: Bot, private: Chat) -> None:
    """Words, then nothing after clear."""
    simulator.failures.order(Rule(Kind.FORBIDDEN, words="the group chat was deleted"))
    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await bot.send_message(private.id, "x")
    simulator.failures.clear()
    await bot.send_message(private.id, "x")


async def test_a_slow_answer_comes_late_or_times_out(simulator: Simulator, bot: Bot, private: Chat) -> None:
    """The bot waits for it; if its patience is shorter, it gets a time-out although the message is there."""
    simulator.failures.order(Rule(Kind.SLOW, seconds=0.05))
    began = time.monotonic()
    await bot.send_message(private.id, "x")
    assert time.monotonic() - began >= 0.05
    with pytest.raises(TimedOut):
        await bot.send_message(private.id, "y", read_timeout=0.01)
    assert len(simulator.sent(private)) == 2
    assert (simulator.log[-1].outcome, simulator.log[-1].done) == ("given_up", True)


async def test_the_log_tells_what_was_asked_and_what_came_of_it(simulator: Simulator, bot: Bot, private: Chat) -> None:
    """Method, understood and raw parameters, outcome, and the result."""
    await bot.send_message(private.id, "x")
    with pytest.raises(BadRequest):
        await bot.send_message(private.id, "")
    good, bad = simulator.calls("sendMessage")
    assert (good.outcome, good.params["chat_id"], good.raw["chat_id"]) == ("ok", private.id, str(private.id))
    assert (good.result["text"], good.at) == ("x", simulator.world.clock())
    assert (bad.outcome, bad.code, bad.description) == ("refused", 400, "Bad Request: message text is empty")


async def test_until_wakes_when_the_world_changes_and_gives_up_in_time(
    simulator: Simulator, bot: Bot, private: Chat
) -> None:
    """It returns what it waited for, and raises TimeoutError where that never comes."""
    task = asyncio.create_task(bot.send_message(private.id, "x"))
    assert (await simulator.until(lambda: simulator.sent(private)))[0].text == "x"
    await task
    with pytest.raises(TimeoutError):
        await simulator.until(lambda: len(simulator.sent(private)) > 1, seconds=0.02)
