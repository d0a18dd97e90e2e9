"""Meetings, their questions, who comes, what is answered there, and how that is sorted."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from bot.errors import BotError
from bot.language.times import on_clock
from bot.storage.clock import SWEDEN

OPEN_FOR: Final = timedelta(days=30)  # after the day of the meeting; whoever thinks of something later sends a tip
LASTS: Final = timedelta(hours=3)  # as long as most meetings

AnsweredBy = Literal["place", "words"]
Shelf = Literal["waiting", "included", "removed"]
"""Where an answer lies: to be looked at, in the summary, or out of it."""
Status = Literal["waiting", "included", "merged", "removed"]
Deed = Literal["include", "join", "remove", "part", "renew", "hide", "example", "wish"]
"""What is done with the ticked groups of a page of answers."""


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

    `is_filed` ones are told of in the knowledge files, and those that are `is_off` do not take place after all.
    """

    id: int
    slug: str
    name: str
    day: date
    place: str | None
    questions: tuple[Question, ...]
    is_filed: bool = False
    sites: tuple[str, ...] = ()
    clock: time | None = None
    version: int = 1
    is_off: bool = False

    @property
    def begins(self) -> datetime | None:
        """When it begins, if that has been said."""
        return on_clock(self.day, self.clock).at if self.clock is not None else None

    def is_ahead(self, at: datetime) -> bool:
        """Whether it has not begun at the moment `at`; one whose time nobody has said is ahead until its day."""
        if self.is_off:
            return False
        return self.begins > at if self.begins is not None else self.day > at.astimezone(SWEDEN).date()

    def is_over(self, at: datetime) -> bool:
        """Whether it has surely ended at the moment `at`: three hours after it began, or after its day."""
        if self.is_off:
            return True
        if self.begins is not None:
            return self.begins + LASTS <= at
        return self.day < at.astimezone(SWEDEN).date()

    @property
    def last_day(self) -> date:
        """The last day that answers are taken."""
        return self.day + OPEN_FOR

    def is_open(self, at: datetime) -> bool:
        """Whether answers are taken at the moment `at`: from when it was made until 30 days after it, in Sweden."""
        return not self.is_off and at.astimezone(SWEDEN).date() <= self.last_day

    def question(self, number: int) -> Question | None:
        """The question with this number."""
        return next((each for each in self.questions if each.number == number), None)

    def site(self, number: int | None) -> str | None:
        """The name of one of several places where it is held at once; they count from 1."""
        return self.sites[number - 1] if number is not None and 0 < number <= len(self.sites) else None

    def seen_from(self, number: int | None) -> "Meeting":
        """As somebody sees it who sits at one of several places: held there."""
        site = self.site(number)
        return replace(self, place=site, sites=()) if site else self


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who answers at a meeting: the `question` at hand (0: they are done), the answer `short_id` that their
    next words go on with, and what is shown of them, if anything.
    """

    id: int
    meeting_id: int
    user_id: int | None
    site: int | None
    place: str | None
    name: str | None
    question: int
    short_id: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was `written`, and as moderators have worded it, if they have.

    `alike` are the answers that have been merged into it. `item_id` is the proposal that came of it.
    """

    id: int
    question: int
    written: str
    wording: str | None
    status: Status
    author_id: int | None
    name: str | None
    place: str | None
    site: int | None
    item_id: int | None = None
    alike: tuple["Given", ...] = ()
    participant_id: int = 0
    meeting_id: int = 0

    @property
    def text(self) -> str:
        """How it reads."""
        return self.wording or self.written

    @property
    def is_untouched(self) -> bool:
        """Whether no moderator has done anything with it."""
        return self.status == "waiting" and self.wording is None

    @property
    def number(self) -> int:
        """How many have said so."""
        return 1 + len(self.alike)


@dataclass(frozen=True, slots=True)
class Sorting:
    """A page of answers that a moderator looks at: groups of ids, and the numbers of those that are ticked, from 0.

    `before` is how answers lay before what they did last, if that can be undone: id, status, what it was merged into.
    """

    user_id: int
    meeting_id: int
    question: int
    shelf: Shelf
    page: int
    mark: int
    shown: tuple[tuple[int, ...], ...]
    ticked: frozenset[int] = frozenset()
    before: tuple[tuple[int, Status, int | None], ...] = ()

    def chosen(self, careful: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """The numbers of the groups that a press means: those ticked, else all but the `careful` ones."""
        return tuple(sorted(self.ticked)) or tuple(n for n in range(len(self.shown)) if n not in careful)


Answered = Literal["yes", "maybe", "no"]
Change = Literal["name", "time", "place", "questions", "off", "on"]
"""What can be changed about a meeting that people have heard of."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What somebody has said about coming, and whether they want to be reminded."""

    meeting_id: int
    user_id: int
    answer: Answered
    reminded: bool


NoticeKind = Literal["changed", "day", "hour"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell one who comes; `what` has been changed, as names parted by spaces."""

    id: int
    meeting_id: int
    user_id: int
    kind: NoticeKind
    what: str


class NotSorted(BotError):
    """The page is not the newest any more, or what was pressed does not go with what is ticked."""


FileKind = Literal["docx", "html", "pdf", "png", "a4"]


class NotAnswered(BotError):
    """What was written is no answer, because of `problem`; `most` is the limit when something is too much."""

    def __init__(self, problem: Literal["empty", "too_long", "too_many"], most: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.most = most
