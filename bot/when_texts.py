"""Times in Swedish words, and what is said to words that are no time; plain text without anything to escape."""

from datetime import datetime, timedelta
from typing import Final

from bot.texts import MONTHS
from bot.when import SWEDEN, Note, Why

WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
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


def said(at: datetime, now: datetime) -> str:
    """A moment as seen from `now`: "imorgon tisdag 24 november kl. 9.00"; the year where it is another."""
    local, today = at.astimezone(SWEDEN), now.astimezone(SWEDEN).date()
    near = {today: "idag ", today + timedelta(days=1): "imorgon "}.get(local.date(), "")
    year = f" {local.year}" if local.year != today.year else ""
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS.split()[local.month - 1]}{year}"
    return f"{near}{day} kl. {clock(at)}"


def clock(at: datetime) -> str:
    """What a clock in Sweden shows: "14.05"."""
    local = at.astimezone(SWEDEN)
    return f"{local.hour}.{local.minute:02}"
