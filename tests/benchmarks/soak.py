"""A busy network's week in minutes, and hostile updates: python -m tests.benchmarks.soak [SHARE] [HOSTILE]

10,000 members and 300 groups (times SHARE). Each day a fifth of the members and every group ask, ten tips come in and
some of them are published, a broadcast goes to all groups, Telegram fails now and then, the knowledge is read again,
and the bot is stopped and started. Then the clock moves on by a day and what has had its time is forgotten. At the end
HOSTILE updates of every kind come. Printed are the process's memory, which holds the simulated Telegram too, and the
database's size; what must hold is asserted each day.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Final
from unittest import mock

from bot import wiring
from bot.features.asking.pace import Pace
from bot.features.moderation.store import queue
from bot.features.network.values import Recipient
from bot.features.roles import store as roles_store
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, User
from bot.simulator.simulator import Simulator
from bot.simulator.village import build_village
from tests.conftest import Stage, performed
from tests.stage.hostile import Hostile, decided
from tests.stage.ledger import CREATOR, approved, require_true, rested
from tests.stage.moderators import require_complete
from tests.stage.paths import KNOWLEDGE
from tests.stage.play import Clock
from tests.stage.queue import send_in
from tests.stage.whole import require_legal

DAYS: Final = 7
MEMBERS: Final = 10_000
GROUPS: Final = 300
TIPS: Final = 10
AT_ONCE: Final = 200  # updates that come together
ASKED: Final = ("hur ordnar vi samåkning?", "vad är en reko-ring?", "var finns pengar att söka?", "xyzzy plugh", "tack")
FAILING: Final = (Kind.TIMEOUT_AFTER, Kind.SERVER_ERROR, Kind.UNREACHABLE)


class Week:
    """The world, which lives on while the bot is stopped and started."""

    def __init__(self, folder: Path, share: float, library: Library) -> None:
        self.simulator = Simulator()
        self.village = build_village(self.simulator)
        world = self.simulator.world
        owner = world.add_user("Bo", user_id=CREATOR.id)
        self.simulator.people.start(owner)
        self.members = [world.add_user(f"Medlem {number}") for number in range(int(MEMBERS * share))]
        for each in self.members:
            world.private(each).started = True
        self.groups = [world.add_group(f"Byalag {number}", owner) for number in range(int(GROUPS * share))]
        world.updates.waiting.clear()
        self.chance = random.Random(1)
        self.file = folder / "bot.db"
        self._library = library

    async def day(self, number: int) -> None:
        """From one start to the next."""
        async with AsyncExitStack() as running:
            stage = await self.begin(running)
            broadcast = await approved(stage.services, self._recipients(), f"Nyheter dag {number}")
            await self._ask(stage)
            await self._tips(stage, number)
            await stage.services.reload()
            await rested(stage.services.database, broadcast.id, 120)
            await self._require(stage, broadcast.id, f"Nyheter dag {number}")
            Clock.ahead += timedelta(days=1)
            await wiring.tidy(stage.services.database)
        self._forget()

    async def begin(self, running: AsyncExitStack) -> Stage:
        """The bot is started."""
        bot = await running.enter_async_context(performed(self.file, self.simulator, self._library))
        bot.services.kept[Pace] = Pace(10**6)
        await roles_store.set_chat(bot.services.database, self.village.moderators.id)
        stage = Stage(self.simulator, self.village, bot)
        await stage.settled()
        return stage

    def _recipients(self) -> list[Recipient]:
        return [Recipient(each.id, None, each.title, "group") for each in self.groups]

    async def _ask(self, stage: Stage) -> None:
        """Members and groups, some hundreds at a time, while a call fails here and there."""
        askers = [(self.simulator.world.private(each), each) for each in self._some(self.members)]
        owner = self.simulator.world.users[CREATOR.id]
        asking: list[tuple[Chat, User, str]] = [(chat, who, self.chance.choice(ASKED)) for chat, who in askers]
        asking += [(each, owner, f"/fraga {ASKED[0]}") for each in self.groups]
        for first in range(0, len(asking), AT_ONCE):
            self.simulator.failures.clear()
            for nth in self.chance.sample(range(1, AT_ONCE), 3):
                self.simulator.failures.order(Rule(self.chance.choice(FAILING), method="sendMessage", nth=nth))
            for chat, who, words in asking[first : first + AT_ONCE]:
                self.simulator.people.send_text(chat, who, words)
            await stage.simulator.until(lambda: not self.simulator.world.updates.waiting, 120)
            await stage.bot.application.update_queue.join()
        self.simulator.failures.clear()

    def _some(self, members: list[User]) -> list[User]:
        return self.chance.sample(members, len(members) // 5)

    async def _tips(self, stage: Stage, day: int) -> None:
        """They come in, and every other one is published."""
        for number in range(TIPS):
            author = self.chance.choice(self.members)
            await send_in(stage, f"Dag {day}: vi byggde brygga nummer {number} av gamla stolpar i byn.", author=author)
            card = stage.simulator.sent(stage.village.moderators)[-1]
            for button in ("Godkänn", "Publicera")[: 2 * (number % 2)]:
                await stage.press(stage.now(card), button, stage.village.officer)

    async def _require(self, stage: Stage, broadcast_id: int, words: str) -> None:
        """Nothing waits; each item's history is whole and lawful; the ledger says of each copy what became of it."""
        await stage.settled()
        database = stage.services.database
        assert await database.rows("SELECT 1 FROM inbox WHERE status = 'waiting'") == []
        for row in await database.rows("SELECT id FROM items"):
            item = await queue.item(database, row["id"])
            require_legal(item, await require_complete(database, item))
        with mock.patch("tests.stage.ledger.WORDS", words):
            found = await require_true(database, self.simulator, broadcast_id)
        assert len(found) == len(self.groups)
        assert {each.status for each in found} <= {"sent", "unknown", "failed"}

    def _forget(self) -> None:
        """What the simulated Telegram keeps for tests would hide what the bot keeps."""
        self.simulator.log.clear()
        self.simulator.world.updates.ever.clear()
        for chat in self.simulator.world.chats.values():
            for number in sorted(chat.messages)[:-50]:
                del chat.messages[number]


