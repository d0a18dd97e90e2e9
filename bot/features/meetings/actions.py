"""What the buttons and links of meetings carry."""

from typing import Annotated, Literal

from bot.chat.wire import Number, action
from bot.features.meetings.planning import Choice, Step
from bot.features.meetings.values import Answered, Deed, FileKind, Shelf


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
    """The questions of the meeting that a link leads to; "_2" after its slug is where one sits."""

    slug: str


@action("v:a:{meeting_id}:{number}")
class AnswerQuestion:
    """Turn to one of them."""

    meeting_id: Number
    number: Number


@action("v:c:{meeting_id}:{answer}")
class Attend:
    """Come to a meeting, perhaps, or not."""

    meeting_id: Number
    answer: Answered


@action("v:cr:{meeting_id}:{how}")
class Remind:
    """Be reminded of it, or not."""

    meeting_id: Number
    how: Literal["on", "off"]


@action("v:ci:{meeting_id}")
class Calendar:
    """The meeting as a file for one's calendar."""

    meeting_id: Number


@action("v:e:{meeting_id}")
class EditMeeting:
    """Change a meeting that there is."""

    meeting_id: Number


@action("v:x:{meeting_id}:{how}")
class CallOff:
    """It does not take place ("ask" first), or does after all."""

    meeting_id: Number
    how: Literal["ask", "off", "on"]


@action("v:k:{meeting_id}")
class Finish:
    """No more answers."""

    meeting_id: Number


@action("v:u:{meeting_id}:{answer_id}")
class TakeBack:
    """One's own answer is not meant."""

    meeting_id: Number
    answer_id: Number


@action("v:n:{meeting_id}:{how}")
class ShowName:
    """Whether one's name is shown with the answers."""

    meeting_id: Number
    how: Literal["name", "none"]


@action("v:w:{meeting_id}:{site}")
class SitAt:
    """Where one sits, of several places."""

    meeting_id: Number
    site: Number


@action("v:l:{meeting_id}:{question}:{shelf}:{page}")
class OpenShelf:
    """The answers to a question that lie on a shelf, for moderators."""

    meeting_id: Number
    question: Number = 1
    shelf: Shelf = "waiting"
    page: Number = 0


@action("v:o:{mark}:{number}")
class Tick:
    """Tick a group of answers, or let go of it."""

    mark: Number
    number: Number


@action("v:y:{mark}:{deed}")
class Sort:
    """Do something with the ticked groups, or all."""

    mark: Number
    deed: Deed


@action("v:q:{mark}:{sums}")
class JoinRows:
    """Rows, counted from 1, that say one thing: "2+5,1+4". Nobody presses it: it is written."""

    mark: Number
    sums: Annotated[str, r"\d{1,2}(?:[+,]\d{1,2})*"]


@action("v:z:{mark}")
class Undo:
    """What was done last with answers is not meant."""

    mark: Number


@action("v:r:{mark}")
class LookAt:
    """The ticked answer alone."""

    mark: Number


@action("v:rm:{answer_id}")
class Mend:
    """Another wording of it."""

    answer_id: Number


@action("v:rh:{answer_id}")
class Hide:
    """What it says of a person is hidden and forgotten."""

    answer_id: Number


@action("v:rf:{answer_id}:{question}")
class Move:
    """It answers another question."""

    answer_id: Number
    question: Number


@action("v:s")
class ChooseSummary:
    """Which meeting's summary."""


@action("v:s:{meeting_id}")
class ShowSummary:
    """What came of a meeting."""

    meeting_id: Number


@action("v:i:{meeting_id}:{token}:{how}")
class JudgePlaces:
    """Two spellings in a summary mean one place, or do not."""

    meeting_id: Number
    token: str
    how: Literal["same", "other"]


@action("v:j:{mark}:{token}:{how}")
class SortPlaces:
    """The same, of those that lie before a moderator."""

    mark: Number
    token: str
    how: Literal["same", "other"]


@action("v:d:{meeting_id}:{kind}")
class Download:
    """The same as a file."""

    meeting_id: Number
    kind: FileKind
