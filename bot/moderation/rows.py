"""Rows that a decision writes beside the item's own, as fields that history keeps and that are put back from it."""

from dataclasses import asdict
from typing import Final

from bot.database import Transaction
from bot.knowledge.store import LISTS, as_columns
from bot.moderation.values import Proposal
from bot.versions import Fields, Versioned

ITEMS: Final = Versioned("items", "id", "history", "item_id")


def proposal_fields(proposal: Proposal) -> Fields:
    """A proposal as history keeps it."""
    return {**asdict(proposal), **{name: list(getattr(proposal, name)) for name in LISTS}}


async def put_proposal(transaction: Transaction, item_id: int, fields: Fields | None) -> None:
    """Make this the item's proposal; None: it has none."""
    if fields is None:
        await transaction.execute("DELETE FROM proposals WHERE item_id = ?", (item_id,))
        return
    columns = ("title", "answer", "theme", "keywords", "questions", "kind", "more")
    await transaction.execute(
        "INSERT OR REPLACE INTO proposals (item_id, title, answer, theme, keywords, questions, kind, more)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (item_id, *as_columns(fields, columns)),
    )
