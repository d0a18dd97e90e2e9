"""The Swedish of making a broadcast: what to write, to whom, when; functions return safe HTML unless they say plain."""

from datetime import datetime
from typing import Final

from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts.card import Reach
from bot.features.broadcasts.values import Broadcast, Content, Template
from bot.features.network.values import Audience, NetworkGroup
from bot.knowledge.profile import Profile
from bot.language.text import escape, shortened, units
from bot.language.times import Note, Why

MOST_TEXT: Final = 4096  # units; Telegram's limits
MOST_CAPTION: Final = 1024
_NEARLY: Final = 4000  # units; apps divide a longer text where a word or line ends, a little before the limit

EXAMPLES: Final = "Skriv till exempel ”imorgon kl 9”, ”torsdag 14.30” eller ”6 december kl 9”."
PROBLEMS: Final[dict[Why, str]] = {
    "nonsense": f"Jag förstår inte vilken tid du menar. {EXAMPLES}",
    "no_clock": f"Skriv klockslaget också. {EXAMPLES}",
    "ambiguous": "Menar du datum eller klockslag? Skriv till exempel ”6/12 kl 9” eller ”kl 6.12”.",
    "no_day": f"Den dagen finns inte. {EXAMPLES}",
    "past": "Den tiden har redan varit. Skriv en tid som kommer.",
    "far": "Den tiden är mer än ett år bort. Skriv en tid som är närmare.",
    "weekday": "Datumet är en annan veckodag än den du skrev. Skriv bara datumet, till exempel ”6 december kl 9”.",
}
NOTES: Final[dict[Note, str]] = {
    "twice": "Den natten ställs klockan tillbaka, så tiden kommer två gånger. Jag tar den första.",
    "skipped": "Den natten ställs klockan fram, så den tiden finns inte. Jag tar tiden en timme senare.",
}

_TEMPLATES: Final[dict[Template, str]] = {
    "summary": "Sammanställning från {a}",
    "invite": "Inbjudan till {a}",
    "remind": "Påminnelse om {a}",
}
NEW_TIPS = "Nya tips sedan sist"
WRITE_HERE = (
    "<b>Nytt utskick</b>\n\nSkriv eller vidarebefordra ett meddelande hit: text, bilder eller dokument. "
    "Fetstil och länkar följer med. Du kan också utgå från en mall."
)
WRITE_ANEW = "Skriv eller vidarebefordra det nya innehållet hit. Vill du inte ändra skriver du ”avbryt”."
WRITE_CORRECTION = (
    "Skriv hur meddelandet ska lyda. Det börjar med ordet ”Rättat” och klockslaget. Du får se det innan något ändras. "
    "Vill du inte rätta skriver du ”avbryt”."
)
WRITE_LATEST = f"Hur sent får det skickas som senast? {EXAMPLES}"
ONE_CAPTION = "Bara den första bildtexten i albumet följer med."
MIXED_ALBUM = "Ett album kan jag skicka om det är bara bilder eller bara dokument."
WRONG_KIND = "Jag kan skicka ut text, en bild eller ett dokument. Skriv eller vidarebefordra något av det."
MAYBE_CUT = "Texten är så lång som ett meddelande får vara. Skrev du mer är bara den första delen med."
NOT_CHANGED = "Tiden är inte ändrad. Skriv en ny starttid, eller tryck Senast och skriv en senare tid."
NOT_RECIPIENTS = (
    "Det känner jag inte igen. Tryck på en knapp, eller skriv ett län, ett tema eller namnet på en grupp eller kanal. "
    "Tryck sedan Klar."
)
ALL_GROUPS = "Alla grupper och kanaler"
SUBSCRIBERS = "Prenumeranter"
BY_COUNTY = "Välj län"
BY_THEME = "Välj tema"
BY_GROUP = "Välj en och en"
READY = "Klar"
AT_ONCE = "Så snart det är godkänt"
TOMORROW = "Imorgon kl. 9"
WORKING_DAY = "Nästa vardag kl. 9"
LOUD = "Skicka ändå"
ALWAYS = "Också kväll och helg"
QUIET = "Inte kväll och helg"
LATEST = "Senast …"
NO_LATEST = "Ingen senaste tid"
NO_COUNTIES = "Ingen grupp eller kanal har sagt vilket län den hör till, så här finns inget att välja."
NO_THEMES = "Alla vill ha utskick om alla teman, så här finns inget att välja."
A_COPY = "Det här är en kopia. Välj mottagare, sedan kan du ändra innehållet."
NO_TAGS = "Ingen grupp eller kanal med den uppgiften finns."
WHICH_COUNTIES = "Vilka län? Du kan välja flera. Grupper och kanaler för hela landet är ett eget val."
WHICH_GROUPS = "Vilka grupper och kanaler? Ett tryck tar med en, ett till lämnar den utanför."
NO_GROUPS = "Ingen grupp eller kanal är med i nätverket än."
WHICH_THEMES = "Vilka teman? Du kan välja flera. De grupper och kanaler som vill ha alla teman kommer alltid med."