async def _hostile(week: Week, number: int) -> None:
    """So many updates of every kind: all are done, and nothing is decided."""
    async with AsyncExitStack() as running:
        stage = await week.begin(running)
        before = await decided(stage)
        for wrong in (False, True):
            hostile = Hostile(stage, random.Random(wrong), 10**8 * (1 + wrong), wrong=wrong)
            for _ in range(0, number // 2, AT_ONCE):
                await stage.bot.take_in([hostile.update() for _ in range(AT_ONCE)])
                await stage.bot.application.update_queue.join()
                week.simulator.log.clear()
        await stage.settled()
        assert await decided(stage) == before
        assert await stage.services.database.rows("SELECT 1 FROM inbox WHERE status = 'waiting'") == []


def _memory() -> float:
    """What the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def _run(folder: Path, share: float, hostile: int) -> None:
    library = await asyncio.to_thread(Library, KNOWLEDGE, None, None)
    week = Week(folder, share, library)
    print(
        f"{len(week.members)} members, {len(week.groups)} groups\n\n{'':>8} {'s':>6} {'memory MB':>10} {'file MB':>8}"
    )
    try:
        for number in range(1, DAYS + 1):
            begun = time.perf_counter()
            await week.day(number)
            _row(f"day {number}", begun, week.file)
        begun = time.perf_counter()
        await _hostile(week, hostile)
        _row(f"{hostile}", begun, week.file)
    finally:
        await library.close()


def _row(what: str, begun: float, file: Path) -> None:
    seconds, size = time.perf_counter() - begun, file.stat().st_size / 2**20
    print(f"{what:>8} {seconds:6.0f} {_memory():10.0f} {size:8.1f}", flush=True)


def main(share: float, hostile: int) -> None:
    """Print a row a day; AssertionError where something does not hold."""
    Clock.ahead = timedelta()
    with tempfile.TemporaryDirectory() as folder, mock.patch("bot.storage.clock.datetime", Clock):
        asyncio.run(_run(Path(folder), share, hostile))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(float(given[0]) if given else 1.0, int(given[1]) if len(given) > 1 else 100_000)
