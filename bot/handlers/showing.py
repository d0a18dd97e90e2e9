"""Cards in the moderators' chat, shown at once with what is known; what has to be counted is filled in afterwards.

A card waits for that in `services.unfinished` for as long as the page that was put there last is the unfinished one.
"""

import asyncio
import logging
from dataclasses import replace

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot import moderation
from bot.handlers import cards, foreseeing
from bot.handlers.cards import View
from bot.handlers.context import Services
from bot.handlers.outlook import Leaf, Unfinished
from bot.handlers.pages import Page
from bot.handlers.replying import NO_PREVIEW
from bot.handlers.sending import Postponed
from bot.moderation import Card, Item
from bot.pacing import Lane

log = logging.getLogger(__name__)

PAUSE = 30.0  # seconds between looks at what is unfinished, should nobody have said that there is something


async def finish(bot: ExtBot[Lane], services: Services) -> None:
    """Count what unfinished pages lack, one at a time and the newest first, until the bot stops."""
    while not services.stopping.is_set():
        services.lacking.clear()
        while services.unfinished and not services.stopping.is_set():
            place, awaited = next(reversed(services.unfinished.items()))
            try:
                await _finish(bot, services, awaited)
            except Postponed:
                return
            except Exception as failed:
                log.error("a card was not finished: %s", type(failed).__name__)
            if services.unfinished.get(place) is awaited:
                del services.unfinished[place]
        await services.rest(services.lacking, PAUSE)


async def turn(bot: ExtBot[Lane], services: Services, card: Card, item: Item, leaf: Leaf = "card") -> None:
    """Show a page of the item on a card."""
    view = await cards.view(bot, services, item, leaf)
    await _put(bot, services, Card(item.id, card.chat_id, card.message_id, item.version), view)


async def post(bot: ExtBot[Lane], services: Services, chat_id: int, item: Item) -> None:
    """Send a copy of an item's card."""
    view = await cards.view(bot, services, item)
    page = cards.page(view)
    async with services.turning:
        sent = await bot.send_message(
            chat_id,
            page.messages[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
        await _note(services, Card(item.id, chat_id, sent.message_id, item.version), view)


async def refresh(bot: ExtBot[Lane], services: Services, item_id: int | None = None) -> None:
    """Show the newest version on every copy of the card of one item, or of all."""
    for card in await moderation.outdated_cards(services.database, item_id):
        await turn(bot, services, card, await moderation.item(services.database, card.item_id))


async def _finish(bot: ExtBot[Lane], services: Services, awaited: Unfinished) -> None:
    item = await moderation.item(services.database, awaited.card.item_id)
    await foreseeing.foresee(services, item, publishing=awaited.leaf == "approve")
    if item.version == awaited.card.shown_version:
        view = await cards.view(bot, services, item, awaited.leaf)
        await _put(bot, services, awaited.card, view, instead_of=awaited)


async def _put(
    bot: ExtBot[Lane], services: Services, card: Card, view: View, *, instead_of: Unfinished | None = None
) -> None:
    """Make a card's message into the page; nothing if it has turned from the one that it is put `instead_of`.

    One at a time, so that what is filled in never comes upon a page turned to meanwhile.
    """
    place = (card.chat_id, card.message_id)
    async with services.turning:
        if instead_of is not None and services.unfinished.get(place) is not instead_of:
            return
        services.unfinished.pop(place, None)
        if await _edit(bot, services, card, cards.page(view)):
            await _note(services, card, view)


async def _edit(bot: ExtBot[Lane], services: Services, card: Card, page: Page) -> bool:
    """Whether the card now shows the page."""
    try:
        await bot.edit_message_text(
            page.messages[0],
            card.chat_id,
            card.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
    except (Forbidden, BadRequest) as refused:
        if "not modified" not in refused.message:
            log.info("a card cannot be shown anew: %s", refused.message)
            await moderation.remove_card(services.database, card.chat_id, card.message_id)
            return False
    except TelegramError as failed:
        log.warning("a card was not shown anew: %s", type(failed).__name__)
        await moderation.add_card(services.database, replace(card, shown_version=0))  # the outbox tries again
        return False
    return True


async def _note(services: Services, card: Card, view: View) -> None:
    await moderation.add_card(services.database, card, unfinished=not view.is_finished)
    if not view.is_finished:
        services.unfinished[card.chat_id, card.message_id] = Unfinished(card, view.leaf)
        services.lacking.set()


async def stop(finishing: asyncio.Task[None]) -> None:
    """Leave unfinished what is; a card lacks nothing that is needed to decide."""
    finishing.cancel()
    await asyncio.gather(finishing, return_exceptions=True)
