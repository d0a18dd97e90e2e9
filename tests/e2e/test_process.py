"""The real process against a Telegram of our own over HTTP: starts, answers, is killed, is told to end."""

import asyncio
import itertools
import random
import shutil
import signal
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, InlineQuery, Message
from bot.simulator.server import Server, serve
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_village
from tests.conftest import faults
from tests.e2e.kills.questions import kill_often
from tests.e2e.process import BEGUN, Ledger, Process, free_port, until
from tests.stage.paths import KNOWLEDGE

QUESTION = "hur ordnar vi samåkning"
TITLE = "En app för samåkning"
BETTER = "Åk ihop med en app"
KILLS = 3
BACKLOG = 150


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """Telegram with a village in it; every request that reached it is checked at the end."""
    simulator = Simulator()
    opened = await serve(simulator)
    yield opened
    await opened.close()
    assert faults(simulator) == []


@pytest.fixture
def simulator(server: Server) -> Simulator:
    """The world behind the server."""
    return server.simulator


@pytest.fixture
def village(simulator: Simulator) -> Village:
    """People and groups; everybody writes to the bot in private as they like."""
    return build_village(simulator)


@pytest.fixture
def private(simulator: Simulator, village: Village) -> Chat:
    """The pensioner's chat with the bot."""
    return simulator.world.private(village.pensioner)


async def ask(simulator: Simulator, chat: Chat, text: str = QUESTION, *, messages: int = 1) -> Message:
    """The pensioner writes; the last of the messages that the bot then sends."""
    enough = len(simulator.sent(chat)) + messages
    simulator.people.send_text(chat, simulator.world.users[101], text)
    await until(lambda: len(simulator.sent(chat)) == enough)
    return simulator.sent(chat)[-1]


async def ask_until(simulator: Simulator, chat: Chat, beginning: str) -> None:
    """The pensioner asks again and again, until the answer begins so."""
    for _ in range(100):
        if (await ask(simulator, chat)).text.startswith(beginning):
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"no answer began with {beginning!r}")


def retitle(knowledge: Path) -> None:
    """An editor finds a better title."""
    for file in knowledge.glob("*.yaml"):
        words = file.read_text(encoding="utf-8").replace(f"titel: {TITLE}", f"titel: {BETTER}")
        file.write_text(words, encoding="utf-8")


async def test_members_are_answered_everywhere(
    process: Process, simulator: Simulator, village: Village, private: Chat
) -> None:
    """Private chat, group, topic, edited question, deep link, button and inline, in the process that operators run."""
    process.encoder = True
    await process.start()
    answer = await ask(simulator, private)
    assert answer.text.startswith(TITLE)
    opened = await ask(simulator, private, "/start k_reko-ring", messages=2)
    assert "reko" in opened.text.casefold()
    assert TITLE in (await ask(simulator, village.association, f"/fraga {QUESTION}")).text
    await _ask_in_topic(simulator, village)
    await _press_a_button(simulator, village, private, answer)
    await _edit_the_question(simulator, village, private)
    assert (await _type_inline(simulator, village)).answer
    assert await process.stop(6) == 0, "it waits for vectors that can be computed another time"


async def _ask_in_topic(simulator: Simulator, village: Village) -> None:
    mention = f"@{simulator.world.bot.username} {QUESTION}"
    question = simulator.people.send_text(village.network, village.farmer, mention, topic=village.transport)
    await until(lambda: simulator.sent(village.network))
    [answer] = simulator.sent(village.network)
    assert (answer.topic, answer.reply_to) == (village.transport.id, question.id)


async def _press_a_button(simulator: Simulator, village: Village, private: Chat, answer: Message) -> None:
    before = len(simulator.sent(private))
    query = simulator.people.press(village.pensioner, answer, 0)
    await until(lambda: simulator.people.answer_to(query) is not None and len(simulator.sent(private)) > before)


async def _edit_the_question(simulator: Simulator, village: Village, private: Chat) -> None:
    answer = await ask(simulator, private, "asdf qwer zxcv")
    question = private.messages[answer.reply_to or 0]
    assert question.sender.id == village.pensioner.id
    simulator.people.edit_text(question, QUESTION)
    await until(lambda: private.messages[answer.id].text.startswith(TITLE))


async def _type_inline(simulator: Simulator, village: Village) -> InlineQuery:
    query = simulator.people.type_inline(village.farmer, village.association, "samåkning")
    await until(lambda: simulator.world.inline_queries[query.id].answer)
    return simulator.world.inline_queries[query.id]


async def test_a_killed_bot_loses_nothing_and_answers_nothing_twice(tmp_path: Path) -> None:
    """Kills at random moments: every question is answered, and twice only where `Ledger` excuses it."""
    ledger = await kill_often(tmp_path, KILLS, random.Random())
    assert len(ledger.asked) > 10 * KILLS
    assert ledger.unanswered() == set()
    assert ledger.doubled() == set()
    assert faults(ledger.simulator) == []


