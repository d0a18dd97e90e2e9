"""A file as a document, by what its name ends with."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.importing import chats, plain, sheets, web, word
from bot.importing.decoding import text
from bot.importing.values import Document, UnreadableFile


def _text(path: Path) -> Document:
    return chats.read_text(path) if chats.is_chat(text(path)) else plain.read(path)


def _page(path: Path) -> Document:
    return chats.read_page(path) if chats.is_telegram_page(text(path)) else web.read(path)


_READERS: Final[dict[str, Callable[[Path], Document]]] = {
    ".docx": word.read, ".xlsx": sheets.read_excel, ".csv": sheets.read_csv, ".tsv": sheets.read_csv,
    ".md": plain.read, ".markdown": plain.read, ".txt": _text, ".html": _page, ".htm": _page,
    ".json": chats.read_json,
}  # fmt: skip
ENDINGS: Final = tuple(_READERS)
_OLD: Final = frozenset({".doc", ".xls", ".rtf", ".odt", ".ods", ".pdf", ".docm", ".xlsm", ".numbers", ".pages"})


def read(path: Path) -> Document:
    """The document; OSError where there is no file, UnreadableFile where nothing can be read of it."""
    ending = path.suffix.casefold()
    if ending not in _READERS:
        path.stat()  # what is not there is told as such, whatever it is called
        raise UnreadableFile(path.name, "old_kind" if ending in _OLD else "unknown_kind", ending)
    return _READERS[ending](path)
