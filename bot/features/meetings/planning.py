"""A meeting that is being made or changed: its steps, and what answers each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final, Literal

from bot.errors import BotError
from bot.features.meetings.rules import NUMBERED
from bot.features.meetings.values import OPEN_FOR, Change, Meeting, Question
from bot.language.text import cleaned, units
from bot.language.times import NotTime, Why, clock_of, on_day

Step = Literal["name", "date", "time", "place", "questions", "kind", "preview"]
Choice = Literal["skip", "usual", "words", "name", "date", "time", "place", "questions", "back"]
Problem = Literal[
    "stale", "empty", "too_long", "no_date", "no_such_day", "too_old", "too_far", "too_many", "use_buttons",
    "weekday", "no_clock", "questions",
]  # fmt: skip
STEPS: Final[tuple[Step, ...]] = ("name", "date", "time", "place", "questions", "kind", "preview")
LONGEST: Final[dict[Step, int]] = {"name": 80, "place": 150, "questions": 200}  # UTF-16 units; of each question
MOST_QUESTIONS: Final = 5
MOST_SITES: Final = 30
_FARTHEST: Final = timedelta(days=730)
_PROBLEMS: Final[dict[Why, Problem]] = {"no_day": "no_such_day", "weekday": "weekday"}


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
    answered with a place. `whole` plans have been at the preview, to which every answer leads back. One with a
    `meeting_id` changes that meeting.
    """

    user_id: int
    step: Step = "name"
    name: str = ""
    day: date | None = None
    place: str | None = None
    questions: tuple[str, ...] = ()
    by_place: bool = False
    whole: bool = False
    clock: time | None = None
    sites: tuple[str, ...] = ()
    meeting_id: int | None = None


def told(plan: Plan, words: str, today: date) -> Plan:
    """`plan` with the step at hand filled in from what was written, at its next step."""
    match plan.step:
        case "name":
            return _next(replace(plan, name=_line(words, "name")))
        case "date":
            day, clock = _checked(words, today)
            return _next(replace(plan, day=day, clock=clock or plan.clock))
        case "time":
            return _next(replace(plan, clock=_clock(words)))
        case "place":
            return _next(_placed(plan, words))
        case "questions":
            return _next(replace(plan, questions=_questions(words)))
        case _:
            raise NotPlanned("use_buttons")


def chosen(plan: Plan, what: Choice) -> Plan:
    """`plan` after a button of the step at hand."""
    match plan.step, what:
        case "place", "skip":
            return _next(replace(plan, place=None, sites=()))
        case "time", "skip":
            return _next(replace(plan, clock=None))
        case "questions", "usual":
            return _next(replace(plan, questions=(), by_place=False))
        case "kind", "place" | "words":
            return _next(replace(plan, by_place=what == "place"))
        case "preview", "name" | "date" | "time" | "place" | "questions" as step:
            return replace(plan, step=step)
        case step, "back" if step != "name":
            return replace(plan, step=_before(plan))
        case _:
            raise NotPlanned("stale")


def changes(before: Meeting, after: Meeting) -> tuple[Change, ...]:
    """What is another than it was."""
    seen: dict[Change, tuple[object, object]] = {
        "name": (before.name, after.name),
        "time": ((before.day, before.clock), (after.day, after.clock)),
        "place": ((before.place, before.sites), (after.place, after.sites)),
        "questions": (before.questions, after.questions),
    }
    return tuple(name for name, (old, new) in seen.items() if old != new)


def editing(meeting: Meeting, user_id: int) -> Plan:
    """The meeting as a plan that stands at its preview."""
    by_place = bool(meeting.questions) and meeting.questions[0].answered_by == "place"
    return Plan(
        user_id, "preview", meeting.name, meeting.day, meeting.place, tuple(each.text for each in meeting.questions),
        by_place, True, meeting.clock, meeting.sites, meeting.id,
    )  # fmt: skip


def questions_of(plan: Plan, usual: Sequence[str]) -> tuple[Question, ...]:
    """The organiser's own questions, or the network's `usual` ones, of which the first is answered with places."""
    texts = plan.questions or usual
    by_place = plan.by_place or not plan.questions
    return tuple(
        Question(number, text, "place" if by_place and number == 1 else "words")
        for number, text in enumerate(texts, start=1)
    )


def _line(words: str, step: Step) -> str:
    given = cleaned(words, lines=False)
    if not any(letter.isalnum() for letter in given):
        raise NotPlanned("empty")
    if units(given) > LONGEST[step]:
        raise NotPlanned("too_long", LONGEST[step])
    return given


def _questions(words: str) -> tuple[str, ...]:
    """One a line; numbers and dots before them are not part of them."""
    lines = (NUMBERED.sub("", line.strip()) for line in cleaned(words, lines=True).splitlines())
    given = tuple(_line(line, "questions") for line in lines if line)
    if not given:
        raise NotPlanned("empty")
    if len(given) > MOST_QUESTIONS:
        raise NotPlanned("too_many", MOST_QUESTIONS)
    return given


def _placed(plan: Plan, words: str) -> Plan:
    """One place, or several where people meet at once, one a line."""
    lines = tuple(NUMBERED.sub("", each) for line in cleaned(words, lines=True).splitlines() if (each := line.strip()))
    if any(line.endswith("?") for line in lines):
        raise NotPlanned("questions")
    if len(lines) > MOST_SITES:
        raise NotPlanned("too_many", MOST_SITES)
    if len(lines) < 2:
        return replace(plan, place=_line(words, "place"), sites=())
    return replace(plan, place=None, sites=tuple(dict.fromkeys(_line(line, "place") for line in lines)))


def _clock(words: str) -> time:
    try:
        return clock_of(words)
    except NotTime as refused:
        raise NotPlanned("no_clock") from refused


def _checked(words: str, today: date) -> tuple[date, time | None]:
    try:
        day, clock = on_day(words, today)
    except NotTime as refused:
        raise NotPlanned(_PROBLEMS.get(refused.why, "no_date")) from refused
    if day < today - OPEN_FOR:
        raise NotPlanned("too_old")
    if day > today + _FARTHEST:
        raise NotPlanned("too_far")
    return day, clock


def _next(plan: Plan) -> Plan:
    """At the next step; the kind of the first question is asked only about the organiser's own."""
    if plan.step == "questions" and plan.questions:
        return replace(plan, step="kind")
    if plan.whole or plan.step in {"questions", "kind"}:
        return replace(plan, step="preview", whole=True)
    skipped = 1 if plan.step == "date" and plan.clock is not None else 0
    return replace(plan, step=STEPS[STEPS.index(plan.step) + 1 + skipped])


def _before(plan: Plan) -> Step:
    if plan.whole and plan.step not in {"preview", "kind"}:
        return "preview"
    if plan.step == "preview" and not plan.questions:
        return "questions"
    return STEPS[STEPS.index(plan.step) - 1]
