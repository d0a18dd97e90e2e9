"""Swedish days and times in words, read by one grammar, and the hours in which nobody is sent anything.

dateparser knows the Swedish words, but also reads "imorgon 9" as tomorrow at this hour, "32 december" as a day in 2032,
"6.12" as a quarter past six and does not know "kl". So the clock is read here, dateparser gets only forms of a day that
are known to be read right, and every number in them must come back in the day it found.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Literal

from bot.errors import BotError
from bot.language.dates import MONTHS, WEEKDAYS
from bot.storage.clock import SWEDEN

QUIET_FROM, QUIET_UNTIL = 20, 8  # o'clock; weekends are quiet all day
FARTHEST: Final = timedelta(days=366)

Note = Literal["twice", "skipped"]
Why = Literal["nonsense", "no_clock", "ambiguous", "past", "far", "weekday", "no_day"]

_NUMBERS: Final = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_PARTS: Final = {
    "bitti": 8, "morgon": 8, "morgonen": 8, "förmiddag": 10, "förmiddagen": 10, "lunch": 12, "eftermiddag": 14,
    "eftermiddagen": 14, "kväll": 18, "kvällen": 18,
}  # fmt: skip
_DAYS: Final = {"idag": 0, "imorgon": 1, "övermorgon": 2}
_MONTH_OF: Final = {month[:3]: month for month in MONTHS}
_NAMED_MONTH: Final = re.compile(rf"\b(\d{{1,2}})(?::?[ae])? ?({'|'.join(_MONTH_OF)})[a-zåäö]*\.?(?= |$)")
_WEEKDAY_OF: Final = {weekday[:3]: weekday for weekday in WEEKDAYS}
_NAMED_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAY_OF)})s?(?:d[a-zåäö]*)?\.?(?= |$)")
_FIGURES: Final = re.compile(r"\b(\d{4})-?(\d\d)-?(\d\d)\b")
_DATE: Final = re.compile(
    r"\d{1,2} (?:" + "|".join(MONTHS) + r")(?: \d{4})?"
    r"|\d{1,2}/(?:1[0-2]|0?[1-9])(?:[ /-]\d{4})?|\d{4}-\d{2}-\d{2}"
)
_AHEAD: Final = re.compile(r"om (\d{1,3}) (min(?:ut(?:er)?)?|tim(?:me|mar)?|dag(?:ar)?|veck(?:a|or))")
_DAY: Final = timedelta(days=1)
_NOW: Final = {"nu", "direkt", "genast", "nu direkt", "på en gång", "med en gång"}


@dataclass(frozen=True, slots=True)
class Said:
    """The moment that words meant, in Swedish time.

    `note` tells of the nights when clocks are put forward or back: "twice" that the time comes twice and the first is
    meant, "skipped" that it does not come at all and the hour after is meant.
    """

    at: datetime
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What words named: a day, a time, or both; of a time without a `day` the `moment` is the next such."""

    day: date | None
    moment: Said | None


