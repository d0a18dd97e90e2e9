"""The one error handler: what Telegram refuses is noted, and whoever meets a fault of ours is told."""

import logging
from collections.abc import Sequence

from telegram import ReplyParameters, Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import texts
from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import post, reply, topic_of
from bot.errors import places
from bot.gateway.limiter import Postponed
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane

log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log without a member's words, and answer the member whose update failed."""
    error = context.error
    if isinstance(error, Postponed):
        context.services.postponed.add(update.update_id if isinstance(update, Update) else 0)
    elif isinstance(error, TelegramError):
        await _refused(update, context, error)
    else:
        await _apologise(update, context)


async def tell_given_up(bot: ExtBot[Lane], updates: Sequence[Update]) -> None:
    """Whoever wrote what several processes have died under gets no answer, and is told so."""
    for update in updates:
        message = update.effective_message
        if message is None:
            continue
        target = ReplyParameters(message.message_id, allow_sending_without_reply=True)
        try:
            await post(bot, message.chat.id, short(texts.GIVEN_UP), topic_of(message), target)
        except (TelegramError, Postponed) as error:
            log.warning("the member could not be told: %s", type(error).__name__)


async def _refused(update: object, context: Context, error: TelegramError) -> None:
    """Nobody is told of what people or their groups have chosen: who is shut out there could not say it either."""
    match refusal(error):
        case "refused" | "revoked":
            await _apologise(update, context)
        case "again" | "unknown":
            log.warning("Telegram was not reached: %s", type(error).__name__)
        case said:
            log.info("Telegram refused: %s", said)  # its own words may quote what was sent


async def _apologise(update: object, context: Context) -> None:
    log.error("an update failed: %s", places(context.error))
    await _tell(update, context, texts.SOMETHING_FAILED)


async def _tell(update: object, context: Context, sentence: str) -> None:
    if not isinstance(update, Update) or update.inline_query is not None:
        return
    try:
        await reply(update, context, short(sentence), update.effective_message)
    except TelegramError as error:
        log.warning("the member could not be told: %s", type(error).__name__)
