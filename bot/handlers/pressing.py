"""Presses in the moderators' chat: who may, and what is told over the chat to whoever pressed."""

import logging
from typing import Final

from telegram import CallbackQuery, Update
from telegram.error import NetworkError

from bot import moderation_texts, moderators
from bot.handlers import standing
from bot.handlers.context import Context
from bot.language.text import shortened
from bot.moderation import Actor

log = logging.getLogger(__name__)

MOST: Final = 200  # letters that Telegram takes in a notice over the chat


async def moderator(update: Update, context: Context) -> Actor | None:
    """Who pressed, if that is a moderator in the moderators' chat; others are told that it is not for them."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None:
        return None
    if chat.id == await moderators.moderators_chat(context.database):  # first, since Telegram is asked for the rest
        actor = await standing.actor(context.bot, context.services, query.from_user.id)
        if actor.is_moderator:
            return actor
    await notice(query, moderation_texts.NOT_MODERATOR)
    return None


async def notice(query: CallbackQuery, sentence: str = "", *, alert: bool = False) -> None:
    """Stop the button's spinner; only whoever pressed sees the sentence, as an `alert` until they close it."""
    try:
        await query.answer(shortened(sentence, MOST) or None, show_alert=alert)
    except NetworkError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)
