"""Kills at random moments while members go on asking; the test kills a few times, the benchmark two hundred."""

import asyncio
import itertools
import random
from pathlib import Path

from bot.simulator.failures import Kind, Rule
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from tests.e2e.process import BEGUN, Ledger, Process, until

MEMBERS = 20
# Each asks by itself: words that do not would be read together with those that follow.
QUESTIONS = ["hur ordnar vi samåkning", "vad är en reko-ring", "var finns pengar att söka", "asdf qwer?"]
PAUSE = 0.02  # seconds between two questions
API_SECONDS = 0.03
LATEST_KILL = 0.6  # seconds after the bot is at work


async def kill_often(folder: Path, kills: int, chance: random.Random) -> Ledger:
    """Ask, kill and start again; returns when all is settled and the bot has ended in good order."""
    simulator = Simulator()
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    server = await serve(simulator)
    process = Process(folder, {"BOT_TOKEN": simulator.token, "BOT_API_URL": server.url})
    ledger = Ledger(simulator)
    asking = asyncio.create_task(_ask_on(simulator, ledger, chance))
    try:
        for number in range(kills):
            await live_and_die(process, chance, at_work=number % 5 != 4)
            await ledger.note_kill(process)
        asking.cancel()
        await process.start()
        await ledger.settled(process, 60)
        assert await process.stop() == 0, process.said
    finally:
        asking.cancel()
        process.kill()
        await server.close()
    return ledger


async def live_and_die(process: Process, chance: random.Random, *, at_work: bool, latest: float = LATEST_KILL) -> None:
    """Four of five die at work, at most `latest` seconds old; every fifth at any moment of its start."""
    process.launch()
    if at_work:
        await until(lambda: BEGUN in process.said)
    await asyncio.sleep(chance.uniform(0, latest if at_work else 2 * LATEST_KILL))
    process.kill()


async def _ask_on(simulator: Simulator, ledger: Ledger, chance: random.Random) -> None:
    members = [simulator.world.add_user(f"Medlem {number}") for number in range(MEMBERS)]
    for question in itertools.cycle(QUESTIONS):
        member = chance.choice(members)
        ledger.note(simulator.people.send_text(simulator.world.private(member), member, question))
        await asyncio.sleep(PAUSE)
