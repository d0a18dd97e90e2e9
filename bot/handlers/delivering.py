"""Broadcasts under way: one copy after the other, and in the ledger exactly what Telegram said of each.

A copy is marked before Telegram is called and one is called at a time, so a process that is killed leaves at most one
of which nobody can know whether it arrived. Room is waited for before that, with nothing marked.
"""

import asyncio
import logging
from typing import Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot import broadcasts, when
from bot.broadcasts import Broadcast, Copy, Delivery, Reason
from bot.clock import now
from bot.errors import NotBroadcast
from bot.handlers import copies, membership, outcomes, progress
from bot.handlers.context import Services
from bot.handlers.sending import Pacing, Postponed
from bot.pacing import Lane

log = logging.getLogger(__name__)

PAUSE: Final = 5.0  # seconds; then it is looked whether a planned start has come, and tried again what failed
_LOOKED_AT: Final = 20  # recipients, of which the first that no pause holds up is next


async def work(bot: ExtBot[Lane], services: Services, pace: Pacing) -> None:
    """Send what is due, mend what has been corrected, and show how it goes, until the bot stops."""
    await broadcasts.resume_after_crash(services.database, now())
    board = progress.Board(bot, services.database, pace)
    while not services.stopping.is_set():
        services.broadcasts.clear()
        try:
            await deliver(bot, services, pace, board)
            await mend(bot, services)
            await board.show()
        except Postponed:
            return
        except Exception as failed:
            log.error("the broadcasts stumbled: %s", type(failed).__name__)
        await _rest(services, board)


async def deliver(bot: ExtBot[Lane], services: Services, pace: Pacing, board: progress.Board) -> None:
    """Send all that is due; Postponed when the bot stops first. Returns early while Telegram cannot be reached."""
    while at_hand := await broadcasts.due(services.database, now()):
        for each in at_hand:
            if each.status == "running":
                reached = await _send_next(bot, services, pace, each)
            else:
                reached = await _start(services, each)
            await board.show()
            if not reached:
                return


async def mend(bot: ExtBot[Lane], services: Services) -> None:
    """Correct or take back the copies that read as they no longer should."""
    while not services.stopping.is_set() and (outdated := await broadcasts.outdated(services.database)):
        for copy in outdated:
            await _mend(bot, services, copy)


async def _start(services: Services, due: Broadcast) -> bool:
    try:
        await broadcasts.start(services.database, due.id, due.version, now(), when)
    except NotBroadcast:
        log.info("an organiser was before the start of broadcast %d", due.id)
    return True


async def _send_next(bot: ExtBot[Lane], services: Services, pace: Pacing, due: Broadcast) -> bool:
    """Send one copy; False when Telegram cannot be reached, or all who are left have to wait."""
    chosen = await _next(services, pace, due)
    if chosen is None:
        return True
    if pace.held(chosen.chat_id) > PAUSE:
        return False
    await pace.room(chosen.chat_id)
    copy = await broadcasts.take(services.database, due.id, chosen.id, now(), when)
    return copy is None or await _send(bot, services, copy)


async def _next(services: Services, pace: Pacing, due: Broadcast) -> Delivery | None:
    """The first recipient, or the first that Telegram has not asked to wait for; the first of all goes first."""
    queued = await broadcasts.deliveries(services.database, due.id, ("queued",), limit=_LOOKED_AT)
    return min(queued, key=lambda each: (pace.held(each.chat_id), each.position), default=None)


async def _send(bot: ExtBot[Lane], services: Services, copy: Copy) -> bool:
    database, delivery_id = services.database, copy.delivery.id
    try:
        message = await copies.send(bot, copy)
    except TelegramError as error:
        return await _settle(services, copy, error)
    except Postponed:  # before the call, while it waited for its turn
        await broadcasts.again(database, delivery_id, now())
        raise
    except BaseException:
        await broadcasts.unknown(database, delivery_id, "broken", now())
        raise
    await broadcasts.sent(database, delivery_id, message.message_id, now())
    return True


async def _settle(services: Services, copy: Copy, error: TelegramError) -> bool:
    """Note what an error says of a copy; False when Telegram could not be reached."""
    database, delivery = services.database, copy.delivery
    fate, reason = outcomes.fate(error, delivery.attempts)
    log.info("broadcast %d: a copy is %s (%s)", copy.broadcast.id, fate, type(error).__name__)
    match fate:
        case "gone":
            await broadcasts.gone(database, delivery.id, reason, now())
        case "failed":
            await broadcasts.failed(database, delivery.id, reason, now())
        case "unknown":
            await broadcasts.unknown(database, delivery.id, reason, now())
        case "again" | "moved":
            await broadcasts.again(database, delivery.id, now())
            if isinstance(error, ChatMigrated):
                await membership.moved(database, delivery.chat_id, error.new_chat_id, delivery.name)
    return fate != "again" or not outcomes.is_unreachable(error)


async def _mend(bot: ExtBot[Lane], services: Services, copy: Copy) -> None:
    """Mend one copy. What a broken connection leaves undone is tried again later: an edit may be repeated."""
    version = copy.broadcast.content_version
    try:
        await copies.mend(bot, copy)
    except ChatMigrated as moved:
        await membership.moved(services.database, copy.delivery.chat_id, moved.new_chat_id, copy.delivery.name)
    except (BadRequest, Forbidden) as refused:
        reason = _why_not_mended(refused)
        await broadcasts.not_shown(services.database, copy.delivery.id, version, reason, now())
    else:
        await broadcasts.shown(services.database, copy.delivery.id, version, now())


def _why_not_mended(refused: TelegramError) -> Reason:
    words = refused.message.casefold()
    if "not found" in words and "message" in words:
        return "missing"
    return "too_old" if "can't be edited" in words else outcomes.fate(refused, 2)[1]


async def _rest(services: Services, board: progress.Board) -> None:
    """Until somebody has decided something, a start or the board's next showing is due, or the bot stops."""
    waits = [asyncio.ensure_future(each.wait()) for each in (services.broadcasts, services.stopping)]
    try:
        await asyncio.wait(waits, timeout=board.patience(PAUSE), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()
