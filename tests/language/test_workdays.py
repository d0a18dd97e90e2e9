"""Working days in Sweden."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.language.workdays import is_working_day, stale_before, working_days_before
from bot.storage.clock import SWEDEN


# As published: the earliest and the latest Easter possible, and this decade's, in dates.
@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "2018-04-01", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]
)
def test_easter_is_where_the_almanac_has_it(day: str) -> None:
    """Good Friday and Easter Monday are off, the days around them are not."""
    sunday = date.fromisoformat(day)
    around = [is_working_day(sunday + timedelta(days=days)) for days in (-3, -2, 1, 2)]
    assert around == [True, False, False, True]


def test_the_days_off_of_2026_are_those_of_the_almanac() -> None:
    """Monday to Friday only; 6 June and 26 December are Saturdays that year."""
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365)]
    off = [each for each in days if each.weekday() < 5 and not is_working_day(each)]
    assert [f"{each.day}/{each.month}" for each in off] == [
        "1/1", "6/1", "3/4", "6/4", "1/5", "14/5", "19/6", "24/12", "25/12", "31/12",
    ]  # fmt: skip


def test_christmas_does_not_make_anything_late() -> None:
    """From 4 January 2027 five working days back is 22 December: eves, holidays and weekends are left out."""
    assert working_days_before(datetime(2027, 1, 4, 9, tzinfo=UTC), 5) == datetime(2026, 12, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize("begins", ["2018-10-22", "2018-12-17", "2019-03-25", "2019-05-27"])
def test_lateness_never_goes_away_by_itself(begins: str) -> None:
    """Hour by hour through two weeks, with a change of the clock or days off in them, the limit only moves on."""
    start = datetime.fromisoformat(begins).replace(tzinfo=UTC)
    limits = [stale_before(start + timedelta(hours=each)) for each in range(14 * 24)]
    assert limits == sorted(limits)


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_a_day_off_is_the_end_of_the_last_working_day(hour: int) -> None:
    """On Sunday, whenever, what came on the Friday of the week before is late, and what came after it is not."""
    limit = stale_before(datetime(2018, 11, 11, hour, tzinfo=SWEDEN))
    assert limit == datetime(2018, 11, 2, 23, 59, 59, 999_999, tzinfo=SWEDEN)


def test_the_day_is_the_one_in_sweden() -> None:
    """Late on Sunday in UTC it is Monday in Sweden."""
    assert working_days_before(datetime(2018, 11, 11, 23, 30, tzinfo=UTC), 0).day == 11
    assert working_days_before(datetime(2018, 11, 11, 22, 30, tzinfo=UTC), 0).day == 9
