"""Queued messages are posted, one after the other, for as long as the bot runs; what each says is its feature's matter.

What may have been sent is never sent again; what surely was not sent waits for its turn.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.page import Page
from bot.chat.reply import post
from bot.gateway import outbox
from bot.gateway.limiter import IMPATIENT, Postponed
from bot.gateway.outbox import About, Notice
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane
from bot.storage.database import Database

log = logging.getLogger(__name__)

Say = Callable[[ExtBot[Lane], Services, Notice], Awaitable[Page | None]]
"""The page that a notice is in its chat; None when there is nothing to say any more, or all has been said."""
Hook = Callable[[ExtBot[Lane], Services], Awaitable[None]]
"""What follows whenever nothing is queued any more."""

PAUSE: Final = 30.0  # seconds; then what could not be done is tried again


async def work(
    bot: ExtBot[Lane], services: Services, says: Mapping[About, Say], afterwards: Sequence[Hook] = ()
) -> None:
    """Post what is queued whenever `services.outbox` is set, until the bot stops."""
    await outbox.resume(services.database)
    services.outbox.set()
    while not services.stopping.is_set():
        services.outbox.clear()
        try:
            await deliver(bot, services, says)
            for hook in afterwards:
                IMPATIENT.set(True)
                await hook(bot, services)
        except Postponed as later:
            log.info("the outbox goes on later: %s", type(later).__name__)
        except Exception as failed:
            log.error("the outbox stumbled: %s", type(failed).__name__)
        await services.rest(services.outbox, PAUSE)


async def deliver(bot: ExtBot[Lane], services: Services, says: Mapping[About, Say]) -> None:
    """Post every notice that is queued, but to chats that Telegram holds up; Postponed when the bot stops first."""
    held = set[int]()
    while (notice := await outbox.take(services.database, held)) is not None:
        IMPATIENT.set(True)
        try:
            await _post(bot, services, says[notice.about], notice)
        except Postponed:
            await outbox.finish(services.database, notice.id, "queued")
            if services.stopping.is_set():
                raise
            held.add(notice.chat_id)
        except TelegramError as error:
            await _refused(services.database, notice, error)
        except Exception as failed:  # the others must not wait for what is wrong with this one
            log.error("a notice may or may not have been sent: %s", type(failed).__name__)
            await outbox.finish(services.database, notice.id, "unknown")
        except BaseException:
            await outbox.finish(services.database, notice.id, "unknown")
            raise
        else:
            await outbox.finish(services.database, notice.id, "sent")


async def _post(bot: ExtBot[Lane], services: Services, say: Say, notice: Notice) -> None:
    page = await say(bot, services, notice)
    if page is not None:
        await post(bot, notice.chat_id, page)


async def _refused(database: Database, notice: Notice, error: TelegramError) -> None:
    """Note what an error says of a notice; one that can be sent later is, and until then so wait the others."""
    match refusal(error):
        case "moved" | "again" | "revoked":
            await outbox.finish(database, notice.id, "queued")
            raise error
        case "unknown":
            log.warning("a notice may or may not have been sent: %s", type(error).__name__)
            await outbox.finish(database, notice.id, "unknown")
        case said:
            log.info("a notice cannot be sent: %s", said)
            await outbox.finish(database, notice.id, "gone")
