"""Broadcasts under way: one copy after the other, and in the ledger exactly what Telegram said of each.

A copy is marked before Telegram is called and one is called at a time, so a process that is killed leaves at most one
of which nobody can know whether it arrived. Room is waited for before that, with nothing marked. So the speed is at
most what the pacing leaves (24 a second) and 1 / latency: where Telegram takes 100 ms a call, ten copies a second.
"""

import asyncio
import logging
import math
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final, Literal

from telegram.error import ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.features.broadcasts import rules
from bot.features.broadcasts.errors import NotBroadcast
from bot.features.broadcasts.store import corrections, deliveries, lists, runs
from bot.features.broadcasts.values import Broadcast, Copy, Delivery, UnderWay, Wait
from bot.features.broadcasts.worker import board as board_worker
from bot.features.broadcasts.worker import copies, followups
from bot.features.network.store import standings
from bot.gateway import outcomes
from bot.gateway.limiter import Pacing, Postponed
from bot.gateway.values import Lane
from bot.storage.clock import now

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[float]]
"""Does what there is to do; the seconds until there may be more."""

PAUSE: Final = 5.0  # seconds; then it is looked whether a planned start has come, and tried again what failed
_WORTH_TELLING: Final = 1.0  # seconds of waiting
_AGAIN: Final = 2.0  # seconds between two calls for one copy: a group that is being renumbered is deleted first
_LOOKED_AT: Final = 20  # recipients, of which the first that no pause holds up is next
_WRITTEN_AGAIN: Final = (0.1, 1.0, 3.0)  # seconds before an outcome that could not be written is written again


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Send what is due, mend what has been corrected, and show how it goes, until the bot stops.

    None of them waits for another: an organiser reads how it goes also while Telegram asks for a pause.
    """
    board, pace = board_worker.Board(bot, services), services.state(Pacing)
    jobs: tuple[Job, ...] = (
        partial(deliver, bot, services, pace),
        partial(mend, bot, services),
        partial(followups.tell, bot, services),
        board.show,
    )
    bells = [asyncio.Event() for _ in jobs]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_ring(services, bells))
        for bell, job in zip(bells, jobs, strict=True):
            tasks.create_task(_keep_at(services, bell, job))


async def deliver(bot: ExtBot[Lane], services: Services, pace: Pacing) -> float:
    """Send all that is due; the seconds until there may be more. Postponed when the bot stops first."""
    has_moved = False
    await deliveries.resume_after_crash(services.database, now())  # also what could not be written at last
    while not services.stopping.is_set():
        at_hand = await runs.due(services.database, now())
        wait = min([await _step(bot, services, pace, each) for each in at_hand], default=PAUSE)
        if wait > 0:
            break
        has_moved = True
    if has_moved:
        services.state(UnderWay).changed.set()  # there is something to show
    return PAUSE if services.stopping.is_set() else min(wait, PAUSE)


async def mend(bot: ExtBot[Lane], services: Services) -> float:
    """Correct or take back the copies that read as they no longer should; the seconds until that is tried again."""
    while outdated := await corrections.outdated(services.database):
        done = [await _mend(bot, services, copy) for copy in outdated if not services.stopping.is_set()]
        if not any(done):
            break
    return PAUSE


async def _ring(services: Services, bells: Sequence[asyncio.Event]) -> None:
    """Tell every job when somebody has decided something: each has a bell of its own, which only it turns off."""
    while not services.stopping.is_set():
        await services.rest(services.state(UnderWay).changed, None)
        services.state(UnderWay).changed.clear()
        for bell in bells:
            bell.set()


async def _keep_at(services: Services, bell: asyncio.Event, job: Job) -> None:
    """Do it, again when it asks for that or the bell rings, until the bot stops."""
    while not services.stopping.is_set():
        bell.clear()
        seconds = PAUSE
        try:
            seconds = await job()
        except Postponed:
            return
        except Exception as failed:
            log.error("the broadcasts stumbled: %s", type(failed).__name__)
        await services.rest(bell, seconds)


async def _step(bot: ExtBot[Lane], services: Services, pace: Pacing, due: Broadcast) -> float:
    """Start it, or send one copy: 0 then. Otherwise the seconds to wait; what goes wrong holds up no other."""
    try:
        return await _go_on(bot, services, pace, due)
    except Postponed:
        raise
    except Exception as failed:
        log.error("broadcast %d stumbled: %s", due.id, type(failed).__name__)
        return PAUSE


async def _go_on(bot: ExtBot[Lane], services: Services, pace: Pacing, due: Broadcast) -> float:
    if due.status != "running":
        return await _start(services, due)
    chosen = await _next(services, pace, due)
    if chosen is None:
        return PAUSE
    if (wait := _wait(pace, chosen)) > 0:
        _tell(services, due, "asked" if pace.held(chosen.chat_id) else "full", pace.wait_alone(chosen.chat_id))
        return wait
    return await _send_next(bot, services, due, chosen) if await pace.room(chosen.chat_id) else 0.0


def _tell(services: Services, due: Broadcast, reason: Literal["asked", "full"], seconds: float) -> None:
    """Let the organisers know what keeps the next copy; what is over in a moment is not worth it."""
    if _WORTH_TELLING <= seconds < math.inf:
        services.state(UnderWay).waits[due.id] = Wait(reason, now() + timedelta(seconds=seconds))


async def _send_next(bot: ExtBot[Lane], services: Services, due: Broadcast, chosen: Delivery) -> float:
    """Mark the copy for which there is room, and send it."""
    copy = await deliveries.take(services.database, due.id, chosen.id, now(), rules.SWEDISH)
    if copy is None:
        return PAUSE
    if copy.delivery.chat_id != chosen.chat_id:  # renumbered or gone meanwhile, and for this chat nothing has waited
        await _noted(partial(deliveries.again, services.database, copy.delivery.id, now()))
        return 0.0
    return await _send(bot, services, copy)


async def _start(services: Services, due: Broadcast) -> float:
    try:
        await runs.start(services.database, due.id, due.version, now(), rules.SWEDISH)
    except NotBroadcast:
        log.info("an organiser was before the start of broadcast %d", due.id)
    return 0.0


async def _next(services: Services, pace: Pacing, due: Broadcast) -> Delivery | None:
    """The first recipient, or the first that waits for nothing; the first of all goes first."""
    queued = await lists.next_up(services.database, due.id, _LOOKED_AT)
    return min(queued, key=lambda each: (_wait(pace, each), each.position), default=None)


def _wait(pace: Pacing, queued: Delivery) -> float:
    """Seconds that a recipient waits by itself: as Telegram asked, for its windows, or since a call was in vain."""
    called, wait = queued.called_at, pace.wait_alone(queued.chat_id)
    rest = 0.0 if called is None else _AGAIN - (now() - called).total_seconds()
    return wait if rest > _AGAIN else max(wait, rest)  # it is more when the clock was put back


async def _send(bot: ExtBot[Lane], services: Services, copy: Copy) -> float:
    database, delivery_id = services.database, copy.delivery.id
    try:
        first, *others = await copies.send(bot, copy)
    except TelegramError as error:
        return await _settle(services, copy, error)
    except Postponed:  # before the call, while it waited for its turn
        await _noted(partial(deliveries.again, database, delivery_id, now()))
        if services.stopping.is_set():
            raise
        return 0.0
    except BaseException:
        await deliveries.missed(database, delivery_id, "unknown", "broken", now())
        raise
    services.state(UnderWay).waits.pop(copy.broadcast.id, None)
    await _noted(partial(deliveries.sent, database, delivery_id, first, now(), others))
    if others:
        await _send_buttons(bot, services, copy)
    return 0.0


async def _send_buttons(bot: ExtBot[Lane], services: Services, copy: Copy) -> None:
    """Under an album, which has arrived whatever becomes of them."""
    try:
        message = await copies.send_buttons(bot, copy)
    except (TelegramError, Postponed) as failed:
        log.info("broadcast %d: an album has no buttons: %s", copy.broadcast.id, type(failed).__name__)
    else:
        await _noted(partial(deliveries.note_buttons, services.database, copy.delivery.id, message.message_id))


async def _settle(services: Services, copy: Copy, error: TelegramError) -> float:
    """Note what an error says of a copy; seconds to wait where Telegram could not be reached."""
    database, delivery = services.database, copy.delivery
    fate, reason = outcomes.fate(error, delivery.deletions + 1)
    log.info("broadcast %d: a copy is %s (%s)", copy.broadcast.id, fate, type(error).__name__)
    match fate:
        case "gone" | "failed" | "unknown":
            await _noted(partial(deliveries.missed, database, delivery.id, fate, reason, now()))
        case "again" | "moved":
            await _noted(partial(deliveries.again, database, delivery.id, now(), reason == "deleted"))
    if fate == "gone":
        await _noted(partial(standings.note_gone, database, delivery.chat_id, delivery.called_at or now()))
    elif isinstance(error, ChatMigrated):
        await _moved(services, delivery, error.new_chat_id)
    if outcomes.is_unreachable(error):
        services.state(UnderWay).waits[copy.broadcast.id] = Wait("unreachable", now() + timedelta(seconds=PAUSE))
        return PAUSE
    services.state(UnderWay).waits.pop(copy.broadcast.id, None)
    return 0.0


async def _noted(write: Callable[[], Awaitable[None]]) -> None:
    """Write an outcome, again while the disk is full or the file is locked; what never can be is unknown later."""
    for pause in _WRITTEN_AGAIN:
        try:
            return await write()
        except sqlite3.OperationalError as failed:
            log.error("an outcome could not be written: %s", failed)
            await asyncio.sleep(pause)
    return await write()


async def _moved(services: Services, delivery: Delivery, new: int) -> None:
    """The recipient lives on as `new`, which Telegram says to whoever calls the old number as well."""
    await standings.note_migration(services.database, delivery.chat_id, new, delivery.name, services.moved)


async def _mend(bot: ExtBot[Lane], services: Services, copy: Copy) -> bool:
    """Mend one copy; False where Telegram gave no answer: an edit may be repeated, so it is tried again later."""
    database, delivery, version = services.database, copy.delivery, copy.broadcast.content_version
    try:
        await copies.mend(bot, copy)
    except TelegramError as error:
        why = outcomes.why_not_mended(error)
        if why is None:
            log.warning("broadcast %d: a copy is not mended yet (%s)", copy.broadcast.id, type(error).__name__)
            return False
        if isinstance(error, ChatMigrated):
            await _moved(services, delivery, error.new_chat_id)
        await corrections.not_shown(database, delivery.id, version, why)
    else:
        await corrections.shown(database, delivery.id, version)
    return True
