"""The Swedish of the cards in the moderators' chat and of their pages; safe HTML."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.features.moderation.texts.decisions import (
    ASKED,
    NO_WORDS,
    REASONS,
    Move,
    called,
    changes,
    status,
    written_beside,
)
from bot.features.moderation.values import Exchange, Item, Proposal
from bot.features.roles.texts import person
from bot.features.unanswered.texts import becomes, questions
from bot.knowledge.values import Entry
from bot.language.dates import clock, when
from bot.language.personal_data import Finding, listed
from bot.language.text import escape, shortened, units
from bot.matching.replay import Replayed

MOST_MENDED: Final = 2_500
_KINDS: Final = {"exempel": "exempel", "rekommendation": "önskemål"}  # as moderators write them
COUNTED: Final = "Godkänner du räknas platsen med när svaren ställs samman. Något nytt svar i boten blir det inte."
COUNTING: Final = "Letar efter liknande svar och frågor …"
NOT_COUNTED: Final = "Jag kunde inte räkna vilka frågor som påverkas."
NO_REPLY = "Inget svar har kommit än."
DECLINE = "<b>Varför ska det avslås?</b>\nVälj en orsak, eller svara på kortet med: <code>avslå: dina egna ord</code>"
SEND_BACK = "<b>Fråga tillbaka</b>\nSvara på kortet med din fråga. Den skickas till den som skrev, utan ditt namn."
MERGE = (
    "<b>Slå ihop med vad?</b>\n”Samma som” lägger texten under mer i det väntande tipset. "
    "”Fråga” lär boten att texten leder till svaret. ”Tillägg” lägger texten sist i svaret, under mer."
)


def facts(item: Item, theme: str) -> str:
    """Where it is, what it is about and who is to be named."""
    content = item.content
    lines = [f"{'Påbörjat' if item.is_own else 'Kom'} {when(item.created_at)}"]
    if item.answering is not None:
        lines.append(f"Svar på fråga {item.answering.number}, {escape(item.answering.meeting)}")
    if item.is_imported:
        lines.append(f"Tema: {escape(theme or 'inget valt')}\nUr: {escape(content.place or '')}")
        lines.append(f"Källa som visas: {escape(content.signature or 'ingen')}")
    elif item.kind == "tip" and not item.names_place:
        lines.append(f"Tema: {escape(theme or 'inget valt')} · Plats: {escape(content.place or 'ingen')}")
        lines.append(f"Avsändare: {escape(content.signature or 'anonym')}")
    if content.photo is not None:
        lines.append(f"Bild: {escape(content.photo_text or 'utan beskrivning')}")
    return "\n".join(lines)


def moved(item: Item) -> str:
    """In the place of a card that has come anew."""
    return f"{called(item)} nr {item.id}: kortet finns längre ner."


def quoted(text: str, most: int, below: str = "") -> str:
    """What the author wrote, at most so many units of it; `below` it what comes of it, in the same fold."""
    if not text:
        return folded([f"<i>{NO_WORDS}</i>", below]) if below else f"<i>{NO_WORDS}</i>"
    return folded([each for each in (escape(shortened(text, most)), below) if each])


def folded(parts: Sequence[str]) -> str:
    """Parts of a card of which a phone shows the beginning until somebody presses on them."""
    text = "\n\n".join(parts)
    return f"<blockquote expandable>{text}</blockquote>"


def about(entry: Entry | None, link: str) -> str:
    """Which entry a report is about, or an item has become."""
    return f"Gäller svaret {_linked(entry, link)}" if entry is not None else "Gäller ett svar som inte finns längre."


def disputed(entry: Entry | None, link: str) -> str:
    """The same, and what that entry says."""
    said = f"\n<blockquote expandable>{escape(shortened(entry.answer, 600))}</blockquote>" if entry is not None else ""
    return about(entry, link) + said


def similar(entries: Iterable[tuple[Entry, str]]) -> str:
    """The nearest of what there is, with links."""
    lines = "\n".join(f"• {_linked(entry, link)}" for entry, link in entries)
    return f"<b>Närmast av det som redan finns:</b>\n{lines}"


def warning(written: Sequence[Finding], published: Sequence[Finding]) -> str:
    """What looks like personal data in what the author wrote, and in the answer that it is to be."""
    only = [each for each in written if each not in published]
    parts = [f"i svaret?</b>\n{listed(published)}"] if published else []
    parts += [f"bara i det som medlemmen skrev?</b>\n{listed(only)}"] if only else []
    return "\n".join(f"⚠️ <b>Personuppgifter {part}" for part in parts)


def alike(numbers: Sequence[int]) -> str:
    """Which other waiting tips say about the same."""
    *first, last = map(str, numbers)
    return f"Liknar väntande nr {', '.join(first)} och {last}." if first else f"Liknar väntande nr {last}."


def would_answer(number: int) -> str:
    """How many questions of the last 60 days it would have answered."""
    return f"Svarar på {questions(number)} som ingen fick svar på de senaste 60 dagarna."


def proposal(proposed: Proposal, theme: str, item: Item) -> str:
    """How it will read; the answer only where it is not the author's own text."""
    is_guessed = item.kind == "tip" and item.content.theme is None and item.proposal is None
    guess = " (botens gissning)" if is_guessed and theme else ""
    lines = [f"Titel: {escape(proposed.title)}", f"Tema: {escape(theme or '…')}{guess}"]
    if proposed.answer != item.content.text.strip():
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
    return f"<b>{status(item).capitalize()}</b> av {escape(who)}, {when(at)}.{said}"


