"""Every Swedish sentence that the bot says in Telegram, as constants or functions that return safe HTML.

Whatever comes from members, editors or Telegram passes through `escape` here and nowhere else.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape as _escape

from bot.clock import SWEDEN, now
from bot.commands import Audience, commands_for
from bot.knowledge import Entry, Fault, Knowledge, Meeting, Theme
from bot.pieces import PIECE, shown_units, split, units

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"

ASK_BUTTON = "Fråga"
THEMES_BUTTON = "Teman"
HELP_BUTTON = "Hjälp"
TIP_BUTTON = "Tipsa"
ABOUT_BUTTON = "Om boten"
PLACEHOLDER = "Skriv din fråga här"

GOOD = "👍 Bra svar"
BAD = "👎 Inte bra"
SHARE = "Dela svaret"
RELATED = "Läs också:"
READ_ON = "Läs vidare: {links}"
CONTACT = "Kontakt: {contact}"
MAY_BE_OLD = "Det här kan vara gammalt. Det gällde till {day}."
SHORT_NOTES = "Anteckningarna från träffen är korta. Vet du mer? Tipsa."
NONE_OF_THESE = "Inget av dessa"
ALL_THEMES = "Alla teman"
BACK = "Tillbaka"
BACK_TO_SUGGESTIONS = "Tillbaka till förslagen"
PREVIOUS = "Föregående"
NEXT = "Nästa"
HOW_TO_ASK = "Så frågar du"
OPEN_IN_PRIVATE = "Läs mer i boten"
ASK_IN_PRIVATE = "Fråga mig privat"
REASONS = {
    "wrong": "Det stämmer inte",
    "old": "Det är gammalt",
    "not_asked": "Det var inte det jag frågade",
    "unclear": "Det är svårt att förstå",
}

BOT_DESCRIPTION = (
    "Fråga om det som fungerar på landsbygden: samåkning, lokal mat, bredband, mötesplatser och mycket mer. "
    "Svaren är goda exempel och förslag som medlemmar i landsbygdsnätverket har berättat om. "
    "Människor har skrivit dem; boten hittar det som passar din fråga."
)
BOT_SHORT_DESCRIPTION = "Goda exempel från landsbygdsnätverket. Ställ din fråga, så letar jag."

ASK_PROMPT = "Vad vill du veta? Skriv som du brukar prata, så letar jag."
HOW_TO_ASK_TEXT = (
    "<b>Så frågar du</b>\n\n"
    "• Berätta vad ni vill göra: ”vi vill åka ihop till jobbet”.\n"
    "• Eller beskriv läget: ”affären har stängt och mamma kör inte bil”.\n"
    "• Några ord räcker också: ”tomma lokaler”.\n\n"
    "Stavningen gör inget. Skriv /teman om du hellre bläddrar."
)
GROUP_NEEDS_QUESTION = "Skriv frågan efter kommandot, till exempel: /fraga hur ordnar vi samåkning"
ONLY_TEXT = "Jag kan bara läsa text. Skriv din fråga med några ord, så letar jag."
NO_WORDS = "Jag ser inga ord att leta efter. Skriv din fråga med några ord."
NO_SAFE_ANSWER = "<b>Jag hittar inget säkert svar.</b>\n\nProva gärna med andra ord, eller bläddra bland det som finns."
NO_SAFE_ANSWER_GROUP = "Jag hittar inget säkert svar här. Fråga mig privat, så letar vi vidare tillsammans."
PERHAPS_IN_PRIVATE = "Jag är inte säker på vad du menar. Fråga mig privat, så får du några förslag."
ALREADY_ANSWERED = "Det svarade jag nyss på. Svaret står i meddelandet här ovanför."
DID_YOU_MEAN = "Menade du …?"
THEMES_IN_PRIVATE = "Teman bläddrar du bland i en egen chatt med mig."
THEMES_TITLE = "<b>Vilket tema är du nyfiken på?</b>"
THANKS_GOOD = "Tack, roligt att det hjälpte."
ASK_REASON = "Tack för att du säger till. Vad var det som inte var bra?"
THANKS_REASON = "Tack. Det hjälper dem som sköter svaren."
STALE_BUTTON = "Den knappen gäller inte längre. Skriv din fråga igen."
UNKNOWN_ENTRY = "Det svaret finns inte längre. Skriv din fråga, så letar jag efter ett som passar."
UNKNOWN_COMMAND = "Det kommandot känner jag inte till. Skriv /hjalp så ser du vad jag kan."
SOMETHING_FAILED = "Något gick fel hos mig, och jag har noterat det. Försök igen om en liten stund."
INLINE_BUTTON = "Ställ en egen fråga till boten"
BOUND = "Klart. Den här gruppen är nu moderatorernas. Här fungerar /varfor och /ladda."
BIND_HOW = "Skriv koden som visades när boten startade, till exempel: /koppla ABCD2345"
BIND_IN_GROUP = "Lägg till mig i moderatorernas grupp och skriv /koppla med koden där."
WRONG_CODE = "Koden stämmer inte. Den står i fönstret eller loggen där boten startades."
ALREADY_BOUND = "En annan grupp är redan moderatorernas. Den som driver boten kan ändra det med BOT_MODERATOR_CHAT."
NOT_MODERATORS = "Det kommandot fungerar bara i moderatorernas grupp."
WHY_HOW = "Skriv frågan efter kommandot, till exempel: /varfor hur ordnar vi samåkning"
TOO_MANY_FAULTS = "… och {number} fel till. Kör ”landsbygdsbot check” för att se alla."


def escape(text: str) -> str:
    """`text` as Telegram's HTML shows it to the letter."""
    return _escape(text, quote=False)


