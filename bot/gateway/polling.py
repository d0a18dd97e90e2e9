"""Updates by long polling: each goes to the inbox as Telegram wrote it, before anything reads it.

PTB's own loop reads a whole batch first, so that one update which it cannot read would end or stall it for everybody,
and it stops for good at a single 401 or 404.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from telegram.error import Conflict, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.gateway.calls import seconds_asked
from bot.gateway.values import Lane
from bot.gateway.watch import Watch

log = logging.getLogger(__name__)

Told = dict[str, Any]
"""An update as Telegram wrote it."""

LONG_POLL: Final = 10  # seconds that Telegram may wait for something to tell
FIRST_PAUSE: Final = 1.0  # seconds until Telegram is asked again after a failure, half as long again each time
LONGEST_PAUSE: Final = 30.0
SHORT_PAUSE: Final = 0.1  # after a connection that went quiet


class Polling:
    """Asks for updates until `stopping`; what has been taken in is confirmed by the next question, or the last one."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        request: BaseRequest,
        take: Callable[[Sequence[Told]], Awaitable[None]],
        kinds: Sequence[str],
        watch: Watch,
    ) -> None:
        """`take` returns when updates are on disk; `watch` is told whether Telegram answers."""
        self._bot = bot
        self._request = request
        self._take = take
        self._kinds = json.dumps(list(kinds))
        self._watch = watch
        self._offset = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Whatever fails, go on."""
        pause = 0.0
        while not stopping.is_set():
            try:
                await _unless(stopping, self._round())
                pause = 0.0
            except TelegramError as failed:
                pause = await self._failed(failed, pause)
            except Exception as failed:
                log.error("what Telegram told cannot be taken in: %s", type(failed).__name__)
                pause = _longer(pause)
            await _unless(stopping, asyncio.sleep(pause))
        await self._confirm()

    async def _round(self) -> None:
        """Ask, and take in what is told; only what is on disk is confirmed."""
        told = await self._ask(LONG_POLL)
        self._watch.heard()
        if told:
            await self._take(told)
            self._offset = told[-1]["update_id"] + 1

    async def _ask(self, seconds: int) -> list[Told]:
        params = {"timeout": seconds, "offset": self._offset, "allowed_updates": self._kinds}
        patience = seconds + (self._request.read_timeout or 0)
        url = f"{self._bot.base_url}/getUpdates?{urlencode(params)}"
        told = await self._request.post(url, read_timeout=patience)
        if not isinstance(told, list):
            raise TelegramError("no list of updates")
        return told

    async def _failed(self, failed: TelegramError, pause: float) -> float:
        """The pause after a failure; a webhook that keeps updates from coming this way is taken away."""
        log.warning("no new updates: %s", type(failed).__name__)
        self._watch.missed(failed)
        match failed:
            case RetryAfter():
                return seconds_asked(failed) + 0.5
            case TimedOut():
                return SHORT_PAUSE
            case Conflict() if "webhook" in failed.message:
                await self._take_webhook_away()
        return _longer(pause)

    async def _take_webhook_away(self) -> None:
        try:
            await self._bot.delete_webhook()
        except TelegramError as failed:
            log.warning("the webhook is still there: %s", type(failed).__name__)

    async def _confirm(self) -> None:
        """Tell Telegram what has been taken in, so that it is not told again; the inbox would know it."""
        try:
            if self._offset:
                await self._ask(0)
        except (TelegramError, TimeoutError) as failed:
            log.info("the last updates were not confirmed: %s", type(failed).__name__)


def _longer(pause: float) -> float:
    return min(1.5 * pause, LONGEST_PAUSE) if pause >= FIRST_PAUSE else FIRST_PAUSE


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do it, or leave it where it is when the bot stops."""
    task, stop = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
    for each in (task, stop):
        each.cancel()
    await asyncio.wait((task, stop))
    failed = None if task.cancelled() else task.exception()
    if failed is not None:
        raise failed
