"""Why a decision about an item did not take effect."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import BotError


@dataclass(eq=False)
class TooManyWaiting(BotError):
    """A member may have `most` tips waiting."""

    most: int


@dataclass(eq=False)
class NotDecided(BotError):
    """A decision about item `item_id` did not take effect; nothing has changed."""

    item_id: int


class NoSuchItem(NotDecided):
    """There is no item with this number."""


@dataclass(eq=False)
class AlreadyDecided(NotDecided):
    """User `by` decided at `at`, with the status `outcome`; authors must not be shown who."""

    by: int
    at: datetime
    outcome: str


@dataclass(eq=False)
class Claimed(NotDecided):
    """Moderator `by` has the item in hand until `until`."""

    by: int
    until: datetime


class OwnTip(NotDecided):
    """The moderator has sent it in; another one decides."""


@dataclass(eq=False)
class Outdated(NotDecided):
    """The item is at `version`, not at the one that was shown; it is still undecided."""

    version: int


@dataclass(eq=False)
class NotAllowed(NotDecided):
    """`action` is not open to this person, or not to an item of this kind, or it is too late."""

    action: str


@dataclass(eq=False)
class IdTaken(NotDecided):
    """Another entry has the id `entry_id`; choose another and try again."""

    entry_id: str


@dataclass(eq=False)
class EntryGone(NotDecided):
    """The entry `entry_id` is hidden or no more; nothing can be added to it."""

    entry_id: str


class Unwritten(NotDecided):
    """A new answer has no title or no text yet."""


class NothingChanged(NotDecided):
    """The answer that a report is about would read as it does today."""