def templates(whose: Profile) -> dict[Template, str]:
    """What can be written about a meeting, plain."""
    return {each: label.format(a=whose.meeting.a) for each, label in _TEMPLATES.items()}


def which_meeting(whose: Profile, *, any_fits: bool) -> str:
    """Which of them, or that there is none."""
    word, one = whose.meeting, escape(whose.meeting.one)
    if any_fits:
        return f"{word.agreeing('Vilken', 'Vilket')} {one} gäller det?"
    none, a = word.agreeing("ingen", "inget"), word.agreeing("en", "ett")
    return f"Det finns {none} {one} som det passar för. Skapa {a} med /traff."


def tags(kind: str, reach: Reach, any_tags: bool, note: str) -> str:
    """The page of counties ("c") or themes ("t")."""
    question, none = (WHICH_COUNTIES, NO_COUNTIES) if kind == "c" else (WHICH_THEMES, NO_THEMES)
    before = f"<b>{note}</b>\n\n" if note else ""
    return f"{before}{question if any_tags else none}\n\n<b>Till:</b> {card_texts.to(reach)}"


def groups(reach: Reach, any_groups: bool, note: str) -> str:
    """The page on which groups are picked one by one."""
    before = f"<b>{note}</b>\n\n" if note else ""
    return f"{before}{WHICH_GROUPS if any_groups else NO_GROUPS}\n\n<b>Till:</b> {card_texts.to(reach)}"


def recipients(reach: Reach, audience: Audience | None, changed: str) -> str:
    """The page on which they are chosen."""
    both = audience is not None and audience.counties and audience.themes
    note = (
        "\n\nDu har valt både län och tema. Då får bara de grupper och kanaler som har båda utskicket." if both else ""
    )
    before = f"<b>{changed}</b>\n\n" if changed else ""
    return f"{before}<b>Vilka ska få det?</b>\n\n{card_texts.to(reach)}{note}"


def time_page(broadcast: Broadcast, at: datetime, note: str = "") -> str:
    """The page on which the time is chosen."""
    before = f"{note}\n\n" if note else ""
    time = card_texts.time(broadcast, at)
    return f"{before}<b>När ska det skickas?</b>\n\nNu är det: {time}\n\nTryck, eller skriv. {EXAMPLES}"


def reopened(before: Broadcast) -> str:
    """What to say when a change asks for approval again, plain."""
    return "" if before.status == "draft" else card_texts.REOPENED


def maybe_cut(content: Content) -> str:
    """What to say of a text so long that Telegram's app may have made several messages of it, plain."""
    return MAYBE_CUT if content.kind == "text" and units(content.text) >= _NEARLY else ""


def too_long(content: Content) -> str:
    """How much has to go; empty if it fits."""
    most = MOST_TEXT if content.kind == "text" else MOST_CAPTION
    over = units(content.text) - most
    if over <= 0:
        return ""
    where = "" if content.kind == "text" else " under en fil"
    return f"Det är {over} tecken för långt. Telegram tar {most} tecken{where}."


def listed(group: NetworkGroup) -> str:
    """A group or channel to pick, plain."""
    return f"{shortened(group.title, 40)}{' (kanal)' if group.is_channel else ''}"


def ticked(label: str, chosen: bool) -> str:
    """A choice, plain."""
    return f"✓ {label}" if chosen else label
