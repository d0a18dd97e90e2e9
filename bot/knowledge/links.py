"""What can only be seen with all files read: names that point nowhere, and names or questions given twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.knowledge.checks import Sheet, short
from bot.knowledge.entries import RawEntry, ThemeFile
from bot.knowledge.yamlfile import Text
from bot.language.text import meant

_Seen = dict[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that may be pointed at; None where an absent or unreadable file leaves them unknown."""

    themes: Collection[str] | None
    sources: Collection[str] | None
    entries: Collection[str] | None


def check_links(files: Iterable[ThemeFile], known: Known) -> None:
    """Note every fault between `files` on the sheet where it is to be mended."""
    ids: _Seen = {}
    questions: _Seen = {}
    pinned: _Seen = {}
    for file in files:
        if file.theme:
            _check_known("tema", file.theme, known.themes, file.sheet, "i teman.yaml")
        for raw in file.entries:
            if raw.id:
                _check_new("id", raw.id, ids, raw.sheet)
            for question in raw.questions:
                _check_new("frågor", question, questions, raw.sheet)
            for phrase in raw.pinned:
                _check_new("fäst", phrase, pinned, raw.sheet)
            for source in raw.sources:
                _check_known("källor", source, known.sources, raw.sheet, "i kallor.yaml")
            _check_related(raw, known.entries)


def _check_new(field: str, text: Text, seen: _Seen, sheet: Sheet) -> None:
    key = text.value.casefold()
    if key not in seen:
        seen[key] = (sheet.file, text.line)
        return
    file, line = seen[key]
    place = f"på rad {line}" if file == sheet.file else f"i {file} rad {line}"
    remedy = "Ge en av posterna ett annat id." if field == "id" else "Ta bort den ena eller skriv om den."
    sheet.fault(text.line, field, f"”{short(text.value)}” finns redan {place}", remedy)


def _check_known(field: str, text: Text, known: Collection[str] | None, sheet: Sheet, where: str) -> None:
    if known is not None and text.value not in known:
        remedy = meant(text.value, known) or "Rätta namnet, eller lägg till det där."
        sheet.fault(text.line, field, f"”{short(text.value)}” finns inte {where}", remedy)


def _check_related(raw: RawEntry, known: Collection[str] | None) -> None:
    for related in raw.related:
        if raw.id and related.value == raw.id.value:
            raw.sheet.fault(related.line, "relaterat", "pekar på posten själv", "Ta bort raden.")
        else:
            _check_known("relaterat", related, known, raw.sheet, "bland posternas id")
