"""The Swedish of what is kept of somebody, and of its being erased; safe HTML."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.features.privacy.values import ANSWERED, Document, Fate
from bot.language.text import counted, escape, flat, shortened, units
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
DECIDED = "Beslut du har fattat ({number}). Där står bara att en moderator eller arrangör har bestämt det."
_MOST_ROWS: Final = 12  # shown of a kind; the document has all
_MOST_MESSAGES: Final = 3

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
    "plans.user_id": "En träff du håller på att skapa",
    "meetings.created_by": "Träffar du har skapat",
    "participants.user_id": "Träffar du har svarat på",
    "meeting_answers.participant_id": "Det du har svarat på träffar",
    "meeting_answers.decided_by": "Svar du har sorterat",
    "sortings.user_id": "Svar du håller på att sortera",
    "comings.user_id": "Om du kommer på träffar",
    "meeting_notices.user_id": "Besked om träffar du kommer på",
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
    "history.actor_id": "Det du har gjort i kön",
    "deliveries.chat_id": "Utskick du har fått",
    "corrections.written_by": "Rättelser du har skrivit",
    "broadcast_cards.user_id": "Utskick du har tittat på",
    "broadcasts.created_by": "Utskick du har skrivit",
    "broadcasts.approved_by": "Utskick du har godkänt",
    "broadcasts.unapproved_by": "Utskick du har rättat",
    "broadcast_history.actor_id": "Det du har gjort med utskick",
    "chores.person_id": "Att du har bett om att bli glömd",
}
"""What each trace leads to."""


def mine(document: Document) -> tuple[str, ...]:
    """Everything that is kept, by what it is; what does not fit is in the document."""
    if not document:
        return ("Det finns inget sparat om dig.",)
    whole = "\n\n".join(_part(HEADINGS[name], rows) for name, rows in document.items())
    pieces, piece = [], "<b>Det här finns sparat om dig</b>"
    for part in whole.split("\n\n"):
        if units(piece) + units(part) > 3_500:
            pieces.append(piece)
            piece = part
        else:
            piece = f"{piece}\n\n{part}"
    shown = [*pieces, piece][:_MOST_MESSAGES]
    return tuple([*shown[:-1], f"{shown[-1]}\n\nResten står i filen."] if len(pieces) >= _MOST_MESSAGES else shown)


def ask(fate: Fate, *, archived: bool) -> str:
    """What goes and what stays; `archived`: an authority keeps a copy of all of it elsewhere."""
    elsewhere = f"{ARCHIVED}\n\n" if archived else ""
    published = fate.stays.get("entries.signature", 0)
    answered = fate.stays.get(ANSWERED, 0)
    decided = sum(fate.stays.values()) - published - answered
    stays = [
        *([f"• Det du har skickat som är publicerat ({published}). Ditt namn tas bort."] if published else []),
        *([f"• Det du har svarat på träffar som är med i en sammanställning ({answered})."] if answered else []),
        *([f"• {DECIDED.format(number=decided)}"] if decided else []),
        "• Frågor du har ställt, som ingen kan se är dina.",
    ]
    goes = [f"• {HEADINGS[name]} ({number})" for name, number in fate.goes.items()]
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


def _part(heading: str, rows: Iterable[Mapping[str, Value]]) -> str:
    lines = [f"• {escape(shortened(_line(row), 250))}" for row in rows]
    more = [f"• … och {len(lines) - _MOST_ROWS} till, se filen"] if len(lines) > _MOST_ROWS else []
    return "\n".join([f"<b>{heading}</b>", *lines[:_MOST_ROWS], *more])


def _line(row: Mapping[str, Value]) -> str:
    return ", ".join(flat(said) for value in row.values() if (said := _said(value)))


def _said(value: Value) -> str:
    """A column's value in words; of JSON the texts."""
    text = "" if value is None else str(value)
    if text[:1] not in "[{" or not text:
        return text
    try:
        return ", ".join(_texts(json.loads(text)))
    except ValueError:
        return text


def _texts(held: Any) -> Iterable[str]:
    match held:
        case str():
            return [held] if held else []
        case dict():
            return [each for value in held.values() for each in _texts(value)]
        case list():
            return [each for value in held for each in _texts(value)]
        case _:
            return []
