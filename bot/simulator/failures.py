"""Failures to order: which calls fail, how, and when. A rule counts the calls that match it from the moment
it is ordered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.simulator.refusal import Refusal, bad_request, forbidden, too_many_requests


class Kind(StrEnum):
    """How a call fails. *before* means that nothing was done, *after* that it was done and the answer never
    comes.
    """

    FORBIDDEN = "forbidden"
    BAD_REQUEST = "bad_request"
    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    UNREACHABLE = "unreachable"
    SLOW = "slow"


AFTER = frozenset({Kind.TIMEOUT_AFTER, Kind.DROP_AFTER, Kind.SLOW})


@dataclass(frozen=True, slots=True)
class Rule:
    """`method` and `chat_id` None mean any; `nth` counts from 1, None means every matching call. `words`
    replace Telegram's,
    `seconds` is the wait of a 429 or of a slow answer, `code` that of a server error."""

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    nth: int | None = None
    words: str = ""
    seconds: float = 1.0
    code: int = 502

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether the rule speaks of this call."""
        same_method = self.method is None or self.method.lower() == method.lower()
        return same_method and self.chat_id in (None, chat_id)

    def refusal(self) -> Refusal | None:
        """The refusal that this kind of failure answers with, None for the kinds without an answer of their
        own.
        """
        match self.kind:
            case Kind.FORBIDDEN:
                return forbidden(self.words or "bot was blocked by the user")
            case Kind.BAD_REQUEST:
                return bad_request(self.words or "chat not found")
            case Kind.TOO_MANY_REQUESTS:
                return too_many_requests(int(self.seconds))
            case Kind.SERVER_ERROR:
                return Refusal(self.code, self.words or SERVER_WORDS.get(self.code, "Internal Server Error"))
        return None


SERVER_WORDS = {
    401: "Unauthorized",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}

TELEGRAM_SAYS: Final[Mapping[str, Kind]] = {
    "message is not modified: specified new message content and reply markup are exactly the same": Kind.BAD_REQUEST,
    "MESSAGE_NOT_MODIFIED": Kind.BAD_REQUEST,
    "message to edit not found": Kind.BAD_REQUEST,
    "message to delete not found": Kind.BAD_REQUEST,
    "MESSAGE_ID_INVALID": Kind.BAD_REQUEST,
    "message can't be edited": Kind.BAD_REQUEST,
    "message can't be deleted": Kind.BAD_REQUEST,
    "MESSAGE_EDIT_TIME_EXPIRED": Kind.BAD_REQUEST,
    "MESSAGE_DELETE_FORBIDDEN": Kind.FORBIDDEN,
    "query is too old and response timeout expired or query ID is invalid": Kind.BAD_REQUEST,
    "QUERY_ID_INVALID": Kind.BAD_REQUEST,
    "bot was blocked by the user": Kind.FORBIDDEN,
    "USER_IS_BLOCKED": Kind.BAD_REQUEST,
    "bot can't initiate conversation with a user": Kind.FORBIDDEN,
    "user is deactivated": Kind.FORBIDDEN,
    "INPUT_USER_DEACTIVATED": Kind.BAD_REQUEST,
    "bot was kicked from the group chat": Kind.FORBIDDEN,
    "bot was kicked from the supergroup chat": Kind.FORBIDDEN,
    "bot is not a member of the supergroup chat": Kind.FORBIDDEN,
    "CHANNEL_PRIVATE": Kind.BAD_REQUEST,
    "the group chat was deleted": Kind.FORBIDDEN,
    "group chat was upgraded to a supergroup chat": Kind.BAD_REQUEST,
    "the chat was deleted": Kind.FORBIDDEN,
    "chat not found": Kind.BAD_REQUEST,
    "TOPIC_CLOSED": Kind.BAD_REQUEST,
    "TOPIC_DELETED": Kind.BAD_REQUEST,
    "message thread not found": Kind.BAD_REQUEST,
    "not enough rights to send text messages to the chat": Kind.BAD_REQUEST,
    "not enough rights to send photos to the chat": Kind.BAD_REQUEST,
    "have no rights to send a message": Kind.BAD_REQUEST,
    "need administrator rights in the channel chat": Kind.BAD_REQUEST,
    "CHAT_ADMIN_REQUIRED": Kind.BAD_REQUEST,
    "CHAT_RESTRICTED": Kind.BAD_REQUEST,
    "USER_RESTRICTED": Kind.FORBIDDEN,
    "CHAT_WRITE_FORBIDDEN": Kind.FORBIDDEN,
    "CHAT_SEND_PLAIN_FORBIDDEN": Kind.FORBIDDEN,
    "CHAT_SEND_PHOTOS_FORBIDDEN": Kind.FORBIDDEN,
    "CHAT_SEND_DOCS_FORBIDDEN": Kind.FORBIDDEN,
    "PEER_ID_INVALID": Kind.BAD_REQUEST,
    "bot can't send messages to bots": Kind.FORBIDDEN,
    "can't parse entities": Kind.BAD_REQUEST,
}
"""Refusals word for word, with how each comes. In capitals are those that the Bot API passes on as they are."""


def saying(words: str, method: str | None = None, chat_id: int | None = None, nth: int | None = None) -> Rule:
    """A call is refused in these words of Telegram's."""
    return Rule(TELEGRAM_SAYS[words], method, chat_id, nth, words)


class Silence(Exception):
    """No answer comes: the connection hangs, breaks, or was never made."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


class Failures:
    """The rules in force, the first due one wins."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self.rules: list[Rule] = []

    def order(self, rule: Rule) -> Rule:
        """Puts a rule in force."""
        self.rules.append(rule)
        self._seen[len(self.rules) - 1] = 0
        return rule

    def clear(self) -> None:
        """Everything works again."""
        self.rules.clear()
        self._seen.clear()

    def due(self, method: str, chat_id: int | None) -> Rule | None:
        """The rule that this call falls under; every matching rule counts it."""
        found = None
        for number, rule in enumerate(self.rules):
            if rule.matches(method, chat_id):
                self._seen[number] += 1
                if found is None and rule.nth in (None, self._seen[number]):
                    found = rule
        return found
