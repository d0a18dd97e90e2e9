"""Those who wait for an answer are looked through whenever the knowledge has become another, in the background.

Nothing has to survive a restart but the waiting itself: at start everybody is looked through again.
"""

import logging
from typing import Final

from bot import waiters
from bot.handlers.context import Services
from bot.knowledge import Entry, Knowledge
from bot.library import Library

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds; then it is seen whether files were read again or vectors are ready


def tell(services: Services) -> None:
    """Let those hear whose questions are answered from now on; call it after `Library.refresh`.

    It returns at once. Whatever changed the knowledge is the same: a tip, an edit, a phrase, a reading of the files.
    """
    services.learnt.set()


async def work(services: Services) -> None:
    """Look through everybody once for each knowledge in use, until the bot stops."""
    seen: Knowledge | None = None
    services.learnt.set()
    while not services.stopping.is_set():
        try:
            while seen is not services.library.knowledge:
                seen = await _look(services)
        except Exception as failed:
            log.error("those who wait were not all looked through: %s", type(failed).__name__)
        services.learnt.clear()
        await services.rest(services.learnt, PAUSE)


async def answering(library: Library, question: str) -> Entry | None:
    """The entry that answers a question today, for certain."""
    result = await library.ask(question)
    return result.hits[0].entry if result.outcome == "answer" and result.reply is None else None


async def _look(services: Services) -> Knowledge:
    """Queue the answers that there are now; the knowledge that it began with."""
    knowledge = services.library.knowledge
    for waiter in await waiters.waiting(services.database):
        if services.stopping.is_set():
            break
        answered = await answering(services.library, waiter.question) is not None
        if answered and await waiters.answer(services.database, waiter):
            services.outbox.set()
    return knowledge
