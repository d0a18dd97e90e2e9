"""Those who wait for an answer are looked through whenever the knowledge has become another, in the background.

They are told when moderators can no longer undo what answers them. Nothing has to survive a restart but the waiting
itself: at start everybody is looked through again.
"""

import logging
from collections.abc import Collection
from typing import Final

from bot import waiters
from bot.clock import now
from bot.handlers.context import Services
from bot.knowledge import Entry
from bot.library import Library
from bot.waiters import Waiter

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds; then it is seen whether files were read again or vectors are ready


def tell(services: Services) -> None:
    """Let those hear whose questions are answered from now on; call it after `Library.refresh`.

    It returns at once. Whatever changed the knowledge is the same: a tip, an edit, a phrase, a reading of the files.
    """
    services.learnt.set()


def look_again(services: Services) -> None:
    """Somebody waits on whom a look may have passed by, since an answer was on its way."""
    services.heard = None
    services.learnt.set()


async def work(services: Services) -> None:
    """Look through everybody once for each knowledge in use, and tell after the grace, until the bot stops."""
    services.learnt.set()
    while not services.stopping.is_set():
        if ripe := _ripe(services):
            await _look(services, ripe)
        while services.heard is not services.library.knowledge and not services.stopping.is_set():
            services.heard = services.library.knowledge  # before the look, during which another may be asked for
            if not await _look(services):
                services.heard = None  # after a pause
                break
        services.learnt.clear()
        await services.rest(services.learnt, PAUSE)


async def answering(library: Library, question: str) -> Entry | None:
    """The entry that answers a question today, for certain."""
    result = await library.ask(question)
    return result.hits[0].entry if result.outcome == "answer" and result.reply is None else None


def _ripe(services: Services) -> set[int]:
    """Who has had an answer for so long that it is to be told."""
    at = now()
    return {waiter_id for waiter_id, (_, since) in services.answered.items() if at - since >= services.grace}


async def _look(services: Services, only: Collection[int] | None = None) -> bool:
    """Queue the answers that are to be told now, to everybody or `only` to some.

    Whether all of them were looked at, since one who cannot be stops no other.
    """
    try:
        everybody = await waiters.waiting(services.database)
    except Exception as failed:
        log.error("those who wait were not looked through: %s", type(failed).__name__)
        return False
    waiting = {each.id for each in everybody}
    services.answered = {each: known for each, known in services.answered.items() if each in waiting}
    looked = [await _look_at(services, each) for each in everybody if only is None or each.id in only]
    return all(looked)


async def _look_at(services: Services, waiter: Waiter) -> bool:
    if services.stopping.is_set():
        return False
    try:
        entry = await answering(services.library, waiter.question)
        if _is_ripe(services, waiter.id, entry):
            if await waiters.answer(services.database, waiter):
                services.outbox.set()
            services.answered.pop(waiter.id, None)
    except Exception as failed:
        log.error("somebody who waits was not looked at: %s", type(failed).__name__)
        return False
    return True


def _is_ripe(services: Services, waiter_id: int, entry: Entry | None) -> bool:
    """Whether an answer has been there for the grace; one that has become another begins it anew."""
    known = services.answered.pop(waiter_id, None)
    if entry is None:
        return False
    since = known[1] if known is not None and known[0] == entry.id else now()
    services.answered[waiter_id] = entry.id, since
    return now() - since >= services.grace
