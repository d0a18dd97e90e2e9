"""From a page to Telegram's calls: reply, edit in place, answer a press, remember what can be typed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from telegram import CallbackQuery, Chat, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Defaults, ExtBot

from bot.chat import offers
from bot.chat.context import Context, is_private
from bot.chat.page import Page
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane
from bot.language.text import shortened

log = logging.getLogger(__name__)


Edited = Literal["edited", "gone"]

DEFAULTS: Final = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
"""How every text is sent that does not say otherwise: members' own words, and what carries entities, say None."""


async def reply(update: Update, context: Context, page: Page, to: Message | None = None) -> Message | None:
    """Send a page to the update's chat and topic, as a reply to `to`; returns the last message sent."""
    chat = update.effective_chat
    if chat is None:
        return None
    target = None if to is None else ReplyParameters(to.message_id, allow_sending_without_reply=True)
    sent = await post(context.bot, chat.id, page, topic_of(update.effective_message), target)
    if chat.type == ChatType.PRIVATE:
        await offers.offer(context.database, chat.id, page.choices())
    return sent


async def post(
    bot: ExtBot[Lane], chat_id: int, page: Page, topic: int | None = None, target: ReplyParameters | None = None
) -> Message:
    """Send a page to a chat; returns the last message sent. What can be typed there stays as it is."""
    await _post_photo(bot, chat_id, page, topic)
    sent = [
        await bot.send_message(
            chat_id,
            text,
            message_thread_id=topic,
            reply_parameters=target if number == 1 else None,
            reply_markup=page.markup() if number == len(page.messages) else None,
        )
        for number, text in enumerate(page.messages, start=1)
    ]
    return sent[-1]


async def _post_photo(bot: ExtBot[Lane], chat_id: int, page: Page, topic: int | None) -> None:
    """One that Telegram no longer has is left out; its caption is a member's own words."""
    if page.photo is None:
        return
    try:
        await bot.send_photo(chat_id, page.photo, caption=page.caption, parse_mode=None, message_thread_id=topic)
    except BadRequest as refused:
        log.info("a photo was not shown: %s", type(refused).__name__)


async def show(update: Update, context: Context, page: Page) -> None:
    """Put a page in the place of the message whose button was pressed; send it where that cannot be."""
    query = update.callback_query
    message = query.message if query is not None else None
    if not isinstance(message, Message) or len(page.messages) > 1 or page.photo is not None:
        await reply(update, context, page)
        return
    if await turn(context, message.chat, message.message_id, page) == "gone":
        await reply(update, context, page)


async def turn(context: Context, chat: Chat, message_id: int, page: Page) -> Edited:
    """`edit` for the one who reads it now, who can also type what stands on the page's buttons."""
    edited = await edit(context.bot, chat.id, message_id, page)
    if edited == "edited" and chat.type == ChatType.PRIVATE:
        await offers.offer(context.database, chat.id, page.choices())
    return edited


async def edit(bot: ExtBot[Lane], chat_id: int, message_id: int, page: Page) -> Edited:
    """Make an earlier message of ours into this page (its first message), unless that message is gone.

    TelegramError as Telegram refuses otherwise. What can be typed stays as it is.
    """
    try:
        await bot.edit_message_text(page.messages[0], chat_id, message_id, reply_markup=page.markup())
    except TelegramError as error:
        match refusal(error):
            case "unchanged":
                return "edited"
            case "message_gone":
                return "gone"
        raise
    return "edited"


@contextmanager
def where_possible(otherwise: str) -> Iterator[None]:
    """What Telegram refuses inside is left undone, since nobody waits for it; the log says what that is."""
    try:
        yield
    except TelegramError as refused:
        log.info("%s: %s", otherwise, type(refused).__name__)


async def turn_to(update: Update, context: Context, page: Page) -> None:
    """Show a page in the pressed message's place, or send it when the button was typed."""
    await acknowledge(update)
    if update.callback_query is not None:
        await show(update, context, page)
    else:
        await reply(update, context, page)


async def say(update: Update, context: Context, sentence: str) -> None:
    """A sentence as a notice over the chat; as a message when the button was typed or Telegram takes no notice now."""
    if not await acknowledge(update, sentence) and (update.callback_query is None or is_private(update)):
        await reply(update, context, Page((sentence,)))


async def acknowledge(update: Update, sentence: str | None = None) -> bool:
    """Stop the pressed button's spinner; a press for which that fails, or comes too late, is still carried out.

    False when there is no press, or Telegram may take such a notice later only.
    """
    query = update.callback_query
    if query is None:
        return False
    try:
        await query.answer(sentence)
    except TelegramError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)
        return refusal(error) != "again"
    return True


def topic_of(message: Message | None) -> int | None:
    """The forum topic that a message stands in; General, which must not be named, and other chats have none."""
    return message.message_thread_id if message is not None and message.is_topic_message else None


MOST: Final = 200  # letters that Telegram takes in a notice over the chat


async def notice(query: CallbackQuery, sentence: str = "", *, alert: bool = False) -> None:
    """Stop the button's spinner; only whoever pressed sees the sentence, as an `alert` until they close it."""
    with where_possible("a press was not acknowledged"):
        await query.answer(shortened(sentence, MOST) or None, show_alert=alert)
