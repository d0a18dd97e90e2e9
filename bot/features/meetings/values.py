"""Meetings, their questions, and a meeting that is being made."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from bot.errors import BotError
from bot.storage.clock import SWEDEN

OPEN_FOR: Final = timedelta(days=30)  # after the day of the meeting; whoever thinks of something later sends a tip

AnsweredBy = Literal["place", "words"]


class NoSuchMeeting(BotError):
    """There is no meeting with this id."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a meeting; `answered_by` says whether the name of a place is a whole answer."""

    number: int
    text: str
    answered_by: AnsweredBy = "words"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its questions in order; `slug`, of a-z, 0-9 and hyphens, is its name in links.

    `is_filed` ones are told of in the knowledge files.
    """

    id: int
    slug: str
    name: str
    day: date
    place: str | None
    questions: tuple[Question, ...]
    is_filed: bool = False

    @property
    def last_day(self) -> date:
        """The last day that answers are taken."""
        return self.day + OPEN_FOR

    def is_open(self, at: datetime) -> bool:
        """Whether answers are taken at the moment `at`: from when it was made until 30 days after it, in Sweden."""
        return at.astimezone(SWEDEN).date() <= self.last_day

    def question(self, number: int) -> Question | None:
        """The question with this number."""
        return next((each for each in self.questions if each.number == number), None)


Step = Literal["name", "date", "place", "questions", "kind", "preview"]
Choice = Literal["skip", "usual", "words", "name", "date", "place", "questions", "back"]
FileKind = Literal["docx", "html", "pdf", "png", "a4"]
Problem = Literal[
    "stale", "empty", "too_long", "no_date", "no_such_day", "too_old", "too_far", "too_many", "use_buttons",
    "weekday",
]  # fmt: skip

STEPS: Final[tuple[Step, ...]] = ("name", "date", "place", "questions", "kind", "preview")


class NotPlanned(BotError):
    """The plan stays as it is, because of `problem`; `most` is the limit when something is too much."""

    def __init__(self, problem: Problem, most: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.most = most


@dataclass(frozen=True, slots=True)
class Plan:
    """What an organiser has said so far, and which step is next.

    Without `questions` the network's own are meant; `by_place` says whether the first of the organiser's own is
    answered with a place. `whole` plans have been at the preview, to which every answer leads back.
    """

    user_id: int
    step: Step = "name"
    name: str = ""
    day: date | None = None
    place: str | None = None
    questions: tuple[str, ...] = ()
    by_place: bool = False
    whole: bool = False
