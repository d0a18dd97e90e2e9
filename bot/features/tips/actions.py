"""What the buttons of the dialogue and under what a member has sent carry, and the link of an invitation.

A button of the dialogue carries the draft's mark, which changes with every step.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.chat.wire import Number, action
from bot.features.tips.values import Step

Mark = Annotated[str, r"[A-Za-z0-9_-]+\.[a-z_]+"]


@dataclass(frozen=True, slots=True)
class OfStep:
    """A button of the step that the mark says."""

    mark: Mark


@action("x:{mark}:{way}")
class Move(OfStep):
    """On with what is there, without an answer or with the member's name in Telegram; back; or the same step again."""

    way: Literal["keep", "skip", "name", "back", "resume"]


@action("x:{mark}:go:{step}")
class GoTo(OfStep):
    """To a step that has been passed."""

    step: Step


@action("x:{mark}:t:{theme_id}")
class ChooseTheme(OfStep):
    """The tip is about this."""

    theme_id: str


@action("x:{mark}:change")
class ChangePart(OfStep):
    """Which part of it shall be changed."""


@action("x:{mark}:{why}")
class Cancel(OfStep):
    """Send nothing, perhaps since the same is there already."""

    why: Literal["cancel", "same"]


@action("x:{mark}:anew")
class BeginAnew(OfStep):
    """The same with nothing written yet."""


@action("x:{mark}:send")
class Send(OfStep):
    """Send it to the moderators."""


@action("x:{mark}:ask")
class AskInstead(OfStep):
    """What was taken for an answer is a question."""


@action("x:undo")
class Undo:
    """Bring back what was cancelled last."""


@action("i:{token}")
class FollowInvitation:
    """Begin a tip about a question that others could not get an answer to."""

    token: str


@dataclass(frozen=True, slots=True)
class OfItem:
    """What is done with something that has been sent, as its author has seen it."""

    item_id: Number
    version: Number


@action("x:item:{item_id}")
class ShowSent:
    """One thing of it."""

    item_id: Number


@action("x:withdraw:{item_id}:{version}")
class AskWithdraw(OfItem):
    """Whether it shall really be taken back."""


@action("x:withdrawn:{item_id}:{version}")
class TakeBack(OfItem):
    """Take it back."""


@action("x:revise:{item_id}:{version}")
class Rewrite(OfItem):
    """Change it."""
