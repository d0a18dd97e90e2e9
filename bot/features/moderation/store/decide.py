"""The one door: whatever is done with an item is checked, written, remembered and told in one transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from bot.features.moderation import rules
from bot.features.moderation.errors import NotAllowed, TooManyWaiting
from bot.features.moderation.store.changes import ITEMS, changes, fields_of, note, proposal_fields, put_proposal
from bot.features.moderation.store.notices import tell
from bot.features.moderation.store.publish import Effect, merge, publish, take_back
from bot.features.moderation.store.queue import load
from bot.features.moderation.values import THE_BOT, THE_DESK, THE_FILES, Content, Item, Proposal, Submission
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.storage import versions
from bot.storage.clock import now, stamp
from bot.storage.database import Database, Transaction
from bot.storage.versions import Fields, HistoryRow

MOST_OPEN: Final = 5  # tips of one member


async def submit(transaction: Transaction, submission: Submission, proposal: Proposal | None = None) -> Item:
    """Put something in the queue, in the transaction that uses up its draft.

    TooManyWaiting when five of the member's tips are open. The moderators get a card. That it came is told by the
    dialogue that calls this, at once, which until then is unknown.
    """
    if submission.kind == "tip":
        await _require_room(transaction, submission.author_id)
    item_id = await _insert(transaction, submission, submission.author_id, proposal)
    if submission.author_id not in {THE_BOT, THE_FILES}:
        await outbox.add(transaction, "item", item_id, 1, "received", submission.chat_id, status="unknown")
    await outbox.add(transaction, "item", item_id, 1, "card", outbox.MODERATORS)
    return await load(transaction, item_id)


async def begin(transaction: Transaction, actor: Actor, text: str, entry_id: str | None) -> Item:
    """What a moderator begins: a change of an entry, the one that is open if there is one, or a new answer.

    `text` is what it is called in the queue. Nobody gets a card: who begins it shows it.
    """
    row = await transaction.row(
        "SELECT id FROM items WHERE author_id = ? AND entry_id = ? AND status = 'waiting'", (THE_DESK, entry_id)
    )
    if row is not None:
        return await load(transaction, row["id"])
    submission = Submission("report", THE_DESK, THE_DESK, Content(text), entry_id)
    item_id = await _insert(transaction, submission, actor.id, None if entry_id else Proposal("", "", ""))
    return await load(transaction, item_id)


async def _insert(
    transaction: Transaction, submission: Submission, actor_id: int, proposal: Proposal | None = None
) -> int:
    """The number of a new item, which waits."""
    at = now()
    fields = {**asdict(submission.content), "entry_id": submission.entry_id, "waiting_since": stamp(at)}
    [row] = await transaction.rows(
        "INSERT INTO items (kind, author_id, chat_id, created_at, text, place, theme, signature, photo, photo_text,"
        " entry_id, waiting_since, meeting_id, question)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (submission.kind, submission.author_id, submission.chat_id, stamp(at), *fields.values(),
         submission.meeting_id, submission.question),
    )  # fmt: skip
    wording = {} if proposal is None else {"proposal": proposal_fields(proposal)}
    begun = HistoryRow(1, actor_id, "submit", None, {}, {"status": "waiting", **fields, **wording}, at)
    await versions.remember(transaction, ITEMS, row["id"], begun)
    if proposal is not None:
        await put_proposal(transaction, row["id"], wording["proposal"])
    return int(row["id"])


async def decide(database: Database, item_id: int, version: int, actor: Actor, decision: rules.Decision) -> Item:
    """Carry out a decision about the item as it was shown at `version`; the item as it then is.

    NotDecided, as the kind of it that says why, when `allowed` does not allow it or somebody was first. Of decisions
    at the same version, however close, exactly one takes effect.
    """
    async with database.transaction() as transaction:
        return await decide_within(transaction, item_id, version, actor, decision)


async def decide_within(
    transaction: Transaction, item_id: int, version: int, actor: Actor, decision: rules.Decision
) -> Item:
    """The same in a transaction that does more, such as using up the draft of an author's reply."""
    item, at = await load(transaction, item_id), now()
    rules.require(item, version, actor, decision.action, at)
    done = await versions.step(transaction, ITEMS, item.id, item.version)
    effect = await _effect(transaction, item, done, decision, actor, at)
    before = fields_of(item)
    new = changes(item, decision, done, effect.entry_id, actor, at)
    changed = {name: new[name] for name in before if name in new and new[name] != before[name]}
    await _write(transaction, item, changed, at)
    step = HistoryRow(
        item.version + 1,
        actor.id,
        decision.action,
        note(decision),
        {**{name: before[name] for name in changed}, **effect.before},
        {**changed, **effect.after},
        at,
    )
    await versions.remember(transaction, ITEMS, item.id, step)
    await tell(transaction, item, decision, effect.entry_id)
    return await load(transaction, item.id)


async def _require_room(transaction: Transaction, author_id: int) -> None:
    [row] = await transaction.rows(
        "SELECT count(*) FROM items WHERE author_id = ? AND kind = 'tip' AND status IN ('waiting', 'returned')",
        (author_id,),
    )
    if row[0] >= MOST_OPEN:
        raise TooManyWaiting(MOST_OPEN)


async def _effect(
    transaction: Transaction, item: Item, done: HistoryRow, decision: rules.Decision, actor: Actor, at: datetime
) -> Effect:
    """What the decision does to the knowledge."""
    match decision:
        case rules.Approve() | rules.Include() if isinstance(decision, rules.Include) != item.names_place:
            raise NotAllowed(item.id, decision.action)
        case rules.Approve():
            return await publish(transaction, item, decision, at)
        case rules.MergePhrase() | rules.MergeDetail():
            return await merge(transaction, item, decision, actor, at)
        case rules.Join(other=other, version=version, proposal=proposal):
            await decide_within(transaction, other, version, actor, rules.Edit(proposal))
            return Effect()
        case rules.Reopen() if not item.is_in_knowledge:
            return Effect()
        case rules.Undo() | rules.Reopen():
            return await take_back(transaction, done, at)
        case _:
            return Effect()


async def _write(transaction: Transaction, item: Item, changed: Fields, at: datetime) -> None:
    columns = {name: value for name, value in changed.items() if name != "proposal"}
    await versions.advance(transaction, ITEMS, item.id, item.version, columns, at)
    if "proposal" in changed:
        await put_proposal(transaction, item.id, changed["proposal"])
