"""What an item's history tells: how it has read as an entry from edit to edit, and what its author was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from bot.features.moderation.store.changes import as_proposal
from bot.features.moderation.values import Content, Exchange, Item, Proposal
from bot.features.moderation.wording import propose
from bot.storage.versions import HistoryRow

_CONTENT = {field.name for field in fields(Content)}


def wordings(item: Item, rows: Iterable[HistoryRow], about: Proposal | None) -> dict[int, tuple[Proposal, Proposal]]:
    """By the version that each edit made, how the item read before and after it, from the whole of its history.

    `about` is how the entry read that a report is about.
    """
    found = {}
    content: dict[str, Any] = {}
    mended: Proposal | None = None
    for row in rows:
        content |= {name: value for name, value in row.after.items() if name in _CONTENT}
        before = mended
        if "proposal" in row.after:
            mended = as_proposal(row.after["proposal"]) if row.after["proposal"] is not None else None
        if row.action == "edit" and mended is not None:
            then = replace(item, content=Content(**content), proposal=None)
            found[row.version] = before or propose(then, mended.theme, about), mended
    return found


def last_exchange(rows: Sequence[HistoryRow]) -> Exchange | None:
    """The moderators' last question in an item's history that they have not taken back."""
    asked: list[Exchange] = []
    undoable = False
    for row in rows:
        if row.action == "send_back":
            asked.append(Exchange(row.note or ""))
        elif row.action == "reply":
            asked[-1] = Exchange(asked[-1].question, row.note)
        elif row.action == "undo" and undoable:
            asked.pop()
        undoable = row.action == "send_back"
    return asked[-1] if asked else None
