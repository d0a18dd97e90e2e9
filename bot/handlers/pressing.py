"""Presses in the moderators' chat: what is told over the chat to whoever pressed."""

import logging
from typing import Final

from telegram import CallbackQuery
from telegram.error import NetworkError

from bot.language.text import shortened

log = logging.getLogger(__name__)

MOST: Final = 200  # letters that Telegram takes in a notice over the chat


async def notice(query: CallbackQuery, sentence: str = "", *, alert: bool = False) -> None:
    """Stop the button's spinner; only whoever pressed sees the sentence, as an `alert` until they close it."""
    try:
        await query.answer(shortened(sentence, MOST) or None, show_alert=alert)
    except NetworkError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)
