"""Those who come to a meeting are told what has been changed, and reminded if they want to be: one loop."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Final, cast

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.page import Page, short
from bot.chat.reply import post
from bot.features.meetings.pages import coming as pages
from bot.features.meetings.store import answers, comings, meetings
from bot.features.meetings.texts import coming as texts
from bot.features.meetings.values import Change, Notice
from bot.gateway.limiter import Postponed
from bot.gateway.outcomes import refusal
from bot.gateway.values import Lane
from bot.storage.clock import now

log = logging.getLogger(__name__)

PAUSE: Final = 30.0  # seconds


@dataclass(slots=True)
class News:
    """`queued` is set when somebody is to be told something."""

    queued: asyncio.Event = field(default_factory=asyncio.Event)


async def work(bot: ExtBot[Lane], services: Services) -> None:
    """Remind and tell until the bot stops."""
    await comings.resume(services.database)
    queued = services.state(News).queued
    while not services.stopping.is_set():
        queued.clear()
        try:
            await tell(bot, services)
        except Postponed as later:
            log.info("those who come to a meeting are told later: %s", type(later).__name__)
        except Exception as failed:
            log.error("those who come to a meeting could not be told: %s", type(failed).__name__)
        await services.rest(queued, PAUSE)


async def tell(bot: ExtBot[Lane], services: Services) -> None:
    """Queue the reminders that are due, and send what is queued; Postponed where Telegram wants to wait."""
    for meeting in await meetings.all_meetings(services.database):
        await comings.queue_reminders(services.database, meeting, now())
    while (notice := await comings.take(services.database)) is not None:
        await _send(bot, services, notice)


async def _send(bot: ExtBot[Lane], services: Services, notice: Notice) -> None:
    """One notice; what may have arrived is not sent again."""
    try:
        await post(bot, notice.user_id, await _page(services, notice))
    except Postponed:
        await comings.settle(services.database, notice.id, "queued")
        raise
    except TelegramError as failed:
        said = refusal(failed)
        if said in {"again", "revoked"}:
            await comings.settle(services.database, notice.id, "queued")
            raise Postponed from failed
        await comings.settle(services.database, notice.id, "unknown" if said == "unknown" else "gone")
    except BaseException:
        await comings.settle(services.database, notice.id, "unknown")
        raise
    else:
        await comings.settle(services.database, notice.id, "sent")


async def _page(services: Services, notice: Notice) -> Page:
    site = await answers.site_of(services.database, notice.meeting_id, notice.user_id)
    meeting = (await meetings.meeting(services.database, notice.meeting_id)).seen_from(site)
    if notice.kind == "changed":
        text = texts.changed(meeting, cast("list[Change]", notice.what.split()))
    else:
        text = texts.reminder(meeting, now(), soon=notice.kind == "hour")
    if not meeting.is_ahead(now()):
        return short(text)
    coming = await comings.of(services.database, meeting.id, notice.user_id)
    return Page((text,), pages.said(meeting, coming).rows)
