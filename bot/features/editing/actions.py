"""What the buttons under /svar carry."""

from bot.chat.wire import action


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


@action("sv:new")
class WriteNew:
    """Begin a new answer that nobody has given as a tip."""
