"""Tables: csv as Swedish and other office programs write it, and Excel's files."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from bot.importing import tables
from bot.importing.decoding import content, text
from bot.importing.values import Block, Document, UnreadableFile
from bot.importing.zips import require_harmless

MOST_ROWS: Final = 10_000
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
    known = bool(rows) and tables.columns(rows[0])[1] is not None
    return known, max((widths.count(each) for each in set(widths)), default=0)


def read_excel(path: Path) -> Document:
    """Every visible sheet's rows; a formula in a column that is read is refused: what it gives is no text there."""
    raw = content(path)
    require_harmless(path.name, raw, "xl/workbook.xml")
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=False)
        blocks = [block for sheet in book.worksheets for block in _sheet(path.name, sheet)]
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableFile(path.name, "damaged") from error
    if not blocks:
        raise UnreadableFile(path.name, "columns")
    return Document(path.name, tuple(blocks))


def _sheet(file: str, sheet: Any) -> Iterator[Block]:
    """Blocks of a sheet by its own rows; its name is their theme where no column is."""
    if sheet.sheet_state != "visible":
        return
    numbered = [
        (number, row)
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS), start=1)
        if any(cell.value is not None for cell in row)
    ]
    read = list(tables.rows([[_shown(cell) for cell in row] for _, row in numbered]))
    used = {numbered[block.line - 1][0] for block in read}
    for number, row in numbered:
        for cell in row:
            if number in used and cell.data_type == "f" and _is_read(cell, numbered[0][1]):
                raise UnreadableFile(file, "formula", f"{sheet.title}, cell {cell.coordinate}")
    for block in read:
        yield tables.moved(block, numbered[block.line - 1][0] - block.line, 0)


def _is_read(cell: Any, header: Any) -> bool:
    """Whether the cell stands in a column whose text becomes part of a proposal."""
    known = [each for each in tables.columns([_shown(each) for each in header]) if each is not None]
    return cell.column - 1 in known if known else cell.column <= 2


def _shown(cell: Any) -> str:
    """The cell as a Swedish reader sees it."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "Ja" if value else "Nej"
        case float(value):
            return f"{value:g}".replace(".", ",")
        case datetime() | date() as day:
            return str(day.date() if isinstance(day, datetime) else day)
        case value:
            return " ".join(str(value).split()) if "\n" not in str(value) else str(value)
