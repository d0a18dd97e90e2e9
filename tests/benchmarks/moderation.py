"""The moderators' chat with 5,000 waiting tips, in process over the simulator:  python -m tests.benchmarks.moderation

Each time is from the press or command until the bot has handled it and shown what it leads to; the simulator answers at
once, so Telegram's own time is not in it. A hasty moderator presses on while everything is still being counted in the
background, a calm one when the card shows it; "counted" is how long that takes. The last figure is from the press on
Publicera, among 10,000 entries, until a question about the tip is answered with it.
"""

import asyncio
import itertools
import os
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest import mock

from bot.app import Bot, compose, started
from bot.chat.context import Services
from bot.features.moderation.worker.cards import Turning
from bot.features.roles import store as roles_store
from bot.gateway.transport import Transport
from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge
from bot.matching.encoder import Encoder, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.library import Library
from bot.simulator.model import Message
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_village
from bot.storage.clock import now, stamp
from bot.storage.database import Database, open_database
from tests.benchmarks.scale import large_knowledge
from tests.conftest import UNLIMITED
from tests.stage.entries import warmed

os.environ.setdefault("PTB_TIMEDELTA", "1")

KNOWLEDGE = Path("knowledge")
CACHE = Path(".cache/vectors.db")
QUESTIONS = Path("tests/data/questions.tsv")
WAITING = 5_000
ASKED = 300
ROUNDS = 20
TARGET = 100.0  # milliseconds


@dataclass(slots=True)
class Desk:
    """A running bot with its moderators' chat, and the milliseconds of each kind of press."""

    simulator: Simulator
    village: Village
    bot: Bot
    is_calm: bool
    times: dict[str, list[float]] = field(default_factory=dict)

    async def write(self, name: str, words: str) -> None:
        """A moderator writes a command."""
        began = time.perf_counter()
        self.simulator.people.send_text(self.village.moderators, self.village.officer, words)
        await self._handled(name, began)

    async def press(self, name: str, card: Message, button: str) -> None:
        """A moderator presses a button."""
        message = self.village.moderators.messages[card.id]
        began = time.perf_counter()
        self.simulator.people.press(self.village.officer, message, button)
        await self._handled(name, began)

    def newest(self) -> Message:
        """The latest card in the chat."""
        sent = self.simulator.sent(self.village.moderators)
        return next(each for each in reversed(sent) if any(button["text"] == "Avslå" for button in each.buttons))

    async def _handled(self, name: str, began: float) -> None:
        await self.simulator.until(lambda: not self.simulator.world.updates.waiting)
        await self.bot.application.update_queue.join()
        self._note(name, began)
        unfinished = self.bot.services.state(Turning).unfinished
        if self.is_calm and unfinished:
            began = time.perf_counter()
            await self.simulator.until(lambda: not unfinished, 60)
            self._note(f"counted {name}", began)

    def _note(self, name: str, began: float) -> None:
        self.times.setdefault(name, []).append(1000 * (time.perf_counter() - began))


def main(rounds: int = ROUNDS) -> None:
    """Print both tables, by words alone and with meaning where the encoder is installed."""
    encoder = find_encoder()
    for real, is_calm in itertools.product((None, encoder) if encoder is not None else (None,), (True, False)):
        evidence = "words and meaning" if real else "words"
        print(f"5,000 waiting tips, compared by {evidence}, a {'calm' if is_calm else 'hasty'} moderator\n")
        print(f"{'':20} {'median ms':>10} {'worst ms':>10}")
        for name, times in asyncio.run(_presses(real, rounds, is_calm)).items():
            late = "  over 100 ms" if max(times) > TARGET and not name.startswith("counted") else ""
            print(f"{name:20} {median(times):10.0f} {max(times):10.0f}{late}")
        print(flush=True)
    with mock.patch("bot.matching.library.load", return_value=large_knowledge(load(KNOWLEDGE))):
        took = asyncio.run(_searchable())
    print(f"Publicera among 10,000 entries until it answers: {took:.0f} ms")


