"""Failures to order: which calls fail, how, and when. A rule counts the calls that match it from the moment
it is ordered.
"""

from dataclasses import dataclass
from enum import StrEnum

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
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


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
