"""The outbox at work: authors hear of decisions, the moderators get cards, and every copy of a card shows the outcome.

What may have been sent is never sent again; what surely was not sent waits for its turn.
"""

import asyncio
import logging
from typing import Final

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot import moderation, notice_texts, notices
from bot.handlers import cards
from bot.handlers.context import Services
from bot.handlers.pages import Button, Page
from bot.handlers.replying import NO_PREVIEW
from bot.handlers.sending import Postponed
from bot.moderation import Card, Item
from bot.notices import Notice
from bot.pacing import Lane

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds; then what could not be shown is tried again
_SAID_ALREADY: Final = "received"  # the dialogue itself says it


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Send what is queued whenever `services.outbox` is set, until the bot stops."""
    await notices.resume(services.database)
    services.outbox.set()
    while not services.stopping.is_set():
        services.outbox.clear()
        try:
            await deliver(bot, services)
            await refresh_cards(bot, services)
        except Postponed:
            return
        except Exception as failed:
            log.error("the outbox stumbled: %s", type(failed).__name__)
        await _rest(services)


async def deliver(bot: ExtBot[Lane], services: Services) -> None:
    """Send every notice that is queued; Postponed when the bot stops first."""
    while (notice := await notices.take(services.database)) is not None:
        try:
            await _send(bot, services, notice)
        except (Postponed, ChatMigrated):
            await notices.again(services.database, notice.id)
            raise
        except (Forbidden, BadRequest) as refused:
            log.info("a notice cannot be sent: %s", refused.message)
            await notices.gone(services.database, notice.id)
        except NetworkError as failed:
            log.warning("a notice may or may not have been sent: %s", type(failed).__name__)
            await notices.unknown(services.database, notice.id)
        except BaseException:
            await notices.unknown(services.database, notice.id)
            raise
        else:
            await notices.sent(services.database, notice.id)


async def refresh_cards(bot: ExtBot[Lane], services: Services, item_id: int | None = None) -> None:
    """Show the newest version on every copy of the card of one item, or of all."""
    for card in await moderation.outdated_cards(services.database, item_id):
        item = await moderation.item(services.database, card.item_id)
        page = cards.card(await cards.view(bot, services, item))
        await put(bot, services, Card(item.id, card.chat_id, card.message_id, item.version), page)


async def put(bot: ExtBot[Lane], services: Services, card: Card, page: Page) -> None:
    """Make a card's message into `page`, which is of version `card.shown_version`."""
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
            return
    except TelegramError as failed:
        log.warning("a card was not shown anew: %s", type(failed).__name__)
        return
    await moderation.add_card(services.database, card)


async def post_card(bot: ExtBot[Lane], services: Services, chat_id: int, item: Item) -> None:
    """Send a copy of an item's card."""
    page = cards.card(await cards.view(bot, services, item))
    sent = await _say(bot, chat_id, page.messages[0], page.markup())
    await moderation.add_card(services.database, Card(item.id, chat_id, sent.message_id, item.version))


async def _send(bot: ExtBot[Lane], services: Services, notice: Notice) -> None:
    if notice.kind == _SAID_ALREADY:
        return
    item = await moderation.item(services.database, notice.item_id)
    if notice.kind == "card":
        await post_card(bot, services, notice.chat_id, item)
        return
    entry_id = str(notice.payload.get("entry_id") or "")
    entry = services.library.knowledge.entry(entry_id)
    title = str(notice.payload.get("title") or (entry.title if entry is not None else ""))
    text = notice_texts.notice(notice.kind, item, notice.payload, title)
    await _say(bot, notice.chat_id, text, _buttons(notice, item, entry_id))


def _buttons(notice: Notice, item: Item, entry_id: str) -> InlineKeyboardMarkup | None:
    """The way on: read what was published, or answer the moderators."""
    if notice.kind == "returned":
        answer = Button(notice_texts.ANSWER, f"x:reply:{item.id}:{notice.version}")
        return Page(("",), ((answer,),)).markup()
    if entry_id:
        return Page(("",), ((Button(notice_texts.READ, f"e:{entry_id}"),),)).markup()
    return None


async def _say(bot: ExtBot[Lane], chat_id: int, text: str, markup: InlineKeyboardMarkup | None) -> Message:
    return await bot.send_message(
        chat_id, text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=markup
    )


async def _rest(services: Services) -> None:
    """Until there is more to send, it is time to try again, or the bot stops."""
    waits = [asyncio.ensure_future(each.wait()) for each in (services.outbox, services.stopping)]
    try:
        await asyncio.wait(waits, timeout=PAUSE, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()
