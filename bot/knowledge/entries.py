"""A theme file as its entries stand there: each checked alone, with the lines that checks across files need."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.knowledge.checks import Sheet
from bot.knowledge.fields import Fields, as_fields
from bot.knowledge.values import Entry, Kind, Link, Pin
from bot.knowledge.yamlfile import Node, Text
from bot.language.text import LINE_LENGTH, flat, meant, shortened

TITLE_LENGTH: Final = 60
ANSWER_LENGTH: Final = 3500  # Telegram takes 4096 with title, source and markup
GOOD_ANSWER: Final = 500
GOOD_QUESTIONS: Final = 12
MOST_SOURCES: Final = 3
MOST_LINKS: Final = 5
MOST_PINS: Final = 10
KEYS: Final = (
    "id", "typ", "titel", "svar", "mer", "frågor", "nyckelord", "källor", "relaterat", "granskad", "länkar",
    "kontakt", "gäller_till", "fäst", "tipsare", "källa",
)  # fmt: skip
ANONYMOUS: Final = "anonym"  # what stands in tipsare for a member who wants no name
KINDS: Final[dict[str, Kind]] = {"exempel": "exempel", "rekommendation": "rekommendation"}


@dataclass(frozen=True, slots=True)
class RawEntry:
    """What one entry says; `id` and `entry` are None where faults hide them."""

    sheet: Sheet
    id: Text | None
    entry: Entry | None
    questions: tuple[Text, ...]
    sources: tuple[Text, ...]
    related: tuple[Text, ...]
    pinned: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One theme's entries as one file has them; `theme` is None where it is missing or not an id."""

    sheet: Sheet
    theme: Text | None
    entries: tuple[RawEntry, ...]


def theme_file(root: Node, sheet: Sheet) -> ThemeFile:
    """The file's theme and entries."""
    fields = as_fields(root, "", sheet)
    if fields is None:
        return ThemeFile(sheet, None, ())
    fields.only(("tema", "poster"))
    theme = fields.name("tema", "Skriv tema: och temats id överst i filen, till exempel tema: mat.")
    entries = fields.mappings("poster", "Skriv poster: och under det en post för varje svar.")
    return ThemeFile(sheet, theme, tuple(_raw(each, theme.value if theme else "") for each in entries))


def _raw(fields: Fields, theme: str) -> RawEntry:
    fields.only(KEYS)
    name = fields.name("id", "Ge posten ett id, till exempel id: reko-ring.")
    answer = fields.text("svar", ANSWER_LENGTH, "Skriv svaret, till exempel svar: Ring kommunen.", paragraphs=True)
    more = fields.text("mer", ANSWER_LENGTH, paragraphs=True)
    title = fields.text("titel", TITLE_LENGTH)
    kind, reviewed = _kind(fields), _reviewed(fields)
    questions, sources, contributor = fields.texts("frågor"), _sources(fields), _contributor(fields)
    keywords, related = fields.distinct_texts("nyckelord"), fields.distinct_texts("relaterat")
    links, contact, valid_until = _links(fields), fields.text("kontakt", LINE_LENGTH), fields.any_day("gäller_till")
    pins, origin = _pins(fields), fields.text("källa", LINE_LENGTH)
    _advise(fields, answer, len(questions))
    entry = None
    if name and answer:
        entry = Entry(
            name.value, theme, kind, title.value if title else shortened(flat(answer.value), TITLE_LENGTH),
            answer.value, more.value if more else None,
            _values(questions), _values(keywords), _values(sources), _values(related), reviewed, contributor,
            links, contact.value if contact else "", valid_until, tuple(pin for _, pin in pins),
            origin.value if origin else "",
        )  # fmt: skip
    return RawEntry(fields.sheet, name, entry, questions, sources, related, tuple(phrase for phrase, _ in pins))


