"""What a node must be to count as a text, an id, a date …; where it is not, a fault says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.knowledge.yamlfile import Fault, Items, Node, Pairs, Text
from bot.knowledge.yamlsyntax import odd_space
from bot.language.text import ID_LENGTH, LINE_LENGTH, flat, shortened, slug

_ID = re.compile(rf"[a-z0-9-]{{1,{ID_LENGTH}}}")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DASHES = "–—−‐‑‒•"
ADDRESS = re.compile(r"https://[\w-]+(\.[\w-]+)+(:[0-9]+)?([/?#][^\s<>\"]*)?", re.IGNORECASE)
_NUMBER = re.compile("[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The faults of one file, as they are found."""

    file: str
    faults: list[Fault]

    def fault(self, line: int, field: str, problem: str, remedy: str) -> None:
        """Note something that keeps the knowledge from being used."""
        self.faults.append(Fault(self.file, line, field, problem, remedy))

    def advise(self, line: int, field: str, problem: str, remedy: str) -> None:
        """Note something that would be better otherwise."""
        self.faults.append(Fault(self.file, line, field, problem, remedy, serious=False))


def as_text(node: Node, field: str, sheet: Sheet) -> Text | None:
    """The node as a text that is not empty."""
    if isinstance(node, Text):
        if any(letter.isprintable() and letter != " " for letter in node.value):
            return node
        sheet.fault(node.line, field, "är tom", "Skriv en text, eller ta bort raden.")
    elif isinstance(node, Pairs):
        problem = "läses som nyckel och värde, för att texten har ett kolon"
        sheet.fault(node.line, field, problem, "Sätt hela texten inom citattecken.")
    else:
        sheet.fault(node.line, field, "är en lista, ska vara en text", "Ta bort strecket eller klamrarna.")
    return None


def as_texts(node: Node, field: str, sheet: Sheet) -> Iterator[Text]:
    """The node as a list of texts of one line each."""
    if not isinstance(node, Items):
        remedy = "Skriv varje text på egen rad med streck och blanksteg först."
        sheet.fault(node.line, field, *(no_structure(node) or (f"är {kind_of(node)}, ska vara en lista", remedy)))
        return
    for item in node.values:
        text = as_text(item, field, sheet)
        if text and not is_too_long(text, field, LINE_LENGTH, sheet):
            yield one_line(text)


def no_structure(node: Node) -> tuple[str, str] | None:
    """Why a text that was meant as a key or a list is only a text: what is wrong, and the remedy."""
    if not isinstance(node, Text):
        return None
    if name := odd_space(node.value):
        return f"har ett {name} där YAML vill ha ett vanligt", "Byt det mot ett vanligt blanksteg."
    if node.value[:1] in _DASHES and node.value:
        return f"har ett annat streck ({node.value[0]}) än det som börjar en del", "Byt det mot - och ett blanksteg."
    return None


def one_line(text: Text) -> Text:
    """The text with line breaks and runs of spaces as single spaces."""
    return Text(flat(text.value), text.line)


def is_too_long(text: Text, field: str, limit: int, sheet: Sheet) -> bool:
    """Note a text of more than `limit` characters."""
    length = len(text.value)
    if length > limit:
        example = f" till exempel till ”{shortened(flat(text.value), limit)}”" if limit < LINE_LENGTH else " texten"
        sheet.fault(text.line, field, f"är {length} tecken", f"Högst {limit} får plats; korta{example}.")
    return length > limit


def is_id(text: Text, field: str, sheet: Sheet) -> bool:
    """Note an id that a link could not carry."""
    if _ID.fullmatch(text.value):
        return True
    example = f"; skriv till exempel {slug(text.value)}" if slug(text.value) else ""
    remedy = f"Bara a-z, 0-9 och bindestreck, högst {ID_LENGTH} tecken{example}."
    sheet.fault(text.line, field, f"kan inte vara ”{short(text.value)}”", remedy)
    return False


def as_date(text: Text, field: str, sheet: Sheet) -> date | None:
    """The text as a date."""
    try:
        day = date.fromisoformat(text.value) if _DATE.fullmatch(text.value) else None
    except ValueError:
        day = None
    if day is None:
        remedy = "Skriv år-månad-dag, till exempel 2026-05-17."
        sheet.fault(text.line, field, f"är inget datum: ”{short(text.value)}”", remedy)
    return day


def as_past_date(text: Text, field: str, sheet: Sheet) -> date | None:
    """The text as a date that has been, somewhere on earth."""
    day = as_date(text, field, sheet)
    if day and day > datetime.now(UTC).date() + timedelta(days=1):
        sheet.fault(text.line, field, f"ligger i framtiden: {day}", "Skriv dagen då det skedde.")
        return None
    return day


def is_address(text: Text, field: str, sheet: Sheet) -> bool:
    """Note an address that a browser could not open safely."""
    if ADDRESS.fullmatch(text.value):
        return True
    problem = f"är ingen adress som börjar med https://: ”{short(text.value)}”"
    sheet.fault(text.line, field, problem, "Skriv hela adressen, till exempel https://www.jordbruksverket.se.")
    return False


def as_number(text: Text, field: str, sheet: Sheet) -> int | None:
    """The text as a whole number from 1 to 999."""
    if _NUMBER.fullmatch(text.value):
        return int(text.value)
    sheet.fault(text.line, field, f"är inget nummer: ”{short(text.value)}”", "Skriv siffror, till exempel 2.")
    return None


def kind_of(node: Node) -> str:
    """What the node is, for a sentence."""
    if isinstance(node, Text):
        return "en text" if node.value else "tom"
    return "en lista" if isinstance(node, Items) else "nycklar med kolon"


def short(text: str) -> str:
    """A text of a file as it may stand inside a sentence."""
    return shortened(flat(text), 40)
