"""The way to Telegram, and patience on it: what was surely not sent is sent again; what may have been sent never is."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter
from telegram.request import BaseRequest, HTTPXRequest

from bot.handlers.intake import AT_ONCE

Answer = bool | dict[str, Any] | list[dict[str, Any]]

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5  # seconds between tries while Telegram cannot be reached, twice as long each time
_LONGEST_PAUSE = 30.0
_NOT_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout"}
# No member sees these, and asking twice is the same as asking once. Most come at the start; a moderator's standing is
# asked in the middle of a card, which must not count as perhaps sent when it is the question that got no answer.
_REPEATABLE = {
    "getMe", "getChatMember", "setMyCommands", "setMyDescription", "setMyShortDescription", "setWebhook",
    "deleteWebhook",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transport:
    """Two ways to Telegram, since a long poll holds its connection: `calls` and `polling`."""

    calls: BaseRequest
    polling: BaseRequest


def over_http() -> Transport:
    """The ordinary transport, wide enough for all updates in hand."""
    return Transport(
        HTTPXRequest(connection_pool_size=2 * AT_ONCE, pool_timeout=10), HTTPXRequest(connection_pool_size=2)
    )


class Postponed(Exception):
    """The bot is stopping while a call waits for Telegram; its update is handled at the next start."""


class Patience(BaseRateLimiter[None]):
    """Waits as long as a 429 says, and while no connection is to be had."""

    def __init__(self, stopping: asyncio.Event) -> None:
        """`stopping` is set when no call may wait any longer."""
        self._stopping = stopping

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

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
        pause = FIRST_PAUSE
        while True:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as asked:
                await self._wait(_seconds(asked), endpoint)
            except NetworkError as failed:
                if not surely_not_sent(failed) and (endpoint not in _REPEATABLE or isinstance(failed, BadRequest)):
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
