"""What the buttons of the organisers' list carry, and an invitation's link."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.wire import ChatId


@dataclass(frozen=True, slots=True)
class ShowOrganisers:
    """The list."""

    wire: ClassVar[str] = "w:a"


@dataclass(frozen=True, slots=True)
class AskRemoval:
    """The second tap of taking somebody off the list."""

    wire: ClassVar[str] = "w:a:sure:{user_id}"
    user_id: ChatId


@dataclass(frozen=True, slots=True)
class Remove:
    """Take somebody off the list."""

    wire: ClassVar[str] = "w:a:remove:{user_id}"
    user_id: ChatId


@dataclass(frozen=True, slots=True)
class Restore:
    """Put them back."""

    wire: ClassVar[str] = "w:a:undo:{user_id}"
    user_id: ChatId


@dataclass(frozen=True, slots=True)
class Invite:
    """Make a link that leads onto the list."""

    wire: ClassVar[str] = "w:a:invite"


@dataclass(frozen=True, slots=True)
class Accept:
    """Follow such a link."""

    wire: ClassVar[str] = "w:o:{code}"
    code: str
