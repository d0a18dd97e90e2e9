"""What the buttons under entries and themes carry."""

from bot.chat.wire import Number, action
from bot.features.answers.store import Reason


@action("t")
class ShowThemes:
    """All themes."""


@action("t:{theme_id}:{page}")
class ShowTheme:
    """One page of a theme."""

    theme_id: str
    page: Number


@action("b:{entry_id}:{page}")
class Browse:
    """Open an entry from a theme's page."""

    entry_id: str
    page: Number


@action("g:{token}:{entry_id}")
class Praise:
    """The entry was what the question `token` asked for."""

    token: str
    entry_id: str


@action("d:{token}:{entry_id}")
class Reject:
    """It was not."""

    token: str
    entry_id: str


@action("r:{token}:{reason}")
class Explain:
    """Why it was not."""

    token: str
    reason: Reason
