"""The patterns by which messages are told apart, from patterns.yaml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.knowledge.shipped import shipped
from bot.matching.text import fold, spelled_words

Pattern = re.Pattern[str]

_ACTS = ("fara", "över", "förbi", "pågår", "människa", "träffar")


@dataclass(frozen=True, slots=True)
class Patterns:
    """Named as in the file; `words` by the name of the act that they belong to."""

    danger: Pattern
    over: Pattern
    passed: Pattern
    going_on: Pattern
    person: Pattern
    meetings: Pattern
    asked: Mapping[str, Pattern]
    held: Mapping[str, Pattern]
    words: Mapping[str, frozenset[str]]


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    stored = shipped("bot.matching", "patterns.yaml")
    parts = stored["delar"]

    def whole(lines: Sequence[str]) -> Pattern:
        return re.compile(re.sub("|".join(parts), lambda found: parts[found.group()], any_of(lines)))

    danger, over, passed, going_on, person, meetings = (whole(stored[name]) for name in _ACTS)
    return Patterns(
        danger,
        over,
        passed,
        going_on,
        person,
        meetings,
        {name: whole(lines) for name, lines in stored["frågar"].items()},
        {name: whole(lines) for name, lines in stored["håller"].items()},
        {name: frozenset(stored[f"{name}_ord"].split()) for name in ("fara", "människa", "träffar")},
    )


def any_of(lines: Sequence[str]) -> str:
    """The pattern that any one of some patterns fits."""
    return "|".join(f"(?:{line})" for line in lines)


def plain(text: str) -> str:
    """The folded words that patterns are sought in; "vår" alone keeps its ring, so that it is not taken for "var"."""
    return " ".join(word if word == "vår" else fold(word) for word in spelled_words(text))
