"""The Swedish of composing and approving broadcasts; functions return safe HTML unless they say plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.features.broadcasts.values import Action, Broadcast, Content, Status
from bot.features.network.values import Recipient
from bot.language import times
from bot.language.dates import said
from bot.language.text import counted, escape, shortened
from bot.storage.clock import SWEDEN
from bot.storage.versions import HistoryRow

THANKS: Final = "Tack, läst"  # under every copy
THANKED: Final = "Tack!"
UNDER_ALBUM: Final = "Bilderna och filerna här ovanför är ett utskick från nätverket."
TAKEN_BACK: Final = "Det här meddelandet är tillbakadraget."
_FEW: Final = 5  # names that are shown at once
_MOST_NAMES, _MOST_OTHERS = 1500, 500  # units of folded names
_EXCERPT: Final = 300

STATUSES: Final[dict[Status, str]] = {
    "draft": "utkast",
    "waiting": "väntar på godkännande",
    "approved": "godkänt",
    "scheduled": "schemalagt",
    "running": "pågår",
    "paused": "pausat",
    "finished": "klart",
    "cancelled": "avbrutet",
}
LABELS: Final[dict[Action, str]] = {
    "submit": "Be om godkännande",
    "try_out": "Skicka till mig",
    "approve": "Godkänn",
    "override": "Godkänn själv",
    "withdraw": "Ta tillbaka",
    "cancel": "Avbryt utskicket",
    "pause": "Pausa",
    "resume": "Fortsätt",
    "retry": "Försök igen",
    "redirect": "Välj ämne",
    "correct": "Rätta",
    "recall": "Dra tillbaka",
}
SEND_BACK: Final = "Skicka tillbaka"  # "Ta tillbaka", to whoever has not written it
EDITS: Final = {"text": "Ändra innehåll", "to": "Ändra mottagare", "when": "Ändra tid"}
DONE: Final = {
    "create": "Skapat",
    "edit": "Ändrat",
    "submit": "Lämnat för godkännande",
    "approve": "Godkänt",
    "override": "Godkänt av den som skrev det",
    "schedule": "Schemalagt",
    "unbind": "Åter ett utkast, eftersom något hade ändrats",
    "start": "Påbörjat",
    "withdraw": "Taget tillbaka",
    "cancel": "Avbrutet",
    "pause": "Pausat",
    "resume": "Fortsatt",
    "retry": "Nytt försök",
    "redirect": "Nytt ämne valt",
    "correct": "Rättat",
    "recall": "Tillbakadraget",
    "finish": "Klart",
}

NOT_ORGANISER = "Utskick gör nätverkets arrangörer och moderatorer. Vill du berätta något? Skriv /tips."
IN_PRIVATE = "Utskick gör vi i en egen chatt. Tryck på knappen."
OPEN_PRIVATE = "Öppna chatten med mig"
STALE = "Den knappen gäller inte längre. Skriv /utskick så ser du hur det är nu."
UNDER_WAY = "Utskick som inte är klara"
MORE = "Fler"
NONE_UNFINISHED = "Inget utskick är på gång."
NEW = "Nytt utskick"
DONE_ONES = "Avslutade utskick"
NO_DONE_ONES = "Inget utskick är avslutat än."

ALL_OF_THEM = "Alla utskick"
OLDER = "Äldre"
YES_CANCEL = "Ja, avbryt"
YES_RECALL = "Ja, dra tillbaka"
SURE_CANCEL = "Ska utskicket avbrytas? Det går inte att ångra. Det som redan är skickat ligger kvar."
SURE_RECALL = (
    "Ska meddelandet dras tillbaka? Det tas bort i alla chattar. Där det är äldre än två dygn går det inte att ta "
    "bort. Då ersätts texten med en mening om att det är tillbakadraget, men en bild eller ett dokument ligger kvar. "
    "Det går inte att ångra."
)
REOPENED = "Ändrat. Utskicket behöver godkännas på nytt."
TRIED_OUT = "Nu kommer det till dig, precis som det kommer till andra."
ASKED = "Nu får de andra arrangörerna frågan."
GOES = "Godkänt. Det går i väg nu."
APPROVED = "Godkänt. Det går i väg när tiden kommer."
NO_LATEST = "Den senaste tiden har gått, så nu skickas det utan någon senaste tid."
FOLLOW_UP = "Berätta efter sju dagar"
FOLLOWED_UP = "Efter sju dagar får samma mottagare veta vad det ledde till."
NO_FOLLOW_UP = "Berätta inget av sig självt"
NOT_FOLLOWED_UP = "Då skickas inget av sig självt."
NOT_PROPOSED = "Den rättelsen gäller inte längre. Tryck Rätta och skriv på nytt."
ASKED_NOBODY = "Det finns ingen annan arrangör att fråga. Be en moderator bjuda in en med /arrangor."
PENDING = "Ett utskick väntar på att en annan arrangör läser det och säger ja."
READ_IT = "Läs utskicket"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a broadcast goes to; `muted` and `unreachable` are the names of groups that will not get it.

    `to_subscribers`: those are chosen, be there any or not. `channels` are the ids of the groups that are channels.
    """

    recipients: Sequence[Recipient] = ()
    muted: Sequence[str] = ()
    unreachable: Sequence[str] = ()
    to_subscribers: bool = False
    channels: frozenset[int] = frozenset()


