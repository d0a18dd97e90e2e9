"""What decisions do to the knowledge that lies over the files, and how that is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter
from typing import Final

from bot.features.moderation.errors import EntryGone, IdTaken
from bot.features.moderation.rules import Approve, MergeDetail, MergePhrase
from bot.features.moderation.store.changes import proposal_fields
from bot.features.moderation.values import Item, Proposal
from bot.features.roles.values import Actor
from bot.knowledge.fingerprints import fingerprint
from bot.knowledge.pinning import Pinned, difference
from bot.knowledge.store import (
    entry_fields,
    entry_of_tip,
    place,
    placement,
    placement_of,
    put_entry,
    teach,
    unteach,
)
from bot.knowledge.values import Entry
from bot.storage.clock import stamp
from bot.storage.database import Transaction
from bot.storage.versions import Fields, HistoryRow

_OF_ENTRY: Final = (
    "title", "answer", "theme", "keywords", "questions", "kind", "more", "links", "contact", "valid_until"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effect:
    """What was written besides the item, before and after; `entry_id` is the entry concerned."""

    entry_id: str | None = None
    before: Fields = field(default_factory=dict)
    after: Fields = field(default_factory=dict)


async def publish(transaction: Transaction, item: Item, decision: Approve, at: datetime) -> Effect:
    """A tip or an answered question becomes an entry, for the second time the same one.

    A report corrects the entry that it is about. An entry is placed as the proposal says.
    """
    if item.kind != "report" or item.entry_id is None:
        done = await _make(transaction, item, decision, at)
    elif decision.rewrite:
        done = await _correct(transaction, item, item.entry_id, decision, at)
    else:
        await _shown(transaction, item, item.entry_id, decision.filed)
        done = Effect(item.entry_id)
    return await _placed(transaction, done, decision, at)


async def _make(transaction: Transaction, item: Item, decision: Approve, at: datetime) -> Effect:
    before = await entry_of_tip(transaction, item.id)
    if before is None and await entry_fields(transaction, decision.entry_id) is not None:
        raise IdTaken(item.id, decision.entry_id)
    entry_id = decision.entry_id if before is None else before["id"]
    made = {"created_at": stamp(at)} if before is None else {"created_at": before["created_at"]}
    signature = decision.signature or item.content.signature
    own = {"id": entry_id, "item_id": item.id, "origin": "tip", "signature": signature}
    return await _put(transaction, before, {**own, **made, **_content(decision.proposal, at)})


async def merge(
    transaction: Transaction, item: Item, decision: MergePhrase | MergeDetail, actor: Actor, at: datetime
) -> Effect:
    """An entry learns a phrase, or tells a detail more."""
    if isinstance(decision, MergeDetail):
        return await _add_detail(transaction, item, decision, at)
    await _shown(transaction, item, decision.entry_id, None)
    wanted = {"entry_id": decision.entry_id, "phrase": decision.phrase, "added_by": actor.id, "added_at": stamp(at)}
    new = await teach(transaction, decision.entry_id, decision.phrase, actor.id, stamp(at))
    learnt = wanted if new else None
    return Effect(decision.entry_id, {"phrase": None}, {"phrase": learnt})


async def take_back(transaction: Transaction, done: HistoryRow, at: datetime) -> Effect:
    """Undo what a decision did to the knowledge.

    A phrase is unlearnt, a tip's entry is hidden, a changed entry gets its earlier content and place, unless it has
    been changed again since: then what came later stays.
    """
    placed = done.after.get("placement")
    if placed is not None and await placement(transaction, placed["entry_id"]) == placement_of(placed):
        await place(transaction, placement_of(done.before["placement"]))
    phrase, entry = done.after.get("phrase"), done.after.get("entry")
    if phrase is not None:
        await unteach(transaction, phrase["entry_id"], phrase["phrase"])
        return Effect(phrase["entry_id"], {"phrase": phrase}, {"phrase": None})
    if entry is None:
        return Effect()
    return await _put_back(transaction, done.before["entry"], entry, at)


async def _put_back(transaction: Transaction, earlier: Fields | None, entry: Fields, at: datetime) -> Effect:
    current = await entry_fields(transaction, entry["id"])
    brought_to_light = earlier is None or earlier["status"] == "hidden"
    if not _is(current, entry) and not (brought_to_light and entry["origin"] == "tip"):
        return Effect(entry["id"])
    if earlier is not None and _is(current, entry):
        return await _put(transaction, current, earlier)
    return await _put(transaction, current, {**(current or entry), "status": "hidden", "changed_at": stamp(at)})


async def _correct(transaction: Transaction, item: Item, entry_id: str, decision: Approve, at: datetime) -> Effect:
    before = await _shown(transaction, item, entry_id, decision.filed)
    over = {**(before or _edit_of(item, entry_id, at)), **_over(decision.filed)}
    return await _put(transaction, before, {**over, **_content(decision.proposal, at)})


async def _add_detail(transaction: Transaction, item: Item, decision: MergeDetail, at: datetime) -> Effect:
    """What lies over the files already counts, not the entry as it was shown: two details at once are both kept."""
    before = await _shown(transaction, item, decision.entry_id, decision.filed)
    fields = before
    if fields is None or fields["status"] == "hidden" or (decision.filed is not None and fields["origin"] == "tip"):
        over = {**(before or _edit_of(item, decision.entry_id, at)), **_over(decision.filed)}
        fields = {**over, **_content(decision.entry, at)}
    more = "\n\n".join(filter(None, (fields["more"], decision.detail)))
    return await _put(transaction, before, {**fields, "more": more, "changed_at": stamp(at)})


async def _shown(transaction: Transaction, item: Item, entry_id: str, filed: Entry | None) -> Fields | None:
    """What lies over the files for an entry. Beneath a hidden edit the file's entry shows; a hidden tip is gone."""
    fields = await entry_fields(transaction, entry_id)
    if filed is None and fields is not None and fields["origin"] == "tip" and fields["status"] == "hidden":
        raise EntryGone(item.id, entry_id)
    return fields


