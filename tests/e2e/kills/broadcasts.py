"""Kills at random moments of broadcasts; the test kills a few times, the benchmark five hundred."""

import asyncio
import itertools
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.features.broadcasts.rules import SWEDISH
from bot.features.broadcasts.store import drafts, lists, runs
from bot.features.broadcasts.values import Broadcast, Content, Delivery, Window
from bot.features.network.values import Audience, Recipient
from bot.features.roles.values import Actor
from bot.simulator.failures import Kind, Rule
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.storage.clock import now
from bot.storage.database import Database, open_database
from tests.e2e.process import BEGUN, Process, until

GROUPS = 60
CREATOR, APPROVER = Actor(1, is_organiser=True), Actor(2, is_organiser=True)
AT_ONCE = Window(quiet=False)
API_SECONDS = 0.03  # most kills come while a copy is under way
LATEST_KILL = 1.0  # seconds after the bot is at work; a broadcast takes some three


@dataclass(slots=True)
class Outcome:
    """What the ledger says after all broadcasts, what Telegram did, and how often the process was killed."""

    kills: int
    ledger: list[Delivery] = field(default_factory=list)
    delivered: Counter[tuple[int, str]] = field(default_factory=Counter)

    def wrong(self) -> list[Delivery]:
        """Copies of which the ledger says what is not so: sent is once, unknown at most once, else nothing."""
        return [each for each in self.ledger if self._times(each) not in _TRUE.get(each.status, {0})]

    def unsettled(self) -> list[Delivery]:
        """Recipients who were skipped."""
        return [each for each in self.ledger if each.status not in ("sent", "unknown")]

    def unknown(self) -> int:
        """How many nobody can know about."""
        return sum(each.status == "unknown" for each in self.ledger)

    def _times(self, delivery: Delivery) -> int:
        return self.delivered[delivery.chat_id, _text(delivery.broadcast_id)]


_TRUE = {"sent": {1}, "unknown": {0, 1}}


async def interrupt_often(folder: Path, kills: int, chance: random.Random) -> Outcome:
    """Send one broadcast after the other, kill and start again; returns when all are through."""
    simulator = Simulator()
    simulator.limits.enforced = True
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    server = await serve(simulator)
    process = Process(folder, {"BOT_TOKEN": simulator.token, "BOT_API_URL": server.url}, paced=True)
    owner = simulator.world.add_user("Ordförande", user_id=CREATOR.id)
    simulator.people.start(owner)
    groups = [simulator.world.add_group(f"Byalag {number}", owner).id for number in range(GROUPS)]
    outcome = Outcome(kills)
    try:
        for killed in itertools.count():
            if await _see_to_work(process.database, groups, finish=killed >= kills):
                break
            process.launch()
            await until(lambda: BEGUN in process.said)
            await asyncio.sleep(chance.uniform(0, LATEST_KILL))
            process.kill() if killed < kills else await process.stop()
        database = await open_database(process.database)
        for each in await lists.broadcasts(database, limit=-1):
            outcome.ledger += await lists.deliveries(database, each.id)
        await database.close()
        assert all(call.code != 429 for call in simulator.calls("sendMessage")), "Telegram had to say stop"
        outcome.delivered.update(
            (call.params["chat_id"], call.params["text"]) for call in simulator.calls("sendMessage") if call.done
        )
    finally:
        process.kill()
        await server.close()
    return outcome


async def _see_to_work(file: Path, groups: list[int], *, finish: bool) -> bool:
    """While no process runs: continue what it paused, begin anew where the last is through; True at the end."""
    database = await open_database(file)
    try:
        latest = next(iter(await lists.broadcasts(database, limit=1)), None)
        if latest is None or latest.status == "finished":
            if finish:
                return True
            await _begin(database, groups)
        elif latest.status == "paused":
            at = now()
            await runs.resume(database, latest.id, latest.version, CREATOR, at, SWEDISH, AT_ONCE)
    finally:
        await database.close()
    return False


async def _begin(database: Database, groups: list[int]) -> Broadcast:
    made = await drafts.create(database, CREATOR, now())
    content = Content("text", _text(made.id))
    made = await drafts.set_content(database, made.id, made.version, CREATOR, content, now())
    made = await drafts.set_audience(database, made.id, made.version, CREATOR, Audience(), now())
    made = await drafts.set_window(database, made.id, made.version, CREATOR, AT_ONCE, now())
    recipients = [Recipient(chat_id, None, "Byalag", "group") for chat_id in groups]
    made = await drafts.submit(database, made.id, made.version, CREATOR, recipients, now())
    return await drafts.approve(database, made.id, made.version, APPROVER, now(), SWEDISH)


def _text(broadcast_id: int) -> str:
    return f"Utskick nummer {broadcast_id}"
