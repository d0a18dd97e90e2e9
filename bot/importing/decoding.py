"""A file's bytes, within bounds, and as text whatever a Swedish office program has made of it."""

import codecs
import re
import stat
from pathlib import Path
from typing import Final

from bot.importing.values import UnreadableFile

MOST_BYTES: Final = 20_000_000
MOST_TEXT: Final = 5_000_000  # bytes of a text file; a long book has one
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """The file's bytes; OSError if there is none, UnreadableFile where there is too much or nothing."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(path.name, "irregular")
    if status.st_size > most:
        raise UnreadableFile(path.name, "too_big", f"{most // 1_000_000} MB")
    found = path.read_bytes()
    if not found.strip(b"\x00 \t\r\n"):
        raise UnreadableFile(path.name, "empty")
    return found


def text(path: Path) -> str:
    """The file's text with line feeds: by its mark, else UTF-8, UTF-16 without a mark, Windows' Western letters."""
    raw = content(path, MOST_TEXT)
    try:
        found = raw.decode(_encoding(raw))
    except UnicodeDecodeError as error:
        raise UnreadableFile(path.name, "binary") from error
    if _CONTROL.search(found):
        raise UnreadableFile(path.name, "binary")
    if not found.strip():
        raise UnreadableFile(path.name, "empty")
    return found.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(raw: bytes) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if len(raw) % 2 == 0 and raw.count(0) > len(raw) // 4:
        return "utf-16-le" if raw[1::2].count(0) > raw[0::2].count(0) else "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
