"""What the buttons and links of meetings carry."""

from typing import Literal

from bot.chat.wire import Number, action
from bot.features.meetings.values import Choice, FileKind, Step


@action("v:list")
class ListMeetings:
    """All meetings, for whoever arranges them."""


@action("v:{how}:{meeting_id}")
class ShowMeeting:
    """One of them, or its link as a picture."""

    how: Literal["show", "qr"]
    meeting_id: Number


@action("v:{how}")
class NewMeeting:
    """Make one: "anew" also where one is half made."""

    how: Literal["new", "anew"]


@action("v:go")
class GoOn:
    """Back to the half-made one."""


@action("v:cancel")
class CancelPlan:
    """Make none."""


@action("v:p:{step}:{choice}")
class Choose:
    """What is chosen at a step of making one."""

    step: Step
    choice: Choice


@action("v:create")
class Create:
    """Make it as the preview shows it."""


@action("v:m:{slug}")
class Visit:
    """The questions of the meeting that a link leads to."""

    slug: str


@action("v:a:{meeting_id}:{number}")
class AnswerQuestion:
    """Begin a tip that answers one of them."""

    meeting_id: Number
    number: Number


@action("v:s")
class ChooseSummary:
    """Which meeting's summary."""


@action("v:s:{meeting_id}")
class ShowSummary:
    """What came of a meeting."""

    meeting_id: Number


@action("v:d:{meeting_id}:{kind}")
class Download:
    """The same as a file."""

    meeting_id: Number
    kind: FileKind
