"""The Swedish of what is kept of somebody, and of its being erased; safe HTML."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.features.privacy.values import ANSWERED, Document, Fate
from bot.knowledge.profile import Profile
from bot.language.dates import when
from bot.language.text import counted, escape, flat, shortened, units
from bot.storage.clock import moment
from bot.storage.database import Value

SHOW_MINE = "Visa mina uppgifter"
FORGET_ME = "Glöm mig"
READ_MORE = "Mer om dina uppgifter"
REALLY = "Ja, ta bort det"
KEEP = "Nej, behåll det"
IN_PRIVATE = "Det visar jag bara för dig, i vår egen chatt."
FILE = "Allt som finns sparat om dig, som en fil. Den går att öppna i en vanlig textredigerare."
FILE_NAME = "mina-uppgifter.json"
UNDER_WAY = "Jag tar bort det nu. Du får ett meddelande när det är klart."
NOTHING_ERASED = "Inget är borttaget."
ERASED = (
    "Klart. Det som fanns sparat om dig är borttaget, också ur den senaste säkerhetskopian. "
    "Äldre kopior tas bort allt eftersom nya görs. Vår chatt här i Telegram tar du bort själv.\n\n"
    "Skriv till mig när du vill, då börjar vi om."
)
ARCHIVED = "Den ansvariga är en myndighet och sparar först en kopia utanför boten, för sitt arkiv."
DECIDED = "Det du har gjort som andra ser i historiken ({number}). Där står inte längre vem som gjorde det."
_MOST_ROWS: Final = 12  # shown of a kind; the document has all
_MOST_MESSAGES: Final = 3
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_CARRIED: Final = re.compile(r"[a-z]{1,2}:\S*")  # what a button sends
_INNER: Final = {"token", "step", "kind", "changed_at"}  # of a draft: what its columns say already, or only the program
_CODED: Final = {"kind", "status", "action", "about", "language", "reason"}
_CODES: Final = {
    "tip": "tips", "question": "fråga till en människa", "report": "fel i ett svar", "reply": "svar till moderatorerna",
    "place": "plats", "waiting": "väntar", "returned": "moderatorerna har frågat något", "approved": "godkänt",
    "declined": "blev inte publicerat", "merged": "har blivit en del av ett annat svar",
    "withdrawn": "tillbakadraget", "answered": "besvarat", "received": "mottaget", "published": "publicerat",
    "queued": "på väg", "sent": "skickat", "unknown": "osäkert om det kom fram", "gone": "gick inte att skicka",
    "live": "finns i boten", "hidden": "visas inte", "active": "får utskick", "stopped": "får inga utskick",
    "submit": "skickade in", "revise": "ändrade texten", "withdraw": "drog tillbaka", "entry": "ett svar",
    "choice": "förslag att välja på", "danger": "något farligt", "meetings": "datum och tider", "sv": "svenska",
    "exists": "finns redan", "off_topic": "handlar om annat", "advert": "är reklam", "personal": "personuppgifter",
    "unclear": "svårt att förstå", "unverified": "går inte att kontrollera",
    "en": "engelska", "fi": "finska", "ar": "arabiska", "uk": "ukrainska", "pl": "polska",
}  # fmt: skip

HEADINGS: Final = {
    "inbox.payload": "Meddelanden som behandlas just nu",
    "pauses.chat_id": "Pauser som Telegram har bett om",
    "sendings.chat_id": "När boten skrev senast",
    "notices.chat_id": "Besked till dig",
    "answers.chat_id": "Vilka svar som hör till dina frågor",
    "offers.chat_id": "De senaste knapparna",
    "prompts.user_id": "Vad boten väntar på från dig",
    "threads.chat_id": "Vad vi talade om senast",
    "drafts.user_id": "Det du har börjat skriva",
    "cancelled_drafts.user_id": "Det du har avbrutit",
    "plans.user_id": "{meeting.a} du håller på att skapa",
    "meetings.created_by": "{meeting.many} du har skapat",
    "participants.user_id": "{meeting.many} du har svarat på",
    "meeting_answers.participant_id": "Det du har svarat på {meeting.many}",
    "meeting_answers.decided_by": "Svar du har sorterat",
    "sortings.user_id": "Svar du håller på att sortera",
    "comings.user_id": "Om du kommer på {meeting.many}",
    "meeting_notices.user_id": "Besked om {meeting.many} du kommer på",
    "subscribers.user_id": "Din prenumeration på utskick",
    "network.asked_by": "Grupper du har anmält",
    "network.decided_by": "Grupper du har beslutat om",
    "network_history.actor_id": "Det du har gjort med grupper",
    "adoptions.user_id": "Det du har sagt att ni tänker göra",
    "organisers.user_id": "Att du är eller har varit arrangör",
    "organisers.added_by": "Arrangörer du har lagt till",
    "organisers.removed_by": "Arrangörer du har tagit bort",
    "organiser_links.made_by": "Inbjudningar du har gjort",
    "organiser_links.used_by": "En inbjudan du har använt",
    "waiters.user_id": "Frågor du väntar på svar på",
    "mutes.user_id": "Att du inte kan skicka just nu",
    "mutes.by": "Andra du har hindrat från att skicka",
    "phrases.added_by": "Frågor du har lärt boten",
    "items.author_id": "Det du har skickat till moderatorerna",
    "items.decided_by": "Beslut du har fattat",
    "items.claimed_by": "Det du har hand om",
    "proposals.item_id": "Det du har skickat, som förslag till svar",
    "entries.signature": "Publicerat av det du har skickat",
    "history.actor_id": "Det du har gjort med det som skickats in",
    "deliveries.chat_id": "Utskick du har fått",
    "corrections.written_by": "Rättelser du har skrivit",
    "broadcast_cards.user_id": "Utskick du har tittat på",
    "broadcasts.created_by": "Utskick du har skrivit",
    "broadcasts.approved_by": "Utskick du har godkänt",
    "broadcasts.unapproved_by": "Utskick du har rättat",
    "broadcast_history.actor_id": "Det du har gjort med utskick",
    "chores.person_id": "Att du har bett om att bli glömd",
}
"""What each trace leads to; see `_heading`."""


def mine(document: Document, whose: Profile) -> tuple[str, ...]:
    """Everything that is kept, by what it is; what does not fit is in the document."""
    if not document:
        return ("Det finns inget sparat om dig.",)
    whole = "\n\n".join(_part(_heading(name, whose), rows) for name, rows in document.items())
    pieces, piece = [], "<b>Det här finns sparat om dig</b>"
    for part in whole.split("\n\n"):
        if units(piece) + units(part) > 3_500:
            pieces.append(piece)
            piece = part
        else:
            piece = f"{piece}\n\n{part}"
    shown = [*pieces, piece][:_MOST_MESSAGES]
    return tuple([*shown[:-1], f"{shown[-1]}\n\nResten står i filen."] if len(pieces) >= _MOST_MESSAGES else shown)


def ask(fate: Fate, whose: Profile, *, archived: bool) -> str:
    """What goes and what stays; `archived`: an authority keeps a copy of all of it elsewhere."""
    elsewhere = f"{ARCHIVED}\n\n" if archived else ""
    published = fate.stays.get("entries.signature", 0)
    answered = fate.stays.get(ANSWERED, 0)
    decided = sum(fate.stays.values()) - published - answered
    stays = [
        *([f"• Det du har skickat som är publicerat ({published}). Ditt namn tas bort."] if published else []),
        *([f"• {_heading(ANSWERED, whose)}, som är med i en sammanställning ({answered})."] if answered else []),
        *([f"• {DECIDED.format(number=decided)}"] if decided else []),
        "• Frågor du har ställt, som ingen kan se är dina.",
    ]
    goes = [f"• {_heading(name, whose)} ({number})" for name, number in fate.goes.items()]
    return (
        f"<b>Det här tas bort</b>\n{chr(10).join(goes) or '• Inget: det finns inget om dig.'}\n\n"
        f"<b>Det här blir kvar, utan ditt namn</b>\n{chr(10).join(stays)}\n\n"
        "Väntar du på svar får du inget. Prenumererar du på utskick, eller är arrangör, upphör det. Moderator är du så "
        f"länge du är med i moderatorernas grupp.\n\n{elsewhere}Det går inte att ångra. Ska jag ta bort det?"
    )


def restored(messages: int, notices: int, broadcasts: int) -> str:
    """To the moderators: a copy has been taken into use."""
    waiting = f"{counted(messages, 'meddelande', 'meddelanden')} från medlemmar och {notices} besked"
    return (
        "<b>En säkerhetskopia är tagen i bruk.</b>\n\n"
        "Det som hände efter att kopian togs finns inte kvar. Det som väntade då kan redan vara gjort, så det "
        f"görs inte om: {waiting}. Pausade utskick: {broadcasts}. Se efter i grupperna vad som har kommit fram."
    )


def _heading(name: str, whose: Profile) -> str:
    """What a trace leads to, with the network's own word for a meeting."""
    heading = escape(HEADINGS[name].format(meeting=whose.meeting))
    return heading[:1].upper() + heading[1:]