class NotTime(BotError):
    """The words are no day, or no time to come; `why` is for texts, "weekday" that the date is another day of
    the week, "no_day" that there is no such day."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def read(words: str, now: datetime) -> Said:
    """What somebody who writes at `now` (aware) means by "imorgon kl 9"; NotTime if that is not clear and to come."""
    if _tidied(words) in _NOW:
        return Said(now.astimezone(SWEDEN))
    moment = understood(words, now).moment
    if moment is None:
        raise NotTime("no_clock")
    if moment.at.astimezone(UTC) <= now.astimezone(UTC):
        raise NotTime("past")
    if moment.at - now > FARTHEST:
        raise NotTime("far")
    return moment


def on_day(words: str, today: date) -> tuple[date, time | None]:
    """The day that somebody means by "på torsdag" or "6/12 kl 9", also a past one, and the time by the clock, if any.

    NotTime if the day is not clear.
    """
    meant, text = understood(words, datetime.combine(today, time(), SWEDEN)), _tidied(words)
    if meant.day is None:
        raise NotTime("nonsense")
    by_the_clock = meant.moment is not None and text not in _NOW and not _AHEAD.fullmatch(text)
    return meant.day, meant.moment.at.time() if by_the_clock and meant.moment is not None else None


def clock_of(words: str) -> time:
    """The time of day that somebody means by "19", "kl 19.30" or "halv åtta på kvällen"; NotTime if it is not clear."""
    text, part = _without_part(_tidied(words))
    named = f"kl {text}" if text[:1].isdigit() else text
    rest, clock = _without_clock(named, part)
    if rest or clock is None:
        raise NotTime("no_clock")
    return clock


def understood(words: str, now: datetime) -> Meant:
    """The day and the time that somebody who writes at `now` (aware) names, be they past or to come."""
    now = now.astimezone(UTC)  # Python compares and subtracts two times of the same zone by their clocks
    local = now.astimezone(SWEDEN)
    text = _tidied(words)
    if text in _NOW:
        return Meant(local.date(), Said(local))
    text, part = _without_part(text)
    text, clock = _without_clock(text, part)
    ahead = _AHEAD.fullmatch(text)
    if ahead is not None and clock is None:
        return _at(ahead[0], now)
    if text:
        day = _day(text, local.date())
        return Meant(day, on_clock(day, clock) if clock is not None else None)
    if clock is None:
        raise NotTime("nonsense")
    today = on_clock(local.date(), clock)
    return Meant(None, on_clock(local.date() + _DAY, clock) if part is None and today.at <= now else today)


def _at(ahead: str, now: datetime) -> Meant:
    """ "Om två timmar" are real hours; "om två dagar" is the same time by the clock."""
    if _is_by_the_clock(ahead):
        at = (now + _ahead(ahead)).astimezone(SWEDEN)
        return Meant(at.date(), Said(at))
    local = now.astimezone(SWEDEN)
    day = local.date() + _ahead(ahead)
    return Meant(day, on_clock(day, local.time().replace(second=0, microsecond=0)))


def on_clock(day: date, at: time) -> Said:
    """When a clock in Sweden shows `at` on `day`."""
    said = datetime.combine(day, at, SWEDEN)
    there = said.astimezone(UTC).astimezone(SWEDEN)
    if there.replace(tzinfo=None) != said.replace(tzinfo=None):
        return Said(there, "skipped")
    return Said(said, "twice" if said.utcoffset() != said.replace(fold=1).utcoffset() else None)


def is_quiet(at: datetime) -> bool:
    """Whether it is night or weekend in Sweden."""
    local = at.astimezone(SWEDEN)
    return local.weekday() >= 5 or local.hour >= QUIET_FROM or local.hour < QUIET_UNTIL


def opens(at: datetime) -> datetime:
    """The first moment from `at` on that is not quiet."""
    if not is_quiet(at):
        return at
    local = at.astimezone(SWEDEN)
    day = local.date() + timedelta(days=1 if local.hour >= QUIET_FROM else 0)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, time(QUIET_UNTIL), SWEDEN)


def _tidied(words: str) -> str:
    """Lower case, one space, numbers in figures, months and days of the week whole, the small words away."""
    text = " ".join(unicodedata.normalize("NFKC", words).casefold().replace(",", " ").split()).strip(" .!?")
    text = re.sub(r"\bi (dag|morgon|övermorgon|kväll|eftermiddag|förmiddag)\b", r"i\1", text)
    text = text.replace("iövermorgon", "övermorgon")
    text = re.sub(r"\bi(kväll|eftermiddag|förmiddag)\b", r"idag \1", text)
    text = re.sub(r"\b(?:en )?halv ?timme\b", "30 minuter", text)
    text = re.sub(r"^om (?:en )?kvart$", "om 15 minuter", text)
    text = re.sub(r"^om (?:en|ett)\b", "om 1", text)
    text = " ".join(str(_NUMBERS.index(each)) if each in _NUMBERS[2:] else each for each in text.split())
    text = _FIGURES.sub(r"\1-\2-\3", text)
    text = _NAMED_MONTH.sub(lambda found: f"{found[1]} {_MONTH_OF[found[2]]}", text)
    text = _NAMED_WEEKDAY.sub(lambda found: _WEEKDAY_OF[found[1]], text)
    return " ".join(each for each in text.split() if each not in {"på", "den", "vid", "till", "mitt"})


def _without_part(text: str) -> tuple[str, int | None]:
    """The text without "bitti" or "kväll", and the hour that means."""
    named = [word for word in text.split() if word in _PARTS]
    rest = " ".join(word for word in text.split() if word not in _PARTS)
    return rest, _PARTS[named[0]] if named else None


_SPOKEN: Final = re.compile(r"(?:\bkl(?:ockan)?\b\.? ?)?\b(halv|kvart över|kvart i) (\d{1,2})\b")
_NAMED: Final = re.compile(r"\bkl(?:ockan)?\b\.? ?(\d{1,2})(?:[.:]?(\d{2}))?\b(?![.:/])")
_COLON: Final = re.compile(r"(?<![\d.:/-])(\d{1,2}):(\d{2})\b")
_LAST: Final = re.compile(r"(?:^|(?<= ))(\d{1,2})(?:\.(\d{2}))?$")
_SPOKEN_MINUTES: Final = {"halv": -30, "kvart över": 15, "kvart i": -15}


def _without_clock(text: str, part: int | None) -> tuple[str, time | None]:
    """The text without its clock, with "6.12" as "6/12", and the clock, which "på kvällen" puts after noon."""
    spoken = _SPOKEN.search(text)
    found = spoken or _NAMED.search(text) or _COLON.search(text) or _LAST.search(text)
    if found is None:
        return _as_date(text), None if part is None else time(part)
    rest = _as_date(" ".join((text[: found.start()] + " " + text[found.end() :]).split()))
    if found.re is _LAST and found[2] and not rest and int(found[1]) <= 31 and 1 <= int(found[2]) <= 12:
        raise NotTime("ambiguous")
    minutes = _SPOKEN_MINUTES[found[1]] if spoken else int(found[2] or 0)
    hour = int(found[2] if spoken else found[1])
    if hour > (12 if spoken else 23) or minutes > 59:
        raise NotTime("nonsense")
    hour += 12 if part is not None and part >= 12 and hour < 12 else 0
    return rest, time(*divmod((hour * 60 + minutes) % 1440, 60))


def _as_date(text: str) -> str:
    return re.sub(r"\b(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$", lambda it: "/".join(filter(None, it.groups())), text)


def _day(text: str, today: date) -> date:
    """The day that words mean, today or later unless a year says otherwise."""
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    if _AHEAD.fullmatch(text):
        if _is_by_the_clock(text):
            raise NotTime("nonsense")
        return today + _ahead(text)
    weekday, _, rest = text.removeprefix("nästa ").partition(" ")
    if weekday in WEEKDAYS and not rest:
        return _next_weekday(WEEKDAYS.index(weekday), today, text.startswith("nästa "))
    found = _date(rest if weekday in WEEKDAYS else text, today)
    if weekday in WEEKDAYS and found.weekday() != WEEKDAYS.index(weekday):
        raise NotTime("weekday")
    return found


def _next_weekday(weekday: int, today: date, next_week: bool) -> date:
    """The coming such day, never today; of "nästa måndag" the one of next week, as the calendar counts weeks."""
    if next_week:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _date(text: str, today: date) -> date:
    """A day of the calendar; without a year the coming one, which may be today."""
    if not _DATE.fullmatch(text):
        raise NotTime("nonsense")
    if _FIGURES.fullmatch(text):  # dateparser takes the 13th month for a day
        return _written(text)
    # Seen from the day itself, dateparser puts it in the next year.
    found = _parsed(text, today - timedelta(days=1))
    numbers = {int(each) for each in re.findall(r"\d+", text)}
    if found is None or not numbers <= {found.day, found.month, found.year}:
        raise NotTime("no_day")
    return found.date()


def _written(figures: str) -> date:
    try:
        return date.fromisoformat(figures)
    except ValueError:
        raise NotTime("no_day") from None


def _is_by_the_clock(ahead: str) -> bool:
    return ahead.split()[2].startswith(("min", "tim"))


def _ahead(text: str) -> timedelta:
    """How far ahead "om 2 timmar" is."""
    base = date(2000, 1, 1)
    found = _parsed(text, base)
    if found is None:
        raise NotTime("nonsense")
    return found - datetime.combine(base, time())


def _parsed(text: str, base: date) -> datetime | None:
    """dateparser's reading in Swedish only, seen from the midnight that `base` begins with."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a tenth of a second, which only organisers wait for

    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RELATIVE_BASE": datetime.combine(base, time()),
    }
    return DateDataParser(languages=["sv"], settings=settings).get_date_data(text).date_obj
