"""Errors of the network's own rules; the skin turns each into one Swedish sentence.

BotError
├── SettingsError       the environment lacks or garbles settings; holds all of them
├── DatabaseTooNew      the file was written by a newer version of the program
├── DatabaseInUse       another process runs a bot on the file
├── NotLabelled         a file of labelled questions lacks its columns
├── TokenRefused        Telegram does not know the token
├── NotModerators       a moderators' command was sent somewhere else
├── WrongCode           /koppla came with a code that is not the printed one
├── AlreadyBound        another chat is the moderators' chat since before
├── TooManyWaiting      a member has as many tips waiting as one may have
├── NotTaken            an answer does not fit the half-written draft (in bot/dialogue.py)
├── ForeignFiles        the directory to export to holds something else (in bot/export.py)
├── NotMoved            a group of the network is not what it was when shown (in bot/network/values.py)
├── NotTime             words are no time to come (in bot/language/times.py)
├── NotDecided          a decision about an item of the moderators' queue did not take effect
│   ├── NoSuchItem      there is no item with that number
│   ├── AlreadyDecided  somebody was first
│   ├── Claimed         another moderator has it in hand
│   ├── OwnTip          nobody decides about what they have sent in themselves
│   ├── Outdated        it has changed since it was shown
│   ├── NotAllowed      this cannot be done with it, or not by this person
│   ├── IdTaken         another entry has got the id meanwhile
│   ├── EntryGone       the entry concerned has been hidden meanwhile
│   └── NothingChanged  approving a report would correct nothing
└── NotBroadcast        a decision about a broadcast did not take effect
    ├── NoSuchBroadcast there is no broadcast with that number
    ├── Forestalled     somebody, or the program, was first
    ├── OwnBroadcast    another organiser approves what one has written
    ├── NotOpen         this cannot be done with it now, or not by this person
    ├── Incomplete      it lacks content or recipients
    ├── WindowPassed    its last moment has passed, or comes before it may begin
    └── OtherKind       a photo cannot become a text: the correction is of another kind than the message
"""

from datetime import datetime
from pathlib import Path


class BotError(Exception):
    """Something the program's rules do not allow; never holds a member's words or the token."""


class SettingsError(BotError):
    """`faults` is one Swedish sentence for each setting that is missing or wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DatabaseTooNew(BotError):
    """The database is at migration `found`, this program knows `known`."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database at migration {found}, program at {known}")
        self.found = found
        self.known = known


class DatabaseInUse(BotError):
    """Another process runs a bot on the database `file`."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is in use")
        self.file = file


class NotLabelled(BotError):
    """`file` does not begin with a line that names `columns`."""

    def __init__(self, file: Path, columns: tuple[str, ...]) -> None:
        super().__init__(f"{file} lacks {columns}")
        self.file = file
        self.columns = columns


class TokenRefused(BotError):
    """Telegram does not know the token."""


class NotModerators(BotError):
    """The command belongs to the moderators' chat."""


class WrongCode(BotError):
    """The code is not the one that `run` printed, or it has been used."""


class AlreadyBound(BotError):
    """The moderators' chat is bound to another chat."""


class TooManyWaiting(BotError):
    """A member may have `most` tips waiting."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} tips wait already")
        self.most = most


class NotDecided(BotError):
    """A decision about item `item_id` did not take effect; nothing has changed."""

    def __init__(self, item_id: int, why: str) -> None:
        super().__init__(f"item {item_id}: {why}")
        self.item_id = item_id


class NoSuchItem(NotDecided):
    """There is no item with this number."""

    def __init__(self, item_id: int) -> None:
        super().__init__(item_id, "does not exist")


class AlreadyDecided(NotDecided):
    """User `by` decided at `at`, with the status `outcome`; authors must not be shown who."""

    def __init__(self, item_id: int, by: int, at: datetime, outcome: str) -> None:
        super().__init__(item_id, f"{outcome} already")
        self.by = by
        self.at = at
        self.outcome = outcome


class Claimed(NotDecided):
    """Moderator `by` has the item in hand until `until`."""

    def __init__(self, item_id: int, by: int, until: datetime) -> None:
        super().__init__(item_id, "claimed")
        self.by = by
        self.until = until


class OwnTip(NotDecided):
    """The moderator has sent it in; another one decides."""

    def __init__(self, item_id: int) -> None:
        super().__init__(item_id, "the moderator's own")


class Outdated(NotDecided):
    """The item is at `version`, not at the one that was shown; it is still undecided."""

    def __init__(self, item_id: int, version: int) -> None:
        super().__init__(item_id, f"is at version {version}")
        self.version = version


class NotAllowed(NotDecided):
    """`action` is not open to this person, or not to an item of this kind, or it is too late."""

    def __init__(self, item_id: int, action: str) -> None:
        super().__init__(item_id, f"{action} is not allowed")
        self.action = action


class IdTaken(NotDecided):
    """Another entry has the id `entry_id`; choose another and try again."""

    def __init__(self, item_id: int, entry_id: str) -> None:
        super().__init__(item_id, f"the id {entry_id} is taken")
        self.entry_id = entry_id


class EntryGone(NotDecided):
    """The entry `entry_id`, made from a tip, has been hidden; nothing can be added to it."""

    def __init__(self, item_id: int, entry_id: str) -> None:
        super().__init__(item_id, f"the entry {entry_id} is hidden")
        self.entry_id = entry_id


class NothingChanged(NotDecided):
    """The answer that a report is about would read as it does today."""

    def __init__(self, item_id: int) -> None:
        super().__init__(item_id, "nothing would be corrected")


class NotBroadcast(BotError):
    """A decision about broadcast `broadcast_id` did not take effect; nothing has changed."""

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
