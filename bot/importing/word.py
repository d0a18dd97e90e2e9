"""Word's files as blocks: headings by their style, list items, paragraphs and the rows of tables."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.importing import tables
from bot.importing.decoding import content
from bot.importing.values import TEXT, Block, Document, UnreadableFile
from bot.importing.zips import require_harmless
from bot.language.text import flat

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
_LIST: Final = re.compile(r"list|lista|punkt", re.IGNORECASE)
_BULLET: Final = re.compile(r"^(?:[•·▪‣*–-]|\d{1,2}[.)])\s+")
_UNNAMED: Final = frozenset({"word document", "document", "dokument", "untitled", "namnlös"})
_MOST_BOLD: Final = 120  # letters of a line in bold that stands for a heading


def read(path: Path) -> Document:
    """The document's blocks; its lines are paragraphs, counted as Word does, those in tables too."""
    raw = content(path)
    require_harmless(path.name, raw, "word/document.xml")
    try:
        import docx

        file = docx.Document(BytesIO(raw))
        title = flat(file.core_properties.title or "")
        named = "" if title.casefold() in _UNNAMED else title
        return Document(path.name, tuple(_blocks(file)), "stycke", named)
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:  # SyntaxError: XML that is not well-formed
        raise UnreadableFile(path.name, "damaged") from error


def _blocks(file: "WordFile") -> Iterator[Block]:
    from docx.table import Table

    number, page = 0, 1
    for each in file.iter_inner_content():
        if isinstance(each, Table):
            rows = [[flat(_text(cell._tc)) for cell in row.cells] for row in each.rows]
            yield from (tables.moved(block, number, page) for block in tables.rows(rows) or tables.statements(rows))
            number += sum(1 for _ in each._tbl.iter(f"{_W}p"))
        else:
            number += 1
            if found := _block(each, number, page):
                yield found
        page += _breaks(each)


def _block(paragraph: "Paragraph", line: int, page: int) -> Block | None:
    text = flat(_text(paragraph._p))
    if not text:
        return None
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if style.casefold() in {"title", "rubrik"}:
        return Block("heading", text, line, page, 1)
    if heading := _HEADING.match(style):
        return Block("heading", text, line, page, int(heading[1]))
    listed = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    if listed or _LIST.search(style) or _BULLET.match(text):
        return Block("item", _BULLET.sub("", text), line, page, _depth(paragraph, style))
    if len(text) <= _MOST_BOLD and _is_bold(paragraph) and text[-1] not in ".,;":
        return Block("heading", text.rstrip(" :"), line, page, TEXT)
    return Block("text", text, line, page)


def _depth(paragraph: "Paragraph", style: str) -> int:
    """How deep a list item lies: by itself, or by a style such as "List Bullet 2"."""
    level = paragraph._p.find(f"./{_W}pPr/{_W}numPr/{_W}ilvl")
    if level is not None:
        return int(level.get(f"{_W}val", "0"))
    return int(style[-1]) - 1 if style[-1:] in {"2", "3", "4", "5"} else 0


def _text(element: Any) -> str:
    """What is read there: what has been inserted with tracking too, and nothing that has been struck out."""
    parts = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}p": " "}
    return "".join(
        (each.text or "") if each.tag == f"{_W}t" else parts[each.tag] or "" for each in element.iter(*parts)
    )


def _is_bold(paragraph: "Paragraph") -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _breaks(block: Any) -> int:
    """How many pages end in it, as the program that saved it has laid them out."""
    element = block._element
    breaks = [each for each in element.iter(f"{_W}br") if each.get(f"{_W}type") == "page"]
    return len(breaks) + sum(1 for _ in element.iter(f"{_W}lastRenderedPageBreak"))
