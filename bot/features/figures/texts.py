"""The Swedish of how it goes; safe HTML."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.features.figures.values import OUTCOMES, Statistics, Status, Week
from bot.gateway.values import Backlog, Budget
from bot.language.text import counted, escape

OUTCOME_NAMES: Final = {"answer": "svar", "suggestions": "förslag", "none": "inget svar"}
TIP_STATES: Final = {
    "waiting": "väntar på er",
    "returned": "väntar på den som tipsade",
    "approved": "godkända",
    "merged": "hopslagna",
    "declined": "avslagna",
    "withdrawn": "tillbakadragna",
}
WITHIN_NAMES: Final = ("inom ett dygn", "inom tre dygn", "inom en vecka", "senare")
WEEKS_TITLE: Final = "Frågor per vecka"
THEMES_TITLE: Final = "Mest frågade teman, svar på åtta veckor"
TIPS_TITLE: Final = "Tips"
DECIDED_TITLE: Final = "Så lång tid tog besluten, åtta veckor"
ADOPTED_TITLE: Final = "”Vi tänker göra det”"
ADOPTED_NAMES: Final = ("har gjort det", "på gång", "blev inget")
NOTHING_YET: Final = "Ännu har ingen frågat eller tipsat. Prova igen om någon vecka."
FILE_NAME: Final = "statistik.png"
_SPANS: Final = ((86_400, "dygn", "dygn"), (3_600, "timme", "timmar"), (60, "minut", "minuter"))


def status(now_is: Status, at: datetime) -> str:
    """How the bot is doing, short enough for a phone."""
    return "\n".join(
        [
            "<b>Så går det för boten</b>",
            _contact(now_is.silence),
            f"Har varit igång i {_span(now_is.age)}",
            "",
            f"Meddelanden att svara på: {_backlog(now_is.updates, at)}",
            f"Besked att skicka: {_backlog(now_is.notices, at)}",
            f"Er kö: {_backlog(now_is.cards, at)}",
            f"Utskick kvar att skicka: {now_is.deliveries}",
            _speed(now_is),
            _budget(now_is.budget),
            "",
            f"Frågor på sju dagar: {_outcomes(now_is.asked)}",
        ]
    )


def statistics(found: Statistics) -> str:
    """All that the picture shows, for those who do not see it."""
    parts = [
        f"<b>{WEEKS_TITLE}</b>\n" + "\n".join(map(_week, found.weeks)),
        _part(THEMES_TITLE, [(escape(name), number) for name, number in found.themes]),
        _part(TIPS_TITLE, tips(found)),
        _part(DECIDED_TITLE, decided(found)),
        _part(ADOPTED_TITLE, adopted(found)),
    ]
    return "\n\n".join(filter(None, parts))


def tips(found: Statistics) -> list[tuple[str, int]]:
    """The states of tips that there are, and how many have them."""
    return [(name, found.tips[state]) for state, name in TIP_STATES.items() if state in found.tips]


def decided(found: Statistics) -> list[tuple[str, int]]:
    """How soon decisions came; nothing where none has."""
    return list(zip(WITHIN_NAMES, found.decided, strict=True)) if any(found.decided) else []


def adopted(found: Statistics) -> list[tuple[str, int]]:
    """What came of answers; nothing where nobody has meant to do anything."""
    return list(zip(ADOPTED_NAMES, found.adopted, strict=True)) if found.adopted else []


def week(shown: Week) -> str:
    """A week by its first day: "23/11"."""
    return f"{shown.monday.day}/{shown.monday.month}"


def _part(title: str, rows: list[tuple[str, int]]) -> str:
    return f"<b>{title}</b>\n" + "\n".join(f"{name}: {number}" for name, number in rows) if rows else ""


def _week(shown: Week) -> str:
    return f"Från {week(shown)}: {_outcomes(shown.asked)}"


def _outcomes(asked: Mapping[str, int]) -> str:
    number = sum(asked.values())
    parts = ", ".join(f"{asked.get(each, 0)} {OUTCOME_NAMES[each]}" for each in OUTCOMES)
    return f"{number} ({parts})" if number else "0"


def _contact(silence: float | None) -> str:
    if silence is None:
        return "Telegram har inte svarat än"
    return f"Telegram svarade för {_span(silence)} sedan"


def _backlog(waits: Backlog, at: datetime) -> str:
    if waits.since is None:
        return str(waits.number)
    return f"{waits.number}, äldsta har väntat {_span((at - waits.since).total_seconds())}"


def _speed(now_is: Status) -> str:
    if now_is.speed is None:
        return "Svarstid: ingen har skrivit än"
    return f"Svarstid: hälften inom {_seconds(now_is.speed.half)}, 95 av 100 inom {_seconds(now_is.speed.most)}"


def _budget(budget: Budget) -> str:
    paused = f", {counted(budget.paused, 'chatt', 'chattar')} pausade av Telegram" if budget.paused else ""
    waiting = f", {budget.waiting} väntar på sin tur" if budget.waiting else ""
    return f"Skickat senaste sekunden: {budget.used} av {budget.most}{waiting}{paused}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")


def _span(seconds: float) -> str:
    """ "40 sekunder", "3 timmar", in the largest unit that fills."""
    for length, one, many in _SPANS:
        if seconds >= length:
            return counted(int(seconds // length), one, many)
    return counted(max(0, int(seconds)), "sekund", "sekunder")
