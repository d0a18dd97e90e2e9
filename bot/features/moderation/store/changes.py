"""What each decision makes of an item and of the knowledge, as rows."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from bot.features.moderation.rules import (
    CLAIM,
    Answer,
    Approve,
    Claim,
    Decision,
    Decline,
    Edit,
    Join,
    MergeDetail,
    MergePhrase,
    Reopen,
    Reply,
    Revise,
    SendBack,
    Undo,
)
from bot.features.moderation.values import Action, Item, Proposal, Status
from bot.features.roles.values import Actor
from bot.knowledge.store import LISTS, as_columns, as_links
from bot.storage.clock import stamp
from bot.storage.database import Transaction
from bot.storage.versions import Fields, HistoryRow, Versioned

WISH: Final = "rekommendation"
_UNCLAIMED: Final[Fields] = {"claimed_by": None, "claimed_until": None}
_UNDECIDED: Final[Fields] = {"decided_by": None, "decided_at": None}
_OUTCOMES: Final[dict[Action, Status]] = {
    "approve": "approved",
    "merge": "merged",
    "decline": "declined",
    "answer": "answered",
    "withdraw": "withdrawn",
}


def fields_of(item: Item) -> Fields:
    """The item as history keeps it."""
    return {
        "status": item.status,
        **asdict(item.content),
        "entry_id": item.entry_id,
        "waiting_since": stamp(item.waiting_since),
        "decided_by": item.decided_by,
        "decided_at": _stamp(item.decided_at),
        "claimed_by": item.claimed_by,
        "claimed_until": _stamp(item.claimed_until),
        "proposal": None if item.proposal is None else proposal_fields(item.proposal),
    }


def changes(
    item: Item, decision: Decision, done: HistoryRow, entry_id: str | None, actor: Actor, at: datetime
) -> Fields:
    """The fields of the item that get new values.

    `done` is the change before this one, which Undo and Reopen take back; `entry_id` is the entry that the decision
    has made or added to.
    """
    outcome = _OUTCOMES.get(decision.action)
    if outcome is not None:
        return {**_decided(outcome, actor, at), **_became(decision, entry_id)}
    match decision:
        case Undo():
            return {**done.before, **_UNCLAIMED}
        case Reopen():
            back = done.before if item.is_in_knowledge else {}
            earlier = {name: value for name, value in back.items() if name == "entry_id"}
            return {**_waiting(at), **_UNDECIDED, **earlier}
        case Claim() if not item.is_open:
            return {}
        case Revise(content=content) if item.proposal is not None and item.proposal.kind == WISH:
            return asdict(content)  # whatever its author writes instead, nobody may take it for what there is
        case _:
            return _still_open(decision, actor, at)


def note(decision: Decision) -> str | None:
    """What the actor wrote, or the name of a reason or purpose."""
    match decision:
        case SendBack(question=words) | Reply(text=words) | Answer(text=words):
            return words
        case MergePhrase(phrase=words) | MergeDetail(detail=words):
            return words
        case Join(other=other):
            return joined(other)
        case Decline(reason=reason, words=words):
            return words or reason
        case Claim(purpose=purpose):
            return purpose
        case _:
            return None


def joined(other: int) -> str:
    """The note of a tip that has been joined to another one."""
    return f"nr {other}"


def _became(decision: Decision, entry_id: str | None) -> Fields:
    match decision:
        case Approve(proposal=proposal):
            return {"entry_id": entry_id, "proposal": proposal_fields(proposal)}
        case MergePhrase() | MergeDetail():
            return {"entry_id": entry_id}
        case Answer(proposal=proposal) if proposal is not None:
            return {"proposal": proposal_fields(proposal)}
        case _:
            return {}


def _still_open(decision: Decision, actor: Actor, at: datetime) -> Fields:
    match decision:
        case Edit():
            return {"proposal": proposal_fields(decision.proposal)}
        case SendBack():
            return {"status": "returned", **_UNCLAIMED}
        case Reply():
            return _waiting(at)
        case Revise():
            return {**asdict(decision.content), "proposal": None}
        case Claim():
            return {"claimed_by": actor.id, "claimed_until": stamp(at + CLAIM)}
        case _:
            return _UNCLAIMED


def _decided(status: Status, actor: Actor, at: datetime) -> Fields:
    return {"status": status, "decided_by": actor.id, "decided_at": stamp(at), **_UNCLAIMED}


def _waiting(at: datetime) -> Fields:
    return {"status": "waiting", "waiting_since": stamp(at)}


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


_DAYS: Final = ("valid_until", "pinned_until")
ITEMS: Final = Versioned("items", "id", "history", "item_id")


def proposal_fields(proposal: Proposal) -> Fields:
    """A proposal as history keeps it."""
    lists = {name: list(getattr(proposal, name)) for name in LISTS}
    days = {name: day and day.isoformat() for name in _DAYS if (day := getattr(proposal, name)) is not None}
    links = proposal.links if proposal.links is None else [asdict(each) for each in proposal.links]
    return {**asdict(proposal), **lists, **days, "links": links}


def as_proposal(kept: Fields) -> Proposal:
    """The same from there; what was kept before a field was has it not."""
    lists = {name: tuple(kept[name]) for name in LISTS}
    days = {name: date.fromisoformat(kept[name]) for name in _DAYS if kept.get(name) is not None}
    links = as_links(kept["links"]) if kept.get("links") is not None else None
    return Proposal(**{**kept, **lists, **days, "links": links})


async def put_proposal(transaction: Transaction, item_id: int, fields: Fields | None) -> None:
    """Make this the item's proposal; None: it has none."""
    if fields is None:
        await transaction.execute("DELETE FROM proposals WHERE item_id = ?", (item_id,))
        return
    columns = (
        "title", "answer", "theme", "keywords", "questions", "kind", "more", "links", "contact", "valid_until", "pin",
        "pinned_until",
    )  # fmt: skip
    await transaction.execute(
        "INSERT OR REPLACE INTO proposals (item_id, title, answer, theme, keywords, questions, kind, more, links,"
        " contact, valid_until, pin, pinned_until, retired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (item_id, *as_columns(fields, columns), bool(fields.get("retired"))),
    )
