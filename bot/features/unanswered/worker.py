"""Those who wait for an answer are looked through whenever the knowledge has become another, in the background.

Nothing has to survive a restart but the waiting itself: at start everybody is looked through again.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Final

from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.features.unanswered.store import waiters
from bot.features.unanswered.store.waiters import Waiter
from bot.gateway.values import Lane
from bot.knowledge.values import Entry, Knowledge
from bot.matching.library import Library

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds; then it is seen whether files were read again or vectors are ready


@dataclass(slots=True)
class Hearing:
    """`learnt` is set while those who wait have not all been looked through since the knowledge became another than
    `heard`, for which they have been.
    """

    learnt: asyncio.Event = field(default_factory=asyncio.Event)
    heard: Knowledge | None = None


def tell(services: Services) -> None:
    """Let those hear whose questions are answered from now on; call it after `Library.refresh`.

    It returns at once. Whatever changed the knowledge is the same: a tip, an edit, a phrase, a reading of the files.
    """
    services.state(Hearing).learnt.set()


def look_again(services: Services) -> None:
    """Somebody waits on whom a look may have passed by, since an answer was on its way."""
    services.state(Hearing).heard = None
    services.state(Hearing).learnt.set()


async def work(_bot: ExtBot[Lane], services: Services) -> None:
    """Look through everybody once for each knowledge in use, until the bot stops."""
    hearing, library = services.state(Hearing), services.library
    hearing.learnt.set()
    while not services.stopping.is_set():
        while hearing.heard is not library.knowledge and not services.stopping.is_set():
            hearing.heard = library.knowledge  # before the look, during which another may be asked for
            if not await _look(services):
                hearing.heard = None  # after a pause
                break
        hearing.learnt.clear()
        await services.rest(hearing.learnt, PAUSE)


async def answering(library: Library, question: str) -> Entry | None:
    """The entry that answers a question today, for certain."""
    result = await library.ask(question)
    return result.hits[0].entry if result.outcome == "answer" and result.reply is None else None


async def _look(services: Services) -> bool:
    """Queue the answers that there are now; whether everybody was looked at, since one who cannot be stops no other."""
    try:
        everybody = await waiters.waiting(services.database)
    except Exception as failed:
        log.error("those who wait were not looked through: %s", type(failed).__name__)
        return False
    looked = [await _look_at(services, each) for each in everybody]
    return all(looked)


async def _look_at(services: Services, waiter: Waiter) -> bool:
    if services.stopping.is_set():
        return False
    try:
        answered = await answering(services.library, waiter.question) is not None
        if answered and await waiters.answer(services.database, waiter):
            services.outbox.set()
    except Exception as failed:
        log.error("somebody who waits was not looked at: %s", type(failed).__name__)
        return False
    return True
