"""What every feature says in the same words."""

from bot.knowledge.profile import Profile
from bot.language.text import shortened

ASK_BUTTON = "Fråga"
THEMES_BUTTON = "Teman"
HELP_BUTTON = "Hjälp"
TIP_BUTTON = "Tipsa"
HUMAN = "Fråga en människa"
PREVIOUS = "Föregående"
NEXT = "Nästa"

ASK_IN_PRIVATE = "Fråga mig privat"


def bot_description(whose: Profile) -> str:
    """What Telegram shows in an empty chat; it takes 512 letters."""
    how = "Människor har skrivit svaren; boten hittar det som passar din fråga."
    return f"Fråga om {whose.purpose}. Här svarar {whose.name}. {how}"


def bot_short_description(whose: Profile) -> str:
    """What Telegram shows on the bot's profile; it takes 120 letters."""
    return shortened(f"{whose.whose} bot. Ställ din fråga, så letar jag.", 120)


NO_VOICE = (
    "Jag kan inte lyssna på röstmeddelanden. Tryck på mikrofonen på ditt tangentbord och tala, så blir det text. "
    "Den kan jag läsa."
)
STEP_EDITED = "Jag ändrar inte det du redan har svarat. Tryck på Tillbaka eller Ändra, eller skriv /mina."
WORDS_EDITED = (
    "Jag har redan tagit emot det du skrev, så det ändras inte här. Svara på nytt på sidan där jag frågade. "
    "Ett utskick öppnar du med /utskick. Tryck sedan Ändra innehåll."
)
STALE_BUTTON = "Den knappen gäller inte längre. Skriv din fråga igen."

UNKNOWN_COMMAND = "Det kommandot känner jag inte till. Skriv /hjalp så ser du vad jag kan."
SOMETHING_FAILED = "Något gick fel hos mig, och jag har noterat det. Försök igen om en liten stund."
GIVEN_UP = "Det här kan jag inte svara på: jag har stannat varje gång jag försökt. Skriv gärna på ett annat sätt."


def not_now(label: str) -> str:
    """A button's words were typed where there is no such button."""
    return f"”{label}” gäller inte just nu. Skriv din fråga, så letar jag. Skriv /hjalp så ser du vad jag kan."


LEFT = "Avbrutet. Jag väntar inte på något från dig längre."

UNDO = "Ångra"
BACK = "Tillbaka"