def on_date(day: date) -> str:
    """A date as Swedes write it: 6 november 2018."""
    return f"{day.day} {MONTHS.split()[day.month - 1]} {day.year}"


def welcome(name: str) -> str:
    """The first words to a member, who may have no first name."""
    hello = f"Hej {escape(name)}!" if name else "Hej!"
    return (
        f"<b>{hello}</b>\n\n"
        "Fråga mig hur andra bygder har gjort. Jag letar fram goda exempel och förslag från landsbygdsnätverket.\n\n"
        "Skriv som du brukar prata, till exempel: <i>hur ordnar vi samåkning</i>\n\n"
        "Jag är en bot, alltså ett datorprogram. Människor har skrivit svaren. "
        "Din fråga sparas i 90 dagar utan ditt namn. Läs mer: /integritet"
    )


SHORT_WELCOME = (
    "Hej! Jag är en bot med goda exempel från landsbygden. Människor har skrivit svaren. "
    "Skriv gärna en egen fråga. Den sparas i 90 dagar utan ditt namn. Läs mer: /integritet"
)
HELLO_GROUP = (
    "Hej! Jag är en bot med goda exempel från landsbygdsnätverket. Människor har skrivit svaren. "
    "Skriv /fraga och din fråga, så letar jag. Frågor sparas i 90 dagar utan namn. Annars är jag tyst."
)
ABOUT = (
    "<b>Om boten</b>\n\n"
    "Den 6 november 2018 träffades landsbygdsnätverket på nätet. I grupper berättade deltagarna vilka sociala och "
    "digitala lösningar som fungerar hos dem, och vad som behövs för att det ska bli fler. "
    "Svaren här bygger på sammanställningen från träffen.\n\n"
    "Människor har skrivit och granskat varje svar. Boten hittar det som passar din fråga, men hittar aldrig på. "
    "Är den osäker säger den det."
)
PRIVACY = (
    "<b>Vad som sparas, och hur länge</b>\n\n"
    "• <b>Din fråga</b> sparas i 90 dagar, utan ditt namn. Sedan finns bara antalet kvar. "
    "Vi läser frågorna för att göra svaren bättre.\n"
    "• <b>Hur många som har frågat samma sak utan att få svar</b> räknar vi med en kod som görs av frågan och ditt "
    "konto. Där står inte vem du är, men den som sköter boten kan pröva om en viss person har ställt en viss fråga. "
    "Koden tas bort tillsammans med frågan.\n"
    "• <b>”Säg till när det finns svar”</b>: bara om du väljer det sparas frågan tillsammans med ditt konto. Den tas "
    "bort när du har fått svaret, när du slutar vänta eller efter 90 dagar. Du ser dina frågor på /mina.\n"
    "• <b>De senaste knapparna</b> i din chatt sparas i ett halvt dygn. "
    "Så länge går frågan att koppla till din chatt.\n"
    "• <b>Vilket svar som hör till vilken fråga</b> i den här chatten sparas i ett dygn, "
    "så att svaret kan rättas om du ändrar frågan.\n"
    "• <b>Vad du tyckte om ett svar</b> sparas i ett år, utan ditt namn.\n"
    "• <b>Det du skickar till moderatorerna</b> sparas tillsammans med ditt konto, så att du kan få svar. "
    "Namn visas bara om du väljer det. Du kan dra tillbaka det på /mina så länge det väntar. "
    "Det du har börjat skriva sparas i 90 dagar. Avbryter du sparas det i en timme, om du skulle ångra dig.\n"
    "• <b>Om en moderator hindrar dig från att skicka</b> sparas ditt konto, till vilken dag det gäller och vem som "
    "bestämde det. Det tas bort när tiden är slut.\n"
    "• <b>Vill du ha utskick</b> med /prenumerera sparas det tillsammans med ditt konto, men inte ditt namn. "
    "Slutar du med /sluta tas det bort efter 90 dagar.\n"
    "• <b>Är du arrangör</b> sparas ditt namn, så att moderatorerna ser vilka som får skicka utskick. "
    "Det tas bort 90 dagar efter att du har slutat. En träff som du håller på att skapa sparas i 90 dagar. "
    "I ett utskick sparas vems konto som skrev, ändrade och godkände det.\n"
    "• <b>Grupper</b>: gruppens namn och det en admin berättar om gruppen sparas, "
    "och ett år efter att boten har lämnat den. "
    "Bara frågor till boten sparas. "
    "Svarar någon på ditt meddelande med /fraga sparas det som en fråga, utan ditt namn.\n\n"
    "Skriv inget om andras hälsa eller privata saker. Telegram har egna regler för vad de sparar."
)


