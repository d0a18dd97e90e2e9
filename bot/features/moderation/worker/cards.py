"""Cards in the moderators' chat: posted, turned, and brought up to date."""

import asyncio
import logging
import weakref
from dataclasses import dataclass, field, replace
from typing import Final

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import reply, threads
from bot.chat.context import Services
from bot.chat.page import Page
from bot.chat.reply import edit
from bot.features.moderation import forecast, pages
from bot.features.moderation import view as views
from bot.features.moderation.forecast import Unfinished
from bot.features.moderation.store import cards, queue
from bot.features.moderation.values import Card, Item, Leaf
from bot.gateway.limiter import Postponed
from bot.gateway.outcomes import Refusal, refusal
from bot.gateway.values import Lane
from bot.storage.clock import now, stamp

log = logging.getLogger(__name__)

_GONE: Final[tuple[Refusal, ...]] = (
    "message_gone", "too_old", "chat_gone", "perhaps_moved", "blocked", "deactivated", "kicked", "shut_out",
)  # fmt: skip
_LATER: Final[tuple[Refusal, ...]] = ("again", "unknown", "moved", "revoked")
PAUSE = 30.0  # seconds between looks at what is unfinished, should nobody have said that there is something


@dataclass(slots=True)
class Turning:
    """The pages of cards that lack something, by chat and message, what wakes whoever finishes them, and the locks.

    Who turns a card holds the lock of its place, which is there as long as somebody has or wants it. Claims that had
    ended by `claims_looked_at`, a stamp, are no longer shown.
    """

    unfinished: dict[tuple[int, int], Unfinished] = field(default_factory=dict)
    lacking: asyncio.Event = field(default_factory=asyncio.Event)
    locks: weakref.WeakValueDictionary[tuple[int, int], asyncio.Lock] = field(
        default_factory=weakref.WeakValueDictionary
    )
    claims_looked_at: str = ""


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Finish cards until the bot stops; what is unfinished then stays so: a card lacks nothing needed to decide."""
    finishing = asyncio.create_task(finish(bot, services))
    await services.stopping.wait()
    finishing.cancel()
    await asyncio.gather(finishing, return_exceptions=True)


async def finish(bot: ExtBot[Lane], services: Services) -> None:
    """Count what unfinished pages lack, one at a time and the newest first, until the bot stops."""
    turning = services.state(Turning)
    while not services.stopping.is_set():
        turning.lacking.clear()
        while turning.unfinished and not services.stopping.is_set():
            place, awaited = next(reversed(turning.unfinished.items()))
            try:
                await _finish(bot, services, awaited)
            except (Postponed, InterruptedError):
                return
            except Exception as failed:
                log.error("a card was not finished: %s", type(failed).__name__)
            if turning.unfinished.get(place) is awaited:
                del turning.unfinished[place]
        await services.rest(turning.lacking, PAUSE)


async def turn(bot: ExtBot[Lane], services: Services, card: Card, leaf: Leaf = "card") -> None:
    """Show a page of the item as it is now on its card."""
    async with _lock(services, card):
        item = await queue.item(services.database, card.item_id)
        await _put(bot, services, card, await views.gather(bot, services, item, leaf))


async def post(bot: ExtBot[Lane], services: Services, chat_id: int, item: Item, leaf: Leaf = "card") -> Card:
    """Send an item's card, which is from then on the only one in the chat that can be pressed."""
    view = await views.gather(bot, services, item, leaf)
    sent = await reply.post(bot, chat_id, pages.page(view))
    card = Card(item.id, chat_id, sent.message_id, item.version)
    async with _lock(services, card):
        if await cards.item_on_card(services.database, chat_id, sent.message_id) is None:
            await _note(services, card, view)  # else somebody was quick to turn it
    for earlier in await cards.other_copies(services.database, card):
        await _retire(bot, services, earlier, card, pages.moved(item))
    return card


async def end_claims(_: ExtBot[Lane], services: Services) -> None:
    """Note the cards of claims that have ended since this was last called; the next `refresh` shows them anew."""
    turning, at = services.state(Turning), stamp(now())
    await cards.end_claims(services.database, turning.claims_looked_at, at)
    turning.claims_looked_at = at


async def refresh(bot: ExtBot[Lane], services: Services, item_id: int | None = None) -> None:
    """Show the newest version on every copy of the card of one item, or of all."""
    for card in await cards.outdated_cards(services.database, item_id):
        await turn(bot, services, card)


async def _finish(bot: ExtBot[Lane], services: Services, awaited: Unfinished) -> None:
    """Fill in an unfinished page, once: what could not be counted, or has grown since, is left as it is.

    Nothing is done to a card that has been turned meanwhile.
    """
    card = awaited.card
    item = await queue.item(services.database, card.item_id)
    try:
        await forecast.foresee(services, item, publishing=awaited.leaf == "approve")
    except InterruptedError:
        raise
    except Exception as failed:
        log.error("what matching says of an item is not known: %s", type(failed).__name__)
    async with _lock(services, card):
        is_there = services.state(Turning).unfinished.get((card.chat_id, card.message_id)) is awaited
        if is_there and item.version == card.shown_version:
            view = await views.gather(bot, services, item, awaited.leaf)
            await _put(bot, services, card, replace(view, is_finished=True))


async def _retire(bot: ExtBot[Lane], services: Services, earlier: Card, card: Card, page: Page) -> None:
    """Let an earlier copy say where the card is now; a reply to it is for a day as good as one to the card."""
    async with _lock(services, earlier):
        services.state(Turning).unfinished.pop((earlier.chat_id, earlier.message_id), None)
        if await _edit(bot, services, earlier, page):
            await cards.remove_card(services.database, earlier.chat_id, earlier.message_id)
            stands_for = threads.Answered(card.chat_id, earlier.message_id, card.message_id, 0, None)
            await threads.remember_answer(services.database, stands_for)


def _lock(services: Services, card: Card) -> asyncio.Lock:
    """What is held while a card's message is made into another page, one at a time."""
    return services.state(Turning).locks.setdefault((card.chat_id, card.message_id), asyncio.Lock())


async def _put(bot: ExtBot[Lane], services: Services, card: Card, view: views.View) -> None:
    """Make a card's message into the page."""
    services.state(Turning).unfinished.pop((card.chat_id, card.message_id), None)
    turned = replace(card, shown_version=view.item.version)
    if await _edit(bot, services, turned, pages.page(view)):
        await _note(services, turned, view)


async def _edit(bot: ExtBot[Lane], services: Services, card: Card, page: Page) -> bool:
    """Whether the card now shows the page."""
    try:
        if await edit(bot, card.chat_id, card.message_id, page) == "edited":
            return True
        said: Refusal = "message_gone"
    except TelegramError as failed:
        said = refusal(failed)
    log.warning("a card was not shown anew: %s", said)
    if said in _GONE:
        await cards.remove_card(services.database, card.chat_id, card.message_id)
    elif said in _LATER:
        await cards.add_card(services.database, replace(card, shown_version=0))  # the outbox tries again
    return False


async def _note(services: Services, card: Card, view: views.View) -> None:
    await cards.add_card(services.database, card, unfinished=not view.is_finished)
    if not view.is_finished:
        services.state(Turning).unfinished[card.chat_id, card.message_id] = Unfinished(card, view.leaf)
        services.state(Turning).lacking.set()
