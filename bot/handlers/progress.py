"""How broadcasts go, on a message in their organiser's chat that is edited at most every five seconds."""

import asyncio
import logging
from typing import Final

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot import broadcasts
from bot.broadcasts import Actor, Broadcast, Status
from bot.database import Database
from bot.handlers import viewing
from bot.handlers.pages import Page
from bot.handlers.replying import NO_PREVIEW
from bot.handlers.sending import Pacing
from bot.pacing import EVERYBODY, Lane

log = logging.getLogger(__name__)

INTERVAL: Final = 5.0  # seconds between two edits
_LATEST: Final = 10  # broadcasts that are still followed
_TOLD_ANEW: Final = ("paused", "finished")  # worth a message that sounds: something to decide, or to know


class Board:
    """The status messages of the latest broadcasts; what each showed last is kept in memory, to spare edits."""

    def __init__(self, bot: ExtBot[Lane], database: Database, pace: Pacing) -> None:
        self._bot = bot
        self._database = database
        self._pace = pace
        self._shown: dict[int, tuple[str, Page]] = {}  # by number: the status, and the page
        self._next = 0.0

    async def show(self) -> None:
        """Bring the messages up to date, unless that was done less than five seconds ago."""
        at = asyncio.get_running_loop().time()
        if at < self._next:
            return
        self._next = at + INTERVAL
        started: tuple[Status, ...] = ("running", "paused", "finished", "cancelled")
        for each in await broadcasts.broadcasts(self._database, started, limit=_LATEST):
            creator = Actor(each.created_by, is_organiser=True)
            page = await viewing.progress_page(self._database, each, creator, self._pace.held(EVERYBODY))
            if self._shown.get(each.id, ("", None))[1] != page:
                await self._put(each, page)

    def patience(self, most: float) -> float:
        """Seconds until there is something to show again, at most `most`."""
        return min(most, max(0.1, self._next - asyncio.get_running_loop().time()))

    async def _put(self, broadcast: Broadcast, page: Page) -> None:
        before = self._shown.get(broadcast.id, ("", page))[0]
        anew = broadcast.status in _TOLD_ANEW and before not in ("", broadcast.status)
        try:
            if broadcast.status_message is None or anew:
                await self._send(broadcast, page)
            else:
                await self._edit(broadcast.status_chat or 0, broadcast.status_message, page)
        except TelegramError as failed:
            log.warning("a broadcast's progress was not shown: %s", type(failed).__name__)
            if not isinstance(failed, Forbidden):
                return
        self._shown[broadcast.id] = (broadcast.status, page)

    async def _send(self, broadcast: Broadcast, page: Page) -> None:
        """A new message, which is followed from now on; the earlier one keeps no buttons."""
        sent = await self._bot.send_message(
            broadcast.created_by,
            page.messages[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=page.markup(),
        )
        if broadcast.status_message is not None:
            await self._edit(broadcast.status_chat or 0, broadcast.status_message, Page(page.messages))
        await broadcasts.set_status_message(self._database, broadcast.id, sent.chat_id, sent.message_id)

    async def _edit(self, chat_id: int, message_id: int, page: Page) -> None:
        try:
            await self._bot.edit_message_text(
                page.messages[0],
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=page.markup(),
            )
        except BadRequest as refused:
            log.info("a broadcast's progress cannot be shown: %s", type(refused).__name__)
