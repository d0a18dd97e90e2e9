"""Patience with Telegram: what was surely not sent is sent again; what may have been sent never is."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter

Answer = bool | dict[str, Any] | list[dict[str, Any]]

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0  # seconds between tries while Telegram cannot be reached
_NOT_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout"}


class Postponed(Exception):
    """The bot is stopping while a call waits for Telegram; its update is handled at the next start."""


class Patience(BaseRateLimiter[None]):
    """Waits as long as a 429 says, and while no connection is to be had."""

    def __init__(self) -> None:
        self._stopping = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def stop(self) -> None:
        """Let no call wait any longer."""
        self._stopping.set()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002 - PTB's signature
        rate_limit_args: None,  # noqa: ARG002
    ) -> Answer:
        """Call until it was sent or may have been; Postponed when the bot stops first."""
        pause = 0.5
        while True:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as asked:
                await self._wait(_seconds(asked), endpoint)
            except NetworkError as failed:
                if not surely_not_sent(failed):
                    raise
                await self._wait(pause, endpoint)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _wait(self, seconds: float, endpoint: str) -> None:
        log.warning("%s waits %.1f s for Telegram", endpoint, seconds)
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise Postponed


def surely_not_sent(error: TelegramError) -> bool:
    """Whether Telegram cannot have received the call: no connection was made, or none was free.

    PTB keeps httpx's exception as the cause; its own pool time-out says so in words.
    """
    if type(error.__cause__).__name__ in _NOT_SENT:
        return True
    return isinstance(error, TimedOut) and "Pool timeout" in error.message


def _seconds(asked: RetryAfter) -> float:
    wait = asked.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()
