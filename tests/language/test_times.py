"""Times in Swedish words: what people mean is found, and what is unclear is asked about rather than guessed."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.dates import MONTHS, WEEKDAYS
from bot.language.times import Meant, NotTime, Said, is_quiet, on_clock, on_day, opens, read, understood
from bot.storage.clock import SWEDEN

NOW = datetime(2018, 11, 6, 12, tzinfo=SWEDEN)  # a Tuesday
MOMENTS = st.integers(0, 12 * 365 * 1440).map(
    lambda minutes: datetime(2018, 1, 1, tzinfo=UTC) + timedelta(0, 60 * minutes)
)
MOMENTS_OF_YEARS = [datetime(year, month, 28, 11, tzinfo=UTC) for year in (2026, 2027, 2028) for month in range(1, 13)]
# Around the nights when clocks are put forward and back.
SHIFTS = st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]).flatmap(
    lambda shift: st.integers(-3 * 1440, 3 * 1440).map(lambda minutes: shift + timedelta(minutes=minutes))
)


def meant(words: str, now: datetime = NOW) -> str:
    """What words mean, as a Swedish clock and calendar show it, or why not."""
    try:
        return read(words, now).at.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")
    except NotTime as refused:
        return refused.why


def day_meant(words: str, today: date) -> str:
    """The day that words mean, or why not."""
    try:
        return on_day(words, today)[0].isoformat()
    except NotTime as refused:
        return refused.why


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("imorgon kl 9", "2018-11-07 09:00"),
        ("I morgon kl. 9!", "2018-11-07 09:00"),
        ("imorgon 9", "2018-11-07 09:00"),
        ("imorgon bitti", "2018-11-07 08:00"),
        ("i övermorgon klockan halv tio", "2018-11-08 09:30"),
        ("på torsdag 14.30", "2018-11-08 14:30"),
        ("torsdag eftermiddag kl 3", "2018-11-08 15:00"),
        ("på tisdag kl 15", "2018-11-13 15:00"),
        ("nästa onsdag kl 9", "2018-11-14 09:00"),
        ("6 december 09:00", "2018-12-06 09:00"),
        ("torsdag den 6 december klockan nio", "2018-12-06 09:00"),
        ("6/12 9.00", "2018-12-06 09:00"),
        ("6.12 kl 9", "2018-12-06 09:00"),
        ("6.12.2018 9:00", "2018-12-06 09:00"),
        ("6 november kl 15", "2018-11-06 15:00"),
        ("5 november kl 15", "2019-11-05 15:00"),
        ("2018-12-06 0:05", "2018-12-06 00:05"),
        ("om två timmar", "2018-11-06 14:00"),
        ("om en halvtimme", "2018-11-06 12:30"),
        ("om fjorton dagar kl 9", "2018-11-20 09:00"),
        ("om en vecka", "2018-11-13 12:00"),
        ("nu", "2018-11-06 12:00"),
        ("9", "2018-11-07 09:00"),
        ("kl 9", "2018-11-07 09:00"),
        ("kl 14", "2018-11-06 14:00"),
        ("kvart i tio imorgon", "2018-11-07 09:45"),
        ("ikväll kl 7", "2018-11-06 19:00"),
        ("den 5:e december kl 9", "2018-12-05 09:00"),
        ("ons 5 dec kl 9", "2018-12-05 09:00"),
        ("Ons. 5:e dec. 2018, kl. 9", "2018-12-05 09:00"),
        ("imorgon klockan sju på kvällen", "2018-11-07 19:00"),
        ("på lördag 14.30", "2018-11-10 14:30"),
        ("lo\u0308rdagen kl 14.30", "2018-11-10 14:30"),
        ("1/12 kl 18", "2018-12-01 18:00"),
        ("20181206 9.00", "2018-12-06 09:00"),
        ("29 februari kl 9", "far"),
    ],
)
def test_times_are_read_as_swedes_mean_them(words: str, at: str) -> None:
    """Day and clock in any order and spelling; what has no day is the next such time."""
    assert meant(words) == at


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("hej hopp", "nonsense"),
        ("", "nonsense"),
        ("tomorrow at 9", "nonsense"),
        ("monday 9", "nonsense"),
        ("32 december kl 9", "no_day"),
        ("30 februari kl 9", "no_day"),
        ("13/13 kl 9", "nonsense"),
        ("kl 25", "nonsense"),
        ("mars", "nonsense"),
        ("2019", "nonsense"),
        ("kl 9 kl 10", "nonsense"),
        ("om en timme kl 9", "nonsense"),
        ("på måndag", "no_clock"),
        ("6 december", "no_clock"),
        ("6.12", "ambiguous"),
        ("9.10", "ambiguous"),
        ("idag kl 9", "past"),
        ("6 november kl 9", "past"),
        ("om 0 minuter", "past"),
        ("12 mars 2030 kl 8", "far"),
        ("fredag 6 december kl 9", "weekday"),
    ],
)
def test_what_is_unclear_is_asked_about(words: str, why: str) -> None:
    """dateparser alone reads several of these as some other day."""
    assert meant(words) == why


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("idag", "2026-11-23"),
        ("i morgon", "2026-11-24"),
        ("på torsdag", "2026-11-26"),
        ("måndag", "2026-11-30"),
        ("lör", "2026-11-28"),
        ("nästa tisdag", "2026-12-01"),
        ("6 december", "2026-12-06"),
        ("söndagen den 6 december", "2026-12-06"),
        ("den 6:e dec. 2027", "2027-12-06"),
        ("6 nov", "2027-11-06"),
        ("6/12", "2026-12-06"),
        ("6/12-2027", "2027-12-06"),
        ("29 februari", "2028-02-29"),
        ("2026-12-06", "2026-12-06"),
        ("20261206", "2026-12-06"),
        ("2026-10-01", "2026-10-01"),
        ("om två veckor", "2026-12-07"),
        ("imorgon kl 19", "2026-11-24"),
        ("ikväll", "2026-11-23"),
        ("31 november", "no_day"),
        ("2026-13-01", "no_day"),
        ("fredag 6 december", "weekday"),
        ("om ett tag", "nonsense"),
        ("kl 19", "nonsense"),
        ("torget", "nonsense"),
        ("", "nonsense"),
    ],
)
def test_a_day_is_read_with_or_without_a_time(words: str, day: str) -> None:
    """The next such day where no year is given; a day of the week is never today; a time alone is no day."""
    assert day_meant(words, date(2026, 11, 23)) == day


def test_what_words_named_is_told_apart() -> None:
    """A day, a time of the next day that has it, or both."""
    nine = Said(datetime(2018, 11, 7, 9, tzinfo=SWEDEN))
    assert understood("imorgon", NOW) == Meant(date(2018, 11, 7), None)
    assert understood("kl 9", NOW) == Meant(None, nine)
    assert understood("imorgon kl 9", NOW) == Meant(date(2018, 11, 7), nine)


@given(st.text(max_size=40), MOMENTS)
def test_any_words_are_a_time_to_come_or_refused(words: str, now: datetime) -> None:
    """Nothing that people write breaks it, and no time in the past comes out."""
    with suppress(NotTime):
        assert read(words, now).at >= now


@given(SHIFTS, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_clock_time_tomorrow_is_that_time_tomorrow_also_when_clocks_change(now: datetime, at: time) -> None:
    """The words' clock is what the clock on the wall shows, unless that hour is left out that night."""
    said = read(f"imorgon kl {at:%H:%M}", now)
    local = said.at.astimezone(SWEDEN)
    assert local.date() == now.astimezone(SWEDEN).date() + timedelta(days=1)
    assert local.time() == (at if said.note != "skipped" else at.replace(hour=3))


