"""The Swedish of the page for a projector; plain text unless a function says otherwise."""

from bot.features.meetings.summary import Summary
from bot.language.dates import clock
from bot.storage.clock import now

OFF = (
    "Storbilden är avstängd. Den som driver boten slår på den med inställningen BOT_PROJECTOR_PORT, till exempel 8090, "
    "och startar om."
)
TITLE = "Svaren på storbild"
WHICH = "Vad ska visas?"
NONE_YET = "Inget är inlagt än."
NO_SUCH = "Det finns inte."
ELSEWHERE = "Sidan öppnas med adressen 127.0.0.1."
ANSWER_HERE = "Svara här"
QR_ALT = "QR-bild med länken till frågorna"
AS_TEXT = "Som text"
AS_SCREEN = "Som storbild"
BEFORE = "Förra"
AFTER = "Nästa"
PAUSE = "Pausa"
GO_ON = "Fortsätt"
LOST = "Boten svarar inte. Sidan försöker igen."


def where(url: str) -> str:
    """The page's address; safe HTML."""
    return (
        f"Öppna {url} i webbläsaren på datorn där boten körs, och visa den på storbild. Svaren kommer dit när de är "
        "godkända. Tangenterna ← och → bläddrar, mellanslag pausar."
    )


def status(summary: Summary) -> str:
    """How many answers are shown, and when that was."""
    answers = sum(part.number for part in summary.parts if not part.by_place)
    places = sum(part.number for part in summary.parts if part.by_place)
    told = [f"{answers} svar"] + ([f"{places} platser" if places != 1 else "1 plats"] if places else [])
    return f"{' och '.join(told)} är godkända"


def updated() -> str:
    """When a page was made."""
    return f"Klockan är {clock(now())}."


def shown_of(shown: int, total: int) -> str:
    """How many places a slide shows."""
    return f"De {shown} vanligaste av {total}"
