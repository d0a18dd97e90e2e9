"""What members thought of answers is heeded from the start, and read again once a day."""

import asyncio
import logging
import sqlite3
from typing import Final

from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.features.answers import store
from bot.gateway.values import Lane

log = logging.getLogger(__name__)

DAY: Final = 24 * 60 * 60.0  # seconds


async def work(_bot: ExtBot[Lane], services: Services) -> None:
    """Heed the verdicts of the log until the bot stops."""
    never = asyncio.Event()
    while not services.stopping.is_set():
        try:
            await services.library.heed(await store.verdicts(services.database))
        except sqlite3.Error as failed:
            log.error("what members thought is not heeded today: %s", failed)
        await services.rest(never, DAY)