@given(SHIFTS, st.integers(1, 72))
def test_hours_ahead_are_real_hours(now: datetime, hours: int) -> None:
    """ "Om tre timmar" is three hours by any clock, also over the night when one is left out."""
    assert read(f"om {hours} timmar", now).at.astimezone(UTC) - now == timedelta(hours=hours)


def test_the_hour_that_is_left_out_and_the_one_that_comes_twice_are_told() -> None:
    """On 29 March 2026 there is no 2.30; on 25 October there are two, of which the first is meant."""
    skipped = read("29 mars kl 2.30", datetime(2026, 3, 27, tzinfo=UTC))
    assert (skipped.note, skipped.at.strftime("%H:%M")) == ("skipped", "03:30")
    twice = read("25 oktober kl 2.30", datetime(2026, 10, 20, tzinfo=UTC))
    assert twice.note == "twice"
    assert twice.at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert on_clock(date(2026, 10, 25), time(4)) == Said(datetime(2026, 10, 25, 4, tzinfo=SWEDEN))


def test_the_second_of_two_equal_hours_is_after_the_first() -> None:
    """At 2.40 for the second time that night 2.50 has been for the first time: it is tomorrow's."""
    assert meant("kl 2.50", datetime(2026, 10, 25, 2, 40, tzinfo=SWEDEN, fold=1)) == "2026-10-26 02:50"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 360), st.sampled_from(MOMENTS_OF_YEARS))
def test_every_day_of_the_year_is_read_in_every_form(ahead: int, now: datetime) -> None:
    """As a date with its month in words, whole or cut, in figures, with and without year and weekday."""
    day = now.date() + timedelta(days=ahead)
    month = MONTHS[day.month - 1]
    named = f"{day.day} {month}"
    forms = [named, f"{day.day} {month[:3]}", f"{named} {day.year}", f"{day.day}/{day.month}", f"{day.day}.{day.month}"]
    forms += [f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"]
    forms += [f"{WEEKDAYS[day.weekday()]} den {named}"]
    assert {form: meant(f"{form} kl 9", now) for form in forms} == dict.fromkeys(forms, f"{day} 09:00")


@given(st.one_of(MOMENTS, SHIFTS))
def test_it_opens_at_the_first_moment_that_is_not_quiet(at: datetime) -> None:
    """At once in the daytime of a working day, otherwise at eight; a minute earlier it is still quiet."""
    opening = opens(at)
    assert not is_quiet(opening)
    if is_quiet(at):
        assert opening > at
        assert opening.astimezone(SWEDEN).time() == time(8)
        before = opening.astimezone(UTC) - timedelta(minutes=1)
        assert is_quiet(before)
        assert opening - at <= timedelta(days=3)
    else:
        assert opening == at


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2018-11-06 07:59", True),
        ("2018-11-06 08:00", False),
        ("2018-11-06 19:59", False),
        ("2018-11-06 20:00", True),
        ("2018-11-10 12:00", True),
        ("2018-11-11 12:00", True),
    ],
)
def test_nights_and_weekends_are_quiet(at: str, quiet: bool) -> None:
    """Twenty to eight, and Saturday and Sunday, by Swedish clocks."""
    assert is_quiet(datetime.fromisoformat(at).replace(tzinfo=SWEDEN).astimezone(UTC)) is quiet
