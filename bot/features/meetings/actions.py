"""What the buttons and links of meetings carry."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from bot.chat.wire import Number
from bot.features.meetings.values import Choice, FileKind, Step


@dataclass(frozen=True, slots=True)
class ListMeetings:
    """All meetings, for whoever arranges them."""

    wire: ClassVar[str] = "v:list"


@dataclass(frozen=True, slots=True)
class ShowMeeting:
    """One of them, or its link as a picture."""

    wire: ClassVar[str] = "v:{how}:{meeting_id}"
    how: Literal["show", "qr"]
    meeting_id: Number


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """Make one: "anew" also where one is half made."""

    wire: ClassVar[str] = "v:{how}"
    how: Literal["new", "anew"]


@dataclass(frozen=True, slots=True)
class GoOn:
    """Back to the half-made one."""

    wire: ClassVar[str] = "v:go"


@dataclass(frozen=True, slots=True)
class CancelPlan:
    """Make none."""

    wire: ClassVar[str] = "v:cancel"


@dataclass(frozen=True, slots=True)
class Choose:
    """What is chosen at a step of making one."""

    wire: ClassVar[str] = "v:p:{step}:{choice}"
    step: Step
    choice: Choice


@dataclass(frozen=True, slots=True)
class Create:
    """Make it as the preview shows it."""

    wire: ClassVar[str] = "v:create"


@dataclass(frozen=True, slots=True)
class Visit:
    """The questions of the meeting that a link leads to."""

    wire: ClassVar[str] = "v:m:{slug}"
    slug: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Begin a tip that answers one of them."""

    wire: ClassVar[str] = "v:a:{meeting_id}:{number}"
    meeting_id: Number
    number: Number


@dataclass(frozen=True, slots=True)
class ChooseSummary:
    """Which meeting's summary."""

    wire: ClassVar[str] = "v:s"


@dataclass(frozen=True, slots=True)
class ShowSummary:
    """What came of a meeting."""

    wire: ClassVar[str] = "v:s:{meeting_id}"
    meeting_id: Number


@dataclass(frozen=True, slots=True)
class Download:
    """The same as a file."""

    wire: ClassVar[str] = "v:d:{meeting_id}:{kind}"
    meeting_id: Number
    kind: FileKind