def help_text(audience: Audience) -> str:
    """What the bot does and its commands, for one audience."""
    lines = "\n".join(f"/{command.name} – {command.does}" for command in commands_for(audience))
    return _HELP_INTRO[audience] + "\n\n" + lines


_HELP_INTRO: dict[Audience, str] = {
    "private": (
        "<b>Så använder du boten</b>\n\n"
        "Skriv din fråga som ett vanligt meddelande. Du får ett svar, några förslag att välja mellan "
        "eller ett ärligt ”jag hittar inget”. De flesta knappar går också att skriva: ”1”, ”2”, ”ja” eller ”nej”.\n\n"
        "I andra chattar skriver du mitt namn och några ord, så kan du dela ett svar där."
    ),
    "group": (
        "<b>Så använder du boten i gruppen</b>\n\n"
        "Skriv /fraga och din fråga, nämn mig vid namn eller svara på något jag skrivit. Annars är jag tyst. "
        "Svara på någons meddelande med /fraga, så svarar jag på det."
    ),
    "moderators": "<b>För moderatorer</b>",
    "organiser": "<b>För arrangörer</b>",
}


def answer(knowledge: Knowledge, entry: Entry, on: date | None = None) -> tuple[str, ...]:
    """An entry as a member reads it `on` a day, or today: title, answer, folded details, where to read on, source.

    Mostly one message.
    """
    title, ending = f"<b>{escape(entry.title)}</b>", _ending(knowledge, entry, on or now().astimezone(SWEDEN).date())
    room = PIECE - shown_units(ending)
    blocks = [escape(piece) for piece in split(entry.answer, room)]
    blocks += [f"<blockquote expandable>{escape(piece)}</blockquote>" for piece in split(entry.more or "", room)]
    if units(entry.answer) + units(entry.more or "") <= room:
        return ("\n\n".join([title, *blocks, ending]),)
    blocks[0] = f"{title}\n\n{blocks[0]}"
    blocks[-1] = f"{blocks[-1]}\n\n{ending}"
    return tuple(blocks)


