"""Why a decision about a broadcast did not take effect."""

from datetime import datetime

from bot.errors import BotError


class NotBroadcast(BotError):
    """A decision about broadcast `broadcast_id` did not take effect; nothing has changed.

    `by` was first, where somebody was.
    """

    by = 0

    def __init__(self, broadcast_id: int, why: str) -> None:
        super().__init__(f"broadcast {broadcast_id}: {why}")
        self.broadcast_id = broadcast_id


class NoSuchBroadcast(NotBroadcast):
    """There is no broadcast with this number, or no such recipient of it."""

    def __init__(self, broadcast_id: int) -> None:
        super().__init__(broadcast_id, "does not exist")


class Forestalled(NotBroadcast):
    """User `by` (0: the program) was first: at `at` by `action`, and it is now at `version` with `status`.

    Whoever comes too late was shown the version `shown`.
    """

    def __init__(
        self, broadcast_id: int, by: int, at: datetime, action: str, status: str, version: int, shown: int
    ) -> None:
        super().__init__(broadcast_id, f"{action} was first, {status} at version {version}")
        self.by = by
        self.at = at
        self.action = action
        self.status = status
        self.version = version
        self.shown = shown


class OwnBroadcast(NotBroadcast):
    """The organiser has written it; another one approves."""

    def __init__(self, broadcast_id: int) -> None:
        super().__init__(broadcast_id, "the organiser's own")


class NotOpen(NotBroadcast):
    """`action` is not open while it is `status`, or not to this person."""

    def __init__(self, broadcast_id: int, action: str, status: str) -> None:
        super().__init__(broadcast_id, f"{action} is not open while {status}")
        self.action = action
        self.status = status


class Incomplete(NotBroadcast):
    """`lacks` is "content" or "recipients"."""

    def __init__(self, broadcast_id: int, lacks: str) -> None:
        super().__init__(broadcast_id, f"lacks {lacks}")
        self.lacks = lacks


class WindowPassed(NotBroadcast):
    """It may be sent until `latest` only, and cannot begin before that."""

    def __init__(self, broadcast_id: int, latest: datetime) -> None:
        super().__init__(broadcast_id, "its window has passed")
        self.latest = latest


class OtherKind(NotBroadcast):
    """What was sent is a `kind` ("text", "photo", "document"), and stays one."""

    def __init__(self, broadcast_id: int, kind: str) -> None:
        super().__init__(broadcast_id, f"is a {kind}")
        self.kind = kind