async def _presses(encoder: Encoder | None, rounds: int, is_calm: bool) -> dict[str, list[float]]:
    async with _desk(encoder, WAITING, is_calm) as desk:
        await desk.write("warm", "/ko")
        desk.times.clear()
        for _ in range(rounds):
            await desk.write("/ko", "/ko")
            await desk.write("/nasta", "/nasta")
            card = desk.newest()
            await desk.press("Avslå", card, "Avslå")
            await desk.press("Tillbaka", card, "Tillbaka")
            await desk.press("Avslå", card, "Avslå")
            await desk.press("orsak", card, "Är reklam")
            await desk.write("/nasta", "/nasta")
            card = desk.newest()
            await desk.press("Godkänn", card, "Godkänn")
            await desk.press("Publicera", card, "Publicera")
        return desk.times


async def _searchable() -> float:
    """Milliseconds from the press to an answer, with 10,000 entries."""
    async with _desk(None, 1, False) as desk:
        await desk.write("/nasta", "/nasta")
        card = desk.newest()
        await desk.press("Godkänn", card, "Godkänn")
        item = await desk.bot.services.database.row("SELECT text FROM items")
        began = time.perf_counter()
        await desk.press("Publicera", card, "Publicera")
        found = await desk.bot.services.library.ask(item["text"] if item is not None else "")
        assert found.hits[0].entry.contributor is not None
        return 1000 * (time.perf_counter() - began)


@asynccontextmanager
async def _desk(encoder: Encoder | None, waiting: int, is_calm: bool) -> AsyncIterator[Desk]:
    simulator = Simulator()
    village = build_village(simulator)
    with TemporaryDirectory() as folder:
        database = await open_database(Path(folder) / "bot.db")
        library = await asyncio.to_thread(Library, KNOWLEDGE, encoder, VectorCache(CACHE))
        library.start_warming()
        await warmed(library)
        await roles_store.set_chat(database, village.moderators.id)
        await _fill(database, library.knowledge, waiting)
        transport = Transport(SimulatorRequest(simulator), SimulatorRequest(simulator))
        bot = compose(simulator.token, "https://api.telegram.org", Services(database, library), transport, UNLIMITED)
        try:
            async with started(bot, None):
                yield Desk(simulator, village, bot, is_calm)
        finally:
            await library.close()
            await database.close()


async def _fill(database: Database, knowledge: Knowledge, waiting: int) -> None:
    """Tips that wait, made up of the knowledge's words; every other has no theme. Questions, a third unanswered."""
    chance, at = random.Random(1), stamp(now())
    words = [word for entry in knowledge.entries for word in entry.answer.split()]
    questions = [each.text for each in read_labelled(QUESTIONS)][:ASKED]
    async with database.transaction() as transaction:
        for number in range(1, waiting + 1):
            text = _sentences(chance, words)
            theme = chance.choice(knowledge.entries).theme if number % 2 else None
            await transaction.execute(
                "INSERT INTO items (id, kind, author_id, chat_id, text, theme, created_at, waiting_since)"
                " VALUES (?, 'tip', ?, ?, ?, ?, ?, ?)",
                (number, 10_000 + number, 10_000 + number, text, theme, at, at),
            )
            await transaction.execute(
                "INSERT INTO history (item_id, version, actor_id, action, before, after, at)"
                " VALUES (?, 1, ?, 'submit', '{}', '{}', ?)",
                (number, 10_000 + number, at),
            )
        for number, question in enumerate(questions):
            outcome = "none" if number % 3 == 0 else "answer"
            await transaction.execute(
                "INSERT INTO questions (token, text, place, outcome, confidence, asked_at)"
                " VALUES (?, ?, 'private', ?, 0.5, ?)",
                (str(number), question, outcome, at),
            )


def _sentences(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(" ".join(chance.choice(words) for _ in range(12)).strip(".,") + "." for _ in range(4))


if __name__ == "__main__":
    main()