async def test_a_thought_in_several_messages_survives_a_kill_and_is_answered_once(
    process: Process, simulator: Simulator, village: Village, private: Chat
) -> None:
    """While the bot waits for more of it; what comes meanwhile is the rest of it."""
    await process.start()
    greta, before = village.pensioner, len(simulator.sent(private))
    for words in ("vi är några stycken", "i en liten by"):
        simulator.people.send_text(private, greta, words)
    await until(lambda: len(process.waiting()) == 2)
    process.kill()
    last = simulator.people.send_text(private, greta, QUESTION)
    await process.start()
    await until(lambda: len(simulator.sent(private)) > before and not process.waiting())
    [answer] = simulator.sent(private)[before:]
    assert answer.reply_to == last.id
    assert TITLE in answer.text


async def test_the_answer_on_its_way_is_finished_before_the_bot_ends(
    process: Process, simulator: Simulator, private: Chat
) -> None:
    """SIGTERM while Telegram takes its time: the question is marked, so that the next start does not answer again."""
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=1.0))
    await process.start()
    await ask(simulator, private)
    assert process.waiting()
    assert await process.stop(6) == 0, process.said
    assert process.waiting() == set()


async def test_what_has_not_begun_is_left_for_the_next_start(
    process: Process, simulator: Simulator, village: Village
) -> None:
    """SIGTERM with more questions than hands and a slow Telegram ends soon; the rest is answered once, in order."""
    rule = simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=1.0))
    ledger = Ledger(simulator)
    many = [simulator.world.add_user(f"Medlem {number}") for number in range(BACKLOG // 3 - 1)]
    for user in itertools.islice(itertools.cycle([village.farmer, *many]), BACKLOG):
        ledger.note(simulator.people.send_text(simulator.world.private(user), user, QUESTION))
    await process.start()
    await until(lambda: not simulator.world.updates.waiting and simulator.sent(simulator.world.private(village.farmer)))
    assert await process.stop(6) == 0, process.said
    assert len(process.waiting()) > BACKLOG / 2
    simulator.failures.rules.remove(rule)
    await process.start()
    await ledger.settled(process)
    assert set(ledger.answers().values()) == {1}
    answered = [message.reply_to for message in simulator.sent(simulator.world.private(village.farmer))]
    assert answered == sorted(answered, key=lambda number: number or 0)


async def test_a_call_that_telegram_puts_off_does_not_hold_up_the_end(
    process: Process, simulator: Simulator, private: Chat
) -> None:
    """SIGTERM while a 429 asks for patience: the bot ends, and the next process answers when it is over."""
    rule = simulator.failures.order(Rule(Kind.TOO_MANY_REQUESTS, method="sendMessage", seconds=8))
    await process.start()
    simulator.people.send_text(private, simulator.world.users[101], QUESTION)
    await until(lambda: simulator.calls("sendMessage"))
    assert await process.stop(6) == 0, process.said
    simulator.failures.rules.remove(rule)
    await process.start()
    await until(lambda: simulator.sent(private))


async def test_sighup_takes_good_knowledge_into_use_and_keeps_it_from_bad(
    process: Process, simulator: Simulator, village: Village, private: Chat, tmp_path: Path
) -> None:
    """A new title is shown after SIGHUP; a broken file is told in the moderators' chat and changes nothing."""
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    process.environment |= {"BOT_KNOWLEDGE": str(knowledge), "BOT_MODERATOR_CHAT": str(village.moderators.id)}
    await process.start()
    assert (await ask(simulator, private)).text.startswith(TITLE)
    retitle(knowledge)
    process.send(signal.SIGHUP)
    await ask_until(simulator, private, BETTER)
    (knowledge / "ny.yaml").write_text("tema: mat\nposter:\n  - id: Ny Ost\n", encoding="utf-8")
    process.send(signal.SIGHUP)
    await until(lambda: simulator.sent(village.moderators))
    assert "ny.yaml" in simulator.sent(village.moderators)[-1].text
    assert (await ask(simulator, private)).text.startswith(BETTER)


async def test_a_webhook_takes_updates_only_with_the_secret(
    process: Process, simulator: Simulator, private: Chat
) -> None:
    """What comes with another secret is refused; what Telegram delivers is answered, also after a restart."""
    port = free_port()
    process.environment |= {
        "BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "BOT_WEBHOOK_SECRET": "hemligt-ord",
        "BOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    await process.start()
    assert (await ask(simulator, private)).text.startswith(TITLE)
    assert await asyncio.to_thread(_deliver, port, "gissat-ord") == 403
    assert await process.stop() == 0
    simulator.people.send_text(private, simulator.world.users[101], QUESTION)
    await process.start()
    await until(lambda: len(simulator.sent(private)) == 2)
    assert simulator.calls("getUpdates") == []
    assert simulator.calls("setWebhook")[0].params["secret_token"] == "hemligt-ord"  # noqa: S105 - made up


def _deliver(port: int, secret: str) -> int:
    """The status that somebody gets who delivers an update by himself."""
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/hook", b'{"update_id": 1}', headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


async def test_a_token_that_telegram_refuses_is_told_in_one_sentence(process: Process) -> None:
    """Exit 4 and what to do, without a traceback and without the token."""
    process.environment["BOT_TOKEN"] = "123456:not-the-right-one"  # noqa: S105 - made up
    process.launch()
    assert await process.ended() == 4
    assert "Telegram godtar inte BOT_TOKEN." in process.said
    assert "Traceback" not in process.said
    assert "not-the-right-one" not in process.said


async def test_every_missing_or_bad_setting_is_named_at_once(process: Process) -> None:
    """The operator mends all of them in one go."""
    process.environment = {
        "BOT_API_URL": "telegram",
        "BOT_DATABASE": "/finns/inte/bot.db",
        "BOT_MODERATOR_CHAT": "redaktionen",
        "BOT_PROJECTOR_PORT": "storbild",
        "BOT_WEBHOOK_URL": "https://bot.exempel.se/hook",
        "BOT_WEBHOOK_LISTEN": "8443",
    }
    process.launch()
    assert await process.ended() == 6
    names = ("BOT_TOKEN", *(name for name in process.environment if name != "BOT_WEBHOOK_URL"), "BOT_WEBHOOK_SECRET")
    assert [name for name in names if name not in process.said] == []
    assert "Traceback" not in process.said


async def test_faulty_knowledge_is_named_and_the_bot_does_not_start(process: Process, tmp_path: Path) -> None:
    """Exit 6 with file and line of every fault."""
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    (knowledge / "ny.yaml").write_text("tema: mat\nposter:\n  - id: Ny Ost\n", encoding="utf-8")
    (knowledge / "nyare.yaml").write_text("tema: påhittat\n", encoding="utf-8")
    process.environment["BOT_KNOWLEDGE"] = str(knowledge)
    process.launch()
    assert await process.ended() == 6
    assert "ny.yaml" in process.said
    assert "nyare.yaml" in process.said
    assert "Traceback" not in process.said


async def test_a_start_without_telegram_waits_for_it(process: Process) -> None:
    """Unreachable, then ailing, then well: the bot is at work in the end and answers."""
    port = free_port()
    process.environment["BOT_API_URL"] = f"http://127.0.0.1:{port}"
    process.launch()
    await until(lambda: "waits" in process.said)
    simulator = Simulator()
    simulator.failures.order(Rule(Kind.SERVER_ERROR, nth=1))
    server = await serve(simulator, port)
    anna = simulator.world.add_user("Anna", user_id=101)
    simulator.people.start(anna)
    await until(lambda: simulator.sent(simulator.world.private(anna)))
    assert BEGUN in process.said
    assert await process.stop() == 0
    await server.close()
    assert faults(simulator) == []


async def test_a_bot_that_never_reached_telegram_ends_when_told(process: Process) -> None:
    """SIGTERM while it waits for a connection."""
    process.environment["BOT_API_URL"] = f"http://127.0.0.1:{free_port()}"
    process.launch()
    await until(lambda: "waits" in process.said)
    assert await process.stop(5) == 0, process.said
    assert "Traceback" not in process.said


@pytest.mark.parametrize(
    ("rules", "code", "words"),
    [
        ((Rule(Kind.SERVER_ERROR, code=401),), 4, "Telegram godtar inte BOT_TOKEN."),
        ((Rule(Kind.SERVER_ERROR, method="getUpdates", code=404),), 3, "Starta boten igen."),
        ((Rule(Kind.SERVER_ERROR, method="getUpdates", code=409),), 3, "En annan process"),
    ],
)
async def test_a_bot_that_hears_no_more_ends_with_a_code_of_its_own(
    process: Process, simulator: Simulator, private: Chat, rules: tuple[Rule, ...], code: int, words: str
) -> None:
    """The token is revoked while it runs, or Telegram gives it no updates: one sentence, no traceback."""
    process.environment["WATCHFUL"] = "0.5"
    await process.start()
    for rule in rules:
        simulator.failures.order(rule)
    simulator.people.send_text(private, simulator.world.users[101], QUESTION)  # which ends the poll that is under way
    assert await process.ended() == code
    assert words in process.said
    assert "Traceback" not in process.said


async def test_a_stray_refusal_ends_nothing(process: Process, simulator: Simulator, private: Chat) -> None:
    """A server of one's own starts again: 404 at the start, and once on getUpdates."""
    simulator.failures.order(Rule(Kind.SERVER_ERROR, method="getMe", code=404, nth=1))
    simulator.failures.order(Rule(Kind.SERVER_ERROR, method="getUpdates", code=404, nth=2))
    await process.start()
    for _ in range(3):
        await ask(simulator, private)
    assert await process.stop() == 0
