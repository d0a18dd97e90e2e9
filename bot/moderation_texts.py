"""The Swedish of the moderators' side: functions return safe HTML."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.knowledge import Entry
from bot.moderation import Action, Item, Kind, Proposal, Reason, Status
from bot.moderation.proposing import Problem
from bot.personal_data import Finding
from bot.personal_data import Kind as DataKind
from bot.pieces import units
from bot.texts import escape, on_date

SWEDEN: Final = ZoneInfo("Europe/Stockholm")
MOST_SHOWN: Final = 1_500  # letters of a text on a card; Telegram takes 4,096 with all the rest
MOST_MENDED: Final = 2_500

BUTTONS: Final[dict[Action, str]] = {
    "approve": "Godkänn",
    "decline": "Avslå",
    "edit": "Ändra",
    "send_back": "Fråga tillbaka",
    "merge": "Slå ihop",
    "claim": "Ta hand om",
    "release": "Släpp",
    "answer": "Svara",
    "undo": "Ångra",
    "reopen": "Ta upp igen",
}
REASONS: Final[dict[Reason, str]] = {
    "exists": "Finns redan",
    "off_topic": "Handlar om annat",
    "advert": "Är reklam",
    "personal": "Personuppgifter",
    "unclear": "Svårt att förstå",
    "unverified": "Går inte att kontrollera",
}
PUBLISH = "Publicera"
BACK = "Tillbaka"
NEXT = "Nästa i kön"
WHOLE = "Visa hela"
AS_PHRASE = "Fråga: {title}"
AS_DETAIL = "Tillägg: {title}"

KINDS: Final[dict[Kind, str]] = {"tip": "Tips", "question": "Fråga till en människa", "report": "Rapporterat fel"}
STATUSES: Final[dict[Status, str]] = {
    "waiting": "väntar",
    "returned": "väntar på svar från den som skrev",
    "approved": "godkänt",
    "declined": "avslaget",
    "merged": "ihopslaget med ett annat svar",
    "withdrawn": "tillbakadraget",
    "answered": "besvarat",
}
ACTIONS: Final[dict[str, str]] = {
    "submit": "skickade in",
    "approve": "godkände",
    "decline": "avslog",
    "answer": "svarade",
    "edit": "ändrade förslaget",
    "send_back": "frågade tillbaka",
    "merge": "slog ihop",
    "claim": "tog hand om",
    "release": "släppte",
    "undo": "ångrade",
    "reopen": "tog upp igen",
    "reply": "svarade moderatorerna",
    "revise": "ändrade texten",
    "withdraw": "drog tillbaka",
}
_DATA: Final[dict[DataKind, str]] = {
    "identity_number": "personnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "property": "fastighetsbeteckning",
}

NOT_MODERATOR = "Bara de som är med i moderatorernas grupp kan göra det här."
OWN = "Du har skickat in det här själv. Någon annan i gruppen får ta ställning till det."
NOT_POSSIBLE = "Det går inte att göra nu."
TOO_LATE = "Det har gått mer än tio minuter, så det går inte att ångra. Använd ”Ta upp igen”."
ID_TAKEN = "Någon hann publicera något med samma namn. Tryck en gång till."
ENTRY_GONE = "Svaret som det gäller finns inte längre."
GONE = "Det finns inget med det numret."
STALE = "Den knappen gäller inte längre. Skriv /nasta så visar jag ett nytt kort."
ANSWER_HOW = "Svara på kortet. Det du skriver skickas till den som frågade, utan ditt namn."
CLAIM_FIRST = "Ska det här skickas till den som skrev? Tryck först på ”Fråga tillbaka”, och svara sedan på kortet igen."
QUESTION_SENT = "Frågan är skickad, utan ditt namn."
ANSWER_SENT = "Svaret är skickat, utan ditt namn."
DECLINED_SENT = "Avslaget med dina ord. Den som skrev får veta det, utan ditt namn."
MENDED = "Förslaget är ändrat. Se kortet."
COUNTED = "Godkänner du räknas platsen med när träffens svar ställs samman. Något nytt svar i boten blir det inte."
_PROBLEMS: Final[dict[Problem, str]] = {
    "theme": "Det temat finns inte.",
    "kind": "Typen ska vara exempel eller rekommendation.",
    "empty": "Det står inget efter kolon.",
}


def when(at: datetime) -> str:
    """A moment in Swedish time: "6 november 2018 kl. 14.05"."""
    return f"{on_date(at.astimezone(SWEDEN).date())} kl. {clock(at)}"


def clock(at: datetime) -> str:
    """The time of day in Sweden: "14.05"."""
    return f"{at.astimezone(SWEDEN):%H.%M}"


def shortened(text: str, most: int = MOST_SHOWN) -> str:
    """The text, or its beginning and three dots; `most` counts UTF-16 units, as Telegram does."""
    if units(text) <= most:
        return text
    head = text.encode("utf-16-le", "ignore")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{head.rstrip()}…"


def head(item: Item) -> str:
    """A card's first line."""
    return f"<b>{KINDS[item.kind]} nr {item.id}</b> · {STATUSES[item.status]}"


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


