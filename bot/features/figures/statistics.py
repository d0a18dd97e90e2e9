"""What has been asked and sent in lately."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.features.adoption import store as adoption
from bot.features.figures.values import Statistics, Week
from bot.features.moderation.store import counts as moderation_counts
from bot.features.unanswered.store.counts import Counted, counts
from bot.knowledge.values import Knowledge
from bot.storage.database import Database

WEEKS: Final = 8
MOST_THEMES: Final = 6
WITHIN: Final = (1.0, 3.0, 7.0)  # days
_WEEK: Final = timedelta(weeks=1)


async def statistics(database: Database, knowledge: Knowledge, today: date) -> Statistics:
    """The last eight weeks, this one included."""
    first = today - timedelta(days=today.weekday()) - (WEEKS - 1) * _WEEK
    asked = await counts(database, first)
    days = await moderation_counts.decision_times(database, datetime.combine(first, time(), UTC))
    return Statistics(
        tuple(_week(asked, first + number * _WEEK) for number in range(WEEKS)),
        _themes(asked, knowledge),
        {str(status): number for status, number in (await moderation_counts.tips(database)).items()},
        within(days),
        await _adopted(database),
    )


async def _adopted(database: Database) -> tuple[int, ...]:
    found = await adoption.tally(database)
    numbers = (found.done, found.planned + found.asked + found.later, found.dropped)
    return numbers if any(numbers) else ()


def _week(asked: Sequence[Counted], monday: date) -> Week:
    found = Counter[str]()
    for each in asked:
        if monday <= each.day < monday + _WEEK:
            found[each.outcome] += each.number
    return Week(monday, dict(found))


def _themes(asked: Sequence[Counted], knowledge: Knowledge) -> tuple[tuple[str, int], ...]:
    theme_of = {entry.id: entry.theme for entry in knowledge.entries}
    found = Counter[str]()
    for each in asked:
        if each.entry_id in theme_of:
            found[knowledge.theme_names[theme_of[each.entry_id]]] += each.number
    return tuple(found.most_common(MOST_THEMES))


def within(days: Sequence[float]) -> tuple[int, ...]:
    """How many came within each of the limits, and how many later."""
    places = [sum(each > limit for limit in WITHIN) for each in days]
    return tuple(places.count(place) for place in range(len(WITHIN) + 1))
