"""A member writes a tip, step by step."""

from collections.abc import Sequence
from datetime import timedelta

from bot.features.moderation.rules import Decision
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Item
from bot.features.roles.values import Actor
from bot.features.tips import store as tips_store
from bot.simulator.model import Message
from bot.storage.clock import now, stamp
from tests.conftest import Stage

MODERATOR = Actor(105, is_moderator=True)
TIP = "Vi lagar cyklar tillsammans varje torsdag"
SHARING = "hur ordnar vi samåkning"


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def typed(stage: Stage, *words: str) -> Message:
    """Anna writes one thing after the other; what the bot said last."""
    last = None
    for each in words:
        last = (await stage.say(each))[-1]
    assert last is not None
    return last


async def at_preview(stage: Stage, text: str = TIP) -> Message:
    """A tip that only has to be sent."""
    return await typed(stage, "/tips", text, "hoppa över", "1", "anonym", "nej")


async def sent(stage: Stage, text: str = TIP) -> Item:
    """A tip that waits for the moderators."""
    await at_preview(stage, text)
    await stage.say("Skicka" if text == TIP else "nej, skicka")
    return (await items(stage))[0]


async def items(stage: Stage) -> Sequence[Item]:
    """What Anna has sent, newest first."""
    return await queue.items_of(stage.services.database, stage.anna.id)


async def decided(stage: Stage, item: Item, decision: Decision) -> None:
    """A moderator decides, and Anna has been told."""
    await decide.decide(stage.services.database, item.id, item.version, MODERATOR, decision)
    stage.services.outbox.set()
    await stage.settled()


async def aged(stage: Stage, hours: float) -> None:
    """Anna's draft has not been touched for so long."""
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    async with stage.services.database.transaction() as transaction:
        moment = stamp(now() - timedelta(hours=hours))
        await transaction.execute("UPDATE drafts SET fields = json_set(fields, '$[0].changed_at', ?)", (moment,))
