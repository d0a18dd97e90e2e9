"""A bot that dies again and again while many wait, one of them with words that kill it."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Message
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from tests.e2e.kills.questions import API_SECONDS, QUESTIONS
from tests.e2e.process import BEGUN, Ledger, Process, until

WORD = "dödlig"
MOST_STARTS = 20
SLOW = Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS)
STUCK = Rule(Kind.TIMEOUT_BEFORE, method="sendMessage")  # all are in hand and none is answered


@dataclass(slots=True)
class Outcome:
    """Who has been answered, what the poisonous one was told, and how many starts it took after the last kill."""

    ledger: Ledger
    deadly: Message
    told: list[str]
    starts: int = 0


async def kill_while_many_wait(
    folder: Path, waiting: int, kills: int, lifetime: Callable[[], float], *, deadly: bool, disturbed: Rule = SLOW
) -> Outcome:
    """`waiting` members ask; each process is killed when it has been at work for a `lifetime`, then left to itself.

    Until then sending is `disturbed`.
    """
    simulator = Simulator()
    simulator.failures.order(disturbed)
    server = await serve(simulator)
    process = Process(folder, {"BOT_TOKEN": simulator.token, "BOT_API_URL": server.url, "DEADLY": WORD})
    ledger = Ledger(simulator)
    members = [simulator.world.add_user(f"Medlem {number}") for number in range(waiting)]
    random.Random(waiting).shuffle(members)
    asked = []
    for number, member in enumerate(members):
        words = QUESTIONS[number % len(QUESTIONS)] + (f" {WORD}" if deadly and number == waiting // 2 else "")
        asked.append(simulator.people.send_text(simulator.world.private(member), member, words))
        ledger.note(asked[-1])
    outcome = Outcome(ledger, asked[waiting // 2], [])
    try:
        for _ in range(kills):
            await _begin(process)
            await asyncio.sleep(lifetime())
            process.kill()
            await ledger.note_kill(process)
        simulator.failures.clear()
        simulator.failures.order(SLOW)
        await _live(process, outcome)
        chat = simulator.world.chats[outcome.deadly.chat_id]
        outcome.told = [each.text for each in simulator.sent(chat)]
        assert await process.stop() == 0, process.said
    finally:
        process.kill()
        await server.close()
    return outcome


async def _begin(process: Process) -> None:
    process.launch()
    await until(lambda: BEGUN in process.said or process.code is not None)


async def _live(process: Process, outcome: Outcome) -> None:
    """Whoever supervises the process starts it again whenever it has ended, until all have been answered."""
    while outcome.starts < MOST_STARTS:
        outcome.starts += 1
        await _begin(process)
        await until(lambda: process.code is not None or not (outcome.ledger.unanswered() or process.waiting()), 60)
        if process.code is None:
            return
        await outcome.ledger.note_kill(process)
