"""The Swedish of what is kept, for how long and who answers for it; safe HTML."""

from datetime import timedelta
from typing import Final

from bot.knowledge.profile import Profile
from bot.language.text import escape
from bot.storage.retention import PERIODS, Kept

_NO_PROFILE: Final = "Vem som är ansvarig har inte skrivits in än. Skriv /manniska, så når du moderatorerna."
TIMES: Final = {
    timedelta(minutes=30): "en halvtimme",
    timedelta(hours=1): "en timme",
    timedelta(hours=12): "ett halvt dygn",
    timedelta(days=1): "ett dygn",
    timedelta(days=2): "två dygn",
    timedelta(days=7): "sju dagar",
    timedelta(days=30): "30 dagar",
    timedelta(days=90): "90 dagar",
    timedelta(days=120): "120 dagar",
    timedelta(days=365): "ett år",
    timedelta(days=730): "två år",
}
KEPT: Final[dict[Kept, tuple[str, str]]] = {
    "question": (
        "Din fråga, utan ditt namn",
        "Sedan finns bara antalet kvar. Vi läser frågorna för att göra svaren bättre. Hur många som har frågat "
        "samma sak utan att få svar räknar vi med en kod som görs av frågan och ditt konto. Där står inte vem du "
        "är, men den som sköter boten kan pröva om en viss person har ställt en viss fråga. Koden tas bort "
        "tillsammans med frågan.",
    ),
    "wait": (
        "”Säg till när det finns svar”",
        "Bara om du väljer det sparas frågan tillsammans med ditt konto. Den tas bort när du har fått svaret, när "
        "du slutar vänta eller efter 90 dagar. Du ser dina frågor på /mina.",
    ),
    "draft": (
        "Det du har börjat skriva",
        "Tiden räknas från när du senast skrev. Det gäller också {meeting.a} som du håller på att skapa.",
    ),
    "cancelled": ("Det du har avbrutit", "Det finns kvar i en timme, om du skulle ångra dig."),
    "item": (
        "Det du har skickat till moderatorerna",
        "Tiden räknas från beslutet. Under tiden finns det tillsammans med ditt konto, så att du kan få svar. Det "
        "som publiceras finns kvar, men inte vem som skrev det. Namn visas bara om du väljer det.",
    ),
    "open_item": ("Det som väntar på moderatorerna", "Du kan dra tillbaka det på /mina."),
    "participant": (
        "Att det är du som har svarat på {meeting.a}",
        "Tiden räknas från {meeting.the}. Sedan går svaren inte att koppla till dig, och det som moderatorerna har "
        "sorterat bort raderas. Namn och plats visas bara om du säger dem, och de blir kvar i sammanställningen.",
    ),
    "coming": (
        "Om du kommer på {meeting.a}, och påminnelser",
        "Tiden räknas från {meeting.the}.",
    ),
    "sorting": ("Vilka svar en moderator håller på att sortera", ""),
    "notice": ("Besked om det du har skickat", ""),
    "verdict": ("Vad du tyckte om ett svar, utan ditt namn", ""),
    "thread": ("Vilket svar vi talade om senast, inte dina ord", "Så kan du fråga vidare."),
    "prompt": ("Att boten väntar på något från dig", "Har moderatorerna frågat dig något väntar boten i ett dygn."),
    "buttons": ("De senaste knapparna i din chatt", "Så länge går frågan att koppla till din chatt."),
    "link": ("Vilket svar som hör till vilken fråga i chatten", "Så kan svaret rättas om du ändrar frågan."),
    "update": ("Att ett meddelande har kommit, utan dess ord", "Orden tas bort när det är besvarat."),
    "adoption": (
        "Att du tänker göra det som ett svar berättar om",
        "Tiden räknas från när du har svarat hur det gick, eller från frågan om du inte svarar. Sedan finns bara "
        "antalet kvar.",
    ),
    "left": (
        "Att du har fått utskick eller varit arrangör",
        "Tiden räknas från när du slutade. Så länge du har utskick med /prenumerera sparas ditt konto "
        "och de teman du har valt, och är du arrangör också ditt namn.",
    ),
    "recipient": (
        "Vilka konton som fick ett utskick",
        "Hur många som öppnar länkarna i det räknas, men inte vilka.",
    ),
    "decision": (
        "Vem som har bestämt, skrivit utskick eller skapat {meeting.many}",
        "Sedan står bara att en moderator eller arrangör har gjort det.",
    ),
    "correction": ("En rättelse av ett utskick som ingen har godkänt", ""),
    "invitation": ("En inbjudan att bli arrangör", ""),
    "group": (
        "En grupp som boten har lämnat",
        "Gruppens namn och det en admin har berättat om den. I grupper sparas bara frågor till boten, utan ditt namn.",
    ),
}
"""What is kept: what it is, and what is to be said of it, by the network's own word for a meeting."""
_MUTED: Final = (
    "Om en moderator hindrar dig från att skicka sparas ditt konto, till vilken dag det gäller och vem som bestämde "
    "det. Det tas bort när tiden är slut."
)


def privacy(whose: Profile) -> str:
    """First what members want to know, then all of it, folded."""
    question, item = (TIMES[PERIODS[each]] for each in ("question", "item"))
    return (
        "<b>Dina uppgifter</b>\n\n"
        f"• <b>Frågor</b> sparas i {question} utan ditt namn, för att svaren ska bli bättre.\n"
        "• <b>Det du skickar till moderatorerna</b> sparas tillsammans med ditt konto, så att du kan få svar: tills de "
        f"har bestämt sig och {item} till. Blir det publicerat finns det kvar, men inte vem som skrev. "
        "Ditt namn visas bara om du väljer det.\n"
        "• /minadata visar allt som finns om dig, /glom tar bort det.\n\n"
        f"{_responsible(whose)}\n\n"
        "Allt du skriver går genom Telegram, som har sina egna regler. Skriv inget om andras hälsa eller privata "
        "saker.\n\n"
        f"<blockquote expandable><b>Allt som sparas, och hur länge</b>\n{_all_kept(whose)}\n• {_MUTED}</blockquote>"
    )


def before_first(whose: Profile) -> str:
    """The same in short, to whoever sends something for the first time."""
    who = f" Ansvarig är {escape(whose.responsible)}." if whose.responsible else ""
    return (
        "<i>Moderatorerna läser det du skickar. Det sparas tillsammans med ditt konto tills de har bestämt sig och "
        f"{TIMES[PERIODS['item']]} till. Ditt namn visas bara om du väljer det.{who}</i>"
    )


def table() -> str:
    """The periods as the README has them."""
    rows = [f"| {what} | {TIMES[PERIODS[each]]} |" for each, (what, _) in _told(Profile())]
    return "\n".join(["| Vad | Hur länge |", "| --- | --- |", *rows])


def _responsible(whose: Profile) -> str:
    if not whose.responsible:
        return f"<b>Ansvarig:</b> {_NO_PROFILE}"
    contact = f" Kontakt: {escape(whose.contact)}." if whose.contact else ""
    return f"<b>Ansvarig:</b> {escape(whose.responsible)}.{contact}"


def _all_kept(whose: Profile) -> str:
    return "\n".join(
        f"• <b>{what}</b>: {TIMES[PERIODS[each]]}.{f' {more}' if more else ''}" for each, (what, more) in _told(whose)
    )


def _told(whose: Profile) -> list[tuple[Kept, tuple[str, ...]]]:
    """What is kept, in order, as this network says it."""
    return [(each, tuple(escape(text.format(meeting=whose.meeting)) for text in told)) for each, told in KEPT.items()]
