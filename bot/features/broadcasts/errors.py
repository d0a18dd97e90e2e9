"""Why a decision about a broadcast did not take effect."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import BotError


@dataclass(eq=False)
class NotBroadcast(BotError):
    """A decision about broadcast `broadcast_id` did not take effect; nothing has changed.

    `by` was first, where somebody was.
    """

    broadcast_id: int
    by: int = field(default=0, kw_only=True)


class NoSuchBroadcast(NotBroadcast):
    """There is no broadcast with this number, or no such recipient of it."""


@dataclass(eq=False)
class Forestalled(NotBroadcast):
    """User `by` (0: the program) was first: at `at` by `action`, and it is now at `version` with `status`.

    Whoever comes too late was shown the version `shown`.
    """

    at: datetime
    action: str
    status: str
    version: int
    shown: int


class OwnBroadcast(NotBroadcast):
    """The organiser has written it; another one approves."""


@dataclass(eq=False)
class NotOpen(NotBroadcast):
    """`action` is not open while it is `status`, or not to this person."""

    action: str
    status: str


@dataclass(eq=False)
class Incomplete(NotBroadcast):
    """`lacks` is "content" or "recipients"."""

    lacks: str


@dataclass(eq=False)
class WindowPassed(NotBroadcast):
    """It may be sent until `latest` only, and cannot begin before that."""

    latest: datetime


@dataclass(eq=False)
class OtherKind(NotBroadcast):
    """What was sent is a `kind` ("text", "photo", "document"), and stays one."""

    kind: str
