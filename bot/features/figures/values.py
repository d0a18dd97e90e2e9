"""How it goes, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.gateway.values import Backlog, Budget

SILENT: Final = 300.0  # seconds without an answer of Telegram, until the bot is not well

OUTCOMES: Final = ("answer", "suggestions", "none")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds in which half and 95 % of the latest `number` updates were dealt with."""

    number: int
    half: float
    most: float


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot is doing now; `is_alive` unless whoever takes in updates has ended.

    `age` and `silence` are seconds: since its start, since Telegram last answered (None: never). What waits are
    members' `updates`, `notices` to be sent, `cards` for the moderators and `deliveries` of broadcasts; `asked` is how
    many questions of the last week had each outcome.
    """

    is_alive: bool
    age: float
    silence: float | None
    updates: Backlog
    notices: Backlog
    cards: Backlog
    deliveries: int
    speed: Speed | None
    asked: Mapping[str, int]
    budget: Budget

    @property
    def is_well(self) -> bool:
        """Whether updates are taken in and Telegram answers."""
        return self.is_alive and self.silence is not None and self.silence < SILENT


@dataclass(frozen=True, slots=True)
class Week:
    """How many questions had each outcome in the week that begins on `monday`."""

    monday: date
    asked: Mapping[str, int]

    @property
    def number(self) -> int:
        """All of them."""
        return sum(self.asked.values())


@dataclass(frozen=True, slots=True)
class Statistics:
    """The latest `weeks`, oldest first; in them the `themes` of the answers, the most asked first, and how many
    decisions about what was sent in came within a day, three days, a week, and later. `tips` are all there are, by
    state, and `adopted` how many have done what an answer tells of, have not yet, and never will; nothing for none.
    """

    weeks: tuple[Week, ...]
    themes: tuple[tuple[str, int], ...]
    tips: Mapping[str, int]
    decided: tuple[int, ...]
    adopted: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return (
            not any(week.number for week in self.weeks) and not self.tips and not any(self.decided) and not self.adopted
        )
