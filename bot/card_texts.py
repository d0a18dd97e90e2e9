"""The Swedish of the cards in the moderators' chat and of their pages; safe HTML."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from bot.knowledge import Entry
from bot.matching import Change, Replayed
from bot.moderation import Item, Proposal
from bot.moderation_texts import REASONS, STATUSES, changes, clock, person, questions, shortened, when
from bot.personal_data import Finding
from bot.personal_data import Kind as DataKind
from bot.pieces import units
from bot.texts import escape

MOST_MENDED: Final = 2_500
_DATA: Final[dict[DataKind, str]] = {
    "identity_number": "personnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "property": "fastighetsbeteckning",
}
COUNTED: Final = (
    "Godkänner du räknas platsen med när träffens svar ställs samman. Något nytt svar i boten blir det inte."
)
COUNTING: Final = "Letar efter liknande svar och frågor …"
DECLINE = "<b>Varför ska det avslås?</b>\nVälj en orsak, eller svara på kortet med: <code>avslå: dina egna ord</code>"
SEND_BACK = "<b>Fråga tillbaka</b>\nSvara på kortet med din fråga. Den skickas till den som skrev, utan ditt namn."
MERGE = (
    "<b>Slå ihop med vilket svar?</b>\n"
    "”Fråga” lär boten att texten leder till svaret. ”Tillägg” lägger texten sist i svaret, under mer."
)
_PUBLISH: Final = "<b>Ska det publiceras?</b>"


def facts(item: Item, theme: str) -> str:
    """Where it is, what it is about and who is to be named."""
    content = item.content
    lines = [f"Kom {when(item.created_at)}"]
    if item.answering is not None:
        lines.append(f"Svar på fråga {item.answering.number}, {escape(item.answering.meeting)}")
    if item.kind == "tip" and not item.names_place:
        lines.append(f"Tema: {escape(theme or 'inget valt')} · Plats: {escape(content.place or 'ingen')}")
        lines.append(f"Avsändare: {escape(content.signature or 'anonym')}")
    if content.photo is not None:
        lines.append(f"Bild: {escape(content.photo_text or 'utan beskrivning')}")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """What the author wrote."""
    return f"<blockquote expandable>{escape(shortened(text))}</blockquote>"


def about(entry: Entry | None, link: str) -> str:
    """Which entry a report is about."""
    return f"Gäller svaret {_linked(entry, link)}" if entry is not None else "Gäller ett svar som inte finns längre."


def similar(entries: Iterable[tuple[Entry, str]]) -> str:
    """The nearest of what there is, with links."""
    lines = "\n".join(f"• {_linked(entry, link)}" for entry, link in entries)
    return f"<b>Närmast av det som redan finns:</b>\n{lines}"


def warning(findings: Sequence[Finding]) -> str:
    """What looks like personal data."""
    pieces = "\n".join(f"• {_DATA[each.kind]}: {escape(shortened(each.text, 60))}" for each in findings[:5])
    return f"⚠️ <b>Kan vara personuppgifter:</b>\n{pieces}"


def alike(numbers: Sequence[int]) -> str:
    """Which other waiting tips say about the same."""
    *first, last = map(str, numbers)
    return f"Liknar väntande nr {', '.join(first)} och {last}." if first else f"Liknar väntande nr {last}."


def would_answer(number: int) -> str:
    """How many questions of the last 60 days it would have answered."""
    return f"Svarar på {questions(number)} som ingen fick svar på de senaste 60 dagarna."


def proposal(proposed: Proposal, theme: str, text: str) -> str:
    """How it will read; the answer only where it is not the author's own text."""
    lines = [f"Titel: {escape(proposed.title)}", f"Tema: {escape(theme or '…')}"]
    if proposed.answer != text.strip():
        lines.append(f"Svar: {escape(shortened(proposed.answer, 700))}")
    if proposed.keywords:
        lines.append(f"Nyckelord: {escape(shortened(', '.join(proposed.keywords), 200))}")
    if proposed.questions:
        lines.append(f"Frågor: {escape(shortened(' / '.join(proposed.questions), 300))}")
    return "<b>Så blir svaret:</b>\n" + "\n".join(lines)


def claimed(name: str, until: datetime) -> str:
    """Who has it in hand."""
    return f"{escape(person(name))} har hand om det till kl. {clock(until)}."


def outcome(item: Item, name: str, note: str | None) -> str:
    """What was decided, by whom and when."""
    who = "den som skrev" if item.decided_by == item.author_id else person(name)
    at = item.decided_at or item.changed_at
    said = f"\n{escape(shortened(REASONS.get(note, note), 500))}" if note else ""  # type: ignore[call-overload]
    return f"<b>{STATUSES[item.status].capitalize()}</b> av {escape(who)}, {when(at)}.{said}"


def difference(before: Proposal, after: Proposal) -> str:
    """What the moderators have changed in the author's wording."""
    return "<b>Ändrat av moderatorerna:</b>\n" + changes(before, after)


def no_merging(is_finished: bool) -> str:
    """There is nothing to merge with, or nothing yet."""
    return "Jag hittar inget svar att slå ihop med." if is_finished else COUNTING


_MEMBERS: Final = "En medlems fråga"  # whose words may give the member away


def confirm(replayed: Replayed | None) -> str:
    """Before publishing: which questions get another first answer; None while that is being counted."""
    if replayed is None:
        return f"{_PUBLISH} Räknar vilka frågor som påverkas …"
    tried = f"Prövat: {questions(replayed.asked)} som medlemmar har ställt senast"
    if replayed.near:
        tried += f", och de {replayed.near} av {replayed.examples} exempelfrågor som ligger närmast"
    if not replayed.changes:
        return f"{_PUBLISH} Ingen fråga får ett annat förstasvar.\n{tried}."
    lines = [_changed(each) for each in replayed.changes[:5]]
    more = [f"… och {len(replayed.changes) - 5} till"] if len(replayed.changes) > 5 else []
    got = f"{questions(len(replayed.changes)).capitalize()} får nytt förstasvar:"
    return "\n".join([_PUBLISH, got, *lines, *more, f"{tried}."])


def _changed(change: Change) -> str:
    question = shortened(change.question or _MEMBERS, 80)
    return f"• {escape(question)}: {escape(_title(change.before))} → {escape(_title(change.after))}"


def edit(proposed: Proposal, theme: str) -> str:
    """How to mend the wording, with lines to copy."""
    lines = [f"titel: {proposed.title}", *([f"tema: {theme}"] if theme else []), f"typ: {proposed.kind}"]
    if units(proposed.answer) <= MOST_MENDED:
        lines.append(f"svar: {proposed.answer}")
    lines.append(f"nyckelord: {shortened(', '.join(proposed.keywords), 250)}")
    lines.append("frågor: " + "\n".join(shortened(each, 120) for each in proposed.questions[:3]))
    how = "<b>Ändra förslaget</b>\nSvara på kortet med de rader som ska bli annorlunda. Kopiera gärna härifrån:"
    return f"{how}\n<pre>{escape(chr(10).join(lines))}</pre>"


def _linked(entry: Entry, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(entry.title)}</a>'


def _title(entry: Entry | None) -> str:
    return entry.title if entry is not None else "inget svar"
