"""The keys of one mapping, asked for one at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.knowledge.checks import (
    Sheet,
    as_date,
    as_number,
    as_past_date,
    as_text,
    as_texts,
    is_address,
    is_id,
    is_too_long,
    kind_of,
    no_structure,
    one_line,
    short,
)
from bot.knowledge.yamlfile import Items, Node, Pairs, Text
from bot.language.text import LINE_LENGTH, meant

_DASHES: Final = "Börja varje del med ett streck på egen rad."


@dataclass(frozen=True, slots=True)
class Fields:
    """Asking for a key notes its faults on the sheet and gives what can be used of it.

    Where a method takes a `remedy`, giving one makes a missing key a fault with that remedy.
    """

    pairs: Pairs
    sheet: Sheet

    @property
    def line(self) -> int:
        """Where the mapping begins."""
        return self.pairs.line

    def only(self, known: Collection[str]) -> None:
        """Every other key is a fault."""
        for key, (line, _) in self.pairs.values.items():
            if key not in known:
                remedy = meant(key, known) or f"Här får stå: {', '.join(known)}."
                self.sheet.fault(line, short(key), "är en okänd nyckel", remedy)

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self.pairs.values

    def line_of(self, key: str) -> int:
        """The key's line, or the mapping's when the key is missing."""
        return self.pairs.values[key][0] if key in self.pairs.values else self.pairs.line

    def node(self, key: str, remedy: str = "") -> Node | None:
        """Whatever stands there."""
        if key in self.pairs.values:
            return self.pairs.values[key][1]
        if remedy:
            self.sheet.fault(self.pairs.line, key, "saknas", remedy)
        return None

    def text(self, key: str, limit: int, remedy: str = "", *, paragraphs: bool = False) -> Text | None:
        """The text, not empty, at most `limit` characters; line breaks of paragraphs stay as written."""
        node = self.node(key, remedy)
        if node is None:
            return None
        text = as_text(node, key, self.sheet)
        if text and not paragraphs:
            text = one_line(text)
        return None if text is None or is_too_long(text, key, limit, self.sheet) else text

    def texts(self, key: str, remedy: str = "") -> tuple[Text, ...]:
        """The list's texts of at most 200 characters; nothing after the colon is an empty list."""
        node = self.node(key, remedy)
        if node is None or (_is_blank(node) and not remedy):
            return ()
        return tuple(as_texts(node, key, self.sheet))

    def distinct_texts(self, key: str, remedy: str = "") -> tuple[Text, ...]:
        """Like `texts`, without those that only repeat another, which is worth a piece of advice."""
        found: dict[str, Text] = {}
        for text in self.texts(key, remedy):
            first = found.setdefault(text.value.casefold(), text)
            if first is not text:
                self.sheet.advise(text.line, key, f"har ”{short(text.value)}” två gånger", "Ta bort den ena.")
        return tuple(found.values())

    def name(self, key: str, remedy: str = "") -> Text | None:
        """An id of a-z, 0-9 and hyphens."""
        text = self.text(key, LINE_LENGTH, remedy)
        return text if text and is_id(text, key, self.sheet) else None

    def address(self, key: str, remedy: str = "") -> Text | None:
        """An address that begins with https://."""
        text = self.text(key, LINE_LENGTH, remedy)
        return text if text and is_address(text, key, self.sheet) else None

    def day(self, key: str, remedy: str = "") -> date | None:
        """A date that has been."""
        text = self.text(key, LINE_LENGTH, remedy)
        return as_past_date(text, key, self.sheet) if text else None

    def any_day(self, key: str) -> date | None:
        """A date, also one to come."""
        text = self.text(key, LINE_LENGTH)
        return as_date(text, key, self.sheet) if text else None

    def number(self, key: str, remedy: str = "") -> int | None:
        """A whole number, 1 or more."""
        text = self.text(key, LINE_LENGTH, remedy)
        return as_number(text, key, self.sheet) if text else None

    def mappings(self, key: str, remedy: str = "") -> Iterator["Fields"]:
        """The list's mappings."""
        for item in self.items_of(key, remedy):
            if fields := as_fields(item, key, self.sheet):
                yield fields

    def items_of(self, key: str, remedy: str = "") -> tuple[Node, ...]:
        """The list's parts, whatever they are; nothing after the colon is an empty list where it may be missing."""
        node = self.node(key, remedy)
        if isinstance(node, Items):
            return node.values
        if node is not None and (remedy or not _is_blank(node)):
            said = no_structure(node) or (f"är {kind_of(node)}, ska vara en lista", _DASHES)
            self.sheet.fault(node.line, key, *said)
        return ()

    def keys_of(self, key: str) -> frozenset[str]:
        """The mapping's keys, whatever stands there."""
        node = self.node(key)
        return frozenset(node.values) if isinstance(node, Pairs) else frozenset()

    def pairs_of(self, key: str, remedy: str = "") -> Iterator[tuple[Text, Node]]:
        """The mapping's keys and whatever stands there."""
        node = self.node(key, remedy)
        if node is not None and (fields := as_fields(node, key, self.sheet)):
            for name, (line, value) in fields.pairs.values.items():
                yield Text(name, line), value

    def named(self, key: str, remedy: str = "") -> Iterator[tuple[Text, "Fields"]]:
        """The mapping's ids, each with a mapping of its own."""
        for name, node in self.pairs_of(key, remedy):
            fields = as_fields(node, name.value, self.sheet)
            if fields and is_id(name, key, self.sheet):
                yield name, fields

    def unknown(self, text: Text, key: str, known: Collection[str], remedy: str) -> None:
        """Note a name that points nowhere."""
        problem = f"”{short(text.value)}” finns inte"
        self.sheet.fault(text.line, key, problem, meant(text.value, known) or remedy)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Text) and not node.value


def as_fields(node: Node, field: str, sheet: Sheet) -> Fields | None:
    """The node as a mapping."""
    if isinstance(node, Pairs):
        return Fields(node, sheet)
    problem = f"är {kind_of(node)}, ska vara nycklar med kolon"
    sheet.fault(node.line, field, *(no_structure(node) or (problem, "Skriv nyckel: text på egna rader.")))
    return None
