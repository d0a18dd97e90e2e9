"""What the buttons under suggestions, a missing answer and a wait carry."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.wire import Number


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the suggestions for the question `token`."""

    wire: ClassVar[str] = "s:{token}:{entry_id}"
    token: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class ChooseNone:
    """None of them."""

    wire: ClassVar[str] = "n:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The question `token` once more: back from a suggestion, or in private what a group asked."""

    wire: ClassVar[str] = "q:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class ShowHow:
    """Examples of questions."""

    wire: ClassVar[str] = "h"


@dataclass(frozen=True, slots=True)
class Wait:
    """Be told when the question `token` has an answer."""

    wire: ClassVar[str] = "y:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class SeeWait:
    """A question that the member waits for."""

    wire: ClassVar[str] = "y:see:{number}"
    number: Number


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Wait for it no longer."""

    wire: ClassVar[str] = "y:stop:{number}"
    number: Number
