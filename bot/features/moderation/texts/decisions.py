"""The Swedish of the moderators' side: functions return safe HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

from bot.features.moderation.details import NotMended, Problem
from bot.features.moderation.values import Action, Item, Kind, Line, Proposal, Reason, Status
from bot.features.moderation.wording import Mending
from bot.features.roles.texts import person
from bot.language.dates import clock, on_date, when
from bot.language.text import escape, flat, shortened

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
Move = Literal["", "out", "in"]
"""Whether publishing takes an entry out of use, or into use."""
PUBLISH = "Publicera"
CONFIRM: Final[dict[Move, str]] = {"": PUBLISH, "out": "Ta ur bruk", "in": "Ta i bruk"}
ASKED: Final[dict[Move, str]] = {
    "": "<b>Ska det publiceras?</b>",
    "out": "<b>Ska svaret tas ur bruk?</b> Medlemmarna får det inte längre. Du kan ta i bruk det igen med /svar.",
    "in": "<b>Ska svaret tas i bruk igen?</b>",
}
DISCARD: Final = "Släng"
KEEP_FILE: Final = "Behåll filens"
NO_WORDS = "Texten är borttagen."
READ_ASKED: Final = "Läs frågorna"
CARD_IS_OLD: Final = "Tryck på ”Tillbaka” och ”Godkänn” igen, så räknar jag på nytt."
MOST_ALERTED: Final = 200  # letters that Telegram shows over a chat
STILL_HOLDS: Final = "Stämmer"
MAKE_ANSWER: Final = "Gör till svar"

NEXT = "Nästa i kön"
WHOLE = "Visa hela"
AS_PHRASE = "Fråga: {title}"
SAME_AS: Final = "Samma som nr {number}"
AS_DETAIL = "Tillägg: {title}"

KINDS: Final[dict[Kind, str]] = {"tip": "Tips", "question": "Fråga till en människa", "report": "Rapporterat fel"}
BROUGHT_UP: Final = "Kan vara gammalt"
FROM_DOCUMENT: Final = "Förslag ur ett dokument"
OVERTAKEN: Final = "Ändrat på två håll"
CORRECTION: Final = "Ändring av svar"
NEW_ANSWER: Final = "Nytt svar"
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
NOTHING: Final = "<i>inget</i>"
OWN_ACTIONS: Final[Mapping[str, str]] = {
    **ACTIONS, "submit": "började", "approve": "publicerade", "decline": "slängde", "edit": "ändrade"
}  # fmt: skip
"""The same of what moderators have begun themselves."""

OWN = "Du har skickat in det här själv. Någon annan i gruppen får ta ställning till det."
NOT_POSSIBLE = "Det går inte att göra nu."
TOO_LATE = "Det har gått mer än tio minuter, så det går inte att ångra. Använd ”Ta upp igen”."
ID_TAKEN = "Någon hann publicera något med samma namn. Tryck en gång till."
ENTRY_GONE = "Svaret som det gäller finns inte längre."
GONE = "Det finns inget med det numret."
ANSWER_HOW = "svara här. Det du skriver skickas till den som skrev, utan ditt namn."
CLAIM_FIRST = "Ska det här skickas till den som skrev? Tryck först på ”Fråga tillbaka”, och svara sedan på kortet igen."
WRITE: Final[Mapping[str, str]] = {
    "send_back": "svara här med din fråga till den som skrev.",
    "edit": "svara här med de rader som ska bli annorlunda.",
}
LINES: Final[dict[Line, str]] = {
    "titel": "Titel", "svar": "Svar", "mer": "Mer", "tema": "Tema", "nyckelord": "Nyckelord", "frågor": "Frågor"
}  # fmt: skip
LINES_OF_ENTRY: Final[dict[Line, str]] = {
    **{line: label for line, label in LINES.items() if line != "frågor"},
    "fler_frågor": "Fler frågor", "länkar": "Länkar", "kontakt": "Kontakt", "gäller_till": "Gäller till",
    "fäst": "Fäst vid en fråga",
}  # fmt: skip
WRITE_LINE: Final[Mapping[Line, str]] = {
    "titel": "svara här med den nya titeln.",
    "svar": "svara här med det nya svaret.",
    "mer": "svara här med det som ska stå under mer.",
    "tema": "svara här med temats namn.",
    "nyckelord": "svara här med nyckelorden, med komma emellan.",
    "frågor": "svara här med exempelfrågorna, en på varje rad.",
    "fler_frågor": "svara här med fler exempelfrågor, en på varje rad. De som finns blir kvar.",
    "länkar": "svara här med alla länkar, en på varje rad: namnet först och sedan adressen. ”Inga” tar bort dem.",
    "kontakt": "svara här med vem som svarar på frågor om det.",
    "gäller_till": "svara här med sista dagen, till exempel 31 december 2030. ”Ingen” tar bort den.",
    "fäst": (
        "svara här med en fråga som alltid ska få det här svaret, och sista dagen. "
        "Till exempel: när är mötet till 31 december. Flera frågor skriver du en på varje rad. ”Ingen” tar bort alla."
    ),
}
QUESTION_SENT = "Frågan är skickad, utan ditt namn."
ANSWER_SENT = "Svaret är skickat, utan ditt namn."
QUESTION_ANSWERED = f"{ANSWER_SENT} Ska fler få det som frågar samma sak? Tryck på ”Gör till svar” på kortet."
ANSWERED_BY: Final = "nätverkets moderatorer"
DECLINED_SENT = "Avslaget med dina ord. Den som skrev får veta det, utan ditt namn."
TURN_BACK_FIRST = "Inget är skickat. Är det här ditt svar? Tryck på ”Tillbaka” på kortet, och skicka det sedan igen."
MEND_HOW = "Inget är ändrat eller skickat. Börja raden med det som ska ändras, till exempel ”svar:” eller ”titel:”."
ONLY_THIS = "Resten är ändrat. Skicka bara den raden igen."
NOTHING_TAKEN = "Inget är ändrat. Rätta raden och skicka den igen."
UNWRITTEN: Final = "Svaret saknar titel eller text. Tryck först på ”Ändra”."
UNCHANGED = "Inget är ändrat i svaret. Tryck först på ”Ändra”. Du kan också svara eller avslå."
MENDED = "Förslaget är ändrat. Se kortet."
_FIELDS: Final = {"title": "Titel", "answer": "Svar", "more": "Mer", "theme": "Tema"}
_TOLD: Final[Mapping[str, str]] = {
    "exempel": "ett exempel på något som finns", "rekommendation": "ett önskemål om något som saknas"
}  # fmt: skip
_LISTS: Final = {"keywords": ("Nyckelord", ", "), "questions": ("Frågor", " / ")}
_PROBLEMS: Final[dict[Problem, str]] = {
    "theme": "Det temat finns inte.",
    "kind": "Skriv typ: exempel, om det är något som finns, eller typ: önskemål, om det är något som saknas.",
    "empty": "Det står inget efter kolon.",
    "label": "En av raderna känner jag inte igen.",
    "links": "Skriv högst fem länkar, namnet först och sedan en adress som börjar med https://. Det här går inte:",
    "day": "Det är ingen dag som jag förstår, eller så har den varit.",
    "pins": "Ett svar får ha högst tio frågor fästa. Ta bort någon först, med /svar.",
    "pin": "Skriv frågan och sista dagen, till exempel: när är mötet till 31 december. Det här förstår jag inte:",
}


def head(item: Item) -> str:
    """A card's first line."""
    return f"<b>{called(item)} nr {item.id}</b> · {status(item)}"


