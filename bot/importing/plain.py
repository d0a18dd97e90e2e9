"""Markdown and plain text as blocks; what is only markup is left out, the words stay as they are."""

import re
from pathlib import Path
from typing import Final

from bot.importing import tables
from bot.importing.decoding import text
from bot.importing.values import TEXT, Block, Document, Kind
from bot.language.text import flat

_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r"^ {0,3}(=+|-+)\s*$")
_ITEM: Final = re.compile(r"^(\s*)(?:[-*+•–]|\d{1,3}[.)])\s+(.*)$")
_BOLD: Final = re.compile(r"^ {0,3}(\*\*|__)(?=\S)([^*_\n]{1,120})(?<![\s.,;])\1\s*:?\s*$")
_TITLE: Final = re.compile(r"^(?:title|titel|rubrik):\s*[\"']?(.+?)[\"']?\s*$", re.IGNORECASE)
_TOLD: Final = re.compile(r"^(?:[\w -]{1,40}:(?:\s|$)|\s|- |#|$)")
_MOST_HEAD: Final = 30  # lines of what stands between "---" above a document
_FENCE: Final = re.compile(r"^\s*(```|~~~)")
_ROW: Final = re.compile(r"^\s*\|.*\|\s*$")
_RULE: Final = re.compile(r"^[\s|:-]+$")
_SAID: Final = re.compile(r"^(?:fråga|svar|question|answer|[fsqa])\s*\d*\s*[:.]\s+\S", re.IGNORECASE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^)\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`\n]{1,2000})(?<=\S)\1")


def read(path: Path) -> Document:
    """The file's blocks by line."""
    written = text(path)
    head = _head(written.split("\n"))
    title = next((found[1] for line in head if (found := _TITLE.match(line))), "")
    body = "\n" * len(head) + written.split("\n", len(head))[-1]
    return Document(path.name, tuple(blocks(body)), title=title)


def _head(lines: list[str]) -> list[str]:
    """What a program is told between two "---" above the document."""
    if not lines or lines[0].rstrip() != "---":
        return []
    end = next((number for number, line in enumerate(lines[1:_MOST_HEAD], start=1) if line.rstrip() == "---"), 0)
    told = all(_TOLD.match(line) and not _SAID.match(line) for line in lines[1:end])
    return lines[: end + 1] if end and told else []


def blocks(written: str) -> list[Block]:
    """Headings of three kinds, list items with their later lines, tables, and paragraphs."""
    reader = _Reader()
    for number, line in enumerate(written.split("\n"), start=1):
        reader.read(number, line)
    reader.close()
    return _with_tables([each for each in reader.found if each.text])


class _Reader:
    """Collects lines until something begins that stands by itself."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._open: list[str] = []
        self._begun, self._kind, self._depth = 0, "text", 0
        self._margin = 0  # of the list's first item
        self._fenced = False

    def close(self) -> None:
        """What is open becomes a block."""
        if joined := flat(bare(" ".join(self._open))):
            kind: Kind = "item" if self._kind == "item" else "text"
            self.found.append(Block(kind, joined, self._begun, level=self._depth))
        self._open.clear()
        self._kind, self._depth = "text", 0

    def read(self, number: int, line: str) -> None:
        """One line more."""
        if _FENCE.match(line):
            self.close()
            self._fenced = not self._fenced
        elif not self._fenced:
            self._outside(number, line)

    def _outside(self, number: int, line: str) -> None:
        """A line that is no program's text."""
        if not line.strip():
            self.close()
        elif heading := _HEADING.match(line):
            self._heading(heading[2], number, len(heading[1]))
        elif (bold := _BOLD.match(line)) and not self._open:
            self._heading(bold[2], number, TEXT)
        elif _UNDERLINE.match(line):
            if self._kind == "text" and len(self._open) == 1:
                self._heading(self._open.pop(), self._begun, 1 if "=" in line else 2)
            self.close()
        elif _ROW.match(line):
            self.close()
            self.found.append(Block("text", line, number, level=-1))
        else:
            self._said(number, line)

    def _heading(self, text: str, number: int, level: int) -> None:
        self.close()
        self.found.append(Block("heading", flat(bare(text)), number, level=level))

    def _said(self, number: int, line: str) -> None:
        item = _ITEM.match(line)
        if item or _SAID.match(line) or not self._open:
            self.close()
            self._begun, self._kind = number, "item" if item else "text"
        if item:
            indent = len(item[1].expandtabs(4))
            in_list = bool(self.found) and self.found[-1].kind == "item"
            self._depth = int(in_list and indent >= self._margin + 2)
            self._margin = self._margin if self._depth else indent
        self._open.append(item[2] if item else line)


def bare(line: str) -> str:
    """The line without links' addresses and marks of emphasis."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line))


def _with_tables(found: list[Block]) -> list[Block]:
    """Rows of tables, which were set aside, as the blocks that they make together."""
    made: list[Block] = []
    rows: list[Block] = []
    for each in [*found, Block("heading", "", 0)]:
        if each.level == -1:
            rows.append(each)
            continue
        cells = [[bare(cell.strip()) for cell in row.text.strip().strip("|").split("|")] for row in rows]
        kept = [(row, cell) for row, cell in zip(rows, cells, strict=True) if not _RULE.match(row.text)]
        for block in tables.rows([cell for _, cell in kept]):
            made.append(tables.moved(block, kept[block.line - 1][0].line - block.line, 0))
        rows = []
        made.append(each)
    return made[:-1]
