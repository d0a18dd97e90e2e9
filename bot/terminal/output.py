"""Output that takes whatever is written, also where it has few letters: a service's ASCII, Windows' code pages."""

import codecs
import sys
import unicodedata
from io import TextIOWrapper
from typing import Final

_PLAIN: Final = str.maketrans(
    {"”": '"', "“": '"', "’": "'", "–": "-", "—": "-", "−": "-", "•": "*", "Ø": "O", "ø": "o"}
)
_NAME: Final = "landsbygdsbot.plain"


def widen() -> None:
    """From now on letters that an output lacks are written as the nearest one that it has, or as ?."""
    codecs.register_error(_NAME, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not has_all_letters(stream):
            stream.reconfigure(errors=_NAME)


def has_all_letters(stream: object) -> bool:
    """Whether the output can write any text."""
    return str(getattr(stream, "encoding", "utf-8")).lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(map(_nearest, missing)), error.end


def _nearest(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return plain or "?"


def announce(line: str) -> None:
    """Print a line at once, also when the output is a file or a service's journal."""
    print(line, flush=True)


def fail(*lines: str, code: int = 1) -> int:
    """Say why it does not go; the exit code."""
    print("\n".join(lines), file=sys.stderr)
    return code