def status(item: Item) -> str:
    """What has come of it."""
    published = {"approved": "publicerat", "declined": "slängt"}
    return published.get(item.status, STATUSES[item.status]) if item.is_own else STATUSES[item.status]


def called(item: Item) -> str:
    """What sort of thing it is."""
    if item.is_own:
        is_new = item.entry_id is None or item.content.text == NEW_ANSWER
        return NEW_ANSWER if is_new else CORRECTION
    if item.is_overtaken or item.is_imported:
        return OVERTAKEN if item.is_overtaken else FROM_DOCUMENT
    return BROUGHT_UP if item.is_brought_up else KINDS[item.kind]


def mended(before: Proposal, mending: Mending, themes: Mapping[str, str]) -> str:
    """To a moderator whose lines have changed the wording, or not; `themes` (id -> name) are those there are."""
    told = changes(before, mending.proposal, themes)
    done = f"{MENDED}\n\n{told}" if told else MENDED
    if mending.fault is None:
        return done
    fault = _not_mended(mending.fault, themes)
    return f"{done}\n\n{fault}\n{ONLY_THIS}" if told else f"{fault}\n{NOTHING_TAKEN}"


def changes(before: Proposal, after: Proposal, themes: Mapping[str, str]) -> str:
    """What is different in two wordings, each first as it was and then as it is; empty where nothing is.

    `themes` is id -> name.
    """
    before, after = (replace(each, theme=themes.get(each.theme, each.theme)) for each in (before, after))
    pairs = [(label, getattr(before, name) or "", getattr(after, name) or "") for name, label in _FIELDS.items()]
    pairs.append(("Vad det är", _TOLD[before.kind], _TOLD[after.kind]))
    lists = [
        _listed(label, parting, getattr(before, name), getattr(after, name))
        for name, (label, parting) in _LISTS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    beside = zip(written_beside(before), written_beside(after), strict=True)
    later = [(label, old, new) for (label, old), (_, new) in beside]
    later.append(("I bruk", _in_use(before), _in_use(after)))
    first, last = ([change(label, old, new) for label, old, new in each if old != new] for each in (pairs, later))
    return "\n".join([*first, *lists, *last])


def _listed(label: str, parting: str, before: Sequence[str], after: Sequence[str]) -> str:
    """What has left a list and what is new in it; only if it is another order, the whole."""
    gone, new = ([each for each in one if each not in other] for one, other in ((before, after), (after, before)))
    if not gone and not new:
        return change(label, parting.join(before), parting.join(after))
    lines = [
        f"  {sign} {escape(shortened(parting.join(each), 200))}" for sign, each in (("–", gone), ("+", new)) if each
    ]
    return "\n".join([label, *lines])


def written_beside(proposal: Proposal) -> list[tuple[str, str]]:
    """What it says beside its text, as moderators write it: label and value; plain text."""
    links = "; ".join(f"{each.name} {each.address}" for each in proposal.links or ())
    until = on_date(proposal.valid_until) if proposal.valid_until is not None else ""
    pins = "; ".join(f"{each.phrase} till {on_date(each.until)}" for each in proposal.pins)
    return [("Länkar", links), ("Kontakt", proposal.contact), ("Gäller till", until), ("Fäst", pins)]


def _in_use(proposal: Proposal) -> str:
    return "nej" if proposal.retired else "ja"


def change(label: str, before: str, after: str) -> str:
    """One difference, shortened."""
    old, new = (escape(shortened(each, 200)) or NOTHING for each in (before, after))
    return f"{label}\n  – {old}\n  + {new}"


def _not_mended(fault: NotMended, themes: Mapping[str, str]) -> str:
    choice = f"\nTeman: {escape(', '.join(themes.values()))}." if fault.problem == "theme" else ""
    given = "" if fault.problem == "pins" else escape(fault.given)
    return f"{f'{_PROBLEMS[fault.problem]} {given}'.strip()}{choice}"


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


def asked(questions: Sequence[str]) -> str:
    """Members' questions to one moderator, plain text that fits over the chat."""
    if not questions:
        return CARD_IS_OLD
    most = MOST_ALERTED // min(3, len(questions)) - 2
    more = [f"… och {len(questions) - 3} till"] if len(questions) > 3 else []
    return "\n".join([*(f"• {shortened(flat(each), most - 10)}" for each in questions[:3]), *more])


def begun(item: Item) -> str:
    """How an item's text begins, plain text."""
    return shortened(flat(item.content.text), 80) or NO_WORDS
