"""What every feature says in the same words."""

ASK_BUTTON = "Fråga"
THEMES_BUTTON = "Teman"
HELP_BUTTON = "Hjälp"
TIP_BUTTON = "Tipsa"
HUMAN = "Fråga en människa"
PREVIOUS = "Föregående"
NEXT = "Nästa"

ASK_IN_PRIVATE = "Fråga mig privat"

BOT_DESCRIPTION = (
    "Fråga om det som fungerar på landsbygden: samåkning, lokal mat, bredband, mötesplatser och mycket mer. "
    "Svaren är goda exempel och förslag som medlemmar i landsbygdsnätverket har berättat om. "
    "Människor har skrivit dem; boten hittar det som passar din fråga."
)
BOT_SHORT_DESCRIPTION = "Goda exempel från landsbygdsnätverket. Ställ din fråga, så letar jag."

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
