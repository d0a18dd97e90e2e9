"""Markdown and plain text as blocks; what is only markup is left out, the words stay as they are."""

import re
from pathlib import Path
from typing import Final

from bot.importing import tables
from bot.importing.decoding import text
from bot.importing.values import Block, Document
from bot.language.text import flat

_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r"^ {0,3}(=+|-+)\s*$")
_ITEM: Final = re.compile(r"^\s*(?:[-*+•–]|\d{1,3}[.)])\s+(.*)$")
_FENCE: Final = re.compile(r"^\s*(```|~~~)")
_ROW: Final = re.compile(r"^\s*\|.*\|\s*$")
_RULE: Final = re.compile(r"^[\s|:-]+$")
_SAID: Final = re.compile(r"^(?:fråga|svar|question|answer|[fsqa])\s*\d*\s*[:.]\s+\S", re.IGNORECASE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^)\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`\n]{1,2000})(?<=\S)\1")


def read(path: Path) -> Document:
    """The file's blocks by line."""
    return Document(path.name, tuple(blocks(text(path))))


def blocks(written: str) -> list[Block]:
    """Headings of both kinds, list items with their later lines, tables, and paragraphs."""
    found: list[Block] = []
    open_lines: list[str] = []
    begun, kind, fenced = 0, "text", False

    def close() -> None:
        nonlocal kind
        if joined := flat(bare(" ".join(open_lines))):
            found.append(Block("item" if kind == "item" else "text", joined, begun))
        open_lines.clear()
        kind = "text"

    lines = written.split("\n")
    for number, line in enumerate(lines, start=1):
        if _FENCE.match(line):
            close()
            fenced = not fenced
        elif fenced:
            continue
        elif not line.strip():
            close()
        elif heading := _HEADING.match(line):
            close()
            found.append(Block("heading", flat(bare(heading[2])), number, level=len(heading[1])))
        elif _UNDERLINE.match(line):
            if kind == "text" and len(open_lines) == 1:
                level = 1 if "=" in line else 2
                found.append(Block("heading", flat(bare(open_lines.pop())), begun, level=level))
            close()
        elif _ROW.match(line):
            close()
            found.append(Block("text", line, number, level=-1))
        else:
            item = _ITEM.match(line)
            if item or _SAID.match(line) or not open_lines:
                close()
                begun, kind = number, "item" if item else "text"
            open_lines.append(item[1] if item else line)
    close()
    return _with_tables([each for each in found if each.text])


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
