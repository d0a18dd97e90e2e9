"""How Telegram says no: a code, its own words and, for two of them, a parameter that tells the bot what to
do.
"""

from typing import Any


class Refusal(Exception):
    """A Bot API call that is refused. `parameters` holds `retry_after` (seconds) or `migrate_to_chat_id`, or
    nothing.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class Impossible(ValueError):
    """An act that no person could do in Telegram's app, such as pressing a button that is not there."""


def bad_request(words: str, **parameters: int) -> Refusal:
    """400 with Telegram's prefix before `words`."""
    return Refusal(400, f"Bad Request: {words}", **parameters)


def forbidden(words: str) -> Refusal:
    """403 with Telegram's prefix before `words`."""
    return Refusal(403, f"Forbidden: {words}")


def too_many_requests(seconds: int) -> Refusal:
    """429 that asks the bot to wait `seconds`."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def conflict(words: str) -> Refusal:
    """409: somebody else gets the updates."""
    return Refusal(409, f"Conflict: {words}")
