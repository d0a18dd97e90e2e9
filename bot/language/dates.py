"""Days and times in Swedish words, as clocks and calendars in Sweden show them; plain text, nothing to escape."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.storage.clock import SWEDEN

MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def on_date(day: date, today: date | None = None) -> str:
    """ "6 november 2026"; without the year where it is that of `today`."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def on_weekday(day: date, today: date | None = None) -> str:
    """The same with the day of the week: "fredag 6 november 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {on_date(day, today)}"


def last_day(until: datetime) -> str:
    """The day on which something ends: "den 6 november 2026"."""
    return f"den {on_date(until.astimezone(SWEDEN).date())}"


def clock(at: datetime) -> str:
    """The time of day, always in four figures: "08.05"."""
    return f"{at.astimezone(SWEDEN):%H.%M}"


def when(at: datetime) -> str:
    """A moment in full: "6 november 2026 kl. 08.05"."""
    return f"{on_date(at.astimezone(SWEDEN).date())} kl. {clock(at)}"


def said(at: datetime, now: datetime) -> str:
    """A moment as seen from `now`: "imorgon tisdag 24 november kl. 09.00"; the year where it is another."""
    day, today = at.astimezone(SWEDEN).date(), now.astimezone(SWEDEN).date()
    near = {today: "idag ", today + timedelta(days=1): "imorgon "}.get(day, "")
    return f"{near}{on_weekday(day, today)} kl. {clock(at)}"
