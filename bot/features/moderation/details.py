"""What moderators write of an entry beside its text: links, whom to ask, its last day, and what it is pinned to."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

from bot.errors import BotError
from bot.knowledge.checks import ADDRESS
from bot.knowledge.entries import MOST_LINKS, MOST_PINS, TITLE_LENGTH
from bot.knowledge.pinning import with_pins
from bot.knowledge.values import Link, Pin
from bot.language.text import LINE_LENGTH, flat, shortened
from bot.language.times import NotTime, on_day
from bot.storage.clock import SWEDEN, now

Problem = Literal["theme", "kind", "empty", "label", "links", "day", "pin", "pins"]

_LINK: Final = re.compile(r"(?:(?P<name>.*?)[\s:,–-]*\s)?(?P<address>https://\S+)", re.IGNORECASE)
_PIN: Final = re.compile(r"(?P<phrase>.+?)[\s,]+till(?: och med)?\s+(?P<day>.+?)\.?", re.IGNORECASE)
_NONE: Final = {"", "-", "nej", "ingen", "inga", "inget"}


class NotMended(BotError):
    """A moderator's line cannot be used: an unknown theme, kind or label, no link, no day to come, or nothing."""

    def __init__(self, problem: Problem, given: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.given = given


def links(value: str) -> dict[str, Any]:
    """The links of a line, each with its name before the address; NotMended for what is none, or too many."""
    if value.casefold() in _NONE:
        return {"links": ()}
    found = tuple(_link(each.strip()) for each in re.split(r"[;\n]", value) if each.strip())
    if len(found) > MOST_LINKS:
        raise NotMended("links", value)
    return {"links": found}


def last_day(value: str) -> dict[str, Any]:
    """The last day on which the entry holds, or none; NotMended for a day that has passed."""
    return {"valid_until": None if value.casefold() in _NONE else _day("day", value, value)}


def pins(value: str, before: Sequence[Pin]) -> tuple[Pin, ...]:
    """What is to be answered with the entry besides what was `before`, and until when; or nothing at all.

    "när går bussen till 31 december", one a line.
    """
    if value.casefold() in _NONE:
        return ()
    found = with_pins(before, [_pin(each) for each in re.split(r"[;\n]", value) if each.strip()])
    if len(found) > MOST_PINS:
        raise NotMended("pins", value)
    return found


def contact(value: str) -> dict[str, Any]:
    """Who answers questions about it, or nobody."""
    return {"contact": "" if value.casefold() in _NONE else shortened(flat(value), LINE_LENGTH)}


READ: Final[Mapping[str, Callable[[str], dict[str, Any]]]] = {
    "länkar": links, "kontakt": contact, "gäller_till": last_day
}  # fmt: skip
"""What a line makes of the proposal's fields, by its label."""
LABELS: Final = (*READ, "fäst")


def _link(written: str) -> Link:
    found = _LINK.fullmatch(written)
    if found is None or len(found["address"]) > LINE_LENGTH or not ADDRESS.fullmatch(found["address"]):
        raise NotMended("links", written)
    name = flat(found["name"] or "") or found["address"].split("/")[2]
    return Link(shortened(name, TITLE_LENGTH), found["address"])


def _pin(written: str) -> Pin:
    found = _PIN.fullmatch(flat(written))
    if found is None:
        raise NotMended("pin", written)
    phrase = shortened(found["phrase"].strip("”\"' "), LINE_LENGTH)
    return Pin(phrase, _day("pin", found["day"], written))


def _day(problem: Problem, written: str, given: str) -> date:
    today = now().astimezone(SWEDEN).date()
    try:
        day, _ = on_day(written, today)
    except NotTime as unclear:
        raise NotMended(problem, given) from unclear
    if day < today:
        raise NotMended(problem, given)
    return day
