"""What the buttons under entries and themes carry."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.wire import Number
from bot.features.answers.store import Reason


@dataclass(frozen=True, slots=True)
class ShowThemes:
    """All themes."""

    wire: ClassVar[str] = "t"


@dataclass(frozen=True, slots=True)
class ShowTheme:
    """One page of a theme."""

    wire: ClassVar[str] = "t:{theme_id}:{page}"
    theme_id: str
    page: Number


@dataclass(frozen=True, slots=True)
class Browse:
    """Open an entry from a theme's page."""

    wire: ClassVar[str] = "b:{entry_id}:{page}"
    entry_id: str
    page: Number


@dataclass(frozen=True, slots=True)
class Praise:
    """The entry was what the question `token` asked for."""

    wire: ClassVar[str] = "g:{token}:{entry_id}"
    token: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class Reject:
    """It was not."""

    wire: ClassVar[str] = "d:{token}:{entry_id}"
    token: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class Explain:
    """Why it was not."""

    wire: ClassVar[str] = "r:{token}:{reason}"
    token: str
    reason: Reason
