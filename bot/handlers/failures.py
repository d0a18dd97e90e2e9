"""The one error handler: harmless Telegram errors are noted, the rest is told."""

import logging
import traceback

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot import texts
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.replying import reply
from bot.handlers.sending import Postponed

log = logging.getLogger(__name__)

_HARMLESS = (
    "message is not modified",
    "query is too old",
    "message to edit not found",
    "message can't be edited",
    "not enough rights to send",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
)


async def failed(update: object, context: Context) -> None:
    """Log without a member's words, and answer the member whose update failed."""
    error = context.error
    if isinstance(error, Postponed):
        context.services.postponed.add(update.update_id if isinstance(update, Update) else 0)
    elif isinstance(error, TelegramError) and _is_harmless(error):
        log.info("Telegram refused: %s", error.message)
    elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram was not reached: %s", type(error).__name__)
    else:
        log.error("an update failed: %s", _places(error))
        await _tell(update, context, texts.SOMETHING_FAILED)


def polling_failed(error: TelegramError) -> None:
    """Telegram was not reached for new updates; PTB tries again by itself."""
    log.warning("no new updates: %s", type(error).__name__)


def _is_harmless(error: TelegramError) -> bool:
    if isinstance(error, Forbidden | ChatMigrated):
        return True
    return any(words in error.message.casefold() for words in _HARMLESS)


def _places(error: BaseException | None) -> str:
    """What failed and where, with the causes, but without the errors' messages, which may quote a member."""
    shown = []
    while error is not None:
        shown.append(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "caused by ".join(shown)


async def _tell(update: object, context: Context, sentence: str) -> None:
    if not isinstance(update, Update) or update.inline_query is not None:
        return
    try:
        await reply(update, context, pages.short(sentence), update.effective_message)
    except TelegramError as error:
        log.warning("the member could not be told: %s", type(error).__name__)
