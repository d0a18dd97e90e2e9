"""What a document proposes, in the queue: no person has sent it, so nobody is told what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.features.moderation.store.changes import ITEMS, proposal_fields, put_proposal
from bot.features.moderation.values import NO_AUTHOR, Proposal
from bot.storage import versions
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.personal import SOME_AUTHOR
from bot.storage.versions import HistoryRow

# Earlier ones had where they stand for a signature, and nobody's number.
_NOT_SENT: Final = "SELECT text, coalesce(place, signature) AS place FROM items WHERE author_id IN (?, ?)"


@dataclass(frozen=True, slots=True)
class Imported:
    """A proposal, where it stands, and who or what members will read that it comes from."""

    proposal: Proposal
    place: str
    source: str


async def put_in_queue(database: Database, proposed: Sequence[Imported]) -> int:
    """Queue proposals, all or none; how many are new. There are no cards until /nasta."""
    async with database.transaction() as transaction:
        known = {(row["text"], row["place"]) for row in await transaction.rows(_NOT_SENT, (NO_AUTHOR, SOME_AUTHOR))}
        new = [each for each in proposed if (each.proposal.answer, each.place) not in known]
        for each in new:
            await _put(transaction, each)
    return len(new)


async def _put(transaction: Transaction, imported: Imported) -> None:
    at, proposal = now(), imported.proposal
    fields = {
        "text": proposal.answer, "theme": proposal.theme or None, "signature": imported.source,
        "place": imported.place, "waiting_since": stamp(at),
    }  # fmt: skip
    [row] = await transaction.rows(
        "INSERT INTO items (kind, author_id, chat_id, created_at, text, theme, signature, place, waiting_since)"
        " VALUES ('tip', ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (NO_AUTHOR, NO_AUTHOR, stamp(at), *fields.values()),
    )
    begun = HistoryRow(1, NO_AUTHOR, "submit", None, {}, {"status": "waiting", **fields}, at)
    await versions.remember(transaction, ITEMS, row["id"], begun)
    await put_proposal(transaction, row["id"], proposal_fields(proposal))
