"""Days and times are written in one way."""

from datetime import UTC, date, datetime

from bot.language.dates import clock, on_date, on_weekday, said, when
from bot.storage.clock import SWEDEN


def test_dates_are_written_as_swedes_write_them() -> None:
    """Month in words, no leading nought."""
    assert on_date(date(2018, 1, 6)) == "6 januari 2018"
    assert on_date(date(2026, 12, 31)) == "31 december 2026"
    assert on_date(date(2026, 1, 6), today=date(2026, 12, 31)) == "6 januari"
    assert on_weekday(date(2026, 12, 6)) == "söndag 6 december 2026"


def test_a_clock_has_four_figures_for_everybody() -> None:
    """Swedish time, also across midnight in UTC."""
    at = datetime(2026, 11, 23, 23, 5, tzinfo=UTC)
    assert clock(at) == "00.05"
    assert when(at) == "24 november 2026 kl. 00.05"


def test_a_moment_is_said_as_one_would() -> None:
    """Near days by name, others by date; the year only where it is another."""
    now = datetime(2026, 11, 23, 9, tzinfo=SWEDEN)
    assert said(datetime(2026, 11, 24, 8, tzinfo=UTC), now) == "imorgon tisdag 24 november kl. 09.00"
    assert said(datetime(2026, 11, 23, 13, 5, tzinfo=UTC), now) == "idag måndag 23 november kl. 14.05"
    assert said(datetime(2027, 1, 7, 8, tzinfo=UTC), now) == "torsdag 7 januari 2027 kl. 09.00"
