"""What was promised is done: people are erased, from the tables first and then from the files; copies are told of."""

import asyncio
import logging
import sqlite3
from typing import Final

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.menus import Menus
from bot.chat.page import short
from bot.chat.reply import post, where_possible
from bot.errors import DatabaseUnusable
from bot.features.privacy import store
from bot.features.privacy.texts import data as texts
from bot.features.roles import store as roles_store
from bot.gateway import inbox
from bot.gateway.limiter import Postponed
from bot.gateway.values import Lane
from bot.knowledge import store as knowledge_store
from bot.settings.archive import Archive
from bot.storage import chores, copies
from bot.storage.chores import Chore
from bot.storage.personal import Personal

log = logging.getLogger(__name__)

PAUSE: Final = 60.0  # seconds; then what could not be done is tried again
_MOMENT: Final = 0.05


class Promised(asyncio.Event):
    """There is something to do."""


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Keep promises until the bot stops; what cannot be done now is done later."""
    while not services.stopping.is_set():
        services.state(Promised).clear()
        for step in (_erase_all, _scrub, _settle, _tell_of_copy):
            try:
                await step(bot, services)
            except (Postponed, TelegramError, sqlite3.Error, DatabaseUnusable, OSError) as failed:
                log.error("a promise waits (%s): %s", step.__name__, type(failed).__name__)
        await services.rest(services.state(Promised), PAUSE)


async def _erase_all(bot: ExtBot[Lane], services: Services) -> None:
    for chore in await chores.left(services.database, "erase"):
        while await inbox.is_in_hand(services.database, chore.note["update_id"]):
            if services.stopping.is_set():
                return
            await asyncio.sleep(_MOMENT)
        await _erase(services, chore)
        await _say(bot, chore.person_id, texts.ERASED)


async def _erase(services: Services, chore: Chore) -> None:
    """Everything of one person; an authority keeps what it must, elsewhere."""
    known, database = services.state(Personal), services.database
    file = await database.file()
    if services.state(Archive).is_kept and file is not None:
        document = await store.gather(database, known, chore.person_id)
        target = await asyncio.to_thread(store.keep, file, store.as_json(document, chore.person_id))
        log.warning("before a member was erased, what an authority must keep was written to %s", target)
    await store.erase(database, known, chore.person_id)
    await services.library.refresh(await knowledge_store.read(database))
    services.state(Menus).changed.set()
    services.outbox.set()


async def _scrub(_: ExtBot[Lane], services: Services) -> None:
    """Neither the file, nor what lies beside it, nor its newest copy has what was deleted."""
    for chore in await chores.left(services.database, "scrub"):
        if await services.database.settle(anew=True):
            file = await services.database.file()
            if file is not None:
                await asyncio.to_thread(copies.renew, file)
            await chores.done(services.database, chore)


async def _settle(_: ExtBot[Lane], services: Services) -> None:
    """What has been deleted since last time, such as the words of handled messages, leaves the files."""
    await services.database.settle()


async def _tell_of_copy(bot: ExtBot[Lane], services: Services) -> None:
    """The moderators hear that a copy has been taken into use, and what was in hand in it."""
    chat_id = await roles_store.moderators_chat(services.database)
    for chore in await chores.left(services.database, "restored") if chat_id is not None else ():
        await chores.done(services.database, chore)
        await _say(bot, chat_id or 0, texts.restored(**chore.note))


async def _say(bot: ExtBot[Lane], chat_id: int, sentence: str) -> None:
    with where_possible("nobody could be told that a promise is kept"):
        await post(bot, chat_id, short(sentence))
