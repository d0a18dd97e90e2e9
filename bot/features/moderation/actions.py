"""What the buttons on cards and under /ko carry."""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.chat.wire import Number, action
from bot.features.moderation.values import Line, Reason, SecondPage

Letter = Literal["t", "q", "r", ""]


@dataclass(frozen=True, slots=True)
class OnCard:
    """A button on the card that shows `item` at `version`."""

    item: Number
    version: Number


@action("m:{item}:{version}:{leaf}")
class Turn(OnCard):
    """Turn to a second page."""

    leaf: SecondPage


@action("m:{item}:{version}:back")
class TurnBack(OnCard):
    """From the second page to the first."""


@action("m:{item}:{version}:next")
class ShowNext(OnCard):
    """The card of what waits after this."""


@action("m:{item}:{version}:whole")
class ShowWhole(OnCard):
    """All of a text that the card shows a part of."""


@action("m:{item}:{version}:answer")
class TellHowToAnswer(OnCard):
    """An answer is written, not pressed."""


@action("m:{item}:{version}:{what}")
class Decide(OnCard):
    """What needs no more words."""

    what: Literal["publish", "claim", "release", "undo", "reopen", "discard"]


@action("m:{item}:{version}:e:{line}")
class MendLine(OnCard):
    """Write one line of the proposal anew."""

    line: Line


@action("m:{item}:{version}:asked")
class ReadAsked(OnCard):
    """Read, alone, the questions of single members that an approval would change."""


@action("m:{item}:{version}:d:{reason}")
class Decline(OnCard):
    """Turn it down for this reason."""

    reason: Reason


@action("m:{item}:{version}:{how}:{entry_id}")
class Merge(OnCard):
    """Make it another way to ask for an entry ("mp"), or a part of what that tells ("md")."""

    how: Literal["mp", "md"]
    entry_id: str


@action("m:{item}:{version}:j:{other}")
class Join(OnCard):
    """It says the same as another waiting tip."""

    other: Number


@action("j:more:{after}:{first}:{kind}:{theme}")
class ShowMore:
    """What waits after item `after`, which is number `first` and on of its kind (by letter) and theme, if any."""

    after: Number
    first: Number
    kind: Letter
    theme: Annotated[str, r"[^:]*"]


@action("j:card:{item}")
class ShowCard:
    """One of those listed."""

    item: Number


@action("j:purge:{item}")
class Purge:
    """Take the words of an item out of everything."""

    item: Number


@action("j:keep")
class KeepText:
    """Leave them."""
