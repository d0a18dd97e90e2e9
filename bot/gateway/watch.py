"""Whether Telegram still knows the bot and lets it hear: a process that is deaf and looks healthy helps nobody.

One refusal says nothing, since a server of one's own, or a proxy before it, may just be starting again. Only what lasts
ends the process, so that whoever supervises it sees it.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.errors import BotError, Deaf, TokenRefused
from bot.gateway.limiter import Postponed
from bot.gateway.pulse import Pulse
from bot.gateway.values import Lane
from bot.gateway.waiting import clock, until

log = logging.getLogger(__name__)

CHECK: Final = 60.0  # seconds between looks
DEAF_AFTER: Final = 300.0  # seconds without an answer to getUpdates
GRACE: Final = 60.0  # seconds that polling has to come back once Telegram can be reached
TRIES: Final = 3  # refusals in a row, until the token is taken for revoked
APART: Final = 10.0  # seconds between them


class Watch:
    """Told by whoever asks for updates; looks by itself whether Telegram knows the token."""

    def __init__(self, end: Callable[[BotError], None], pulse: Pulse) -> None:
        """`end` ends the process, and says why; `pulse` is told when Telegram answers."""
        self._end = end
        self._pulse = pulse
        self._doubt = asyncio.Event()
        self._unheard_since: float | None = None
        self._another = False

    def heard(self) -> None:
        """Telegram has answered who asked for updates."""
        self._unheard_since = None
        self._pulse.meet()

    def missed(self, failed: TelegramError) -> None:
        """Telegram was asked for updates and did not give any."""
        if self._unheard_since is None:
            self._unheard_since = clock()
        self._another = isinstance(failed, Conflict)
        if isinstance(failed, InvalidToken):
            self._doubt.set()

    async def run(self, bot: ExtBot[Lane], stopping: asyncio.Event) -> None:
        """Look until the bot stops."""
        try:
            while not await _passed(stopping, CHECK, self._doubt):
                self._doubt.clear()
                if await self._is_refused(bot, stopping):
                    self._end(TokenRefused())
                elif await self._is_deaf(stopping):
                    self._end(Deaf(another=self._another))
        except Postponed:
            return

    async def _is_refused(self, bot: ExtBot[Lane], stopping: asyncio.Event) -> bool:
        """Whether Telegram says several times in a row that it does not know the token."""
        for number in range(TRIES):
            if number and await _passed(stopping, APART):
                return False
            try:
                await bot.get_me()
            except InvalidToken:
                log.warning("Telegram does not know the token")
            except TelegramError as failed:
                log.warning("Telegram does not say who the bot is: %s", type(failed).__name__)
                return False
            else:
                return False
        return True

    async def _is_deaf(self, stopping: asyncio.Event) -> bool:
        """Whether no updates have come for long although Telegram can be reached; getMe has just been answered."""
        if not self._is_silent():
            return False
        return not await _passed(stopping, GRACE) and self._is_silent()

    def _is_silent(self) -> bool:
        return self._unheard_since is not None and clock() - self._unheard_since >= DEAF_AFTER


async def _passed(stopping: asyncio.Event, seconds: float, *woken: asyncio.Event) -> bool:
    """Wait, at most until `woken`; whether the bot stops."""
    await until(seconds, stopping, *woken)
    return stopping.is_set()
