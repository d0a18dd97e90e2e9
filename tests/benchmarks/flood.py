"""What others notice of a flood: python -m tests.benchmarks.flood [SECONDS]

Sixty members ask a question each every five seconds while somebody floods the bot, which keeps to Telegram's limits. A
Telegram that takes 50 ms a call runs in a process of its own, on the other core. The latency is from a member's sending
to the answer's arrival in the chat; beside it, the bot's memory at its highest.
"""

import asyncio
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bot.app import compose, started
from bot.chat.context import Services
from bot.gateway.transport import over_http
from bot.gateway.values import Limits
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, User
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.storage.database import open_database
from tests.stage.paths import ROOT

os.environ.setdefault("PTB_TIMEDELTA", "1")

MEMBERS: Final = 60
REST: Final = 5.0  # seconds between a member's answer and next question
API_SECONDS: Final = 0.05
QUESTION: Final = "hur ordnar vi samåkning?"


class Members:
    """People who ask calmly; `latencies` of their answers, in seconds."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._users = {each.id: each for each in (simulator.world.add_user(f"Lugn {n}") for n in range(MEMBERS))}
        self._next = {each: time.perf_counter() + REST * number / MEMBERS for number, each in enumerate(self._users)}
        self._asked: dict[int, float] = {}
        self._seen = 0
        self.latencies: list[float] = []

    def look(self) -> None:
        """Notice answers, and ask whose turn it is."""
        at = time.perf_counter()
        for call in self._simulator.log[self._seen :]:
            if (
                call.method == "sendMessage"
                and (asked := self._asked.pop(int(call.params["chat_id"]), None)) is not None
            ):
                self.latencies.append(at - asked)
                self._next[int(call.params["chat_id"])] = at + REST
        self._seen = len(self._simulator.log)
        for each in [each for each, when in self._next.items() if when <= at]:
            del self._next[each]
            self._asked[each] = at
            self._simulator.people.send_text(self._private(each), self._users[each], QUESTION)

    def give_up(self) -> None:
        """Those without an answer have waited this long at least."""
        self.latencies += [time.perf_counter() - asked for asked in self._asked.values()]

    def _private(self, user_id: int) -> Chat:
        return self._simulator.world.private(self._users[user_id])


def one_member(simulator: Simulator) -> None:
    """A thousand messages at once."""
    flooder = simulator.world.add_user("Flod")
    for number in range(1_000):
        simulator.people.send_text(simulator.world.private(flooder), flooder, f"{QUESTION} {number}")


def _group(simulator: Simulator, number: int, commands: int) -> None:
    crowd: list[User] = [simulator.world.add_user(f"Grupp {number}") for _ in range(40)]
    group = simulator.world.add_group(f"Grupp {number}", *crowd)
    for each in range(commands):
        simulator.people.send_text(group, crowd[each % len(crowd)], f"/fraga {QUESTION} {each}")


def one_group(simulator: Simulator) -> None:
    """A thousand commands at once in a group of forty."""
    _group(simulator, 0, 1_000)


def many_groups(simulator: Simulator) -> None:
    """Forty commands at once in each of eighty groups."""
    for number in range(80):
        _group(simulator, number, 40)


FLOODS: Final[dict[str, Callable[[Simulator], None]]] = {
    "nobody": lambda _: None,
    "one member, 1,000 messages": one_member,
    "one group, 1,000 commands": one_group,
    "80 groups, 40 commands each": many_groups,
}


async def _village(pipe: Connection, name: str, seconds: float) -> None:
    simulator = Simulator()
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    server = await serve(simulator)
    pipe.send((server.url, simulator.token))
    await simulator.until(lambda: simulator.calls("getUpdates"), 30)
    members, begun = Members(simulator), time.perf_counter()
    FLOODS[name](simulator)
    while time.perf_counter() < begun + seconds:
        await simulator.bell.wait(0.02)
        members.look()
    members.give_up()
    pipe.send(members.latencies)
    await asyncio.to_thread(pipe.recv)  # the bot must stop before its Telegram does
    await server.close()


def _serve(pipe: Connection, name: str, seconds: float) -> None:
    asyncio.run(_village(pipe, name, seconds))


async def _bot(pipe: Connection) -> list[float]:
    url, token = await asyncio.to_thread(pipe.recv)
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(Path(folder) / "bot.db")
        library = await asyncio.to_thread(Library, ROOT / "knowledge", None, None)
        try:
            async with started(compose(token, url, Services(database, library), over_http(), Limits()), None):
                latencies: list[float] = await asyncio.to_thread(pipe.recv)
        finally:
            await library.close()
            await database.close()
    return latencies


def _measure(name: str, seconds: float) -> list[float]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, name, seconds))
    process.start()
    try:
        latencies = asyncio.run(_bot(ours))
        ours.send("stopped")
        process.join(10)
    finally:
        process.kill()
    return latencies


def main(seconds: float) -> None:
    """Print a row for each flood."""
    print(
        f"{MEMBERS} members, {seconds:.0f} s each\n\n{'flood':30} {'answers':>8} {'p50 ms':>8} {'p99 ms':>8} {'MB':>6}"
    )
    for name in FLOODS:
        found = _measure(name, seconds)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        p99 = quantiles(found, n=100)[98] * 1000
        print(f"{name:30} {len(found):8} {median(found) * 1000:8.0f} {p99:8.0f} {most:6.0f}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
