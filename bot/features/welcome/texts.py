"""The Swedish of the bot presenting itself."""

from collections.abc import Sequence

from bot.knowledge.profile import Profile
from bot.language.counties import WHOLE_COUNTRY
from bot.language.text import escape

PLACEHOLDER = "Skriv din fråga här"


def welcome(name: str, whose: Profile) -> str:
    """The first words to a member, who may have no first name."""
    hello = f"Hej {escape(name)}!" if name else "Hej!"
    example = f", till exempel: <i>{escape(whose.example)}</i>" if whose.example else "."
    return (
        f"<b>{hello}</b>\n\n"
        f"Här svarar {escape(whose.name)}. Fråga mig om {escape(whose.purpose)}.\n\n"
        f"Skriv som du brukar prata{example}\n\n"
        "Jag är en bot, alltså ett datorprogram. Människor har skrivit svaren. "
        "Din fråga sparas i 90 dagar utan ditt namn. Läs mer: /integritet"
    )


def short_welcome(whose: Profile) -> str:
    """The first words to somebody whom a link has brought."""
    return (
        f"Hej! Jag är en bot från {escape(whose.name)}. Människor har skrivit svaren. "
        "Skriv gärna en egen fråga. Den sparas i 90 dagar utan ditt namn. Läs mer: /integritet"
    )


def about(whose: Profile) -> str:
    """Whose bot it is, where its answers come from, whom to reach."""
    where = "" if whose.county == WHOLE_COUNTRY else f" ({escape(whose.county)})"
    parts = (
        "<b>Om boten</b>",
        f"Fråga mig om {escape(whose.purpose)}. Jag är en bot från {escape(whose.name)}{where}.",
        escape(whose.about),
        "Människor har skrivit och granskat varje svar. Boten hittar det som passar din fråga, men hittar aldrig på. "
        "Är den osäker säger den det.",
        f"Ansvarig: {escape(whose.responsible)}. Kontakt: {escape(whose.contact)}" if whose.responsible else "",
    )
    return "\n\n".join(filter(None, parts))


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
