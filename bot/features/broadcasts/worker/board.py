"""How broadcasts go, on a message in their organiser's chat that is edited at most every five seconds."""

import logging
from typing import Final

from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.chat import offers
from bot.chat.context import Services
from bot.chat.page import Page, short
from bot.chat.reply import edit, post, where_possible
from bot.features.broadcasts.pages import view as view_pages
from bot.features.broadcasts.store import cards, lists, runs
from bot.features.broadcasts.values import Broadcast, Status, Told
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.gateway.values import Lane
from bot.gateway.waiting import clock

log = logging.getLogger(__name__)

INTERVAL: Final = 5.0  # seconds between two edits
LATEST: Final = 10  # broadcasts that are still followed
_FOLLOWED: Final[tuple[Status, ...]] = ("running", "paused", "finished", "cancelled")
_TOLD_ANEW: Final = ("paused", "finished")  # worth a message that sounds: something to decide, or to know


class Board:
    """The status messages of the latest broadcasts; what each showed last is kept in memory, to spare edits.

    Which status was shown last stands in the database, so that a pause or end is told also by the next process.
    """

    def __init__(self, bot: ExtBot[Lane], services: Services) -> None:
        self._bot = bot
        self._services = services
        self._shown: dict[int, Page] = {}  # by number
        self._next = 0.0

    async def show(self) -> float:
        """Bring the messages up to date, unless that was done less than five seconds ago; the seconds until then."""
        at = clock()
        if at < self._next:
            return self._next - at
        self._next = at + INTERVAL
        for each in await lists.broadcasts(self._services.database, _FOLLOWED, limit=LATEST):
            if each.status != "cancelled" or each.started_at is not None:
                await self._bring_up(each)
                await self._bring_up_others(each)
        for each in await lists.missed_trials(self._services.database):
            await self._tell_trial(each)
        return INTERVAL

    async def _tell_trial(self, tried: Broadcast) -> None:
        """Whoever tried it out learns that it did not arrive: only that can be seen by itself."""
        line = await view_pages.trial_line(self._services.database, tried)
        with where_possible("nobody was told how a trial went"):
            await post(self._bot, tried.created_by, short(line))
        await runs.note_told(self._services.database, tried.id, tried.status)

    async def _bring_up(self, broadcast: Broadcast) -> None:
        """What its creator has been told stays on the card; it may be told while the card is being edited."""
        notice = self._told(broadcast)
        page = await self._page(broadcast, Actor(broadcast.created_by, is_organiser=True), notice)
        if self._shown.get(broadcast.id) == page:
            return
        creator = await roles_who.organiser(self._bot, self._services, broadcast.created_by)
        if not creator.is_organiser or await self._tell(broadcast, await self._page(broadcast, creator, notice)):
            self._shown[broadcast.id] = page
        if self._told(broadcast) != notice:
            await self._bring_up(broadcast)

    def _told(self, broadcast: Broadcast) -> str:
        return self._services.state(Told).get((broadcast.status_chat or 0, broadcast.status_message or 0), "")

    async def _bring_up_others(self, broadcast: Broadcast) -> None:
        """What other organisers have before them, when the status is another: their cards need not count every copy."""
        for user_id, message_id in await cards.outdated_cards(self._services.database, broadcast):
            other = await roles_who.organiser(self._bot, self._services, user_id)
            with where_possible("an organiser's card stays as it was"):
                await self._edit_other(broadcast, other, message_id)
            await cards.note_card_shows(self._services.database, broadcast.id, user_id, message_id, broadcast.status)

    async def _edit_other(self, broadcast: Broadcast, other: Actor, message_id: int) -> None:
        """What they have been told stays on the card; it may be told while the card is being edited."""
        told, shown = self._services.state(Told), None
        while shown != (notice := told.get((other.id, message_id), "")):
            await self._edit(other.id, message_id, await self._page(broadcast, other, notice))
            shown = notice

    async def _tell(self, broadcast: Broadcast, page: Page) -> bool:
        """Send what is news, once: it may have arrived though no answer came. False for an edit to be made again."""
        try:
            if _is_news(broadcast):
                await self._send(broadcast, page)
            elif broadcast.status_message is not None:
                await self._renew(broadcast, broadcast.status_message, page)
        except TelegramError as failed:
            log.warning("a broadcast's progress was not shown: %s", type(failed).__name__)
            if not _is_news(broadcast):
                return False
            await runs.note_told(self._services.database, broadcast.id, broadcast.status)
        return True

    async def _page(self, broadcast: Broadcast, actor: Actor, notice: str = "") -> Page:
        return await view_pages.page(self._bot, self._services, broadcast, actor, notice)

    async def _send(self, broadcast: Broadcast, page: Page) -> None:
        """A new message, which is followed from now on; the earlier one keeps no buttons."""
        sent = await post(self._bot, broadcast.created_by, page)
        database, chat_id = self._services.database, sent.chat_id
        await runs.set_status_message(database, broadcast.id, chat_id, sent.message_id, broadcast.status)
        await offers.offer_besides(self._services.database, sent.chat_id, page.choices())
        if broadcast.status_message is not None:
            await self._edit(broadcast.status_chat or 0, broadcast.status_message, Page(page.messages))

    async def _renew(self, broadcast: Broadcast, message_id: int, page: Page) -> None:
        database, chat_id = self._services.database, broadcast.status_chat or 0
        await self._edit(chat_id, message_id, page)
        if broadcast.status_shown != broadcast.status:
            await runs.set_status_message(database, broadcast.id, chat_id, message_id, broadcast.status)

    async def _edit(self, chat_id: int, message_id: int, page: Page) -> None:
        """Make a message known so far into this; one that is gone is let go."""
        try:
            await edit(self._bot, chat_id, message_id, page)
        except BadRequest as refused:
            log.info("a broadcast's progress cannot be shown: %s", type(refused).__name__)


def _is_news(broadcast: Broadcast) -> bool:
    is_told_anew = broadcast.status_message is None or broadcast.status in _TOLD_ANEW
    return is_told_anew and broadcast.status_shown != broadcast.status
