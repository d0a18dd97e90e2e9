"""The Swedish of the bot presenting itself."""

from collections.abc import Sequence

from bot.language.text import escape

PLACEHOLDER = "Skriv din fråga här"


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
    "• <b>Vad vi talade om senast</b>, alltså vilket svar men inte dina ord, sparas i en halvtimme, "
    "så att du kan fråga vidare.\n"
    "• <b>Vad du tyckte om ett svar</b> sparas i ett år, utan ditt namn.\n"
    "• <b>Det du skickar till moderatorerna</b> sparas tillsammans med ditt konto, så att du kan få svar. "
    "Namn visas bara om du väljer det. Du kan dra tillbaka det på /mina så länge det väntar. "
    "Det du har börjat skriva sparas i 90 dagar. Avbryter du sparas det i en timme, om du skulle ångra dig.\n"
    "• <b>Om en moderator hindrar dig från att skicka</b> sparas ditt konto, till vilken dag det gäller och vem som "
    "bestämde det. Det tas bort när tiden är slut.\n"
    "• <b>Vill du ha utskick</b> med /prenumerera sparas det tillsammans med ditt konto och de teman du väljer, men "
    "inte ditt namn. Slutar du med /sluta tas det bort efter 90 dagar. "
    "Hur många gånger länkarna i ett utskick öppnas räknas, men inte av vem.\n"
    "• <b>Trycker du ”Vi tänker göra det”</b> sparas det tillsammans med ditt konto tills 90 dagar efter att du har "
    "svarat hur det gick. Sedan finns bara antalet kvar.\n"
    "• <b>Är du arrangör</b> sparas ditt namn, så att moderatorerna ser vilka som får skicka utskick. "
    "Det tas bort 90 dagar efter att du har slutat. En träff som du håller på att skapa sparas i 90 dagar. "
    "I ett utskick sparas vems konto som skrev, ändrade och godkände det.\n"
    "• <b>Grupper</b>: gruppens namn och det en admin berättar om gruppen sparas, "
    "och ett år efter att boten har lämnat den. "
    "Bara frågor till boten sparas. "
    "Svarar någon på ditt meddelande med /fraga sparas det som en fråga, utan ditt namn.\n\n"
    "Skriv inget om andras hälsa eller privata saker. Telegram har egna regler för vad de sparar."
)


def help_text(audience: str, commands: Sequence[tuple[str, str]]) -> str:
    """What the bot does and its commands (name, what it does), for one audience."""
    lines = "\n".join(f"/{name} – {does}" for name, does in commands)
    return _HELP_INTRO[audience] + "\n\n" + lines


_HELP_INTRO: dict[str, str] = {
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
