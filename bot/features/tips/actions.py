"""What the buttons of the dialogue and under what a member has sent carry, and the link of an invitation.

A button of the dialogue carries the draft's mark, which changes with every step.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from bot.chat.wire import Number
from bot.features.tips.values import Step

Mark = Annotated[str, r"[A-Za-z0-9_-]+\.[a-z_]+"]


@dataclass(frozen=True, slots=True)
class OfStep:
    """A button of the step that the mark says."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Move(OfStep):
    """On with what is there, without an answer or with the member's name in Telegram; back; or the same step again."""

    wire: ClassVar[str] = "x:{mark}:{way}"
    way: Literal["keep", "skip", "name", "back", "resume"]


@dataclass(frozen=True, slots=True)
class GoTo(OfStep):
    """To a step that has been passed."""

    wire: ClassVar[str] = "x:{mark}:go:{step}"
    step: Step


@dataclass(frozen=True, slots=True)
class ChooseTheme(OfStep):
    """The tip is about this."""

    wire: ClassVar[str] = "x:{mark}:t:{theme_id}"
    theme_id: str


@dataclass(frozen=True, slots=True)
class ChangePart(OfStep):
    """Which part of it shall be changed."""

    wire: ClassVar[str] = "x:{mark}:change"


@dataclass(frozen=True, slots=True)
class Cancel(OfStep):
    """Send nothing, perhaps since the same is there already."""

    wire: ClassVar[str] = "x:{mark}:{why}"
    why: Literal["cancel", "same"]


@dataclass(frozen=True, slots=True)
class BeginAnew(OfStep):
    """The same with nothing written yet."""

    wire: ClassVar[str] = "x:{mark}:anew"


@dataclass(frozen=True, slots=True)
class Send(OfStep):
    """Send it to the moderators."""

    wire: ClassVar[str] = "x:{mark}:send"


@dataclass(frozen=True, slots=True)
class Undo:
    """Bring back what was cancelled last."""

    wire: ClassVar[str] = "x:undo"


@dataclass(frozen=True, slots=True)
class FollowInvitation:
    """Begin a tip about a question that others could not get an answer to."""

    wire: ClassVar[str] = "i:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class OfItem:
    """What is done with something that has been sent, as its author has seen it."""

    item_id: Number
    version: Number


@dataclass(frozen=True, slots=True)
class ShowMine:
    """What the member has sent and waits for."""

    wire: ClassVar[str] = "x:mine:{page}"
    page: Number = 1


@dataclass(frozen=True, slots=True)
class ShowSent:
    """One thing of it."""

    wire: ClassVar[str] = "x:item:{item_id}"
    item_id: Number


@dataclass(frozen=True, slots=True)
class AskWithdraw(OfItem):
    """Whether it shall really be taken back."""

    wire: ClassVar[str] = "x:withdraw:{item_id}:{version}"


@dataclass(frozen=True, slots=True)
class TakeBack(OfItem):
    """Take it back."""

    wire: ClassVar[str] = "x:withdrawn:{item_id}:{version}"


@dataclass(frozen=True, slots=True)
class Rewrite(OfItem):
    """Change it."""

    wire: ClassVar[str] = "x:revise:{item_id}:{version}"


@dataclass(frozen=True, slots=True)
class AnswerModerators(OfItem):
    """Answer what the moderators have asked about it."""

    wire: ClassVar[str] = "x:reply:{item_id}:{version}"
