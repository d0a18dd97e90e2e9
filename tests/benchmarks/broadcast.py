"""A broadcast to 200 groups and 2,000 subscribers while members ask:  python -m tests.benchmarks.broadcast

Telegram enforces its limits and takes 20 ms a message; the bot keeps to its own over the in-process transport. An
answer's latency is from the question to the answer's arrival, without Telegram's own time. All figures are of one
process that plays both sides, so they include Telegram's share of the processor.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bot.app import Bot, compose, started
from bot.chat.context import Services
from bot.features.broadcasts.store import lists
from bot.features.network.values import Recipient
from bot.gateway.transport import Transport
from bot.gateway.values import Limits
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import User
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator
from bot.storage.database import open_database
from tests.stage.ledger import Network, approved, arrived, lies, network, rested
from tests.stage.paths import KNOWLEDGE

os.environ.setdefault("PTB_TIMEDELTA", "1")

API_SECONDS: Final = 0.02
ASKING: Final = 100  # members, who ask one after the other
QUESTIONS_A_SECOND: Final = 4.0
LANE: Final = 24.0  # messages a second that broadcasts and answers share, while answers take less than a fifth


@dataclass(slots=True)
class Figures:
    """What a run gave; times in seconds, memory in MB."""

    recipients: int
    took: float = 0.0
    refused: int = 0
    wrong: int = 0
    latencies: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    grown: float = 0.0

    @property
    def ratio(self) -> float:
        """The time taken, in units of what limits and lanes allow: answers take of the broadcasts' lane too."""
        return self.took * LANE / (self.recipients + len(self.latencies))

    @property
    def p99(self) -> float:
        """The latency that one answer in a hundred exceeds."""
        return quantiles(self.latencies, n=100)[98]


async def measure(folder: Path, groups: int, subscribers: int, library: Library) -> Figures:
    """Send one broadcast to that many while members ask and are answered."""
    net = network(groups)
    net.simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    recipients = [*net.recipients, *_subscribers(net, subscribers)]
    figures = Figures(len(recipients))
    async with _working(folder, net, library) as bot:
        await asyncio.sleep(1)  # in its first second a bot sends nothing, since an earlier process may have
        net.simulator.limits.enforced = True
        before = _memory()
        made = await approved(bot.services, recipients)
        asking = asyncio.create_task(_ask_on(net, figures))
        ticking = asyncio.create_task(_tick(figures))
        begun = time.perf_counter()
        await rested(bot.services.database, made.id, 10 * len(recipients) / LANE)
        figures.took = time.perf_counter() - begun
        asking.cancel()
        ticking.cancel()
        await asyncio.sleep(1)
        figures.grown = _memory() - before
        found = await lists.deliveries(bot.services.database, made.id)
    figures.wrong = len(lies(found, arrived(net.simulator))) + sum(each.status != "sent" for each in found)
    figures.refused = sum(call.code == 429 for call in net.simulator.calls())
    return figures


@asynccontextmanager
async def _working(folder: Path, net: Network, library: Library) -> AsyncIterator[Bot]:
    database = await open_database(folder / "bot.db")
    transport = Transport(SimulatorRequest(net.simulator), SimulatorRequest(net.simulator))
    services = Services(database, library)
    bot = compose(net.simulator.token, "https://api.telegram.org", services, transport, Limits())
    try:
        async with started(bot, None):
            yield bot
    finally:
        await database.close()


def _subscribers(net: Network, number: int) -> list[Recipient]:
    found = []
    for each in range(number):
        user = net.simulator.world.add_user(f"Prenumerant {each}")
        net.simulator.world.private(user).started = True
        found.append(Recipient(user.id, None, user.first_name, "subscriber"))
    return found


async def _ask_on(net: Network, figures: Figures) -> None:
    """Other members ask, each as often as a person can."""
    members = [net.simulator.world.add_user(f"Medlem {number}") for number in range(ASKING)]
    async with asyncio.TaskGroup() as tasks:
        while True:
            for member in members:
                tasks.create_task(_ask(net.simulator, member, figures))
                await asyncio.sleep(1 / QUESTIONS_A_SECOND)


async def _ask(simulator: Simulator, member: User, figures: Figures) -> None:
    chat = simulator.world.private(member)
    before, begun = len(simulator.sent(chat)), time.perf_counter()
    simulator.people.send_text(chat, member, "hur ordnar vi samåkning")
    while len(simulator.sent(chat)) == before:
        await simulator.bell.wait(0.5)
    figures.latencies.append(time.perf_counter() - begun)


async def _tick(figures: Figures) -> None:
    """How late the event loop is, a hundred times a second."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.01)
        figures.stalls.append(time.perf_counter() - begun - 0.01)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _run(groups: int, subscribers: int) -> Figures:
    library = await asyncio.to_thread(Library, KNOWLEDGE, None, None)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await measure(Path(folder), groups, subscribers, library)
    finally:
        await library.close()


def main(groups: int, subscribers: int) -> None:
    """Print the figures; exit 1 if a promise was broken."""
    found = asyncio.run(_run(groups, subscribers))
    middle, slow = median(found.latencies), quantiles(found.stalls, n=100)[98]
    print(f"{groups} groups and {subscribers} subscribers in {found.took:.1f} s, {found.ratio:.2f} of what is allowed;")
    print(f"{found.refused} times 429, {found.wrong} recipients without a true row that says sent;")
    print(f"{len(found.latencies)} questions: median {middle * 1000:.0f} ms, p99 {found.p99 * 1000:.0f} ms;")
    print(f"event loop late: p99 {slow * 1000:.0f} ms, at most {max(found.stalls) * 1000:.0f} ms; ", end="")
    print(f"memory +{found.grown:.0f} MB")
    sys.exit(1 if found.refused or found.wrong or found.ratio > 1.1 or found.p99 > 1 else 0)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(200, 2_000)[len(numbers) :])
