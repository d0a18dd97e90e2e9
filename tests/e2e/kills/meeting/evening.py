"""The whole evening: people come, answer and leave, moderators sort, screens show it, and the bot is killed."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.features.meetings.values import Meeting
from bot.simulator.model import User
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.storage.database import open_database
from tests.e2e.kills.meeting.hall import Hall, Kept
from tests.e2e.kills.meeting.members import Member
from tests.e2e.kills.meeting.moderators import Moderator
from tests.e2e.kills.meeting.screens import Screen
from tests.e2e.kills.meeting.words import PLACES, Words
from tests.e2e.process import BEGUN, Process, free_port, until
from tests.stage.meetings import held

EACH: Final = 11.0  # seconds from one kill to the next, some three of which are the bot's start
LATEST: Final = 16.0  # seconds after the start
STARTING: Final = 120.0  # at most, on a machine that many others use
SETTLING: Final = 600.0
DOCUMENTS: Final = ("docx", "html", "pdf", "png")


@dataclass(frozen=True, slots=True)
class Size:
    """How large it is. Without kills nobody thinks long, and no limits are kept.

    Without `meaning` the bot compares only words and letters: it starts sooner and takes less of a processor.
    """

    people: int
    sites: int
    kills: int
    meaning: bool = True
    seed: int = 1

    @property
    def seconds(self) -> float:
        """From the first link to the last kill."""
        return max(10.0, self.kills * EACH)


@dataclass(slots=True)
class Outcome:
    """What came of it; times in seconds."""

    hall: Hall
    moderators: Sequence[Moderator]
    answered_in: float = 0.0
    kills: int = 0
    told: list[str] = field(default_factory=list)
    ready: dict[str, float] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    included: list[str] = field(default_factory=list)


async def hold(folder: Path, size: Size, *, distinct: bool = False, joins: bool = True) -> Outcome:
    """From the first link to the last document. Where nobody is killed, one moderator begins when everybody is done."""
    live = size.kills > 0
    async with _opened(folder, size, distinct=distinct) as hall:
        users = [hall.simulator.world.add_user(f"Medlem {number}") for number in range(size.people)]
        desk = hall.simulator.world.chats[int(hall.process.environment["BOT_MODERATOR_CHAT"])]
        desks = [each.user for each in desk.people if not each.user.is_bot]
        by = [Moderator(hall, user, joins, writes=not number) for number, user in enumerate(desks)]
        outcome = Outcome(hall, by)
        hall.process.launch()
        await until(lambda: BEGUN in hall.process.said, STARTING)
        watching = [asyncio.create_task(each.watch()) for each in hall.screens]
        sorting: list[asyncio.Task[None]] = []
        attending = asyncio.create_task(_attend(hall, users, size, outcome))
        if live:
            sorting = [asyncio.create_task(each.work()) for each in outcome.moderators]
        await _kill(hall, size, outcome)
        await attending
        await _settled(hall)
        if not live:
            sorting = [asyncio.create_task(outcome.moderators[0].work())]
        await until(lambda: not hall.waiting() or any(each.done() for each in sorting), SETTLING)
        for each in sorting:
            each.cancel()
        for failed in await asyncio.gather(*sorting, return_exceptions=True):
            if isinstance(failed, Exception):
                raise failed
        await _documents(hall, outcome)
        await until(lambda: not any(each.waits for each in hall.screens), 30)
        for task in watching:
            task.cancel()
        await _settled(hall)
        outcome.told += _complaints(hall.process)
        await hall.process.stop()
        outcome.kept, outcome.faults, outcome.included = hall.kept(), hall.faults(), hall.included()
    return outcome


@asynccontextmanager
async def _opened(folder: Path, size: Size, *, distinct: bool) -> AsyncIterator[Hall]:
    """Telegram, a meeting of today in the bot's database, and screens; the bot is not started yet."""
    simulator, chance, port = Simulator(), random.Random(size.seed), free_port()
    simulator.limits.enforced = size.kills > 0
    server = await serve(simulator)
    desk = simulator.world.add_group("Redaktionen", *map(simulator.world.add_user, ("Birgitta", "Johan")))
    environment = {
        "BOT_TOKEN": simulator.token,
        "BOT_API_URL": server.url,
        "BOT_MODERATOR_CHAT": str(desk.id),
        "BOT_PROJECTOR_PORT": str(port),
    }
    process = Process(folder, environment, encoder=size.meaning, paced=size.kills > 0)
    meeting = await _planned(process, size.sites)
    hall = Hall(simulator, process, meeting, chance, Words(chance, distinct), size.seconds / 45 if size.kills else 0.2)
    url = f"http://127.0.0.1:{port}/traff/{meeting.slug}/bilder"
    hall.screens = [Screen(url) for _ in range(size.sites)]
    try:
        yield hall
    finally:
        process.kill()
        await server.close()


