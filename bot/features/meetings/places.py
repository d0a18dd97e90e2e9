"""Places that members name, counted. Spellings are put together, but no place is guessed to lie in another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.language.text import shortened

LONGEST: Final = 60  # letters of a name that is shown
_PARTED: Final = re.compile(r"[,;\n]")
_EDGES: Final = re.compile(r"^[\W_]+|[^\w)]+$")
_LITTLE: Final = {"i", "och", "på", "vid", "under", "av"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place and how many answers name it."""

    name: str
    number: int


def count(answers: Iterable[str]) -> tuple[Place, ...]:
    """The places of all answers, the most named first and then by name.

    An answer may name several, parted by commas, semicolons or lines; the same one twice in an answer counts once.
    Capital letters, spaces and full stops at the ends make no difference. "Åsby" and "Åsby i Dalarna" are two places,
    since only the writer knows.
    """
    spellings: dict[str, Counter[str]] = {}
    for answer in answers:
        for key, spelling in _named(answer).items():
            spellings.setdefault(key, Counter())[spelling] += 1
    counted = [Place(_name(found), found.total()) for found in spellings.values()]
    return tuple(sorted(counted, key=lambda each: (-each.number, _sortable(each.name))))


def _named(answer: str) -> dict[str, str]:
    """What one answer names: key -> spelling."""
    pieces = (_EDGES.sub("", " ".join(piece.split())) for piece in _PARTED.split(unicodedata.normalize("NFC", answer)))
    return {
        piece.casefold(): shortened(piece, LONGEST) for piece in pieces if any(letter.isalpha() for letter in piece)
    }


def _name(spellings: Counter[str]) -> str:
    """The commonest spelling that has both capital and small letters; else capitals where names have them."""
    mixed = [each for each in spellings if each not in {each.lower(), each.upper()}]
    if mixed:
        return max(sorted(mixed), key=lambda each: spellings[each])
    return " ".join(_capitalized(word, first=not place) for place, word in enumerate(min(spellings).split()))


def _capitalized(word: str, *, first: bool) -> str:
    return word.lower() if word.lower() in _LITTLE and not first else word[:1].upper() + word[1:].lower()


def _sortable(name: str) -> str:
    """Å, ä and ö come last, in this order, as Swedes sort."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))
