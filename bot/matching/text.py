"""Text as the matcher sees it: harmless, normalised, folded, in words and in letter grams."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.fuzz import partial_ratio

MOST_LETTERS = 500  # the encoder's time grows with length, and nobody's question is longer
GRAMS = (3, 4)
_PART = 4  # letters; shorter words are parts of too many others

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[ -~¡-¬®-ʯ–-”…]*")  # Latin letters and their punctuation, which need no looking at one by one
_SPACE = re.compile(r"\s+")
_DROPPED = {
    "Cf",
    "Mn",
    "Me",
    "Co",
    "Cn",
}  # direction marks, joiners, loose accents as in zalgo, private letters


def _plain_letters() -> dict[str, str]:
    """Every accented Latin letter with its plain one, and those that no decomposition tells of."""
    accented = {chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}
    return {letter: plain for letter, plain in accented.items() if plain != letter} | {
        "æ": "a", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "œ": "o",
    }  # fmt: skip


_FOLD = str.maketrans(_plain_letters())


def cut(text: str) -> str:
    """`text` made harmless: composed (NFC), no surrogates, control or loose combining characters, 500 letters.

    "a" followed by a combining ring is "å" before loose accents are dropped, so decomposed Swedish survives.
    """
    composed = unicodedata.normalize("NFC", text[: 8 * MOST_LETTERS])
    kept = composed if _PLAIN.fullmatch(composed) else "".join(map(_harmless, composed))
    return _SPACE.sub(" ", kept).strip()[:MOST_LETTERS].rstrip()


def _harmless(letter: str) -> str:
    if letter < "\x7f":
        return letter if letter >= " " else " "
    category = unicodedata.category(letter)
    return "" if category in _DROPPED else " " if category in {"Cc", "Cs", "Zl", "Zp", "Zs"} else letter


def fold(text: str) -> str:
    """Lower case with å ä ö as a a o, as many type them, and all other accents gone."""
    return text.casefold().translate(_FOLD)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [fold(word) for word in spelled_words(text)]


def spelled_words(text: str) -> list[str]:
    """The words in lower case with their å ä ö, in step with `words`; wide and joined letters as plain ones (NFKC)."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def respelled(text: str, spellings: Mapping[str, str]) -> str:
    """The text with some of its words, in lower case, spelled otherwise."""
    return _WORD.sub(lambda found: spellings.get(found[0].casefold(), found[0]), text)


def echo(word: str, own: str) -> float:
    """From 0 to 1: the likeness of the shorter of two words to the part of the other that is most like it."""
    if min(len(word), len(own)) < _PART:
        return float(word == own)
    return partial_ratio(word, own) / 100


def grams(tokens: Iterable[str]) -> Iterator[str]:
    """Letter 3- and 4-grams of each word, with a space at its ends so that beginnings count as such."""
    for token in tokens:
        padded = f" {token} "
        for size in GRAMS:
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
