"""Long texts in pieces that Telegram takes."""

import html
import re

PIECE = 3_600  # units of text a message; Telegram takes 4,096, and title and source need room
MOST = 4_096  # units that Telegram takes in a message
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"[.!?…]\s+")


def units(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, so that most emoji count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_units(text: str) -> int:
    """How long Telegram finds HTML, whose tags and escapes it does not count."""
    return units(html.unescape(_TAG.sub("", text)))


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


def _letters_within(text: str, most: int) -> int:
    taken = 0
    for number, letter in enumerate(text):
        taken += 2 if ord(letter) > 0xFFFF else 1
        if taken > most:
            return number
    return len(text)
