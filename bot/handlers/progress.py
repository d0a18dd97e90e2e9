"""How broadcasts go, on a message in their organiser's chat that is edited at most every five seconds."""

import asyncio
import logging
from typing import Final

from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot import broadcasts, offers
from bot.broadcasts import Actor, Broadcast, Status
from bot.handlers import viewing
from bot.handlers.context import Services
from bot.handlers.pages import Page
from bot.handlers.replying import NO_PREVIEW
from bot.handlers.sending import Pacing
from bot.pacing import EVERYBODY, Lane

log = logging.getLogger(__name__)

INTERVAL: Final = 5.0  # seconds between two edits
_LATEST: Final = 10  # broadcasts that are still followed
_FOLLOWED: Final[tuple[Status, ...]] = ("running", "paused", "finished", "cancelled")
_TOLD_ANEW: Final = ("paused", "finished")  # worth a message that sounds: something to decide, or to know


class Board:
    """The status messages of the latest broadcasts; what each showed last is kept in memory, to spare edits.

    Which status was shown last stands in the database, so that a pause or end is told also by the next process.
    """

    def __init__(self, bot: ExtBot[Lane], services: Services, pace: Pacing) -> None:
        self._bot = bot
        self._services = services
        self._pace = pace
        self._shown: dict[int, Page] = {}  # by number
        self._next = 0.0

    async def show(self) -> float:
        """Bring the messages up to date, unless that was done less than five seconds ago; the seconds until then."""
        at = asyncio.get_running_loop().time()
        if at < self._next:
            return self._next - at
        self._next = at + INTERVAL
        for each in await broadcasts.broadcasts(self._services.database, _FOLLOWED, limit=_LATEST):
            if each.status != "cancelled" or each.started_at is not None:
                await self._bring_up(each)
        return INTERVAL

    async def _bring_up(self, broadcast: Broadcast) -> None:
        page = await self._page(broadcast)
        if self._shown.get(broadcast.id) == page:
            return
        try:
            if broadcast.status_message is None or _is_news(broadcast):
                self._shown[broadcast.id] = page  # whether it arrives or not: what may have arrived is not sent again
                await self._send(broadcast, page)
            else:
                await self._renew(broadcast, broadcast.status_message, page)
        except TelegramError as failed:
            log.warning("a broadcast's progress was not shown: %s", type(failed).__name__)

    async def _page(self, broadcast: Broadcast) -> Page:
        creator = Actor(broadcast.created_by, is_organiser=True)  # whether they still are is asked when they press
        if broadcast.started_at is None:
            return await viewing.page(self._bot, self._services, broadcast, creator)
        held = self._pace.held(EVERYBODY)
        return await viewing.progress_page(self._services.database, broadcast, creator, held)

    async def _send(self, broadcast: Broadcast, page: Page) -> None:
        """A new message, which is followed from now on; the earlier one keeps no buttons."""
        sent = await self._bot.send_message(
            broadcast.created_by,
            page.messages[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
        database, chat_id = self._services.database, sent.chat_id
        await broadcasts.set_status_message(database, broadcast.id, chat_id, sent.message_id, broadcast.status)
        await offers.offer(self._services.database, sent.chat_id, page.choices())
        if broadcast.status_message is not None:
            await self._edit(broadcast, Page(page.messages))

    async def _renew(self, broadcast: Broadcast, message_id: int, page: Page) -> None:
        database, chat_id = self._services.database, broadcast.status_chat or 0
        await self._edit(broadcast, page)
        self._shown[broadcast.id] = page
        if broadcast.status_shown != broadcast.status:
            await broadcasts.set_status_message(database, broadcast.id, chat_id, message_id, broadcast.status)

    async def _edit(self, broadcast: Broadcast, page: Page) -> None:
        """Make the message known so far into this; one that is gone is let go."""
        try:
            await self._bot.edit_message_text(
                page.messages[0],
                broadcast.status_chat or 0,
                broadcast.status_message or 0,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=page.markup(),
            )
        except BadRequest as refused:
            log.info("a broadcast's progress cannot be shown: %s", type(refused).__name__)


def _is_news(broadcast: Broadcast) -> bool:
    return broadcast.status in _TOLD_ANEW and broadcast.status_shown != broadcast.status
