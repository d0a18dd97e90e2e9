"""A grown knowledge, made up of tests/data/villages.yaml: 200 taught entries, 9,800 bare ones, and held-out questions.

An entry is about one thing, one side of it and, where it is bare, one village; a tenth of the bare ones are about
things that are taught too. Examples and held-out questions are made of different sentences, and half of them of
different names of the thing. Always the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bot.knowledge.values import Entry

TAUGHT, BARE, EXAMPLES, HELD = 200, 9_800, 46, 3

_STORED: Mapping[str, Any] = yaml.safe_load(Path("tests/data/villages.yaml").read_text(encoding="utf-8"))
_FIRST, _LAST, _GIVEN, _HEADS, _TAILS = (_STORED[name].split() for name in ("first", "last", "given", "heads", "tails"))
_ENDS = ("ström", "qvist", "berg", "lund", "gren", "man", "in")
_OPENERS = ("hej, ", "vi undrar ", "min granne frågar: ", "en sak till, ", "vet någon ", "snälla, ")
_WITHOUT_DOTS = str.maketrans("åäöÅÄÖ", "aaoAAO")

Thing = Sequence[str]
Side = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grown:
    """The entries of each kind and, for some of them, held-out questions with the entry's id."""

    taught: tuple[Entry, ...]
    bare: tuple[Entry, ...]
    asked_taught: tuple[tuple[str, str], ...]
    asked_bare: tuple[tuple[str, str], ...]


def grown() -> Grown:
    """All of it."""
    chance, sides = Random(1), _STORED["sides"]
    taught, bare = ([line.split("|") for line in _STORED[name]] for name in ("taught", "bare"))
    pairs = chance.sample(list(product(taught, sides)), TAUGHT)
    made = [_entry(chance, f"t{number}", thing, side, "", EXAMPLES) for number, (thing, side) in enumerate(pairs)]
    asked = [(text, f"t{number}") for number, pair in enumerate(pairs) for text in _held(chance, *pair, "", HELD)]
    villages = [first + last for first, last in product(_FIRST, _LAST)]
    alike = chance.sample(list(product(taught, sides, villages)), BARE // 10)
    places = [*alike, *chance.sample(list(product(bare, sides, villages)), BARE - len(alike))]
    chance.shuffle(places)
    others = [
        _entry(chance, f"b{number}", thing, side, f" i {village}", 0)
        for number, (thing, side, village) in enumerate(places)
    ]
    asked_bare = [
        (text, f"b{number}")
        for number in range(0, BARE, BARE // (TAUGHT * HELD))
        for text in _held(chance, *places[number][:2], f" i {places[number][2]}", 1)
    ]
    return Grown(tuple(made), tuple(others), tuple(asked), tuple(asked_bare))


def _entry(chance: Random, name: str, thing: Thing, side: Side, place: str, examples: int) -> Entry:
    title = _filled(chance, chance.choice(side["titles"]), thing, place)
    parts = f"{chance.choice(side['titles'])}: {chance.choice(side['answers'])} {chance.choice(_STORED['more'])}"
    answer = _filled(chance, parts, thing, place)
    asked = dict.fromkeys(_examples(chance, thing, side)) if examples else {}
    return Entry(name, "allt", "exempel", title[:60], answer, questions=tuple(asked)[:examples])


def _examples(chance: Random, thing: Thing, side: Side) -> Iterator[str]:
    """Every sentence with every name but the last, and again with an opening."""
    made = [sentence.format(n=name) for sentence, name in product(side["asked"], thing[:3])]
    chance.shuffle(made)
    yield from made
    for opener, sentence in zip(chance.choices(_OPENERS, k=len(made)), made, strict=True):
        yield opener + sentence


def _held(chance: Random, thing: Thing, side: Side, place: str, number: int) -> list[str]:
    """Sentences that are in no example, half of them with a name that is in none either."""
    sentences = chance.sample(side["held"], number)
    names = [chance.choice((thing[0], thing[1], thing[3], thing[3])) for _ in sentences]
    return [_slip(chance, text.format(n=name, i=place)) for text, name in zip(sentences, names, strict=True)]


def _slip(chance: Random, text: str) -> str:
    """Every fourth without its dots, every eighth with two letters changed about."""
    if chance.random() < 0.25:
        text = text.translate(_WITHOUT_DOTS)
    if chance.random() < 0.125:
        at = chance.randrange(1, len(text) - 2)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def _filled(chance: Random, sentence: str, thing: Thing, place: str) -> str:
    who, (month, month2) = chance.choice(_STORED["who"]), chance.sample(_STORED["months"], 2)
    text = sentence.format(
        n=thing[0], d=thing[1], D=thing[1].capitalize(), i=place, who=who, Who=_begun(who), month=month, month2=month2,
        where=chance.choice(_STORED["where"]), hour=chance.choice(_STORED["hours"]), sum=chance.randrange(20, 900, 10),
        sum2=chance.randrange(100, 2_000, 50), few=chance.randrange(2, 20), x=_compound(chance), x2=_compound(chance),
        given=chance.choice(_GIVEN), phone=chance.randrange(100_000, 999_999),
        family=chance.choice(_FIRST) + chance.choice(_ENDS),
    )  # fmt: skip
    return _begun(text)


def _begun(text: str) -> str:
    return text[0].upper() + text[1:]


def _compound(chance: Random) -> str:
    """A word that few other entries have, as place names and things in a village are."""
    return "".join((*chance.choices(_HEADS, k=chance.choice((1, 2))), chance.choice(_TAILS)))
