"""What is sought in members' words: patterns.yaml, compiled once, and the kind of answer that words ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.features.asking.values import Wish
from bot.knowledge.shipped import shipped
from bot.matching.kinds import AnswerKind, kind
from bot.matching.patterns import Pattern, any_of, plain


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is sought in messages; phrases stand for a message as a whole."""

    lead: str
    phrases: Mapping[Wish, Pattern]
    asked: Mapping[AnswerKind, Pattern]
    any: Mapping[str, Pattern]
    itself: Mapping[str, Pattern]
    words: Mapping[str, frozenset[str]]


@cache
def patterns() -> Patterns:
    """The patterns, compiled once."""
    stored = shipped("bot.features.asking", "patterns.yaml")
    lead, tail = stored["före"], stored["efter"]
    single = (
        "pengar", "hör_till", "pekar_inte", "anrop", "undrar", "åtsidan", "nås", "människa", "träff", "tackar",
        "artig_fråga",
    )  # fmt: skip
    return Patterns(
        lead,
        {wish: re.compile(f"{lead}(?:{any_of(lines)}){tail}") for wish, lines in stored["vill"].items()},
        {asked: re.compile(any_of(lines)) for asked, lines in stored["frågar"].items()},
        {name: re.compile(any_of(stored[name])) for name in single},
        {name: re.compile(any_of(lines)) for name, lines in stored["boten"].items()},
        {name: frozenset(stored[name].split()) for name in ("pekar", "pekar_utrikes", "artighet")},
    )


def kind_asked(text: str) -> AnswerKind | None:
    """The kind of answer that a message asks for, be it ever so short."""
    said = bare(text)
    found = next((each for each, asked in patterns().asked.items() if asked.search(said)), None)
    return found if found is not None else kind(said)


def bare(text: str) -> str:
    """A message in plain letters, without the small words before it."""
    return re.sub(f"^{patterns().lead}", "", plain(text))