def would_answer(number: int) -> str:
    """How many questions of the last 60 days it would have answered."""
    return f"Svarar på {_questions(number)} som ingen fick svar på de senaste 60 dagarna."


def proposal(proposed: Proposal, theme: str, text: str) -> str:
    """How it will read; the answer only where it is not the author's own text."""
    lines = [f"Titel: {escape(proposed.title)}", f"Tema: {escape(theme)}"]
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


def confirm(changes: Sequence[tuple[str, str, str]]) -> str:
    """Before publishing: which questions get another first answer."""
    if not changes:
        return "<b>Ska det publiceras?</b> Inga av de senaste frågorna får ett annat svar."
    lines = [f"• {escape(shortened(q, 80))}: {escape(old)} → {escape(new)}" for q, old, new in changes[:5]]
    return "\n".join(["<b>Ska det publiceras?</b>", f"{_questions(len(changes))} får nytt förstasvar:", *lines])


DECLINE = "<b>Varför ska det avslås?</b>\nVälj en orsak, eller svara på kortet med: <code>avslå: dina egna ord</code>"
SEND_BACK = "<b>Fråga tillbaka</b>\nSvara på kortet med din fråga. Den skickas till den som skrev, utan ditt namn."
MERGE = (
    "<b>Slå ihop med vilket svar?</b>\n"
    "”Fråga” lär boten att texten leder till svaret. ”Tillägg” lägger texten sist i svaret, under mer."
)


def edit(proposed: Proposal, theme: str) -> str:
    """How to mend the wording, with lines to copy."""
    lines = [f"titel: {proposed.title}", f"tema: {theme}", f"typ: {proposed.kind}"]
    if units(proposed.answer) <= MOST_MENDED:
        lines.append(f"svar: {proposed.answer}")
    lines.append(f"nyckelord: {shortened(', '.join(proposed.keywords), 250)}")
    lines.append("frågor: " + "\n".join(shortened(each, 120) for each in proposed.questions[:3]))
    how = "<b>Ändra förslaget</b>\nSvara på kortet med de rader som ska bli annorlunda. Kopiera gärna härifrån:"
    return f"{how}\n<pre>{escape(chr(10).join(lines))}</pre>"


def not_mended(problem: Problem, given: str) -> str:
    """Why a moderator's line was not used."""
    return f"{_PROBLEMS[problem]} {escape(given)}".strip()


def was_first(name: str, status: str, at: datetime) -> str:
    """To a late tap, plain text."""
    return f"{person(name)} hann före: {STATUSES[status]} {when(at)}."  # type: ignore[index]


def changed(name: str, action: str, at: datetime) -> str:
    """To a tap on a card that has changed since it was shown, plain text."""
    who = name or "Den som skrev"
    return f"{who} {ACTIONS.get(action, 'ändrade')} kl. {clock(at)}. Titta på kortet igen."


def in_hand(name: str, until: datetime) -> str:
    """To a tap on what another has claimed, plain text."""
    return f"{person(name)} har hand om det till kl. {clock(until)}. Sedan kan vem som helst ta över."


def _questions(number: int) -> str:
    return "1 fråga" if number == 1 else f"{number} frågor"


def person(name: str) -> str:
    """A moderator as the others know them."""
    return name or "En moderator"


def begun(item: Item) -> str:
    """How an item's text begins, plain text."""
    return shortened(" ".join(item.content.text.split()), 80)


def _linked(entry: Entry, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(entry.title)}</a>'
