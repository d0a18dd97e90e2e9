"""What kind of call to Telegram something is, and what its failing says."""

import re
from typing import Any, Final

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

_NOT_SENT: Final = {"ConnectError", "ConnectTimeout", "PoolTimeout"}
# Asking twice is the same as asking once. A moderator's standing is asked in the middle of a card, which must not count
# as perhaps sent when it is the question that got no answer.
_REPEATABLE: Final = {"getMe", "getChatMember", "setWebhook", "deleteWebhook"}
# Calls have classes. Nobody's answer waits for the first of these to be let through, nor for the second to work at all;
# all other calls are needed for an answer, and may hold up that chat.
_NICE: Final = {"answerCallbackQuery", "answerInlineQuery", "sendChatAction"}
_MENUS: Final = re.compile(r"(?:get|set|delete)My")


def can_be_left(endpoint: str) -> bool:
    """Whether nobody's answer needs the call."""
    return endpoint in _NICE or _MENUS.match(endpoint) is not None


def chat_written_to(endpoint: str, data: dict[str, Any]) -> int | None:
    """The chat whose pauses a call keeps to; None for one that only asks, or that names no chat."""
    chat_id = data.get("chat_id")
    return chat_id if isinstance(chat_id, int) and not endpoint.startswith("get") else None


def creates(endpoint: str) -> bool:
    """Whether a call creates a message, which is what the limits count."""
    return endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"


def may_be_repeated(failed: NetworkError, endpoint: str) -> bool:
    """Whether a call that failed can be made again: surely it was not sent, or twice is the same as once."""
    if _MENUS.match(endpoint):
        return False
    return surely_not_sent(failed) or (endpoint in _REPEATABLE and not isinstance(failed, BadRequest))


def surely_not_sent(error: TelegramError) -> bool:
    """Whether Telegram cannot have received the call: no connection was made, or none was free.

    PTB keeps httpx's exception as the cause; its own pool time-out says so in words.
    """
    if type(error.__cause__).__name__ in _NOT_SENT:
        return True
    return isinstance(error, TimedOut) and "Pool timeout" in error.message


def seconds_asked(asked: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = asked.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()
