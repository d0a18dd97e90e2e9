"""What a document proposes, in the queue: no person has sent it, so nobody is told what becomes of it."""

from collections.abc import Sequence
from typing import Final

from bot.features.moderation.store.changes import ITEMS, proposal_fields, put_proposal
from bot.features.moderation.values import NO_AUTHOR, Proposal
from bot.storage import versions
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.versions import HistoryRow

_NOT_SENT: Final = "SELECT text, signature FROM items WHERE author_id = ?"


async def put_in_queue(database: Database, proposed: Sequence[tuple[Proposal, str]]) -> int:
    """Queue proposals, each with where it stands, all or none; how many are new. There are no cards until /nasta."""
    async with database.transaction() as transaction:
        known = {(row["text"], row["signature"]) for row in await transaction.rows(_NOT_SENT, (NO_AUTHOR,))}
        new = [each for each in proposed if (each[0].answer, each[1]) not in known]
        for proposal, place in new:
            await _put(transaction, proposal, place)
    return len(new)


async def _put(transaction: Transaction, proposal: Proposal, place: str) -> None:
    at = now()
    fields = {"text": proposal.answer, "theme": proposal.theme or None, "signature": place, "waiting_since": stamp(at)}
    [row] = await transaction.rows(
        "INSERT INTO items (kind, author_id, chat_id, created_at, text, theme, signature, waiting_since)"
        " VALUES ('tip', ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (NO_AUTHOR, NO_AUTHOR, stamp(at), *fields.values()),
    )
    begun = HistoryRow(1, NO_AUTHOR, "submit", None, {}, {"status": "waiting", **fields}, at)
    await versions.remember(transaction, ITEMS, row["id"], begun)
    if proposal.questions:
        await put_proposal(transaction, row["id"], proposal_fields(proposal))
