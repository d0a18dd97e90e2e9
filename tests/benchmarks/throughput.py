"""Questions a second through the whole path, beside a bare echo bot: python -m tests.benchmarks.throughput

A Telegram that takes 50 ms a call runs in a process of its own, on the other core. 200 members each send a question,
and their next one as soon as they have an answer; one question in ten has never been asked before. The latency is what
a member sees: from sending the question to the answer's arrival in the chat, before Telegram's 50 ms are over.
"""

import asyncio
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.app import compose, started
from bot.chat.context import Services
from bot.gateway.transport import over_http
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import User
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.storage.database import open_database
from tests.conftest import UNLIMITED
from tests.stage.paths import ROOT

os.environ.setdefault("PTB_TIMEDELTA", "1")

MEMBERS = 200
API_SECONDS = 0.05
WARM_SECONDS = 3.0
SECONDS = 8.0
NEW_EVERY = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run gave: answers a second, latencies in seconds, the bot's processor seconds an answer."""

    rate: float
    p50: float
    p99: float
    cost: float


def _questions() -> list[str]:
    lines = (ROOT / "tests" / "data" / "questions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines if line]


class Members:
    """People who ask, wait for the answer and ask again; `latencies` of all answers so far."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._questions = _questions()
        self._number = count()
        self._asked: dict[int, float] = {}
        self._seen = 0
        self.latencies: list[float] = []

    def ask(self, user: User) -> None:
        """One more question by this member."""
        number = next(self._number)
        question = self._questions[number % len(self._questions)]
        words = f"{question} {number}" if number % NEW_EVERY == 0 else question
        self._asked[user.id] = time.perf_counter()
        self._simulator.people.send_text(self._simulator.world.private(user), user, words)

    def answered(self) -> None:
        """Notice new messages in the chats."""
        world = self._simulator.world
        for call in self._simulator.log[self._seen :]:
            user_id = int(call.params.get("chat_id", 0)) if call.method == "sendMessage" else 0
            if user_id in self._asked:
                self.latencies.append(time.perf_counter() - self._asked.pop(user_id) - API_SECONDS)
                self.ask(world.users[user_id])
        self._seen = len(self._simulator.log)


async def _village(pipe: Connection) -> None:
    """The other process: serve, let the members ask, send the figures."""
    simulator = Simulator()
    users = [simulator.world.add_user(f"Medlem {number}") for number in range(MEMBERS)]
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    server = await serve(simulator)
    pipe.send((server.url, simulator.token))
    await simulator.until(lambda: simulator.calls("getUpdates"), 30)
    members = Members(simulator)
    for user in users:
        members.ask(user)
    await _watch(simulator, members, WARM_SECONDS)
    members.latencies.clear()
    pipe.send("warm")
    took = await _watch(simulator, members, SECONDS)
    pipe.send((took, members.latencies))
    await asyncio.to_thread(pipe.recv)  # the bot must stop before its Telegram does
    await server.close()


async def _watch(simulator: Simulator, members: Members, seconds: float) -> float:
    """Let the members ask for a while; the seconds that it took."""
    begun = time.perf_counter()
    while time.perf_counter() < begun + seconds:
        await simulator.bell.wait(0.1)
        members.answered()
    return time.perf_counter() - begun


def _serve(pipe: Connection) -> None:
    asyncio.run(_village(pipe))


@contextmanager
def _telegram() -> Iterator[Connection]:
    """The slow Telegram in its own process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    theirs.close()
    try:
        yield ours
        ours.send("stopped")
        process.join(10)
    finally:
        process.kill()


@asynccontextmanager
async def _landsbygdsbot(url: str, token: str) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(Path(folder) / "bot.db")
        library = await asyncio.to_thread(Library, ROOT / "knowledge", None, None)
        try:
            bot = compose(token, url, Services(database, library), over_http(), UNLIMITED)
            async with started(bot, None):
                yield
        finally:
            await library.close()
            await database.close()


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


@asynccontextmanager
async def _echo_bot(url: str, token: str) -> AsyncIterator[None]:
    transport = over_http()
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{url}/bot")
        .request(transport.calls)
        .get_updates_request(transport.polling)
        .concurrent_updates(64)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    async with application:
        await application.start()
        if application.updater is not None:
            await application.updater.start_polling()
        try:
            yield
        finally:
            if application.updater is not None:
                await application.updater.stop()
            await application.stop()


async def _measure(name: str) -> Figures:
    bots = {"landsbygdsbot": _landsbygdsbot, "bare echo bot": _echo_bot}
    with _telegram() as pipe:
        url, token = await asyncio.to_thread(pipe.recv)
        async with bots[name](url, token):
            await asyncio.to_thread(pipe.recv)
            begun = time.process_time()
            took, latencies = await asyncio.to_thread(pipe.recv)
            used = time.process_time() - begun
    return Figures(len(latencies) / took, median(latencies), quantiles(latencies, n=100)[98], used / len(latencies))


def main(rounds: int) -> None:
    """Print a table, the two bots taking turns."""
    runs: dict[str, list[Figures]] = {"landsbygdsbot": [], "bare echo bot": []}
    for _ in range(rounds):
        for name, figures in runs.items():
            figures.append(asyncio.run(_measure(name)))
    print(f"{MEMBERS} members, {API_SECONDS * 1000:.0f} ms a call, {rounds} × {SECONDS:.0f} s; median (min-max)\n")
    print(f"{'':15} {'questions/s':>18} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms':>8}")
    for name, figures in runs.items():
        rates = [each.rate for each in figures]
        rate = f"{median(rates):.0f} ({min(rates):.0f}-{max(rates):.0f})"
        p50, p99, cost = (median(getattr(each, field) for each in figures) * 1000 for field in ("p50", "p99", "cost"))
        print(f"{name:15} {rate:>18} {p50:8.0f} {p99:8.0f} {cost:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
