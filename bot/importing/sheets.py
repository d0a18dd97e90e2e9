"""Tables: csv as Swedish and other office programs write it, and Excel's files."""

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bot.importing import tables
from bot.importing.decoding import content, text
from bot.importing.values import Block, Document, UnreadableFile
from bot.importing.zips import require_harmless

MOST_ROWS: Final = 10_000
_MOST_CELLS: Final = 5  # that are named
_MOST_FILLED: Final = 200_000
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_UNNAMED: Final = re.compile(r"(?:blad|sheet|ark|tabell)\s*\d*", re.IGNORECASE)
_DELIMITERS: Final = ";\t,|"  # a Swedish Excel writes the first, since the comma stands in numbers


def read_csv(path: Path) -> Document:
    """Rows by line; the delimiter is that which gives most rows the same number of cells."""
    written = text(path)
    csv.field_size_limit(max(csv.field_size_limit(), len(written) + 1))
    lines, found = max((_parsed(written, each) for each in _DELIMITERS), key=lambda parsed: _evenness(parsed[1]))
    blocks = tuple(tables.rows(found))
    if not blocks:
        raise UnreadableFile(path.name, "columns")
    return Document(path.name, tuple(tables.moved(each, lines[each.line - 1] - each.line, 0) for each in blocks))


def _parsed(written: str, delimiter: str) -> tuple[list[int], list[list[str]]]:
    """The lines where rows begin, and the rows."""
    reader, before = csv.reader(StringIO(written), delimiter=delimiter), 0
    begins: list[int] = []
    found: list[list[str]] = []
    for row in reader:
        if any(cell.strip() for cell in row) and not (not found and row[0].startswith("sep=")):
            begins.append(before + 1)
            found.append(row)
        before = reader.line_num
    return begins, found


def _evenness(rows: list[list[str]]) -> tuple[bool, int]:
    widths = [len(row) for row in rows if len(row) > 1]
    known = any(tables.columns(row).answer is not None for row in rows[:1])
    return known, max((widths.count(each) for each in set(widths)), default=0)


def read_excel(path: Path) -> Document:
    """Every visible sheet's rows, with what formulas came to when the file was saved.

    A file that some program has written without counting is refused with the cells that lack their values.
    """
    raw = content(path)
    require_harmless(path.name, raw, "xl/workbook.xml")
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=False)
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            blocks = [
                block
                for sheet, written in zip(book.worksheets, formulas.worksheets, strict=True)
                for block in _sheet(path.name, sheet, written, packed)
            ]
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableFile(path.name, "damaged") from error
    if not blocks:
        raise UnreadableFile(path.name, "columns")
    return Document(path.name, tuple(blocks))


def _sheet(file: str, sheet: Any, written: Any, packed: zipfile.ZipFile) -> Iterator[Block]:
    """Blocks of a sheet by its own rows; its name is their theme where no column is."""
    if sheet.sheet_state != "visible":
        return
    shown = [[_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=MOST_ROWS)]
    _fill(shown, packed.read(sheet._worksheet_path))
    numbered = [(number, row) for number, row in enumerate(shown, start=1) if any(row)]
    rows = [row for _, row in numbered]
    found = tables.layout(rows)
    _require_counted(file, written, shown, found[0].read if found is not None else set())
    theme = "" if _UNNAMED.fullmatch(sheet.title) else sheet.title
    for block in tables.rows(rows):
        named = replace(block, theme=block.theme or theme)
        yield tables.moved(named, numbered[block.line - 1][0] - block.line, 0)


def _fill(shown: list[list[str]], sheet: bytes) -> None:
    """What stands in cells that are merged downwards stands in each of their rows; in a file made to harm, in some."""
    for column, first, row in islice(_merged(sheet, len(shown)), _MOST_FILLED):
        if len(shown[row]) > column < len(shown[first]):
            shown[row][column] = shown[first][column]


def _merged(sheet: bytes, rows: int) -> Iterator[tuple[int, int, int]]:
    """Column, row with the text, and a row that is merged with it; all from 0."""
    from openpyxl.utils import column_index_from_string

    for found in _MERGED.finditer(sheet):
        column, first = column_index_from_string(found[1].decode()) - 1, int(found[2]) - 1
        yield from ((column, first, row) for row in range(first + 1, min(int(found[3]), rows)))


def _require_counted(file: str, written: Any, shown: list[list[str]], read: set[int]) -> None:
    """UnreadableFile where a formula of a column that is `read` has no value."""
    cells = (cell for row in written.iter_rows(max_row=MOST_ROWS) for cell in row if cell.data_type == "f")
    empty = [cell.coordinate for cell in cells if cell.column - 1 in read and not shown[cell.row - 1][cell.column - 1]]
    if empty:
        more = f" och {len(empty) - _MOST_CELLS} till" if len(empty) > _MOST_CELLS else ""
        raise UnreadableFile(file, "formula", f"{written.title}, cell {', '.join(empty[:_MOST_CELLS])}{more}")


def _shown(cell: Any) -> str:
    """The cell as a Swedish reader sees it."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "Ja" if value else "Nej"
        case float(value):
            return _number(value, str(getattr(cell, "number_format", "")))
        case datetime() | date() | time() as moment:
            return _moment(moment)
        case value:
            return " ".join(str(value).split()) if "\n" not in str(value) else str(value)


def _number(value: float, shape: str) -> str:
    number, unit = (value * 100, " %") if shape.endswith("%") else (value, "")
    return f"{number:g}{unit}".replace(".", ",")


def _moment(moment: datetime | date | time) -> str:
    if isinstance(moment, time):
        return f"{moment:%H.%M}"
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d kl. %H.%M}" if moment.time() != time() else str(moment.date())
    return str(moment)
