"""Telegram fails, handlers fail, the bot is stopped in the middle: what members notice, and what the log holds."""

import logging
import time
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from telegram.error import TimedOut

from bot.chat import texts as chat_texts
from bot.gateway.calls import surely_not_sent
from bot.matching.library import Library
from bot.simulator.failures import TELEGRAM_SAYS, Kind, Rule, saying
from bot.simulator.model import Message
from tests.conftest import Stage, peopled, performed

SHARING = "hur ordnar vi samåkning"
SHARING_TITLE = "En app för samåkning"
GOSSIP = "hemligheten om grannens älg"


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the operator is alarmed about."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def next_send(kind: Kind, **more: float) -> Rule:
    """The next sendMessage fails so."""
    return Rule(kind, method="sendMessage", nth=1, seconds=more.get("seconds", 1.0))


async def after(stage: Stage, rule: Rule, words: str = SHARING) -> list[Message]:
    """What Anna got for a question under a failure, and that the next question is answered as usual."""
    before = len(stage.simulator.sent(stage.private))
    stage.simulator.failures.order(rule)
    await stage.say(words)
    got = stage.simulator.sent(stage.private)[before:]
    stage.simulator.failures.clear()
    assert len(await stage.say("reko")) == 1
    return got


async def test_a_429_is_waited_for(stage: Stage) -> None:
    """Told to wait a second, the bot waits a second, and sends once."""
    began = time.monotonic()
    [answer] = await after(stage, next_send(Kind.TOO_MANY_REQUESTS))
    assert answer.text.startswith(SHARING_TITLE)
    assert time.monotonic() - began >= 1.0


async def test_telegrams_limits_are_kept_by_waiting(stage: Stage) -> None:
    """With one message a second a chat, three questions at once get three answers, each once."""
    stage.simulator.limits.enforced = True
    before = len(stage.simulator.sent(stage.private))
    for words in ("hej", "reko"):
        stage.simulator.people.send_text(stage.private, stage.anna, words)
    await stage.settled()
    assert len(stage.simulator.sent(stage.private)) == before + 2


async def test_a_connection_that_was_never_made_is_tried_again(stage: Stage) -> None:
    """Nothing was sent, so sending again gives no copy."""
    [answer] = await after(stage, next_send(Kind.UNREACHABLE))
    assert answer.text.startswith(SHARING_TITLE)


@pytest.mark.parametrize(
    ("kind", "copies"),
    [
        (Kind.TIMEOUT_AFTER, 1),
        (Kind.TIMEOUT_BEFORE, 0),
        (Kind.DROP_AFTER, 1),
        (Kind.DROP_BEFORE, 0),
        (Kind.SERVER_ERROR, 0),
    ],
)
async def test_what_may_have_been_sent_is_never_sent_again(
    stage: Stage, caplog: pytest.LogCaptureFixture, kind: Kind, copies: int
) -> None:
    """After a read time-out, a broken connection or a 5xx nobody can know: no member gets two copies."""
    assert len(await after(stage, next_send(kind))) == copies
    assert errors(caplog) == []


