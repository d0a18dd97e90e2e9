"""What came of a call to Telegram: why it was refused, whether it was sent, or that nobody knows.

Telegram says why in words only. This is the one place that reads them, as the Bot API server (tdlib/telegram-bot-api)
phrases them or passes them on from Telegram's own servers, which write in capitals.
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

from bot.gateway.calls import surely_not_sent
from bot.gateway.values import Reason

Refusal = Literal[
    "unchanged",  # the message reads so already
    "message_gone",  # it is no more
    "too_old",  # the message can no longer be edited or deleted
    "press_too_old",  # nobody waits for the press to be answered
    "blocked",  # by the member, or they have never begun
    "deactivated",  # the member's account is no more
    "kicked",  # the bot is not in the group
    "chat_gone",  # there is no such chat
    "perhaps_moved",  # said to be deleted, as Telegram also says of a group that it is just renumbering
    "moved",  # the group has got another number
    "no_rights",  # the bot is in the group but may not write there
    "topic_closed",
    "topic_gone",
    "shut_out",  # the chat is closed to the bot, for a reason that is none of these
    "refused",  # what was asked for cannot be done: our own fault
    "revoked",  # the token is nobody's, or another process uses it; nothing was done
    "again",  # surely not sent, so that it can be called again
    "unknown",  # no answer: it may have been done
]
Fate = Literal["again", "moved", "gone", "failed", "unknown"]

WORDS: Final[tuple[tuple[str, Refusal], ...]] = (
    ("message is not modified", "unchanged"),
    ("message_not_modified", "unchanged"),
    ("message to edit not found", "message_gone"),
    ("message to delete not found", "message_gone"),
    ("message_id_invalid", "message_gone"),
    ("message can't be edited", "too_old"),
    ("message can't be deleted", "too_old"),
    ("message_edit_time_expired", "too_old"),
    ("message_delete_forbidden", "too_old"),
    ("query is too old", "press_too_old"),
    ("query_id_invalid", "press_too_old"),
    ("blocked by the user", "blocked"),
    ("user_is_blocked", "blocked"),
    ("can't initiate conversation", "blocked"),
    ("user is deactivated", "deactivated"),
    ("input_user_deactivated", "deactivated"),
    ("was kicked", "kicked"),
    ("not a member", "kicked"),
    ("channel_private", "kicked"),
    ("group chat was deleted", "perhaps_moved"),
    ("upgraded to a supergroup", "perhaps_moved"),
    ("chat was deleted", "chat_gone"),
    ("chat not found", "chat_gone"),
    ("topic_closed", "topic_closed"),
    ("topic_deleted", "topic_gone"),
    ("thread not found", "topic_gone"),
    ("not enough rights", "no_rights"),
    ("have no rights", "no_rights"),
    ("administrator rights", "no_rights"),
    ("chat_admin_required", "no_rights"),
    ("chat_restricted", "no_rights"),
    ("user_restricted", "no_rights"),
    ("write_forbidden", "no_rights"),
    ("chat_send_", "no_rights"),  # CHAT_SEND_PLAIN_FORBIDDEN, and so on for photos, documents, media
    ("peer_id_invalid", "shut_out"),
)
"""The first that stands in Telegram's words says what they mean."""

MOST_TRIES: Final = 4  # times in a row until a group that is said to be deleted is taken for that
_FATES: Final[dict[Refusal, tuple[Fate, Reason]]] = {
    "again": ("again", "refused"),
    "moved": ("moved", "refused"),
    "blocked": ("gone", "blocked"),
    "deactivated": ("gone", "deactivated"),
    "kicked": ("gone", "kicked"),
    "chat_gone": ("gone", "deleted"),
    "perhaps_moved": ("gone", "deleted"),
    "no_rights": ("failed", "muted"),
    "topic_closed": ("failed", "topic_closed"),
    "topic_gone": ("failed", "topic_deleted"),
}


def refusal(error: TelegramError) -> Refusal:
    """Why a call did not do what it should."""
    match error:
        case ChatMigrated():
            return "moved"
        case InvalidToken() | Conflict():
            return "revoked"
        case RetryAfter():
            return "again"
        case BadRequest() | Forbidden():
            said = error.message.casefold()
            otherwise: Refusal = "shut_out" if isinstance(error, Forbidden) else "refused"
            return next((meaning for words, meaning in WORDS if words in said), otherwise)
        case _:
            return "again" if surely_not_sent(error) else "unknown"


def fate(error: TelegramError, deletions: int) -> tuple[Fate, Reason]:
    """What became of a copy whose call ended so, and why; `deletions`: this time it is said to be deleted, in a row.

    "again" was surely not sent and is called again, with "deleted" as the reason when that was said. "moved" is a group
    that has got another number.
    """
    said = refusal(error)
    if said == "perhaps_moved" and deletions < MOST_TRIES:
        return "again", "deleted"
    if said == "unknown":
        return "unknown", "timeout" if isinstance(error, TimedOut) else "broken"
    return _FATES.get(said, ("failed", "refused"))


def why_not_mended(error: TelegramError) -> Reason | None:
    """Why a copy never will read as it should; None where nothing is known, so that it may be tried again."""
    match refusal(error):
        case "again" | "unknown" | "revoked":
            return None
        case "message_gone" | "topic_gone" | "moved":  # what was written before a move stays in the old group
            return "missing"
        case "too_old":
            return "too_old"
        case _:
            return fate(error, MOST_TRIES)[1]


def is_final(error: TelegramError) -> bool:
    """Whether Telegram has said no, and would say so again."""
    return refusal(error) not in {"moved", "again", "unknown", "revoked"}


def is_unreachable(error: TelegramError) -> bool:
    """Whether no connection was made at all: whoever is next in line would fare no better."""
    return not isinstance(error, RetryAfter) and surely_not_sent(error)