async def _placed(transaction: Transaction, done: Effect, decision: Approve, at: datetime) -> Effect:
    """Pin the entry that was made or corrected, and take it out of use, or neither; what is so stays as it is."""
    if done.entry_id is None:
        return done
    before = await placement(transaction, done.entry_id)
    retired_at = (before["retired_at"] or stamp(at)) if decision.proposal.retired else None
    filed = decision.filed.pins if decision.filed is not None else ()
    wanted = difference(done.entry_id, decision.proposal.pins, filed)
    after: Fields = {**before, "retired_at": retired_at, "pins": _pins(before["pins"], wanted, at)}
    if after == before:
        return done
    await place(transaction, after)
    return replace(done, before={**done.before, "placement": before}, after={**done.after, "placement": after})


def _pins(before: Sequence[Fields], wanted: Sequence[Pinned], at: datetime) -> list[Fields]:
    """What an entry is pinned to as rows; what is so already was pinned then."""
    since = {(each["phrase"], each["until"], each["removed"]): each["pinned_at"] for each in before}
    made = [(each.pin.phrase, each.pin.until.isoformat(), int(each.removed)) for each in wanted]
    rows = [
        {"phrase": phrase, "until": until, "pinned_at": since.get((phrase, until, removed), stamp(at)),
         "removed": removed}
        for phrase, until, removed in made
    ]  # fmt: skip
    return sorted(rows, key=itemgetter("phrase"))


async def _put(transaction: Transaction, before: Fields | None, after: Fields) -> Effect:
    await put_entry(transaction, after)
    return Effect(after["id"], {"entry": before}, {"entry": after})


def _over(filed: Entry | None) -> Fields:
    """What makes an entry an edit of the files', also where a tip has been moved there."""
    return {} if filed is None else {"origin": "edit", "based_on": fingerprint(filed)}


def _edit_of(item: Item, entry_id: str, at: datetime) -> Fields:
    return {"id": entry_id, "item_id": item.id, "origin": "edit", "signature": None, "created_at": stamp(at)}


def _content(proposal: Proposal, at: datetime) -> Fields:
    fields = proposal_fields(proposal)
    return {**{name: fields[name] for name in _OF_ENTRY}, "status": "live", "changed_at": stamp(at)}


def _is(current: Fields | None, kept: Fields) -> bool:
    """Whether an entry still is what history has kept of it, perhaps before it had all of its columns."""
    return current is not None and all(current[name] == value for name, value in kept.items())
