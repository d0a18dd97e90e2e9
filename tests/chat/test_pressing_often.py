"""Telegram asks for patience with what is only nice to have: nobody's answer waits for it."""

import asyncio

import pytest

from bot.chat import texts
from bot.simulator.failures import Kind, Rule
from tests.conftest import Stage

QUESTION = "hur ordnar vi samåkning"


@pytest.mark.parametrize("kind", [Kind.TOO_MANY_REQUESTS, Kind.SERVER_ERROR, Kind.BAD_REQUEST, Kind.FORBIDDEN])
async def test_a_press_is_carried_out_though_it_cannot_be_acknowledged(stage: Stage, kind: Kind) -> None:
    """The page is shown, and the next question is answered."""
    stage.simulator.failures.order(Rule(kind, method="answerCallbackQuery", seconds=300))
    [themes] = await stage.say("/teman")
    before = stage.now(themes).text
    async with asyncio.timeout(2):
        pressed = await stage.press(themes, 0)
        assert pressed or stage.now(themes).text != before
        assert len(await stage.say(QUESTION)) == 1


async def test_an_inline_query_that_must_wait_delays_no_question(stage: Stage) -> None:
    """Typed in a group, and then the same person asks in private."""
    stage.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, method="answerInlineQuery", seconds=300))
    stage.simulator.people.type_inline(stage.anna, stage.private, "samåkning")
    async with asyncio.timeout(2):
        assert len(await stage.say(QUESTION)) == 1
        await stage.bot.application.update_queue.join()


async def test_what_a_press_is_told_is_written_when_it_cannot_be_shown(stage: Stage) -> None:
    """The sentence is all that there is to the answer, so it comes as a message."""
    stage.simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, method="answerCallbackQuery", seconds=300))
    [themes] = await stage.say("/teman")
    await stage.forge(themes, "x:nothing")
    assert stage.simulator.sent(stage.private)[-1].text == texts.STALE_BUTTON
