"""The Swedish of the moderators' queue and of an item's history; safe HTML."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.moderation import Count, HistoryRow, Item, Kind
from bot.moderation_texts import ACTIONS, KINDS, REASONS, begun, head, person, shortened, when
from bot.pieces import PIECE, units
from bot.texts import escape

KINDS_COUNTED: Final[dict[Kind, str]] = {"tip": "tips", "question": "frågor", "report": "rapporterade fel"}
EMPTY_QUEUE = "Ingenting väntar."
HISTORY_HOW = "Skriv numret efter kommandot, till exempel: /historik 12"
QUEUE_HOW = "Det känner jag inte igen. Skriv till exempel /ko, /ko tips, /ko frågor, /ko fel eller /ko mat."


def queue(items: Sequence[Item], counts: Sequence[Count], total: int) -> str:
    """What waits, the oldest first."""
    if not items:
        return EMPTY_QUEUE
    by_kind: dict[Kind, int] = {}
    for each in counts:
        by_kind[each.kind] = by_kind.get(each.kind, 0) + each.number
    numbers = ", ".join(f"{number} {KINDS_COUNTED[kind]}" for kind, number in by_kind.items())
    lines = [f"{each.id}. {KINDS[each.kind]}: {escape(begun(each))}" for each in items]
    rest = [f"… och {total - len(items)} till"] if total > len(items) else []
    return "\n".join([f"<b>I kön: {numbers}</b>", "", *lines, *rest, "", "Skriv /nasta för att ta det äldsta."])


def history(item: Item, rows: Sequence[HistoryRow], names: Mapping[int, str]) -> tuple[str, ...]:
    """All that has happened to an item, in as many messages as it takes."""
    messages, lines = [], [head(item), *(_step(item, row, names) for row in rows)]
    while lines:
        taken = 1
        while taken < len(lines) and sum(map(units, lines[: taken + 1])) < PIECE:
            taken += 1
        messages.append("\n".join(lines[:taken]))
        lines = lines[taken:]
    return tuple(messages)


def _step(item: Item, row: HistoryRow, names: Mapping[int, str]) -> str:
    who = "Den som skrev" if row.actor_id == item.author_id else person(names.get(row.actor_id, ""))
    said = REASONS.get(row.note, row.note) if row.note else ""  # type: ignore[call-overload]
    note = f": ”{escape(shortened(said, 200))}”" if said else ""
    return f"{when(row.at)}  {escape(who)} {ACTIONS.get(row.action, row.action)}{note}{_difference(row)}"


def _difference(row: HistoryRow) -> str:
    """What a moderator changed in the wording."""
    before, after = row.before.get("proposal") or {}, row.after.get("proposal") or {}
    changed = [name for name in ("title", "answer") if before and after and before.get(name) != after.get(name)]
    pieces = [f"\n  – {escape(shortened(before[n], 120))}\n  + {escape(shortened(after[n], 120))}" for n in changed]
    return "".join(pieces)
