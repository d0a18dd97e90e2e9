"""The outbox at work: authors hear of decisions, those who wait get answers, and moderators get cards.

Every copy of a card shows the outcome.
What may have been sent is never sent again; what surely was not sent waits for its turn.
"""

import logging
from dataclasses import replace
from typing import Final

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError
from telegram.ext import ExtBot

from bot import drafts, notice_texts, notices, offers, waiters
from bot.clock import now, stamp
from bot.handlers import hearing, informing, mine_pages, showing
from bot.handlers.context import Services
from bot.handlers.pages import Button, Page, entry_link
from bot.handlers.replying import NO_PREVIEW, post
from bot.handlers.sending import Postponed
from bot.moderation import reading
from bot.moderation.values import Item
from bot.notices import Notice
from bot.pacing import Lane

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds; then what could not be shown is tried again
_SAID_ALREADY: Final = "received"  # the dialogue itself says it


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Send what is queued whenever `services.outbox` is set, until the bot stops."""
    await notices.resume(services.database)
    await reading.resume_cards(services.database)
    services.outbox.set()
    looked = ""
    while not services.stopping.is_set():
        services.outbox.clear()
        try:
            await deliver(bot, services)
            looked = await _end_claims(services, looked)
            await showing.refresh(bot, services)
        except Postponed:
            return
        except Exception as failed:
            log.error("the outbox stumbled: %s", type(failed).__name__)
        await services.rest(services.outbox, PAUSE)


async def deliver(bot: ExtBot[Lane], services: Services) -> None:
    """Send every notice that is queued; Postponed when the bot stops first."""
    while (notice := await notices.take(services.database)) is not None:
        try:
            await _send(bot, services, notice)
        except (Postponed, ChatMigrated):
            await notices.again(services.database, notice.id)
            raise
        except (Forbidden, BadRequest) as refused:
            log.info("a notice cannot be sent: %s", type(refused).__name__)
            await notices.gone(services.database, notice.id)
        except NetworkError as failed:
            log.warning("a notice may or may not have been sent: %s", type(failed).__name__)
            await notices.unknown(services.database, notice.id)
        except Exception as failed:  # the others must not wait for what is wrong with this one
            log.error("a notice may or may not have been sent: %s", type(failed).__name__)
            await notices.unknown(services.database, notice.id)
        except BaseException:
            await notices.unknown(services.database, notice.id)
            raise
        else:
            await notices.sent(services.database, notice.id)


async def _end_claims(services: Services, since: str) -> str:
    """Have the cards of claims that ended `since` then shown anew; the present moment."""
    at = stamp(now())
    await reading.end_claims(services.database, since, at)
    return at


async def _send(bot: ExtBot[Lane], services: Services, notice: Notice) -> None:
    if notice.waiter_id is not None:
        await _answer(bot, services, notice.waiter_id)
        return
    if notice.broadcast_id is not None:
        await informing.of_broadcast(bot, services, notice, notice.broadcast_id)
        return
    if notice.group_id is not None:
        await informing.of_group(bot, services, notice, notice.group_id)
        return
    if notice.kind == _SAID_ALREADY or notice.item_id is None:
        return
    item = await reading.item(services.database, notice.item_id)
    if notice.kind == "card":
        await showing.post(bot, services, notice.chat_id, item)
        return
    entry_id = str(notice.payload.get("entry_id") or "")
    entry = services.library.knowledge.entry(entry_id)
    title = str(notice.payload.get("title") or (entry.title if entry is not None else ""))
    text = notice_texts.notice(notice.kind, item, notice.payload, title)
    await _say(bot, notice.chat_id, text, _buttons(notice, item, entry_id))


async def _answer(bot: ExtBot[Lane], services: Services, waiter_id: int) -> None:
    """The answer that a member has waited for, as it is now; if it was taken back, the member waits on.

    What can be typed is about it only if the member is not writing something.
    """
    waiter = await waiters.find(services.database, waiter_id)
    entry = await hearing.answering(services.library, waiter.question) if waiter is not None else None
    if waiter is None or entry is None:
        await waiters.wait_on(services.database, waiter_id)
        hearing.look_again(services)
        return
    link = entry_link(bot.username, entry.id)
    page = mine_pages.found(services.library.knowledge, entry, waiter, link)
    await _post_once(bot, waiter.chat_id, page)
    draft = await drafts.current(services.database, waiter.user_id)
    if draft is None or draft.rests(now()):
        await offers.offer(services.database, waiter.chat_id, page.choices())


async def _post_once(bot: ExtBot[Lane], chat_id: int, page: Page) -> None:
    """Send a page so that its first message never comes again, though the bot be stopped before its last."""
    first, *more = page.messages
    await post(bot, chat_id, replace(page, messages=(first,), rows=() if more else page.rows))
    try:
        await post(bot, chat_id, Page(tuple(more), page.rows))
    except Postponed as stopped:
        raise NetworkError("stopped within a page") from stopped


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
