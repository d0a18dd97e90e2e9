"""One YAML file as values that remember their lines; what editors' YAML should not hold is refused.

All scalars are text, as written: `titel: 1984` and `- nej` mean what they say. Aliases are never followed,
so a file costs what its size says. Nothing here knows what the keys mean.
"""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import yaml

from bot.knowledge.characters import UNWANTED, told
from bot.knowledge.yamlsyntax import BACKSLASH, NO_NOTE, NOTE, ODD_SPACES, named_space, sentence

MAX_BYTES: Final = 10_000_000
MAX_DEPTH: Final = 10

# C speaks the same events about ten times faster; it is missing only where PyYAML was built without libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTED = re.compile(r"[ \t]+#")
_DASH = re.compile(f" *-[{ODD_SPACES}]")
_DRIVE = re.compile(r"\b[A-Za-z]:\\\w")
_TABBED = re.compile(r"^ *\t[ \t]*[^ \t\r\n]", re.MULTILINE)
_NULLS = {"~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a 1-based `line` of `file` (0: the whole file); not `serious` is advice.

    `str()` is one Swedish line: place, field, what is wrong, what would be right.
    """

    file: str
    line: int
    field: str
    problem: str
    remedy: str
    serious: bool = True

    def __str__(self) -> str:
        place = f"{self.file} rad {self.line}" if self.line else self.file
        return f"{place}{', ' * bool(self.field)}{self.field}: {self.problem}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, NFC-normalised and stripped; empty for nothing, `~` and `null`."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping from key, normalised like a text, to the line of the key and the value."""

    values: dict[str, tuple[int, "Node"]]
    line: int


Node = Text | Items | Pairs


class _RefusedError(Exception):
    """The rest of the file cannot be read: line, problem, remedy."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.remedy = remedy


def read_yaml(path: Path) -> tuple[Node | None, tuple[Fault, ...]]:
    """The file's only document and every fault found; None where the fault hid the content. Never raises."""
    name = printable_name(path)
    faults: list[Fault] = []
    node = None
    try:
        text = _decode(_bytes(path))
        _check_characters(text)
        node = _Document(name, text, faults).root()
    except _RefusedError as refused:
        faults = [each for each in faults if (each.line, each.problem) != (refused.line, refused.problem)]
        faults.append(Fault(name, refused.line, "", refused.problem, f"{refused.remedy}."))
    return node, tuple(dict.fromkeys(faults))


def printable_name(path: Path) -> str:
    """The name of the file or directory."""
    return printable(path.name or str(path))


def printable(name: str) -> str:
    """A name as it may stand in a sentence; bytes that are not UTF-8 are written as escapes."""
    return normalize("NFC", name.encode("utf-8", "backslashreplace").decode())


def _bytes(path: Path) -> bytes:
    try:
        if not path.resolve(strict=True).is_relative_to(path.parent.resolve()):
            raise _RefusedError(0, "är en länk ut ur mappen", "Lägg själva filen i mappen")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError(0, "är ingen vanlig fil", "Flytta bort den eller ge den ett annat namn")
        if status.st_size > MAX_BYTES:
            raise _RefusedError(0, f"är större än {MAX_BYTES // 1_000_000} MB", "Dela upp den i flera filer")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        raise _RefusedError(0, "går inte att läsa", "Kontrollera att filen finns och får läsas") from error


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _RefusedError(
            line, "är inte sparad som UTF-8, så å, ä och ö går inte att läsa", "Spara om filen som UTF-8"
        ) from error


def _check_characters(text: str) -> None:
    if found := UNWANTED.search(text):
        raise _RefusedError(text.count("\n", 0, found.start()) + 1, *told(found))
    if tabbed := _TABBED.search(text):
        count = len(_TABBED.findall(text))
        problem = "har en tabb i indraget" if count == 1 else f"är den första av {count} rader med tabb i indraget"
        line = text.count("\n", 0, tabbed.start()) + 1
        raise _RefusedError(line, problem, "Byt tabbar mot blanksteg, två för varje steg")


class _Document:
    """Events of one file turned into nodes; faults that hide nothing are collected, the others raised."""

    def __init__(self, name: str, text: str, faults: list[Fault]) -> None:
        self._name = name
        self._text = text
        self._lines = text.splitlines()
        self._faults = faults
        self._events = self._parsed()

    def root(self) -> Node:
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError(0, "är tom", "Skriv något i den eller ta bort den")
        node = self._node(next(self._events), 0)
        next(self._events)  # the end of the document
        if not isinstance(rest := next(self._events), yaml.StreamEndEvent):
            raise _RefusedError(_line(rest), "börjar ett nytt dokument (---)", "Ha ett dokument i filen; ta bort raden")
        return node

    def _parsed(self) -> Iterator[yaml.Event]:
        try:
            events = iter(yaml.parse(self._text, Loader=LOADER))
            next(events)  # the start of the stream
            yield from events
        except yaml.YAMLError as error:
            raise _RefusedError(*sentence(error, self._text)) from error

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _RefusedError(_line(event), "har för många nivåer i varandra", "Jämför med en fil som fungerar")
        self._refuse_extras(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._pairs(event, depth)
        return self._text_of(event)

    def _text_of(self, event: yaml.Event) -> Text:
        if not isinstance(event, yaml.ScalarEvent):
            return Text(f"*{getattr(event, 'anchor', '')}", _line(event))
        value = event.value if event.value.isascii() else normalize("NFC", event.value)
        if event.style == '"':
            self._check_escapes(event, value)
        elif not event.style:
            self._check_end(event)
        return Text("" if not event.style and value in _NULLS else value.strip(), _line(event))

    def _check_escapes(self, event: yaml.ScalarEvent, value: str) -> None:
        if found := UNWANTED.search(value):
            self._fault(_line(event), *told(found))
        elif self._names_a_drive(event):
            self._advise(_line(event), *BACKSLASH)

    def _names_a_drive(self, event: yaml.ScalarEvent) -> bool:
        (start, first), (end, last) = _place(event.start_mark), _place(event.end_mark)
        line = self._lines[start]
        return _DRIVE.search(line, first, last if start == end else len(line)) is not None

    def _check_end(self, event: yaml.ScalarEvent) -> None:
        """A text without quotes ends where a note begins, and goes on over a dash without its space."""
        end, column = _place(event.end_mark)
        if end < len(self._lines) and _NOTED.match(self._lines[end], column):
            self._advise(end + 1, NOTE, NO_NOTE)
        for row in range(_line(event), end + 1):
            if row < len(self._lines) and _DASH.match(self._lines[row]):
                name = named_space(self._lines[row])
                self._fault(row + 1, f"har ett {name} efter strecket", "Byt det mot ett vanligt blanksteg")

    def _items(self, start: yaml.Event, depth: int) -> Items:
        values: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._node(event, depth + 1))
        return Items(tuple(values), _line(start))

    def _pairs(self, start: yaml.Event, depth: int) -> Pairs:
        values: dict[str, tuple[int, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._check_key(event)
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                self._fault(key.line, "har en lista eller grupp som nyckel", "Skriv ett ord före kolonet")
            elif key.value in values:
                first = values[key.value][0]
                self._fault(key.line, f"står redan på rad {first}", "Behåll en av raderna", _named(key))
            else:
                values[key.value] = (key.line, value)
        return Pairs(values, _line(start))

    def _check_key(self, event: yaml.Event) -> None:
        name = named_space(event.value.rstrip()) if isinstance(event, yaml.ScalarEvent) else None
        if name:
            raise _RefusedError(
                _line(event), f"har ett {name} före eller i nyckeln", "Ta bort det, eller skriv raden på nytt"
            )

    def _refuse_extras(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            remedy = "Inga ankare: skriv ut texten, eller sätt den inom citattecken"
            self._fault(_line(event), f"använder ett ankare ({mark})", remedy)
        if getattr(event, "tag", None) is not None:
            remedy = "Inga taggar: ta bort den, eller sätt texten inom citattecken"
            self._fault(_line(event), "använder en YAML-tagg (!)", remedy)

    def _fault(self, line: int, problem: str, remedy: str, field: str = "") -> None:
        self._faults.append(Fault(self._name, line, field, problem, f"{remedy}."))

    def _advise(self, line: int, problem: str, remedy: str) -> None:
        self._faults.append(Fault(self._name, line, "", problem, f"{remedy}.", serious=False))


def _named(key: Text) -> str:
    return " ".join(key.value.split())[:40]


def _place(mark: Any) -> tuple[int, int]:  # of either parser: they have no type in common
    """Row and column from 0; every event has marks when a file is read."""
    return (mark.line, mark.column) if mark else (0, 0)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
