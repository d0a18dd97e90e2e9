"""Why a decision about an item did not take effect."""

from datetime import datetime

from bot.errors import BotError


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
    """The entry `entry_id` is hidden or no more; nothing can be added to it."""

    def __init__(self, item_id: int, entry_id: str) -> None:
        super().__init__(item_id, f"the entry {entry_id} is gone")
        self.entry_id = entry_id


class Unwritten(NotDecided):
    """A new answer has no title or no text yet."""

    def __init__(self, item_id: int) -> None:
        super().__init__(item_id, "has no title or no text")


class NothingChanged(NotDecided):
    """The answer that a report is about would read as it does today."""

    def __init__(self, item_id: int) -> None:
        super().__init__(item_id, "nothing would be corrected")
