"""The real Application over the simulator, in-process: what a test does, a person does."""

import asyncio
import functools
import importlib.util
import os
import warnings
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.app import Bot, compose, started
from bot.chat.context import Services
from bot.chat.menus import Menus
from bot.features.asking.handlers.bursts import Bursts
from bot.features.moderation.store import cards
from bot.features.moderation.worker import reminder
from bot.features.moderation.worker.cards import Turning
from bot.features.roles import store as roles_store
from bot.features.unanswered.worker import Hearing
from bot.gateway import outbox
from bot.gateway.transport import Transport
from bot.gateway.values import Limits
from bot.knowledge import store
from bot.matching.library import Library
from bot.simulator.model import Chat, Message, User
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_village
from bot.storage import daily
from bot.storage import database as storage_database
from bot.storage.clock import SWEDEN, now, stamp
from bot.storage.database import Database, open_database
from tests.stage.paths import KNOWLEDGE, SHARED

os.environ.setdefault("PTB_TIMEDELTA", "1")  # RetryAfter warns without it, and warnings are errors here

CHECKER = SHARED / "telegram" / "check_request.py"
TOLD_WITHIN = 2.0  # seconds
FILLED_WITHIN = 15.0  # where many tests share the processor
VAGUE = ("vart finns jobb", "starta något", "lokal", "ny i byn", "engagemang", "utveckling", "folk", "möten")

Done = TypeVar("Done")
Checker = Callable[[str, Mapping[str, Any], Sequence[str]], list[str]]


@dataclass(slots=True)
class Stage:
    """A village with the bot at work in it; Anna is the pensioner, alone with the bot in `private`."""

    simulator: Simulator
    village: Village
    bot: Bot

    @property
    def services(self) -> Services:
        """The bot's services."""
        return self.bot.services

    @property
    def database(self) -> Database:
        """The bot's database."""
        return self.services.database

    @property
    def anna(self) -> User:
        """A member who has started the bot."""
        return self.village.pensioner

    @property
    def private(self) -> Chat:
        """Anna's chat with the bot."""
        return self.simulator.world.private(self.anna)

    async def settled(self) -> None:
        """Return when every update has been handled, and what that led to is told."""
        await self.simulator.until(lambda: not self.simulator.world.updates.waiting)
        await self.bot.application.update_queue.join()
        with suppress(TimeoutError):  # Telegram is out of reach in some tests
            async with asyncio.timeout(TOLD_WITHIN):
                while await self.is_telling():  # noqa: ASYNC110 - no event of ours says so
                    await asyncio.sleep(0.005)
        await self._filled_in()
        await self._shown()

    async def after(self, done: Done) -> Done:
        """What somebody has just done, once the bot has dealt with it."""
        await self.settled()
        return done

    async def _shown(self) -> None:
        """Return when the menus are as they should be, or Telegram does not want to know."""
        menus = self.services.state(Menus)
        with suppress(TimeoutError):
            async with asyncio.timeout(TOLD_WITHIN):
                while menus.busy or menus.changed.is_set():  # noqa: ASYNC110 - no event of ours says so
                    await asyncio.sleep(0.005)

    async def _filled_in(self) -> None:
        """Return when no card lacks anything that is counted in the background."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FILLED_WITHIN):
                while self.services.state(Turning).unfinished:  # noqa: ASYNC110 - no event of ours says so
                    await asyncio.sleep(0.005)

    async def is_telling(self) -> bool:
        """Whether notices wait, or cards that show what was."""
        if self.services.state(Hearing).learnt.is_set():
            return True
        queued = await self.services.database.row(
            "SELECT 1 FROM notices WHERE status = 'sending' OR status = 'queued'"
            " AND (chat_id <> ? OR EXISTS (SELECT 1 FROM moderators WHERE chat_id IS NOT NULL))"
            " AND (waiter_id IS NULL OR created_at <= ?)",
            (outbox.MODERATORS, stamp(now() - outbox.GRACE)),
        )
        outdated = await cards.outdated_cards(self.services.database)
        return queued is not None or bool(outdated)

    async def say(self, text: str, chat: Chat | None = None, user: User | None = None) -> list[Message]:
        """Somebody (Anna) writes somewhere (to the bot); what the bot then sent there."""
        where = chat or self.private
        before = len(self.simulator.sent(where))
        self.simulator.people.send_text(where, user or self.anna, text)
        await self.settled()
        return self.simulator.sent(where)[before:]

    async def press(self, message: Message, button: str | int, user: User | None = None) -> list[Message]:
        """Somebody (Anna) presses a button; what the bot then sent to that chat."""
        where = self.simulator.world.chats[message.chat_id]
        before = len(self.simulator.sent(where))
        self.simulator.people.press(user or self.anna, self.now(message), button)
        await self.settled()
        return self.simulator.sent(where)[before:]

    async def forge(self, message: Message, data: str) -> str:
        """Anna's modified client presses a button that is not there; the notice that she saw."""
        query = self.simulator.people.forge_press(self.anna, message, data)
        await self.settled()
        return str((self.simulator.people.answer_to(query) or {}).get("text", ""))

    async def edit(self, message: Message, text: str) -> None:
        """The writer changes a message."""
        self.simulator.people.edit_text(message, text)
        await self.settled()

    def now(self, message: Message) -> Message:
        """A message as it reads now."""
        return self.simulator.world.chats[message.chat_id].messages[message.id]

    def last_from(self, chat: Chat, user: User) -> Message:
        """What somebody wrote last in a chat."""
        return [each for each in chat.messages.values() if each.sender.id == user.id][-1]

    async def asked_with(self, outcome: str, questions: Sequence[str] = VAGUE) -> str:
        """One of the questions that the matcher answers so, whatever its weights are today."""
        results = [await self.services.library.ask(question) for question in questions]
        found = [each.question for each in results if each.outcome == outcome and each.reply is None]
        assert found, f"none of {questions} gives {outcome}"
        return found[0]


