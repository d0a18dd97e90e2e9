"""The two ways to Telegram, over HTTP."""

import json
from dataclasses import dataclass, field
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.gateway.hands import AT_ONCE
from bot.gateway.telegram_time import TelegramTime


@dataclass(frozen=True, slots=True)
class Transport:
    """Two ways to Telegram, since a long poll holds its connection: `calls` and `polling`; `time` is what it says."""

    calls: BaseRequest
    polling: BaseRequest
    time: TelegramTime = field(default_factory=TelegramTime)


class Http(HTTPXRequest):
    """PTB's, but an answer that is cut off or garbled is not logged: it may hold members' words."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram has answered."""
        try:
            found = json.loads(payload)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise TelegramError("Invalid server response")
        return found


def over_http() -> Transport:
    """The ordinary transport, wide enough for all updates in hand."""
    heard = TelegramTime()
    hooks = {"event_hooks": {"response": [heard.hear]}}
    calls = Http(connection_pool_size=2 * AT_ONCE, pool_timeout=10, httpx_kwargs=hooks)
    return Transport(calls, Http(connection_pool_size=2, httpx_kwargs=hooks), heard)
