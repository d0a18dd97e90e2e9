"""Texts as Telegram takes them: how long they are, cut in pieces or short, cleaned, escaped, named in links.

Whatever comes from members, editors or Telegram passes through `escape` before it is sent as HTML.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Final

MOST_SHOWN: Final = 1_500  # units of a text on a card; Telegram takes 4,096 with all the rest
PIECE: Final = 3_600  # units of text a message; Telegram takes 4,096, and title and source need room
MOST: Final = 4_096  # units that Telegram takes in a message
LINE_LENGTH: Final = 200
ID_LENGTH: Final = 40

_MOST_GUESSED: Final = 1000  # comparing with more takes longer than an editor waits
_LINKED: Final = re.compile(r'<a href="([^"]+)">([^<]*)</a>')
_TAG: Final = re.compile(r"<[^>]+>")
_SENTENCE_END: Final = re.compile(r"[.!?…]\s+")
_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_LAST_WORD: Final = re.compile(r"[\s,;:.–-]*\s\S*$")
_ACCENT: Final = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_PILED: Final = re.compile(f"({_ACCENT}{{2}}){_ACCENT}+")
# Control letters, and those that hide or turn the direction of reading; line feeds and tabs may stay.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def units(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, so that most emoji count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_units(markup: str) -> int:
    """How long Telegram finds HTML, whose tags and escapes it does not count."""
    return units(plain(markup))


def plain(markup: str) -> str:
    """What HTML says, without its tags and escapes."""
    return html.unescape(_TAG.sub("", markup))


def spelled_out(markup: str) -> str:
    """The same where nothing can be pressed: the address stands after the name of each link."""
    return plain(_LINKED.sub(r"\2 (\1)", markup))


def escape(text: str) -> str:
    """`text` as Telegram's HTML shows it to the letter."""
    return html.escape(text, quote=False)


def numbered(titles: Iterable[str]) -> str:
    """Titles as lines "1. …", safe HTML."""
    return "\n".join(f"{number}. {escape(title)}" for number, title in enumerate(titles, start=1))


def counted(number: int, one: str, many: str) -> str:
    """ "1 grupp", "12 grupper"."""
    return f"{number} {one if number == 1 else many}"


def flat(text: str) -> str:
    """`text` on one line, with single spaces."""
    return " ".join(text.split())


def cleaned(text: str, *, lines: bool) -> str:
    """`text` without what cannot be seen or piles up; on one line unless `lines`."""
    composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    visible = _PILED.sub(r"\1", composed)
    if not lines:
        return flat(visible)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in visible.split("\n"))).strip()


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and "…" in `most` units, ended at a word where that leaves at least half of them."""
    if units(text) <= most:
        return text
    head = text[: _letters_within(text, most)]
    whole_words = _LAST_WORD.sub("", head)
    if whole_words == head or 2 * units(whole_words) < most:
        return f"{text[: _letters_within(text, most - 1)].rstrip()}…"
    return f"{whole_words}…"


def split(text: str, most: int = PIECE) -> list[str]:
    """Pieces of at most `most` units, cut after a sentence where there is one, else at a space, else anywhere."""
    pieces: list[str] = []
    rest = text.strip()
    while units(rest) > most:
        window = rest[: _letters_within(rest, most)]
        end = max((found.end() for found in _SENTENCE_END.finditer(window)), default=window.rfind(" ") + 1)
        end = end or len(window)
        pieces.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*pieces, rest] if rest else pieces


def first_sentence(text: str) -> str:
    """What stands before the first full stop, on one line."""
    return _SENTENCE_END.split(f"{flat(text)} ", maxsplit=1)[0].rstrip(" .")


def sentences(text: str) -> list[str]:
    """Its sentences and lines, in order."""
    return [each.strip() for each in _SENTENCE_GAP.split(text) if each.strip()]


def slug(text: str) -> str:
    """An id that looks like the text; empty when nothing of it can be used."""
    latin = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", latin).strip("-")[:ID_LENGTH].strip("-")


def meant(word: str, known: Collection[str]) -> str:
    """”Menade du …?” with the nearest of `known`, or nothing."""
    return which(get_close_matches(word, known, n=1) if len(known) <= _MOST_GUESSED else [])


def which(names: Sequence[str]) -> str:
    """”Menade du …?” with all of `names`, or nothing."""
    *first, last = names or ("",)
    return f"Menade du {' eller '.join(filter(None, (', '.join(first), last)))}?" if names else ""


def _letters_within(text: str, most: int) -> int:
    taken = 0
    for number, letter in enumerate(text):
        taken += 2 if ord(letter) > 0xFFFF else 1
        if taken > most:
            return number
    return len(text)
