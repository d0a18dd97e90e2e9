"""The Swedish of the moderators' queue and of an item's history; safe HTML."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from bot.features.moderation.texts.decisions import ACTIONS, OWN_ACTIONS, REASONS, begun, called, changes, head
from bot.features.moderation.values import Count, Item, Kind, Proposal, Waiting
from bot.features.roles.texts import person
from bot.language.dates import on_date, when
from bot.language.text import PIECE, counted, escape, shortened, units
from bot.storage.clock import SWEDEN
from bot.storage.versions import HistoryRow

KINDS_COUNTED: Final[dict[Kind, tuple[str, str]]] = {
    "tip": ("tips", "tips"),
    "question": ("fråga", "frågor"),
    "report": ("sak att rätta", "saker att rätta"),
}
EMPTY_QUEUE = "Ingenting väntar."
NONE_SUCH = "Inget sådant väntar, men annat gör det. Skriv /ko så ser du allt."
NO_MORE = "Det finns inte mer i kön."
MORE = "Visa fler"
FROM_START = "Från början"

ANONYMOUS_HOW = (
    "Du skriver anonymt, så jag ser inte vem du är. Börja svaret med ”fråga:” om det ska skickas till den som skrev, "
    "eller med ”avslå:” om det ska avslås."
)
ANONYMOUS_CLAIMED = "Är det du? Tryck på Släpp på kortet, och svara sedan igen."
MUTE_HOW = (
    "Svara på ett kort med /tysta och antal dagar, eller skriv numret också: <code>/tysta 12 7</code>. "
    "Utan antal blir det 7 dagar, och 0 avslutar."
)
HISTORY_HOW = "Skriv numret efter kommandot, till exempel: /historik 12"
QUEUE_HOW = "Det känner jag inte igen. Skriv till exempel /ko, /ko tips, /ko frågor, /ko fel eller /ko mat."


def nothing(others: bool) -> str:
    """Nothing of what was asked for waits; whether `others` do."""
    return NONE_SUCH if others else EMPTY_QUEUE


def queue(items: Sequence[Item], counts: Sequence[Count], waiting: Waiting, stale: Collection[int], first: int) -> str:
    """What waits, the oldest first, numbered among all from `first`; `stale` are those to be raised."""
    if not items:
        return NO_MORE
    by_kind: dict[Kind, int] = {}
    for each in counts:
        by_kind[each.kind] = by_kind.get(each.kind, 0) + each.number
    numbers = ", ".join(counted(number, *KINDS_COUNTED[kind]) for kind, number in by_kind.items())
    raised = f"\n{_stale(waiting.stale)}." if waiting.stale else ""
    lines = [_line(each, each.id in stale) for each in items]
    last = first + len(items) - 1
    place = [f"{first}–{last} av {waiting.number}"] if waiting.number > len(items) else []
    how = "Tryck på ett nummer så kommer kortet. /nasta ger det äldsta."
    return "\n".join([f"<b>I kön: {numbers}</b>{raised}", "", *lines, "", *place, how])


def daily(waiting: Waiting, stale: Sequence[int], today: date) -> str:
    """The morning's line: how much waits, since when, and the first numbers of what has waited long."""
    oldest = f", det äldsta sedan {_day(waiting.since, today)}" if waiting.since is not None else ""
    parts = [f"{waiting.number} väntar{oldest}."]
    if stale:
        more = f" och {waiting.stale - len(stale)} till" if waiting.stale > len(stale) else ""
        parts.append(f"{_stale(waiting.stale)}: nr {', '.join(map(str, stale))}{more}.")
    return " ".join([*parts, "Skriv /ko så ser du allt."])


def past_its_day(title: str, day: date) -> str:
    """What the bot writes of an entry that may be old, plain text."""
    return f"”{title}” gällde till {on_date(day)}. Stämmer det fortfarande? Annars: ändra det som är nytt."


def muted(name: str, item_id: int, first_day_after: date) -> str:
    """Who has closed the way in, and when it opens; the member is called by the item only."""
    return (
        f"{escape(person(name))} har tystat den som skickade nr {item_id}. "
        f"Hen kan skicka igen {on_date(first_day_after)}, och fråga boten som vanligt under tiden. "
        f"Skriv <code>/tysta {item_id} 0</code> om det ska sluta tidigare."
    )


def unmuted(name: str, item_id: int) -> str:
    """The way in is open again."""
    return f"{escape(person(name))} har ändrat det. Den som skickade nr {item_id} kan skicka igen."


def not_muted(item_id: int) -> str:
    """There was nothing to end."""
    return f"Den som skickade nr {item_id} är inte tystad."


def mute_too_long(most: int) -> str:
    """More days than a mute may last."""
    return f"Det går att tysta i högst {most} dagar. Därefter kan du göra det igen."


def history(
    item: Item,
    rows: Sequence[HistoryRow],
    names: Mapping[int, str],
    wordings: Mapping[int, tuple[Proposal, Proposal]],
    themes: Mapping[str, str],
) -> tuple[str, ...]:
    """All that has happened to an item, in as many messages as it takes.

    `names` are those of who did it; `wordings` what the edits changed, by version; `themes` is id -> name.
    """
    told = {version: f"\n{changes(*pair, themes)}" for version, pair in wordings.items()}
    messages, lines = [], [head(item), *(_step(item, row, names) + told.get(row.version, "") for row in rows)]
    while lines:
        taken = 1
        while taken < len(lines) and sum(map(units, lines[: taken + 1])) < PIECE:
            taken += 1
        messages.append("\n".join(lines[:taken]))
        lines = lines[taken:]
    return tuple(messages)


def _step(item: Item, row: HistoryRow, names: Mapping[int, str]) -> str:
    author = "Boten" if item.is_brought_up or item.is_overtaken else "Den som skrev"
    who = author if row.actor_id == item.author_id else person(names.get(row.actor_id, ""))
    said = REASONS.get(row.note, row.note) if row.note and row.action != "claim" else ""  # type: ignore[call-overload]
    note = f": ”{escape(shortened(said, 200))}”" if said else ""
    done = (OWN_ACTIONS if item.is_own else ACTIONS).get(row.action, row.action)
    return f"{when(row.at)}  {escape(who)} {done}{note}"


def _line(item: Item, stale: bool) -> str:
    since = f" · <b>väntar sedan {_day(item.waiting_since, None)}</b>" if stale else ""
    return f"{item.id}. {called(item)}: {escape(begun(item))}{since}"


def _stale(number: int) -> str:
    return f"{number} har väntat mer än fem arbetsdagar"


def _day(at: datetime, today: date | None) -> str:
    """A day in Sweden, without the year when that is today's."""
    return on_date(at.astimezone(SWEDEN).date(), today)
