"""What the buttons about a member's data carry."""

from bot.chat.wire import Number, action


@action("p:all")
class ShowPrivacy:
    """What is kept, and how long."""


@action("p:mine")
class ShowData:
    """All that is kept of whoever presses."""


@action("p:ask")
class AskErasure:
    """What would go, and what stays."""


@action("p:erase:{minute}")
class Erase:
    """Erase it; asked at this minute since 1970."""

    minute: Number


@action("p:keep")
class Keep:
    """Erase nothing."""