def _part(heading: str, rows: Iterable[Mapping[str, Value]]) -> str:
    lines = [f"• {escape(shortened(_line(row), 250))}" for row in rows]
    more = [f"• … och {len(lines) - _MOST_ROWS} till, se filen"] if len(lines) > _MOST_ROWS else []
    return "\n".join([f"<b>{heading}</b>", *lines[:_MOST_ROWS], *more])


def _line(row: Mapping[str, Value]) -> str:
    return ", ".join(flat(said) for name, value in row.items() for said in _said(name, value) if said)


def _said(name: str, value: Value) -> Iterable[str]:
    """A column's value in words; of JSON the texts."""
    text = "" if value is None else str(value)
    if text[:1] in {"[", "{"}:
        try:
            return list(_texts(name, json.loads(text)))
        except ValueError:
            pass
    return [_word(name, text)]


def _texts(name: str, held: Any) -> Iterable[str]:
    match held:
        case str():
            return [_word(name, held)]
        case dict():
            return [each for key, value in held.items() if key not in _INNER for each in _texts(key, value)]
        case list():
            return [each for value in held for each in _texts(name, value)]
        case _:
            return []


def _word(name: str, text: str) -> str:
    """What a member reads of a text: moments as clocks show them, what the program calls things in words."""
    if name == "choices" and _CARRIED.fullmatch(text):
        return ""
    if name in _CODED:
        return _CODES.get(text, text)
    return when(moment(text)) if _STAMP.fullmatch(text) else text
