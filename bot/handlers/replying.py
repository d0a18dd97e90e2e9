"""From a page to Telegram's calls: reply, edit in place, remember what can be typed."""

import logging

from telegram import Chat, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, NetworkError
from telegram.ext import ExtBot

from bot import offers
from bot.gateway.values import Lane
from bot.handlers.context import Context
from bot.handlers.pages import Page

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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
) -> Message | None:
    """Send a page to a chat; returns the last message sent. What can be typed there stays as it is."""
    sent = await _post_photo(bot, chat_id, page, topic)
    for number, text in enumerate(page.messages, start=1):
        sent = await bot.send_message(
            chat_id,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=topic,
            reply_parameters=target if number == 1 else None,
            reply_markup=page.markup() if number == len(page.messages) else None,
        )
    return sent


async def _post_photo(bot: ExtBot[Lane], chat_id: int, page: Page, topic: int | None) -> Message | None:
    """One that Telegram no longer has is left out."""
    if page.photo is None:
        return None
    try:
        return await bot.send_photo(chat_id, page.photo, caption=page.caption, message_thread_id=topic)
    except BadRequest as refused:
        log.info("a photo was not shown: %s", type(refused).__name__)
        return None


async def show(update: Update, context: Context, page: Page) -> None:
    """Put a page in the place of the message whose button was pressed; send it where that cannot be."""
    query = update.callback_query
    message = query.message if query is not None else None
    if not isinstance(message, Message) or len(page.messages) > 1 or page.photo is not None:
        await reply(update, context, page)
        return
    if not await edit(context, message.chat, message.message_id, page):
        await reply(update, context, page)


async def edit(context: Context, chat: Chat, message_id: int, page: Page) -> bool:
    """Make an earlier message of ours into this page (its first message); False if the message is gone."""
    try:
        await context.bot.edit_message_text(
            page.messages[0],
            chat.id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
    except BadRequest as refused:
        if "message to edit not found" in refused.message.casefold():
            return False
        if "not modified" not in refused.message:
            raise
    if chat.type == ChatType.PRIVATE:
        await offers.offer(context.database, chat.id, page.choices())
    return True


async def turn_to(update: Update, context: Context, page: Page) -> None:
    """Show a page in the pressed message's place, or send it when the button was typed."""
    await acknowledge(update)
    if update.callback_query is not None:
        await show(update, context, page)
    else:
        await reply(update, context, page)


async def say(update: Update, context: Context, sentence: str) -> None:
    """A sentence as a notice over the chat, or as a message when the button was typed."""
    if update.callback_query is not None:
        await acknowledge(update, sentence)
    else:
        await reply(update, context, Page((sentence,)))


async def acknowledge(update: Update, sentence: str | None = None) -> None:
    """Stop the pressed button's spinner; a press for which that fails, or comes too late, is still carried out."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.answer(sentence)
    except NetworkError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)


def topic_of(message: Message | None) -> int | None:
    """The forum topic that a message stands in; General, which must not be named, and other chats have none."""
    return message.message_thread_id if message is not None and message.is_topic_message else None
