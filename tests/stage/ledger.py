"""A broadcast that the real bot sends over the simulator, and whether its ledger says what Telegram did."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final

from bot.app import Bot
from bot.chat.context import Services
from bot.features.broadcasts.rules import SWEDISH
from bot.features.broadcasts.store import corrections, drafts, lists, runs
from bot.features.broadcasts.values import Broadcast, Content, Delivery, UnderWay, Window
from bot.features.network.values import Audience, Recipient
from bot.features.roles.store import add_organiser
from bot.features.roles.values import Actor
from bot.simulator.model import Chat
from bot.simulator.simulator import Simulator
from bot.storage.clock import now
from bot.storage.database import Database

CREATOR: Final = Actor(1, is_organiser=True)
APPROVER: Final = Actor(2, is_organiser=True)
AT_ONCE: Final = Window(quiet=False)
WORDS: Final = "Nytt i nätverket"
MENDED: Final = "Nytt i nätverket, rättat"
CORRECTION: Final = Content("text", MENDED)
TRUE: Final = {"sent": {1}, "unknown": {0, 1}}  # how often a copy may have arrived; otherwise never
Perform = Callable[[Simulator], AbstractAsyncContextManager[Bot]]
"""The bot at work over a Telegram; the second time it is the next process."""
UNDER_WAY: Final = ("approved", "scheduled", "running")


@dataclass(slots=True)
class Network:
    """A Telegram with an organiser in private chat and groups, without a word to the bot about any of it."""

    simulator: Simulator
    groups: list[Chat]

    @property
    def recipients(self) -> list[Recipient]:
        """The groups in order."""
        return [Recipient(each.id, None, each.title, "group") for each in self.groups]


def network(number: int) -> Network:
    """So many groups, created by the organiser."""
    simulator = Simulator()
    owner = simulator.world.add_user("Bo", user_id=CREATOR.id)
    simulator.world.private(owner).started = True
    return Network(simulator, [simulator.world.add_group(f"Byalag {each}", owner) for each in range(1, number + 1)])


def look(services: Services) -> None:
    """Something has been decided: the worker looks at once."""
    services.state(UnderWay).changed.set()


async def approved(services: Services, recipients: list[Recipient], what: str | Content = WORDS) -> Broadcast:
    """A broadcast that Eva has approved, sent from now on."""
    content, database = what if isinstance(what, Content) else Content("text", what), services.database
    await add_organiser(database, CREATOR.id, "Bo", APPROVER.id)
    made = await drafts.create(database, CREATOR, now(), content)
    made = await drafts.set_audience(database, made.id, made.version, CREATOR, Audience(), now())
    made = await drafts.set_window(database, made.id, made.version, CREATOR, AT_ONCE, now())
    made = await drafts.submit(database, made.id, made.version, CREATOR, recipients, now())
    made = await drafts.approve(database, made.id, made.version, APPROVER, now(), SWEDISH)
    look(services)
    return made


async def resumed(services: Services, broadcast_id: int) -> Broadcast:
    """Another organiser has looked and goes on, also after a correction."""
    found = await lists.broadcast(services.database, broadcast_id)
    found = await runs.resume(services.database, found.id, found.version, APPROVER, now(), SWEDISH, AT_ONCE)
    look(services)
    return found


async def corrected(services: Services, broadcast_id: int, content: Content = CORRECTION) -> Broadcast:
    """Its creator says it otherwise."""
    found = await lists.broadcast(services.database, broadcast_id)
    found = await corrections.correct(services.database, found.id, found.version, CREATOR, content, now())
    look(services)
    return found


async def recalled(services: Services, broadcast_id: int) -> None:
    """Its creator takes it back."""
    found = await lists.broadcast(services.database, broadcast_id)
    await corrections.recall(services.database, found.id, found.version, CREATOR, now())
    look(services)


async def rested(database: Database, broadcast_id: int, seconds: float = 10.0) -> Broadcast:
    """The broadcast when it is under way no more; TimeoutError if it still is."""
    async with asyncio.timeout(seconds):
        while (found := await lists.broadcast(database, broadcast_id)).status in UNDER_WAY:  # noqa: ASYNC110 - no event of ours says so
            await asyncio.sleep(0.01)
    return found


def arrived(simulator: Simulator, *words: str) -> Counter[int]:
    """How often each chat has really been sent those words (the broadcast, corrected or not), answered or not."""
    calls = [call for call in simulator.calls("sendMessage") if call.done]
    return Counter(call.params["chat_id"] for call in calls if call.params["text"] in (words or (WORDS, MENDED)))


def lies(found: list[Delivery], delivered: Counter[int]) -> list[Delivery]:
    """Copies of which the ledger says what is not so."""
    return [each for each in found if delivered[each.chat_id] not in TRUE.get(each.status, {0})]


async def require_true(database: Database, simulator: Simulator, broadcast_id: int) -> list[Delivery]:
    """The copies in order; what the ledger says of each is what Telegram did, and nobody else got anything."""
    found, delivered = await lists.deliveries(database, broadcast_id), arrived(simulator)
    assert lies(found, delivered) == []
    assert set(delivered) <= {each.chat_id for each in found}
    for each in found:
        if each.status == "sent":
            _require_shown(simulator, each, await lists.broadcast(database, broadcast_id))
    return found


def _require_shown(simulator: Simulator, copy: Delivery, broadcast: Broadcast) -> None:
    """The message that the ledger names reads as the ledger says that it does."""
    message = simulator.world.chats[copy.chat_id].messages.get(copy.message_id or 0)
    if copy.shown_version != broadcast.content_version:
        assert message is None or message.text != MENDED or copy.edit_reason is not None
    elif broadcast.recalled_at is not None:
        assert message is None or WORDS not in message.text
    else:
        assert message is not None
        assert broadcast.content is not None
        assert message.text == broadcast.content.text