async def _planned(process: Process, sites: int) -> Meeting:
    database = await open_database(process.database)
    try:
        return await held(database, sites=PLACES[:sites])
    finally:
        await database.close()


async def _attend(hall: Hall, users: Sequence[User], size: Size, outcome: Outcome) -> None:
    """They come during the first half, to a site each, as many to each."""
    begun = time.monotonic()

    async def come(number: int, user: User) -> None:
        await asyncio.sleep(hall.chance.uniform(0, size.seconds / 2))
        await Member(hall, user, number % size.sites + 1).attend()

    await asyncio.gather(*(come(number, user) for number, user in enumerate(users)))
    outcome.answered_in = time.monotonic() - begun


async def _kill(hall: Hall, size: Size, outcome: Outcome) -> None:
    """Four of five at work, every fifth while it starts."""
    for number in range(size.kills):
        await asyncio.sleep(hall.chance.uniform(0, LATEST if number % 5 else 1.5))
        hall.process.kill()
        outcome.kills += 1
        outcome.told += _complaints(hall.process)
        hall.process.launch()
        if (number + 1) % 5:
            await until(lambda: BEGUN in hall.process.said or hall.process.code is not None, STARTING)


async def _settled(hall: Hall) -> None:
    """Telegram has nothing left, and the bot has handled it all."""
    await until(lambda: BEGUN in hall.process.said, STARTING)
    updates = hall.simulator.world.updates
    await until(lambda: not updates.waiting and hall.process.is_idle(), 120)


async def _documents(hall: Hall, outcome: Outcome) -> None:
    """/sammanstall by a moderator, and every file of it; how long it takes until each is there."""
    user = outcome.moderators[0].user
    asked, at = hall.write(user, "/sammanstall"), time.time()
    await until(lambda: hall.offers(user, "v:d:"), 120)
    outcome.ready["message"] = _last(hall, "sendMessage", user) - at
    for kind in DOCUMENTS:
        hall.press(user, f"v:d:{hall.meeting.id}:{kind}")
    await until(lambda: len(_files(hall, user, asked.id)) == len(DOCUMENTS), 120)
    for each in hall.simulator.calls("sendDocument", "sendPhoto"):
        if each.done and each.params["chat_id"] == user.id:
            message = hall.simulator.world.chats[user.id].messages[each.result["message_id"]]
            name, file_id = _file(message.content)
            outcome.ready[name] = each.at - at
            outcome.files[name] = hall.simulator.world.files[file_id].content


def _files(hall: Hall, user: User, after: int) -> list[int]:
    sent = hall.simulator.sent(hall.simulator.world.private(user))
    return [each.id for each in sent if each.id > after and {"document", "photo"} & each.content.keys()]


def _file(content: dict[str, object]) -> tuple[str, str]:
    """The ending of its name, and its id."""
    match content:
        case {"document": {"file_name": str(name), "file_id": str(number)}}:
            return name.rsplit(".", 1)[-1], number
        case {"photo": [*_, {"file_id": str(number)}]}:
            return "png", number
    raise LookupError


def _last(hall: Hall, method: str, user: User) -> float:
    return max(each.at for each in hall.simulator.calls(method) if each.params["chat_id"] == user.id and each.done)


def _complaints(process: Process) -> list[str]:
    """What a process had to say that it should not."""
    lines = process.said.splitlines()
    return [each for each in lines if any(word in each for word in ("ERROR", "CRITICAL", "Traceback", "WARNING"))]