def card(broadcast: Broadcast, reach: Reach, last: str, hint: str, at: datetime, notice: str = "") -> str:
    """A broadcast that has not begun: its state, what it says, to whom, when, and what happened last.

    What comes next is a `hint`, unless a `notice` says what has just happened.
    """
    parts = [
        f"<b>Utskick {broadcast.id}</b> · {STATUSES[broadcast.status]}",
        f"<b>Vad:</b> {what(broadcast.content)}",
        f"<b>Till:</b> {to(reach)}",
        f"<b>När:</b> {time(broadcast, at)}",
        FOLLOWED_UP if broadcast.follow_up != "no" else "",
        f"<i>{last}</i>",
    ]
    before = f"<b>{escape(notice)}</b>" if notice else ""
    return "\n\n".join(filter(None, (before, "\n".join(filter(None, parts)), hint)))


def what(content: Content | None) -> str:
    """What kind of message it is, and how it begins."""
    if content is None:
        return "inget än."
    kinds = {
        "text": "text",
        "photo": "bild",
        "document": f"dokument, {escape(content.file_name or 'utan namn')}",
        "album": f"album med {len(content.files)} bilder eller filer",
    }
    begins = escape(shortened(content.text, _EXCERPT))
    return f"{kinds[content.kind]}\n<blockquote expandable>{begins}</blockquote>" if begins else kinds[content.kind]


def to(reach: Reach) -> str:
    """How many and who, long lists folded; and those who cannot be reached."""
    groups = [each for each in reach.recipients if each.kind == "group"]
    channels = sum(each.chat_id in reach.channels for each in groups)
    subscribers = len(reach.recipients) - len(groups)
    listed = f"{chats(len(groups) - channels, channels)}: {_names([each.name for each in groups])}" if groups else ""
    people = counted(subscribers, "prenumerant", "prenumeranter") if subscribers or reach.to_subscribers else ""
    lines = [" ".join(filter(None, (listed, f"Och {people}." if groups and people else people))) or "Ingen är vald än."]
    if reach.muted:
        lines.append(f"Här får jag inte skriva: {_names(reach.muted, _MOST_OTHERS)}")
    if reach.unreachable:
        lines.append(f"Här är jag inte kvar, så de får inget: {_names(reach.unreachable, _MOST_OTHERS)}")
    return "\n".join(lines)


def chats(groups: int, channels: int) -> str:
    """How many groups and channels: "2 grupper och 1 kanal", plain."""
    said = [counted(groups, "grupp", "grupper")] if groups else []
    return " och ".join([*said, *([counted(channels, "kanal", "kanaler")] if channels else [])])


def time(broadcast: Broadcast, at: datetime) -> str:
    """When it will go, in full."""
    window = broadcast.window
    if broadcast.starts_at is not None:
        begins = f"{said(broadcast.starts_at, at)}."
    elif window.earliest is not None:
        begins = f"{said(window.earliest, at)}."
    else:
        begins = "så snart det är godkänt."
    goes = max(at, window.earliest or at)
    if window.quiet and times.is_quiet(goes) and broadcast.starts_at is None:
        begins += f" Då är det {_why_quiet(goes)}, så det går i väg {said(times.opens(goes), at)}."
    latest = f" Senast {said(window.latest, at)}." if window.latest is not None else ""
    return begins + latest + (" Inte kl. 20–8 eller på helger." if window.quiet else " Också kväll, natt och helg.")


def _why_quiet(at: datetime) -> str:
    local = at.astimezone(SWEDEN)
    if local.weekday() >= 5:
        return "helg"
    if local.hour >= times.QUIET_FROM:
        return "kväll"
    return "natt" if local.hour < 5 else "tidig morgon"


def happened(row: HistoryRow, name: str, at: datetime, *, by_creator: bool) -> str:
    """One line of a broadcast's history: "Godkänt av Eva idag måndag 23 november kl. 9.14." """
    by = f" av {escape(name)}" if name else ""
    did = "Skickat tillbaka" if row.action == "withdraw" and not by_creator else DONE.get(row.action, "Ändrat")
    return f"{did}{by} {said(row.at, at)}."


def hint(broadcast: Broadcast, actions: Sequence[Action], is_creator: bool) -> str:
    """What comes next, for whoever sees the card."""
    match broadcast.status:
        case "draft" if is_creator:
            return "När det är klart ber du om godkännande. Skicka det gärna till dig själv först."
        case "waiting" if "override" in actions:
            return "Du är ensam arrangör och kan godkänna själv. Att du gjorde det antecknas."
        case "waiting" if not is_creator:
            return "Godkänner du skickas just det här, till just dem. Ändras något frågar jag igen."
        case _:
            return ""


def listed(found: Sequence[Broadcast], heading: str, empty: str) -> str:
    """Broadcasts a line each."""
    if not found:
        return empty
    return "\n".join([f"<b>{heading}</b>", *(escape(line(each)) for each in found)])


def line(broadcast: Broadcast, most: int = 60) -> str:
    """A broadcast on a line or button, plain."""
    text = broadcast.content.text or (broadcast.content.file_name or "") if broadcast.content else ""
    begins = " ".join(text.split()) or "tomt"
    return shortened(f"Utskick {broadcast.id} · {STATUSES[broadcast.status]} · {begins}", most)


def _names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Names with commas; folded when they are many."""
    if len(names) <= _FEW:
        return escape(", ".join(names)) + "."
    return f"<blockquote expandable>{escape(shortened(', '.join(names), most))}</blockquote>"