def difference(before: Proposal, after: Proposal, themes: Mapping[str, str]) -> str:
    """What the moderators have changed in the author's wording."""
    return "<b>Ändrat av moderatorerna:</b>\n" + changes(before, after, themes)


def changed(before: Proposal, after: Proposal, themes: Mapping[str, str]) -> str:
    """What becomes another in an entry."""
    return f"<b>Det här blir ändrat:</b>\n{changes(before, after, themes) or 'Inget än.'}"


def exchange(last: Exchange) -> str:
    """What the author was asked last, and the answer."""
    answer = f"<b>Svar:</b> {escape(shortened(last.answer, 600))}" if last.answer is not None else NO_REPLY
    return folded([f"<b>Ni frågade:</b> {escape(shortened(last.question, 300))}\n{answer}"])


def no_merging(is_finished: bool) -> str:
    """There is nothing to merge with, or nothing yet."""
    return "Jag hittar inget svar att slå ihop med." if is_finished else COUNTING


def confirm(replayed: Replayed | None, is_finished: bool, move: Move = "") -> str:
    """Before publishing: which questions get another first answer; None while, or if never, that is counted."""
    if replayed is None:
        return f"{ASKED[move]} {NOT_COUNTED if is_finished else 'Räknar vilka frågor som påverkas …'}"
    return f"{ASKED[move]}{becomes(replayed)}"


def edit(proposed: Proposal, theme: str, *, corrects: bool) -> str:
    """How to mend the wording, with lines to copy; what `corrects` an entry adds to its questions, which are many."""
    lines = [f"titel: {proposed.title}", *([f"tema: {theme}"] if theme else []), f"typ: {_KINDS[proposed.kind]}"]
    if units(proposed.answer) <= MOST_MENDED:
        lines.append(f"svar: {proposed.answer}")
    lines.append(f"nyckelord: {shortened(', '.join(proposed.keywords), 250)}")
    if corrects:
        lines += [f"{label.lower()}: {shortened(value, 250)}" for label, value in written_beside(proposed)]
    else:
        lines.append("frågor: " + "\n".join(shortened(each, 120) for each in proposed.questions[:3]))
    how = "<b>Ändra förslaget</b>\nTryck på det som ska bli annorlunda, eller svara på kortet med en eller flera rader:"
    return f"{how}\n{folded([escape(chr(10).join(lines))])}"


def _linked(entry: Entry, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(entry.title)}</a>'
