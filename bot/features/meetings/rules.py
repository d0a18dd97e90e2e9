"""The steps of making a meeting, and what answers each; and what is an answer to a meeting's question."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final
from unicodedata import normalize

from bot.features.meetings.values import (
    STEPS,
    Change,
    Choice,
    Given,
    Meeting,
    NotAnswered,
    NotPlanned,
    Plan,
    Problem,
    Question,
    Step,
)
from bot.language.personal_data import find
from bot.language.text import cleaned, flat, units
from bot.language.times import NotTime, Why, clock_of, on_day

LONGEST: Final[dict[Step, int]] = {"name": 80, "place": 150, "questions": 200}  # UTF-16 units; of each question
MOST_QUESTIONS: Final = 5
MOST_SITES: Final = 30
LONGEST_ANSWER: Final = 1_000  # UTF-16 units
LONGEST_PLACE: Final = 60
_SHORT: Final = 10  # letters; shorter, or a single word, may not say enough to others
_OLDEST: Final = timedelta(days=30)  # then a meeting takes no answers any more
_FARTHEST: Final = timedelta(days=730)

_PROBLEMS: Final[dict[Why, Problem]] = {"no_day": "no_such_day", "weekday": "weekday"}
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-•*])\s+")
_WANTING = re.compile(r"\b(?:behöv|sakna|önska|efterlys|fattas|vill ni|hjälp)", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"[,;\n]|\s(?:och|o|samt|&)\s(?=[A-ZÅÄÖ])")
_BEFORE_A_PLACE = re.compile(r"^(?i:(?:(?:jag|vi) (?:bor|kommer|är) )?(?:i|på|från)) (?=[A-ZÅÄÖ])")
_GOING_ON = re.compile(r"(?:och|men|samt|eller|fast|för att|så att|som|där|eftersom)\b")
_RUNNING_ON = re.compile(  # what makes a sentence or a name of a word that stands before it
    rf"{_GOING_ON.pattern}|(?:till|från|på|i|för|med|utan|av|vid|om|under|mellan|genom|runt|åt|hem|hit|dit|är|var|går|"
    r"kör|ska|skulle|måste|behöver|borde|kan|får|har|finns|kommer|fungerar|inte|aldrig|igen)\b"
)
_SUM = re.compile(r"\d{1,2}(?:\s*\+\s*\d{1,2})+")
_SUMS = re.compile(rf"\s*{_SUM.pattern}(?:[\s,;]+{_SUM.pattern})*[\s.]*")
_NO_WORDS = re.compile(r"[^\w\s.,:;!?()/%&+'’”\"-]+")
_ROUND_PLACES = re.compile(r"^[\W_]+|[^\w)]+$")


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


def answers(question: Question, words: str) -> tuple[str, ...]:
    """The answers that a message gives to a question; NotAnswered if it gives none.

    Places are parted by commas and lines. Of words, every line of a list is an answer of its own, anything else is one.
    """
    given = cleaned(words, lines=True)
    places = question.answered_by == "place"
    if places:
        parts = [_BEFORE_A_PLACE.sub("", _ROUND_PLACES.sub("", flat(each))) for each in _BETWEEN_PLACES.split(given)]
    else:
        lines = [each.strip() for each in given.splitlines() if each.strip()]
        is_list = len(lines) > 1 and all(map(_NUMBERED.match, lines))
        parts = [_NUMBERED.sub("", each) for each in lines] if is_list else [given]
    parts = [each for each in dict.fromkeys(parts) if any(letter.isalpha() for letter in each)]
    if not parts:
        raise NotAnswered("empty")
    most = LONGEST_PLACE if places else LONGEST_ANSWER
    if max(map(units, parts)) > most:
        raise NotAnswered("too_long", most)
    return tuple(parts)


def is_short(question: Question, text: str) -> bool:
    """Whether an answer may not say enough to those who were not there."""
    return question.answered_by == "words" and says_little(text)


def says_little(text: str) -> bool:
    """Whether words are so few that they may mean much: "Vägen"."""
    return len(text.split()) < 2 or len(text) < _SHORT


def goes_on(question: Question, text: str) -> bool:
    """Whether words are the rest of a thought that was sent before it was whole: "och alla kan vara med"."""
    return question.answered_by == "words" and _GOING_ON.match(text) is not None


def joined(before: str, words: str) -> str:
    """An answer with what came after it, which goes on with it, tells of one word, or is a sentence of its own.

    What repeats it takes its place.
    """
    start = before.rstrip(" .!,")
    if start.casefold() in words.casefold():
        return words
    if words[:1].islower():
        return f"{start} {words}" if " " in start or _RUNNING_ON.match(words) else f"{start}: {words}"
    return f"{start}. {words}"


def is_wish(question: Question) -> bool:
    """Whether a question asks what is wanted, so that its answers tell of what is not there."""
    return bool(_WANTING.search(question.text))


def careful(groups: Sequence[Given]) -> frozenset[int]:
    """The numbers of the answers that may tell of a person, which nobody takes in by the dozen."""
    return frozenset(number for number, each in enumerate(groups) if any(find(one.text) for one in (each, *each.alike)))


def headed(groups: Sequence[Given], chosen: Sequence[int]) -> list[int]:
    """The numbers of answers to be joined, first the one that says most, and of a person nothing if possible."""
    return sorted(chosen, key=lambda number: (bool(find(groups[number].text)), -units(groups[number].text)))


def sums(text: str) -> str:
    """The rows to be joined that somebody writes as "2 + 5, 1+4", without spaces; empty when it is anything else."""
    return ",".join("".join(each.split()) for each in _SUM.findall(text)) if _SUMS.fullmatch(text) else ""


def compared(text: str) -> str:
    """The words of an answer, by which it is like others; the same emoji after two does not make them so."""
    return " ".join(_NO_WORDS.sub(" ", text).split()) or text


def hidden(text: str) -> str:
    """The text without what looks like personal data."""
    left = normalize("NFC", text)
    for found in find(text):
        left = left.replace(found.text, "…")
    return left


def _line(words: str, step: Step) -> str:
    given = cleaned(words, lines=False)
    if not any(letter.isalnum() for letter in given):
        raise NotPlanned("empty")
    if units(given) > LONGEST[step]:
        raise NotPlanned("too_long", LONGEST[step])
    return given


def _questions(words: str) -> tuple[str, ...]:
    """One a line; numbers and dots before them are not part of them."""
    lines = (_NUMBERED.sub("", line.strip()) for line in cleaned(words, lines=True).splitlines())
    given = tuple(_line(line, "questions") for line in lines if line)
    if not given:
        raise NotPlanned("empty")
    if len(given) > MOST_QUESTIONS:
        raise NotPlanned("too_many", MOST_QUESTIONS)
    return given


def _placed(plan: Plan, words: str) -> Plan:
    """One place, or several where people meet at once, one a line."""
    lines = tuple(_NUMBERED.sub("", each) for line in cleaned(words, lines=True).splitlines() if (each := line.strip()))
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
    if day < today - _OLDEST:
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
