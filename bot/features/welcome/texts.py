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
