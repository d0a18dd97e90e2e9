"""What the buttons under /svar carry."""

from zlib import crc32

from bot.chat.wire import action
from bot.knowledge.values import Pin


@action("sv:see:{entry_id}")
class See:
    """An entry with what can be done with it."""

    entry_id: str


@action("sv:change:{entry_id}")
class Change:
    """Begin to change it."""

    entry_id: str


@action("sv:out:{entry_id}")
class TakeOut:
    """Take it out of use."""

    entry_id: str


@action("sv:in:{entry_id}")
class TakeIn:
    """Take it into use again."""

    entry_id: str


@action("sv:off:{entry_id}:{mark}")
class Unpin:
    """Pin it no more to the phrase with this mark."""

    entry_id: str
    mark: str


def mark_of(pin: Pin) -> str:
    """What tells an entry's pins apart on a button, where their phrases have no room."""
    return f"{crc32(pin.phrase.encode()):08x}"


@action("sv:new")
class WriteNew:
    """Begin a new answer that nobody has given as a tip."""
