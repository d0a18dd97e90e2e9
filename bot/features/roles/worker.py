"""The menus of those who have a role follow their roles."""

import logging
import sqlite3

from telegram.ext import ExtBot

from bot.chat.commands import Commands
from bot.chat.context import Services
from bot.chat.menus import AGAIN, Menus
from bot.features.roles import store
from bot.gateway.limiter import Postponed
from bot.gateway.values import Lane

log = logging.getLogger(__name__)


async def keep_menus(bot: ExtBot[Lane], services: Services) -> None:
    """Show menus and descriptions as they should be, at the start and whenever `Menus.changed` is set."""
    menus, commands = services.state(Menus), services.state(Commands)
    menus.changed.set()
    while not services.stopping.is_set():
        menus.changed.clear()
        pause: float | None = AGAIN
        try:
            chat = await store.moderators_chat(services.database)
            organisers = [each.user_id for each in await store.organisers(services.database)]
            pause = await menus.present(bot, commands, services.library.knowledge.profile, chat, organisers)
        except Postponed:
            return
        except sqlite3.Error as failed:
            log.error("the menus stumbled: %s", type(failed).__name__)
        await services.rest(menus.changed, pause)
