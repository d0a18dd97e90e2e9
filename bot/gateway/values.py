"""What is said of calls to Telegram: in which lane they go, how many may, why one was refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Lane = Literal["broadcast"]  # how a call says that it is no answer
Reason = Literal[
    "blocked",  # gone: the subscriber has blocked the bot
    "deactivated",  # gone: the subscriber's account is no more
    "kicked",  # gone: the bot is not in the group any more
    "deleted",  # gone: the group or chat is no more
    "stopped",  # gone: the group or subscriber wants no more, said before its copy was sent
    "duplicate",  # gone: the group was renumbered and gets, or got, it under its other number
    "muted",  # failed: the bot may not write in the group
    "topic_closed",  # failed: waits for a choice, see `redirect`
    "topic_deleted",  # failed: the same
    "refused",  # failed: Telegram said no for another reason
    "timeout",  # unknown: no answer in time
    "broken",  # unknown: the connection broke, or Telegram itself failed
    "crash",  # unknown: the program ended meanwhile
    "too_old",  # of an edit: a message can be deleted for 48 hours only
    "missing",  # of an edit: the message is no more
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages per `second` in all and to one chat, and per `minute` to one group; the windows are in seconds."""

    overall: int = 30
    chat: int = 1
    group: int = 20
    second: float = 1.0
    minute: float = 60.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What Telegram says of the bot: its name, and what it has been allowed."""

    name: str
    joins_groups: bool
    sees_everything: bool
    works_inline: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when the oldest does."""

    number: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Budget:
    """Of the messages that may go in a second: how many have; calls that wait for their turn, and chats that pause."""

    used: int
    most: int
    waiting: int
    paused: int