@pytest.mark.parametrize("words", [each for each in TELEGRAM_SAYS if each != "can't parse entities"])
async def test_harmless_refusals_are_no_errors(stage: Stage, caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Blocked, closed, deleted, muted: people's choices, noted and passed over, without an apology nobody can get."""
    before = len(stage.simulator.calls("sendMessage"))
    stage.simulator.failures.order(saying(words, "sendMessage", stage.village.association.id))
    await stage.say(f"/fraga {SHARING}", stage.village.association)
    assert len(stage.simulator.calls("sendMessage")) == before + 1
    assert errors(caplog) == []


@pytest.mark.parametrize("kind", [Kind.TIMEOUT_AFTER, Kind.SERVER_ERROR, Kind.DROP_BEFORE])
async def test_a_press_whose_acknowledgement_fails_still_shows_its_page(stage: Stage, kind: Kind) -> None:
    """The spinner is a detail; what was pressed is shown."""
    [answer] = await stage.say(SHARING)
    stage.simulator.failures.order(Rule(kind, method="answerCallbackQuery"))
    [related] = await stage.press(answer, 0)
    assert related.text.startswith(answer.buttons[0]["text"])


async def test_an_unexpected_refusal_tells_the_member(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """A request that Telegram finds malformed is our fault: logged, and the member is not left waiting."""
    [sorry] = await after(stage, Rule(Kind.BAD_REQUEST, method="sendMessage", nth=1, words="can't parse entities"))
    assert sorry.text == chat_texts.SOMETHING_FAILED
    assert len(errors(caplog)) == 1


async def test_a_failing_handler_tells_the_member_and_keeps_their_words(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The member reads that it went wrong; the log says what and where, but neither their words nor the token."""

    async def ask(question: str) -> NoReturn:
        try:
            raise KeyError(question)
        except KeyError as cause:
            raise ValueError(f"{question} {stage.simulator.token}") from cause

    caplog.set_level(logging.INFO)
    with monkeypatch.context() as broken:
        broken.setattr(stage.services.library, "ask", ask)
        [sorry] = await stage.say(GOSSIP)
    assert sorry.text == chat_texts.SOMETHING_FAILED
    assert sorry.reply_to == stage.last_from(stage.private, stage.anna).id
    [logged] = errors(caplog)
    assert "ValueError" in logged
    assert "KeyError" in logged
    assert "in in_private" in logged
    assert GOSSIP not in caplog.text
    assert stage.simulator.token not in caplog.text
    assert len(await stage.say(SHARING)) == 1


async def test_ordinary_questions_leave_no_words_in_the_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """At the level operators use, the log never quotes a member, also when Telegram is troublesome."""
    caplog.set_level(logging.INFO)
    for kind in (Kind.UNREACHABLE, Kind.TIMEOUT_AFTER, Kind.FORBIDDEN, Kind.SERVER_ERROR):
        await after(stage, next_send(kind), GOSSIP)
    assert "älg" not in caplog.text
    assert stage.simulator.token not in caplog.text


async def test_a_handler_that_fails_on_a_press_tells_the_member(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press that goes wrong is answered too."""
    [answer] = await stage.say(SHARING)
    with monkeypatch.context() as broken:
        broken.setattr("bot.features.answers.pages.answer", lambda *_: 1 / 0)
        [sorry] = await stage.press(answer, 0)
    assert sorry.text == chat_texts.SOMETHING_FAILED


async def test_telling_the_member_may_fail_too(stage: Stage) -> None:
    """The apology cannot be sent either: the bot lives on."""
    stage.simulator.failures.order(Rule(Kind.BAD_REQUEST, method="sendMessage", words="can't parse entities"))
    assert await stage.say(SHARING) == []
    stage.simulator.failures.clear()
    assert len(await stage.say(SHARING)) == 1


async def test_a_failing_inline_query_disturbs_nobody(stage: Stage) -> None:
    """There is no chat to apologise in."""
    before = stage.simulator.sent(stage.private)
    stage.simulator.failures.order(Rule(Kind.BAD_REQUEST, method="answerInlineQuery", words="RESULT_ID_INVALID"))
    await stage.after(stage.simulator.people.type_inline(stage.anna, stage.village.association, "samåkning"))
    assert stage.simulator.sent(stage.private) == before


@pytest.mark.parametrize(
    ("cause", "words", "unsent"),
    [
        (httpx.ConnectError(""), "", True),
        (httpx.ConnectTimeout(""), "Timed out", True),
        (httpx.PoolTimeout(""), "Timed out", True),
        (None, "Pool timeout: All connections in the connection pool are occupied.", True),
        (httpx.ReadTimeout(""), "Timed out", False),
        (httpx.WriteTimeout(""), "Timed out", False),
        (httpx.RemoteProtocolError(""), "", False),
        (None, "Timed out", False),
    ],
)
def test_only_what_never_left_is_surely_not_sent(cause: Exception | None, words: str, unsent: bool) -> None:
    """No connection made, or none free; a write that broke off may have arrived."""
    error = TimedOut(words)
    error.__cause__ = cause
    assert surely_not_sent(error) is unsent


async def test_polling_survives_an_outage(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram is away for a moment: the operator reads a warning, the next question is answered."""
    stage.simulator.failures.order(Rule(Kind.SERVER_ERROR, method="getUpdates", nth=1))
    [first] = await stage.say("hej")
    [answer] = await stage.say(SHARING)
    assert first.text
    assert answer.text.startswith(SHARING_TITLE)
    assert errors(caplog) == []


async def test_what_could_not_be_sent_before_the_stop_is_sent_at_the_next_start(
    tmp_path: Path, library: Library
) -> None:
    """Stopped while Telegram had said "wait 4 s": the stop is quick; the next process waits them out, answers once."""
    simulator, village = peopled()
    chat = simulator.world.private(village.pensioner)
    simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, method="sendMessage", seconds=4))
    async with performed(tmp_path / "bot.db", simulator, library):
        simulator.people.send_text(chat, village.pensioner, SHARING)
        await simulator.until(lambda: simulator.calls("sendMessage"))
        asked = stopping = time.monotonic()
    assert time.monotonic() - stopping < 3
    simulator.failures.clear()
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        [answer] = await simulator.until(lambda: simulator.sent(chat), 10)
        assert time.monotonic() - asked >= 4
        await bot.application.update_queue.join()
        rows = await bot.services.database.rows("SELECT status FROM inbox")
    assert answer.text.startswith(SHARING_TITLE)
    assert len(simulator.sent(chat)) == 1
    assert [row["status"] for row in rows] == ["handled"]


async def test_a_stop_in_mid_answer_lets_the_answer_through(tmp_path: Path, library: Library) -> None:
    """Stopped while an answer was on its way: it arrives, and is not sent again at the next start."""
    simulator, village = peopled()
    chat = simulator.world.private(village.pensioner)
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=0.3))
    async with performed(tmp_path / "bot.db", simulator, library):
        simulator.people.send_text(chat, village.pensioner, SHARING)
        await simulator.until(lambda: simulator.sent(chat))
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        await bot.application.update_queue.join()
    assert len(simulator.sent(chat)) == 1