UNLIMITED = Limits(10**6, 10**6, 10**6, second=0.0)  # what is not about pacing does not wait for it


def peopled() -> tuple[Simulator, Village]:
    """A Telegram with a village in it, where nobody has met the bot."""
    simulator = Simulator()
    return simulator, build_village(simulator)


@asynccontextmanager
async def performed(database_file: Path, simulator: Simulator, library: Library) -> AsyncIterator[Bot]:
    """A running bot; the library stays open, and knows what that database says."""
    database = await open_database(database_file)
    if library.overlay != (laid := await store.read(database)):
        await library.refresh(laid)
    # No test hears the daily line because of the time of day at which it is run.
    await daily.claim(database, reminder.NAME, now().astimezone(SWEDEN).date())
    transport = Transport(SimulatorRequest(simulator), SimulatorRequest(simulator))
    bot = compose(simulator.token, "https://api.telegram.org", Services(database, library), transport, UNLIMITED)
    bot.services.state(Bursts).most = 1  # what is not about thoughts in several messages does not wait for them
    try:
        async with started(bot, None):
            yield bot
    finally:
        await database.close()


@pytest.fixture(autouse=True)
def _without_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about undoing does not wait until nobody can undo."""
    monkeypatch.setattr(outbox, "GRACE", timedelta(0))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database at the newest migration."""
    opened = await open_database(tmp_path / "rules.db")
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def library() -> Iterator[Library]:
    """The real knowledge, compared by words and letters only, which is fast and the same everywhere."""
    opened = Library(KNOWLEDGE, None, None)
    yield opened
    asyncio.run(opened.close())


@pytest.fixture
async def stage(tmp_path: Path, library: Library) -> AsyncIterator[Stage]:
    """The village with the bot at work, whose requests are checked at the end."""
    simulator, village = peopled()
    simulator.people.start(village.pensioner)
    async with performed(tmp_path / "bot.db", simulator, library) as bot:
        made = Stage(simulator, village, bot)
        await made.settled()
        yield made
    assert faults(simulator) == []


def faults(simulator: Simulator) -> list[str]:
    """What the Bot API's own description finds wrong with the requests, where that description lies at hand."""
    check = _checker()
    if check is None:
        return []
    return [fault for call in simulator.log for fault in check(call.method, call.raw, call.files)]


@functools.cache
def _checker() -> Checker | None:
    spec = importlib.util.spec_from_file_location("check_request", CHECKER) if CHECKER.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its file to the garbage collector
        spec.loader.exec_module(module)
    check: Checker = module.check
    return check


@pytest.fixture
async def desk(stage: Stage) -> Stage:
    """The village with its moderators' chat bound."""
    await roles_store.set_chat(stage.database, stage.village.moderators.id)
    return stage


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test writes need not survive a power cut; the deaths of real processes are tried with the real setting."""
    relaxed = tuple(each.replace("synchronous = FULL", "synchronous = OFF") for each in storage_database.PRAGMAS)
    monkeypatch.setattr(storage_database, "PRAGMAS", relaxed)
