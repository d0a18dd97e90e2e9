"""Rows of cells as blocks: by the names of their columns, or as question and answer where two columns have none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.importing.values import Block, Kind

_QUESTION: Final = ("fråga", "frågor", "question", "rubrik", "titel", "title", "vad undrar du")
_ANSWER: Final = ("svar", "answer", "text", "beskrivning", "innehåll", "exempel", "förslag", "tips", "påstående")
_THEME: Final = ("tema", "kategori", "ämne", "område", "category", "theme", "grupp")


_SOURCE: Final = ("källa", "källor", "source", "hämtat från")
_PERSON: Final = (
    "tipsare",
    "uppgiftslämnare",
    "tips från",
    "inskickat av",
    "avsändare",
    "namn",
    "vem",
    "author",
    "name",
)
_MOST_ABOVE: Final = 10  # rows above the names of the columns: a title, who made the table


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row, from 0; None where there is no such column."""

    question: int | None = None
    answer: int | None = None
    theme: int | None = None
    source: int | None = None
    person: int | None = None

    @property
    def read(self) -> set[int]:
        """The columns whose text becomes part of a proposal."""
        places = (self.question, self.answer, self.theme, self.source, self.person)
        return {each for each in places if each is not None}


def columns(header: Sequence[str]) -> Columns:
    """Where things stand, by the names of the columns."""
    names = [name.strip().strip(":*").casefold() for name in header]
    known = (_QUESTION, _ANSWER, _THEME, _SOURCE, _PERSON)
    return Columns(*(next((names.index(each) for each in some if each in names), None) for some in known))


def layout(cells: Sequence[Sequence[str]]) -> tuple[Columns, int] | None:
    """The columns, and how many rows stand above what they hold; None where it cannot be told what is what."""
    for number, row in enumerate(cells[:_MOST_ABOVE]):
        found = columns(row)
        if found.answer is not None:
            return found, number + 1
    width = max(map(len, cells), default=0)
    if width == 0 or width > 2 or columns(cells[0]).question is not None:
        return None
    return Columns(0 if width == 2 else None, width - 1), 0


def statements(cells: Sequence[Sequence[str]]) -> list[Block]:
    """The rows of a table whose columns mean nothing known, but for the first: what stands in each, in its order."""
    said = ((line, " · ".join(dict.fromkeys(filter(None, row)))) for line, row in enumerate(cells, start=1))
    return [Block("item", text, line) for line, text in said if line > 1 and text]


def rows(cells: Sequence[Sequence[str]]) -> list[Block]:
    """The rows as blocks, lines counted from 1; nothing where it cannot be told what the columns are."""
    found = layout(cells)
    if found is None:
        return []
    places, first = found
    read = [_row(places, row, line) for line, row in enumerate(cells[first:], start=first + 1)]
    return [each for each in read if each.answer]


def _row(places: Columns, row: Sequence[str], line: int) -> Block:
    question, answer, theme, source, person = (
        row[each].strip() if each is not None and each < len(row) else ""
        for each in (places.question, places.answer, places.theme, places.source, places.person)
    )
    kind: Kind = "pair" if question else "item"
    block = Block(kind, question or answer, line, answer=answer, theme=theme)
    return replace(block, source=person or source, is_named=bool(person))


def moved(block: Block, lines: int, page: int) -> Block:
    """The same further down in a document."""
    return replace(block, line=block.line + lines, page=page)
