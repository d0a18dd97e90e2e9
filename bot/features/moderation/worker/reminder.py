"""The daily line to the moderators: at half past eight, when something waits or an answer sinks."""

import logging
from datetime import datetime, time, timedelta
from typing import Any, Final

from telegram.error import TelegramError
from telegram.ext import ExtBot, JobQueue

from bot.chat.context import Context, Services
from bot.chat.page import short
from bot.chat.reply import post
from bot.features.answers import store as answers_store
from bot.features.answers import texts as answers_texts
from bot.features.moderation.store import queue
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.worker import review
from bot.features.roles import store as roles_store
from bot.gateway.limiter import Postponed
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane
from bot.storage import daily
from bot.storage.clock import SWEDEN, now

log = logging.getLogger(__name__)

AT: Final = time(8, 30)
UNTIL: Final = time(12)  # a process that was down at half past eight still tells before noon
MOST_NUMBERS: Final = 10
NAME: Final = "queue"
_LATE: Final = {"misfire_grace_time": int(timedelta(hours=3, minutes=30).total_seconds())}


def schedule(jobs: JobQueue[Any]) -> None:
    """Every day, and at start; once an hour until noon, should the line not have left."""
    for hour in range(AT.hour, UNTIL.hour):
        jobs.run_daily(_in_time, AT.replace(hour=hour, tzinfo=SWEDEN), name=NAME, job_kwargs=_LATE)
    jobs.run_once(_in_time, 0, job_kwargs=_LATE)


async def remind(bot: ExtBot[Lane], services: Services, at: datetime) -> None:
    """Bring up what may be old and tell what waits, once on the Swedish day of `at`.

    That nothing waits is not told, nor what comes later that day.

    A line that may have been sent is not sent again; one that surely was not waits for the next try.
    """
    chat_id, day = await roles_store.moderators_chat(services.database), at.astimezone(SWEDEN).date()
    if chat_id is None or not await daily.claim(services.database, NAME, day):
        return
    await review.bring_up(services, at)
    lines = await _lines(services, at)
    if not lines:
        return
    try:
        await post(bot, chat_id, short("\n".join(lines)))
    except Postponed:
        await daily.release(services.database, NAME, day)
    except TelegramError as failed:
        log.warning("the moderators were not told what waits: %s", type(failed).__name__)
        if refusal(failed) != "unknown":
            await daily.release(services.database, NAME, day)


async def _lines(services: Services, at: datetime) -> list[str]:
    """What waits, and which answers members are dissatisfied with; nothing of either is not told."""
    waiting, day = await queue.waiting(services.database, at), at.astimezone(SWEDEN).date()
    stale = [item.id for item in await queue.stale(services.database, at, MOST_NUMBERS)]
    sinking = await answers_store.sinking(services.database, at)
    told = [queue_texts.daily(waiting, stale, day)] if waiting.since is not None else []
    return [*told, *([answers_texts.sinking(services.library.knowledge, sinking)] if sinking else [])]


def is_morning(at: datetime) -> bool:
    """Whether the line is due but not yet too late."""
    return AT <= at.astimezone(SWEDEN).time() < UNTIL


async def _in_time(context: Context) -> None:
    if is_morning(at := now()):
        await remind(context.bot, context.services, at)
