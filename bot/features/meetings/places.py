"""Places that members name, counted. None is guessed to be another, or to lie in one: what may be is asked about."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations
from typing import Final

from bot.language.text import shortened
from bot.matching.spelling import is_one_slip
from bot.matching.text import fold

LONGEST: Final = 60  # letters of a name that is shown
_PARTED: Final = re.compile(r"[,;\n]")
_EDGES: Final = re.compile(r"^[\W_]+|[^\w)]+$")
_LITTLE: Final = {"i", "och", "på", "vid", "under", "av"}
_LONG: Final = 4  # letters; shorter names may well be one letter from each other

Pair = tuple[str, str]
"""Two spellings in small letters, in order."""
Said = Mapping[Pair, bool]
"""Pairs that somebody has been asked about: whether they mean one place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place and how many answers name it, by its `spellings` in small letters."""

    name: str
    number: int
    spellings: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two spellings that may mean one place, with the places' names; the less common one first."""

    pair: Pair
    names: tuple[str, str]

    @property
    def token(self) -> str:
        """What stands for it on a button."""
        return sha256("\n".join(self.pair).encode()).hexdigest()[:10]


def count(answers: Iterable[str], said: Said | None = None) -> tuple[Place, ...]:
    """The places of all answers, the most named first and then by name; spellings that are `said` to be one are.

    An answer may name several, parted by commas, semicolons or lines; the same one twice in an answer counts once.
    Capital letters, spaces and full stops at the ends make no difference. "Åsby" and "Åsby i Dalarna" are two places,
    since only the writer knows.
    """
    first = _firsts(said or {})
    spellings: dict[str, Counter[str]] = {}
    for answer in answers:
        for root, spelling in {first.get(key, key): spelling for key, spelling in _named(answer).items()}.items():
            spellings.setdefault(root, Counter())[spelling] += 1
    counted = [Place(_name(each), each.total(), frozenset(map(str.casefold, each))) for each in spellings.values()]
    return tuple(sorted(counted, key=lambda each: (-each.number, _sortable(each.name))))


def grouped(answers: Sequence[str], said: Said) -> list[list[int]]:
    """The numbers of answers that name the same, in each group those first that spell it as it is shown."""
    first = _firsts(said)
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, answer in enumerate(answers):
        groups.setdefault(tuple(sorted({first.get(key, key) for key in keys(answer)})), []).append(number)
    for group in groups.values():
        name = _name(Counter(answers[each] for each in group))
        group.sort(key=lambda each: (answers[each] != name, each))
    return list(groups.values())


def keys(answer: str) -> tuple[str, ...]:
    """The spellings of an answer, in small letters."""
    return tuple(_named(answer))


def doubts(counted: Sequence[Place], said: Said) -> list[Doubt]:
    """What is to be asked about counted places: those that differ in dots and accents only, and those that are one
    letter from a place that more answers name. What has been said of some spellings of two places holds for the others.
    """
    found = []
    for more, fewer in ((counted[first], counted[second]) for first, second in _near(counted)):
        pairs = [_ordered(one, other) for one in fewer.spellings for other in more.spellings]
        if any(pair in said for pair in pairs):
            continue
        alike = [pair for pair in pairs if _may_be_one(*pair, is_rarer=fewer.number < more.number)]
        found += [Doubt(min(alike), (fewer.name, more.name))] if alike else []
    return found


def capitalized(place: str | None) -> str | None:
    """As a place is spelled, by somebody who leaves out the capitals too: "norra åsby" -> "Norra Åsby"."""
    return _name(Counter([place])) if place else place


def _near(counted: Sequence[Place]) -> list[tuple[int, int]]:
    """The numbers of two places each of which some spelling has, without one letter or whole: few of all there are."""
    sharing: dict[str, set[int]] = {}
    for number, place in enumerate(counted):
        for spelling in map(fold, place.spellings):
            for without in range(len(spelling) + 1):
                sharing.setdefault(spelling[:without] + spelling[without + 1 :], set()).add(number)
    return sorted({pair for numbers in sharing.values() for pair in combinations(sorted(numbers), 2)})


def _firsts(said: Said) -> dict[str, str]:
    """The first of all spellings that mean the same, by each of them."""
    together: dict[str, frozenset[str]] = {}
    for pair in (pair for pair, is_one in said.items() if is_one):
        whole = frozenset(pair).union(*(together.get(each, frozenset()) for each in pair))
        together.update(dict.fromkeys(whole, whole))
    return {each: min(whole) for each, whole in together.items()}


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _may_be_one(one: str, other: str, *, is_rarer: bool) -> bool:
    one, other = fold(one), fold(other)
    return one == other or (is_rarer and _is_slip(one, other))


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LONG or any(map(str.isdigit, one + other)):
        return False
    return is_one_slip(one, other)


def _named(answer: str) -> dict[str, str]:
    """What one answer names: key -> spelling."""
    pieces = (_EDGES.sub("", " ".join(piece.split())) for piece in _PARTED.split(unicodedata.normalize("NFC", answer)))
    shown = (shortened(piece, LONGEST) for piece in pieces if any(letter.isalpha() for letter in piece))
    return {each.casefold(): each for each in shown}


def _name(spellings: Counter[str]) -> str:
    """The commonest spelling that has both capital and small letters; else capitals where names have them.

    Of as common ones that with most dots, which people leave out rather than add.
    """
    mixed = [each for each in spellings if each not in {each.lower(), each.upper()}]
    best = max(sorted(mixed or spellings), key=lambda each: (spellings[each], sum(map(_is_dotted, each))))
    if mixed:
        return best
    return " ".join(_capitalized(word, first=not place) for place, word in enumerate(best.split()))


def _is_dotted(letter: str) -> bool:
    return not letter.isascii()


def _capitalized(word: str, *, first: bool) -> str:
    return word.lower() if word.lower() in _LITTLE and not first else word[:1].upper() + word[1:].lower()


def _sortable(name: str) -> str:
    """Å, ä and ö come last, in this order, as Swedes sort."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))
