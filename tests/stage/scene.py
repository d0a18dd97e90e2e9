"""The scene for what tests/playing.py plays: who is there, and a bot in a hurry."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import mock

from bot.features.roles import store as roles_store
from bot.matching.library import Library
from bot.simulator.model import User
from bot.simulator.simulator import Simulator
from bot.simulator.village import Village
from tests.conftest import Stage, peopled, performed
from tests.stage.play import MOMENT, Clock, Play


@asynccontextmanager
async def curtain_up(library: Library) -> AsyncIterator[Play]:
    """Everybody has met the bot, nothing waits; the bot tries again soon instead of after half a minute."""
    simulator, village = peopled()
    chosen, authors = _cast(simulator, village)
    with tempfile.TemporaryDirectory() as folder, _hurry():
        async with AsyncExitStack() as running:
            file = Path(folder) / "bot.db"
            bot = await running.enter_async_context(performed(file, simulator, library))
            stage = Stage(simulator, village, bot)
            await roles_store.set_chat(bot.services.database, village.moderators.id)
            await stage.settled()
            yield Play(stage, file, library, running, village.moderators, chosen, authors)


def _cast(simulator: Simulator, village: Village) -> tuple[list[User], list[User]]:
    """Five moderators, and three authors of whom one moderates too."""
    newcomers = [simulator.world.add_user(name) for name in ("Åsa", "Bo", "Eva")]
    for each in newcomers:
        simulator.rooms.join(village.moderators, each)
    authors = [village.pensioner, village.farmer, village.organiser]
    for each in authors:
        simulator.people.start(each)
    return [village.officer, village.organiser, *newcomers], authors


@contextmanager
def _hurry() -> Iterator[None]:
    """Pauses are moments, and the clock can be put forward."""
    Clock.ahead = timedelta()
    with (
        mock.patch("bot.chat.courier.PAUSE", 5 * MOMENT),
        mock.patch("bot.gateway.limiter.FIRST_PAUSE", MOMENT),
        mock.patch("bot.gateway.limiter.seconds_asked", return_value=MOMENT),
        mock.patch("bot.storage.clock.datetime", Clock),
        mock.patch("tests.conftest.TOLD_WITHIN", 8 * MOMENT),
    ):
        yield
