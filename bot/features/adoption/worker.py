"""After 90 days whoever meant to do something is asked once, by day, whether it has been done."""

import asyncio
import logging
from typing import Final

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import offers
from bot.chat.context import Services
from bot.chat.reply import post
from bot.features.adoption import pages, store
from bot.features.adoption.values import Adoption
from bot.gateway.limiter import Postponed
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane
from bot.language import times
from bot.storage.clock import now

log = logging.getLogger(__name__)

PAUSE: Final = 600.0  # seconds until it is looked again
_SURELY_NOT: Final = ("again", "moved", "revoked")


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Ask those whose time has come, until the bot stops."""
    never = asyncio.Event()
    while not services.stopping.is_set():
        try:
            await ask_all(bot, services)
        except Exception as failed:
            log.error("nobody was asked what came of an answer: %s", type(failed).__name__)
        await services.rest(never, PAUSE)


async def ask_all(bot: ExtBot[Lane], services: Services) -> None:
    """One after the other; what surely was not sent ends it for this time."""
    if times.is_quiet(now()):
        return
    for each in await store.ripe(services.database, now()):
        if services.stopping.is_set() or not await _ask(bot, services, each):
            return


async def _ask(bot: ExtBot[Lane], services: Services, adoption: Adoption) -> bool:
    """Ask one; marked before, so that a process that is killed asks nobody twice. False where it is tried later."""
    database, entry = services.database, services.library.knowledge.entry(adoption.entry_id)
    if entry is None:
        await store.drop(database, adoption.id)
        return True
    if not await store.take(database, adoption.id):
        return True
    page = pages.question(adoption.id, entry)
    try:
        await post(bot, adoption.user_id, page)
    except Postponed:
        await store.again(database, adoption.id)
        return False
    except TelegramError as failed:
        said = refusal(failed)
        log.info("somebody was not asked what came of an answer: %s", said)
        if said in _SURELY_NOT:
            await store.again(database, adoption.id)
            return False
        if said != "unknown":
            await store.drop(database, adoption.id)
        return True
    if not (await services.midst(database, adoption.user_id)).awake:
        await offers.offer_besides(database, adoption.user_id, page.choices())
    return True
