"""Rows of cells as blocks: by the names of their columns, or as question and answer where two columns have none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.importing.values import Block, Kind

_QUESTION: Final = ("fråga", "frågor", "question", "rubrik", "titel", "title", "vad undrar du")
_ANSWER: Final = ("svar", "answer", "text", "beskrivning", "innehåll", "exempel", "förslag", "tips", "påstående")
_THEME: Final = ("tema", "kategori", "ämne", "område", "category", "theme", "grupp")


def columns(header: Sequence[str]) -> tuple[int | None, int | None, int | None]:
    """Where question, answer and theme stand, by the names of the columns."""
    names = [name.strip().strip(":*").casefold() for name in header]
    question, answer, theme = (
        next((names.index(each) for each in known if each in names), None) for known in (_QUESTION, _ANSWER, _THEME)
    )
    return question, answer, theme


def rows(cells: Sequence[Sequence[str]]) -> Iterator[Block]:
    """The rows as blocks, lines counted from 1; nothing where it cannot be told what the columns are."""
    if not cells:
        return
    question, answer, theme = columns(cells[0])
    first = 1
    if answer is None:
        if question is not None or max(map(len, cells)) > 2:
            return
        two = max(map(len, cells)) == 2
        question, answer, theme, first = (0 if two else None), (1 if two else 0), None, 0
    for line, row in enumerate(cells[first:], start=first + 1):
        found = [
            row[each].strip() if each is not None and each < len(row) else "" for each in (question, answer, theme)
        ]
        if found[1]:
            kind: Kind = "pair" if found[0] else "item"
            yield Block(kind, found[0] or found[1], line, answer=found[1], theme=found[2])


def moved(block: Block, lines: int, page: int) -> Block:
    """The same further down in a document."""
    return replace(block, line=block.line + lines, page=page)