def _ending(knowledge: Knowledge, entry: Entry, day: date) -> str:
    """What stands under an entry's text: where to read on and whom to ask, whether it may be old, its source."""
    onward = [f'<a href="{_escape(link.address)}">{escape(link.name)}</a>' for link in entry.links]
    lines = [READ_ON.format(links=", ".join(onward))] if onward else []
    if entry.contact:
        lines.append(CONTACT.format(contact=escape(entry.contact)))
    if entry.valid_until is not None and entry.may_be_old(day):
        lines.append(MAY_BE_OLD.format(day=on_date(entry.valid_until)))
    lines.append(f"<i>{escape(source_line(knowledge, entry))}</i>")
    if entry.contributor is None and _meeting(knowledge, entry) is not None:
        lines.append(SHORT_NOTES)
    return "\n".join(lines)


def source_line(knowledge: Knowledge, entry: Entry) -> str:
    """Where an entry comes from, plain text: the meeting's day, or who gave the tip and when, or when it was read."""
    if entry.contributor is not None:
        day = f", {on_date(entry.reviewed)}" if entry.reviewed is not None else ""
        return f"Tips från {entry.contributor or 'en medlem'}{day}."
    meeting = _meeting(knowledge, entry)
    if meeting is not None:
        return f"Källa: nätverksträff {on_date(meeting.date)}"
    kind = {"exempel": "Exempel", "rekommendation": "Förslag"}[entry.kind]
    return f"{kind}." if entry.reviewed is None else f"{kind}. Granskat {on_date(entry.reviewed)}."


def _meeting(knowledge: Knowledge, entry: Entry) -> Meeting | None:
    """The meeting where an entry's first source was said."""
    sources = knowledge.sources_of(entry)
    return knowledge.meeting(sources[0].meeting) if sources else None


def numbered(titles: Iterable[str]) -> str:
    """Titles as lines "1. …"."""
    return "\n".join(f"{number}. {escape(title)}" for number, title in enumerate(titles, start=1))


def suggestions(titles: Sequence[str]) -> str:
    """The question back to the member, with two or three titles."""
    return f"<b>{DID_YOU_MEAN}</b>\n\n{numbered(titles)}"


def theme_page(theme: Theme, titles: Sequence[str], page: int, pages: int) -> str:
    """One page of a theme's entries; pages count from 1."""
    place = f" (sida {page} av {pages})" if pages > 1 else ""
    described = f"\n{escape(theme.description)}" if theme.description else ""
    return f"<b>{escape(theme.name)}</b>{place}{described}\n\n{numbered(titles)}"


def theme_button(theme: Theme, number: int) -> str:
    """A theme and how many entries it has."""
    return f"{theme.name} ({number})"


def theme_for_sharing(theme: Theme, entries: Iterable[tuple[str, str]]) -> str:
    """A theme with its entries as (title, link) for another chat."""
    lines = "\n".join(f'• <a href="{_escape(link)}">{escape(title)}</a>' for title, link in entries)
    return f"<b>{escape(theme.name)}: exempel och förslag från landsbygden</b>\n\n{lines}"


def reloaded(knowledge: Knowledge) -> str:
    """To moderators after /ladda."""
    return f"Klart. {len(knowledge.entries)} svar i {len(knowledge.themes)} teman är inlästa."


def reload_failed(faults: Sequence[Fault], most: int = 15) -> tuple[str, ...]:
    """To moderators: the old knowledge stays, and why."""
    lines = [f"• {fault}" for fault in faults[:most]]
    if len(faults) > most:
        lines.append(TOO_MANY_FAULTS.format(number=len(faults) - most))
    first, *more = [escape(piece) for piece in split("\n".join(lines))]
    return (f"<b>Filerna har fel. Den gamla kunskapen gäller tills de är rättade.</b>\n\n{first}", *more)


def explained(lines: Sequence[str]) -> tuple[str, ...]:
    """To moderators after /varfor."""
    return tuple(escape(piece) for piece in split("\n".join(lines)))
