"""The Swedish of what came of an answer; functions return safe HTML."""

from typing import Final

from bot.features.adoption.values import Outcome
from bot.language.text import escape

PLANNED = (
    "Roligt! Om tre månader frågar jag en gång hur det gick. Till dess sparas att just du tänker göra det. "
    "Lycka till, och fråga gärna mer."
)
PLANNED_ALREADY = "Det har du redan sagt. Jag frågar en gång, tre månader efter att du sa det."
WITHDRAWN = "Då frågar jag inte."
NOT_WITHDRAWN = "Det går inte att ångra längre, men du behöver inte svara när jag frågar."
GONE = "Den frågan gäller inte längre."
CHANGE = "Ändra svaret"
READ = "Läs svaret igen"
TIP = "Tipsa om hur ni gjorde"
OUTCOMES: Final[dict[Outcome, str]] = {
    "done": "Ja, vi har gjort det",
    "later": "Inte än",
    "dropped": "Det blev inget",
}
THANKS: Final[dict[Outcome, str]] = {
    "done": "Grattis! Nu står det vid svaret att en bygd till har gjort det. Berätta gärna för andra hur ni gjorde.",
    "later": "Tack för svaret. Hoppas att det blir av!",
    "dropped": "Tack för svaret. Det hjälper andra att veta vad som är svårt.",
}


def question(title: str) -> str:
    """After 90 days."""
    return f"För tre månader sedan tänkte ni göra det här:\n\n<b>{escape(title)}</b>\n\nBlev det av?"
