"""What the buttons on cards and under /ko carry."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from bot.chat.wire import Number
from bot.features.moderation.values import Reason, SecondPage

Letter = Literal["t", "q", "r", ""]


@dataclass(frozen=True, slots=True)
class OnCard:
    """A button on the card that shows `item` at `version`."""

    wire: ClassVar[str]
    item: Number
    version: Number


@dataclass(frozen=True, slots=True)
class Turn(OnCard):
    """Turn to a second page."""

    wire: ClassVar[str] = "m:{item}:{version}:{leaf}"
    leaf: SecondPage


@dataclass(frozen=True, slots=True)
class TurnBack(OnCard):
    """From the second page to the first."""

    wire: ClassVar[str] = "m:{item}:{version}:back"


@dataclass(frozen=True, slots=True)
class ShowNext(OnCard):
    """The card of what waits after this."""

    wire: ClassVar[str] = "m:{item}:{version}:next"


@dataclass(frozen=True, slots=True)
class ShowWhole(OnCard):
    """All of a text that the card shows a part of."""

    wire: ClassVar[str] = "m:{item}:{version}:whole"


@dataclass(frozen=True, slots=True)
class TellHowToAnswer(OnCard):
    """An answer is written, not pressed."""

    wire: ClassVar[str] = "m:{item}:{version}:answer"


@dataclass(frozen=True, slots=True)
class Decide(OnCard):
    """What needs no more words."""

    wire: ClassVar[str] = "m:{item}:{version}:{what}"
    what: Literal["publish", "claim", "release", "undo", "reopen"]


@dataclass(frozen=True, slots=True)
class Decline(OnCard):
    """Turn it down for this reason."""

    wire: ClassVar[str] = "m:{item}:{version}:d:{reason}"
    reason: Reason


@dataclass(frozen=True, slots=True)
class Merge(OnCard):
    """Make it another way to ask for an entry ("mp"), or a part of what that tells ("md")."""

    wire: ClassVar[str] = "m:{item}:{version}:{how}:{entry_id}"
    how: Literal["mp", "md"]
    entry_id: str


@dataclass(frozen=True, slots=True)
class ShowMore:
    """What waits after item `after`, which is number `first` and on of its kind (by letter) and theme, if any."""

    wire: ClassVar[str] = "j:more:{after}:{first}:{kind}:{theme}"
    after: Number
    first: Number
    kind: Letter
    theme: Annotated[str, r"[^:]*"]


@dataclass(frozen=True, slots=True)
class ShowCard:
    """One of those listed."""

    wire: ClassVar[str] = "j:card:{item}"
    item: Number
