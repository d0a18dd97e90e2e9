"""Working days in Sweden: Monday to Friday, without public holidays and the eves on which hardly anybody works."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from dateutil.easter import easter

from bot.storage.clock import SWEDEN

WORKING_DAYS: Final = 5  # that an item may wait before it is raised
_FRIDAY: Final = 4
_DAY: Final = timedelta(days=1)
# New Year, Epiphany, 1 May, the national day, Christmas with its eve, New Year's Eve, as (month, day).
_FIXED: Final = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
_FROM_EASTER: Final = (-2, 1, 39)  # Good Friday, Easter Monday, Ascension; the others are Sundays


def stale_before(at: datetime) -> datetime:
    """What waits since before this has waited for more than five working days."""
    return working_days_before(at, WORKING_DAYS)


def working_days_before(at: datetime, days: int) -> datetime:
    """The same time of day in Sweden, `days` working days earlier; a day off counts as the end of the last one."""
    found = at.astimezone(SWEDEN)
    if not is_working_day(found.date()):
        found = datetime.combine(_working(found), time.max, SWEDEN)
    for _ in range(days):
        found = _working(found - _DAY)
    return found.astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Whether moderators can be expected to look."""
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == _FRIDAY
    moving = day in {easter(day.year) + timedelta(days=days) for days in _FROM_EASTER}
    return day.weekday() <= _FRIDAY and (day.month, day.day) not in _FIXED and not moving and not midsummer_eve


def _working(at: datetime) -> datetime:
    """The same time of day on the last working day until then."""
    while not is_working_day(at.date()):
        at -= _DAY
    return at
