"""What each decision makes of an item and of the knowledge, as rows."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from bot.features.moderation import rules
from bot.features.moderation.values import Action, Item, Proposal, Status
from bot.features.roles.values import Actor
from bot.knowledge.store import LISTS, as_columns, as_links
from bot.knowledge.values import Pin
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
    item: Item, decision: rules.Decision, done: HistoryRow, entry_id: str | None, actor: Actor, at: datetime
) -> Fields:
    """The fields of the item that get new values.

    `done` is the change before this one, which Undo and Reopen take back; `entry_id` is the entry that the decision
    has made or added to.
    """
    outcome = _OUTCOMES.get(decision.action)
    if outcome is not None:
        return {**_decided(outcome, actor, at), **_became(decision, entry_id)}
    match decision:
        case rules.Undo():
            return {**done.before, **_UNCLAIMED}
        case rules.Reopen():
            back = done.before if item.is_in_knowledge else {}
            earlier = {name: value for name, value in back.items() if name == "entry_id"}
            return {**_waiting(at), **_UNDECIDED, **earlier}
        case rules.Claim() if not item.is_open:
            return {}
        case rules.Revise(content=content) if item.proposal is not None and item.proposal.kind == WISH:
            return asdict(content)  # whatever its author writes instead, nobody may take it for what there is
        case _:
            return _still_open(decision, actor, at)


def note(decision: rules.Decision) -> str | None:
    """What the actor wrote, or the name of a reason or purpose."""
    match decision:
        case rules.SendBack(question=words) | rules.Reply(text=words) | rules.Answer(text=words):
            return words
        case rules.MergePhrase(phrase=words) | rules.MergeDetail(detail=words):
            return words
        case rules.Join(other=other):
            return joined(other)
        case rules.Decline(reason=reason, words=words):
            return words or reason
        case rules.Claim(purpose=purpose):
            return purpose
        case _:
            return None


def joined(other: int) -> str:
    """The note of a tip that has been joined to another one."""
    return f"nr {other}"


def _became(decision: rules.Decision, entry_id: str | None) -> Fields:
    match decision:
        case rules.Approve(proposal=proposal):
            return {"entry_id": entry_id, "proposal": proposal_fields(proposal)}
        case rules.MergePhrase() | rules.MergeDetail():
            return {"entry_id": entry_id}
        case rules.Answer(proposal=proposal) if proposal is not None:
            return {"proposal": proposal_fields(proposal)}
        case _:
            return {}


def _still_open(decision: rules.Decision, actor: Actor, at: datetime) -> Fields:
    match decision:
        case rules.Edit():
            return {"proposal": proposal_fields(decision.proposal)}
        case rules.SendBack():
            return {"status": "returned", **_UNCLAIMED}
        case rules.Reply():
            return _waiting(at)
        case rules.Revise():
            return {**asdict(decision.content), "proposal": None}
        case rules.Claim():
            return {"claimed_by": actor.id, "claimed_until": stamp(at + rules.CLAIM)}
        case _:
            return _UNCLAIMED


def _decided(status: Status, actor: Actor, at: datetime) -> Fields:
    return {"status": status, "decided_by": actor.id, "decided_at": stamp(at), **_UNCLAIMED}


def _waiting(at: datetime) -> Fields:
    return {"status": "waiting", "waiting_since": stamp(at)}


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


_ONE_PIN: Final = ("pin", "pinned_until")
ITEMS: Final = Versioned("items", "id", "history", "item_id")


def proposal_fields(proposal: Proposal) -> Fields:
    """A proposal as history keeps it."""
    lists = {name: list(getattr(proposal, name)) for name in LISTS}
    links = proposal.links if proposal.links is None else [asdict(each) for each in proposal.links]
    pins = [{"phrase": each.phrase, "until": each.until.isoformat()} for each in proposal.pins]
    until = proposal.valid_until and proposal.valid_until.isoformat()
    return {**asdict(proposal), **lists, "links": links, "pins": pins, "valid_until": until}


def as_proposal(kept: Fields) -> Proposal:
    """The same from there; what was kept before a field was has it not."""
    lists = {name: tuple(kept[name]) for name in LISTS}
    links = as_links(kept["links"]) if kept.get("links") is not None else None
    until = date.fromisoformat(kept["valid_until"]) if kept.get("valid_until") is not None else None
    fields = {name: value for name, value in kept.items() if name not in _ONE_PIN}
    return Proposal(**{**fields, **lists, "links": links, "pins": _pins(kept), "valid_until": until})


def _pins(kept: Fields) -> tuple[Pin, ...]:
    """An entry had one at most before it could have several."""
    phrase, until = (kept.get(name) for name in _ONE_PIN)
    one = [] if phrase is None else [{"phrase": phrase, "until": until}]
    return tuple(Pin(each["phrase"], date.fromisoformat(each["until"])) for each in kept.get("pins", one))


async def put_proposal(transaction: Transaction, item_id: int, fields: Fields | None) -> None:
    """Make this the item's proposal; None: it has none."""
    if fields is None:
        await transaction.execute("DELETE FROM proposals WHERE item_id = ?", (item_id,))
        return
    columns = (
        "title", "answer", "theme", "keywords", "questions", "kind", "more", "links", "contact", "valid_until", "pins",
    )  # fmt: skip
    await transaction.execute(
        "INSERT OR REPLACE INTO proposals (item_id, title, answer, theme, keywords, questions, kind, more, links,"
        " contact, valid_until, pins, retired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (item_id, *as_columns({"pins": [], **fields}, columns), bool(fields.get("retired"))),
    )
