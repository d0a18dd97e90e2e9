"""The real Application over the simulator, in-process: what a test does, a person does."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("PTB_TIMEDELTA", "1")  # RetryAfter warns without it, and warnings are errors here

import pytest

from bot.app import Bot, Transport, compose, started
from bot.database import open_database
from bot.handlers.context import Services
from bot.library import Library
from bot.simulator.model import Chat, Message, User
from bot.simulator.request import SimulatorRequest
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village, build_village

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


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
    def anna(self) -> User:
        """A member who has started the bot."""
        return self.village.pensioner

    @property
    def private(self) -> Chat:
        """Anna's chat with the bot."""
        return self.simulator.world.private(self.anna)

    async def settled(self) -> None:
        """Return when every update has been handled."""
        await self.simulator.until(lambda: not self.simulator.world.updates.waiting)
        await self.bot.application.update_queue.join()

    async def say(self, text: str, chat: Chat | None = None, user: User | None = None) -> list[Message]:
        """Somebody (Anna) writes somewhere (to the bot); what the bot then sent there."""
        where = chat or self.private
        before = len(self.simulator.sent(where))
        self.simulator.people.send_text(where, user or self.anna, text)
        await self.settled()
        return self.simulator.sent(where)[before:]

    async def press(self, message: Message, button: str | int) -> list[Message]:
        """Anna presses a button; what the bot then sent to her."""
        before = len(self.simulator.sent(self.private))
        self.simulator.people.press(self.anna, message, button)
        await self.settled()
        return self.simulator.sent(self.private)[before:]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A running bot that compares words and letters only, which is fast and the same everywhere."""
    simulator = Simulator()
    village = build_village(simulator)
    simulator.people.start(village.pensioner)
    database = await open_database(tmp_path / "bot.db")
    library = await asyncio.to_thread(Library, KNOWLEDGE, None, None)
    transport = Transport(SimulatorRequest(simulator), SimulatorRequest(simulator))
    bot = compose(simulator.token, "https://api.telegram.org", Services(database, library), transport)
    try:
        async with started(bot, None):
            made = Stage(simulator, village, bot)
            await made.settled()
            yield made
    finally:
        await library.close()
        await database.close()
