"""What came of a call to Telegram: sent, surely not sent, or nobody knows. Telegram's own words decide.

Source of the words: Telegram's answers as the Bot API server (tdlib/telegram-bot-api) phrases them.
"""

from typing import Final, Literal

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.broadcasts.values import Reason
from bot.handlers.sending import surely_not_sent

Fate = Literal["again", "moved", "gone", "failed", "unknown"]

_GONE: Final[dict[str, Reason]] = {
    "blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "chat was deleted": "deleted",
    "chat not found": "deleted",
    "was kicked": "kicked",
    "not a member": "kicked",
    "can't initiate conversation": "blocked",
}
_FAILED: Final[dict[str, Reason]] = {
    "topic_closed": "topic_closed",
    "topic_deleted": "topic_deleted",
    "thread not found": "topic_deleted",
    "not enough rights": "muted",
    "have no rights": "muted",
    "write_forbidden": "muted",
    "restricted": "muted",
}
_MAYBE_MOVED: Final = "group chat was deleted"  # what Telegram also says of a group that it is just renumbering
MOST_TRIES: Final = 4  # times in a row until such a group is taken for deleted


def fate(error: TelegramError, deletions: int) -> tuple[Fate, Reason]:
    """What became of a copy whose call ended so, and why; `deletions`: this time it is said to be deleted, in a row.

    "again" was surely not sent and is called again, with "deleted" as the reason when that was said. "moved" is a group
    that has got another number.
    """
    if isinstance(error, ChatMigrated):
        return "moved", "refused"
    if isinstance(error, RetryAfter) or surely_not_sent(error):
        return "again", "refused"
    if isinstance(error, BadRequest | Forbidden):
        return _refused(error.message.casefold(), deletions)
    if isinstance(error, InvalidToken | Conflict):
        return "failed", "refused"
    return "unknown", "timeout" if isinstance(error, TimedOut) else "broken"


def _refused(words: str, deletions: int) -> tuple[Fate, Reason]:
    if _MAYBE_MOVED in words and deletions < MOST_TRIES:
        return "again", "deleted"
    for said, reason in _GONE.items():
        if said in words:
            return "gone", reason
    return "failed", next((reason for said, reason in _FAILED.items() if said in words), "refused")


def is_unreachable(error: TelegramError) -> bool:
    """Whether no connection was made at all: whoever is next in line would fare no better."""
    return not isinstance(error, RetryAfter) and surely_not_sent(error)