def _values(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(text.value for text in texts)


def _kind(fields: Fields) -> Kind:
    text = fields.text("typ", TITLE_LENGTH)
    if text and text.value not in KINDS:
        guess = meant(text.value.casefold(), KINDS) or "Skriv exempel eller rekommendation."
        fields.sheet.fault(text.line, "typ", f"kan inte vara ”{text.value}”", guess)
    return KINDS.get(text.value, "exempel") if text else "exempel"


def _reviewed(fields: Fields) -> date | None:
    """The day; a date left empty is what `import` writes, so that nothing counts before somebody has read it."""
    node = fields.node("granskad")
    if isinstance(node, Text) and not node.value:
        problem = "är tom, så svaret är bara ett förslag"
        remedy = "Läs igenom det och skriv dagens datum, till exempel 2026-05-17."
        fields.sheet.fault(node.line, "granskad", problem, remedy)
        return None
    return fields.day("granskad")


def _contributor(fields: Fields) -> str | None:
    name = fields.text("tipsare", TITLE_LENGTH)
    return None if name is None else "" if name.value == ANONYMOUS else name.value


def _sources(fields: Fields) -> tuple[Text, ...]:
    sources = fields.distinct_texts("källor")
    if len(sources) > MOST_SOURCES:
        fields.sheet.fault(
            sources[MOST_SOURCES].line, "källor", f"är {len(sources)} stycken",
            f"Högst {MOST_SOURCES} får en post ha; dela den i flera.",
        )  # fmt: skip
    return sources


def _links(fields: Fields) -> tuple[Link, ...]:
    return tuple(link for each in _at_most(MOST_LINKS, fields, "länkar") if (link := _link(each)))


def _at_most(most: int, fields: Fields, key: str) -> list[Fields]:
    """The list's mappings, which are too many above `most`."""
    written = list(fields.mappings(key))
    if len(written) > most:
        remedy = f"Högst {most} får en post ha; behåll de viktigaste."
        fields.sheet.fault(written[most].line, key, f"är {len(written)} stycken", remedy)
    return written


def _pins(fields: Fields) -> tuple[tuple[Text, Pin], ...]:
    return tuple(pin for each in _at_most(MOST_PINS, fields, "fäst") if (pin := _pin(each)))


def _pin(fields: Fields) -> tuple[Text, Pin] | None:
    fields.only(("fråga", "till"))
    phrase = fields.text("fråga", LINE_LENGTH, "Skriv frågan, till exempel fråga: när är mötet.")
    fields.node("till", "Skriv sista dagen, till exempel till: 2027-12-31.")
    until = fields.any_day("till")
    if phrase and until and until < datetime.now(UTC).date() - timedelta(days=1):
        remedy = "Ta bort raden, eller ge den en ny sista dag."
        fields.sheet.advise(phrase.line, "fäst", f"gällde till {until}", remedy)
    return (phrase, Pin(phrase.value, until)) if phrase and until else None


def _link(fields: Fields) -> Link | None:
    fields.only(("namn", "adress"))
    name = fields.text("namn", TITLE_LENGTH, "Skriv vad länken leder till, till exempel namn: Jordbruksverket.")
    address = fields.address("adress", "Skriv adressen, till exempel adress: https://www.jordbruksverket.se.")
    return Link(name.value, address.value) if name and address else None


def _advise(fields: Fields, answer: Text | None, questions: int) -> None:
    for key, remedy in _WANTED:
        if not fields.has(key) and not (key == "källor" and (fields.has("tipsare") or fields.has("källa"))):
            fields.sheet.advise(fields.line, key, "saknas", remedy)
    if answer and (length := len(answer.value)) > GOOD_ANSWER:
        fields.sheet.advise(
            answer.line, "svar", f"är {length} tecken",
            f"Upp till {GOOD_ANSWER} läses lätt i en telefon; flytta detaljer till mer.",
        )  # fmt: skip
    if questions < GOOD_QUESTIONS:
        fields.sheet.advise(
            fields.line_of("frågor"), "frågor", f"är bara {questions}",
            f"Boten hittar svaret bättre med minst {GOOD_QUESTIONS} olika sätt att fråga.",
        )  # fmt: skip


_WANTED: Final = (
    ("titel", f"Skriv en rubrik på högst {TITLE_LENGTH} tecken; annars visas svarets början."),
    ("källor", "Skriv varifrån svaret kommer; med egna ord efter källa, eller vem som har berättat efter tipsare."),
    ("granskad", "Skriv när någon senast läste igenom svaret, till exempel 2026-05-17."),
)
