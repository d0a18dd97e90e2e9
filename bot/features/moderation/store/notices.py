"""Who is told of a decision: its notices are queued in the transaction that makes it."""

from dataclasses import replace
from typing import Final

from bot.features.moderation import rules
from bot.features.moderation.store.changes import joined
from bot.features.moderation.values import Action, Item, Proposal
from bot.features.moderation.wording import propose
from bot.gateway import outbox
from bot.gateway.outbox import Payload
from bot.storage.database import Transaction

_KINDS: Final[dict[Action, str]] = {
    "approve": "published",
    "merge": "merged",
    "send_back": "returned",
    "decline": "declined",
    "answer": "answered",
    "undo": "undone",
    "reopen": "reopened",
}


async def tell(transaction: Transaction, item: Item, decision: rules.Decision, entry_id: str | None) -> None:
    """Queue what follows from a decision about `item`, which is as it was before.

    What is undone or reopened before the author heard of it is not told at all. When something has come back to the
    moderators, they get a card.
    """
    version = item.version + 1
    kind, payload = _to_author(item, decision, entry_id)
    takes_back = isinstance(decision, rules.Undo | rules.Reopen)
    told = not takes_back or await outbox.recall(transaction, item.id, item.version)
    if kind is not None and told and item.has_author:
        await outbox.add(transaction, "item", item.id, version, kind, item.chat_id, payload)
    if isinstance(decision, rules.Approve):
        await _tell_joined(transaction, item, payload)
    if isinstance(decision, rules.Reply | rules.Reopen):
        await outbox.add(transaction, "item", item.id, version, "card", outbox.MODERATORS)


async def _tell_joined(transaction: Transaction, item: Item, payload: Payload) -> None:
    """Authors of tips that were joined to one which is published."""
    rows = await transaction.rows(
        "SELECT items.id, items.version, items.chat_id FROM items"
        " JOIN history ON history.item_id = items.id AND history.version = items.version"
        " WHERE items.status = 'merged' AND items.entry_id IS NULL AND history.note = ?",
        (joined(item.id),),
    )
    told = {name: payload[name] for name in ("entry_id", "title")}
    for row in rows:
        await outbox.add(transaction, "item", row["id"], row["version"], "published", row["chat_id"], told)


def _to_author(item: Item, decision: rules.Decision, entry_id: str | None) -> tuple[str | None, Payload]:
    kind: str | None = _KINDS.get(decision.action)
    payload: Payload = {}
    match decision:
        case rules.Approve(proposal=proposal):
            kind = "corrected" if item.kind == "report" else kind
            payload = {"entry_id": entry_id, "title": proposal.title, **_mended(item, proposal)}
        case rules.Include():
            kind = "counted"
        case rules.Join():
            kind = "joined"
        case rules.MergePhrase() | rules.MergeDetail():
            payload = {"entry_id": entry_id}
        case rules.SendBack(question=words) | rules.Answer(text=words):
            payload = {"text": words}
        case rules.Decline(reason=reason, words=words):
            payload = {"reason": reason, "words": words}
    return kind, payload


def _mended(item: Item, approved: Proposal) -> Payload:
    """Title and answer as the author's own text would have given them, where the moderators made them other ones."""
    if item.kind != "tip" or item.proposal is None:
        return {}
    own = propose(replace(item, proposal=None), approved.theme)
    before = {"title_before": (own.title, approved.title), "answer_before": (own.answer, approved.answer)}
    told: Payload = {name: old for name, (old, new) in before.items() if old != new}
    return {**told, "answer": approved.answer} if "answer_before" in told else told
