"""A decision from the chat to the rules and on to the knowledge, and why one did not take effect."""

from typing import Final

from bot.chat.context import Context
from bot.features.moderation import errors, forecast
from bot.features.moderation.rules import Approve, Decision, Include
from bot.features.moderation.store import decide, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Action, Item
from bot.features.moderation.wording import reads_as
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.features.unanswered import worker as unanswered_worker
from bot.knowledge import overlay, store

_CHANGES_KNOWLEDGE: Final[tuple[Action, ...]] = ("approve", "merge", "undo", "reopen")
_SENTENCES: Final[dict[type[errors.NotDecided], str]] = {
    errors.OwnTip: decisions_texts.OWN,
    errors.NotAllowed: decisions_texts.NOT_POSSIBLE,
    errors.IdTaken: decisions_texts.ID_TAKEN,
    errors.EntryGone: decisions_texts.ENTRY_GONE,
    errors.NothingChanged: decisions_texts.UNCHANGED,
    errors.Unwritten: decisions_texts.UNWRITTEN,
    errors.NoSuchItem: decisions_texts.GONE,
}


async def carry_out(context: Context, item: Item, version: int, actor: Actor, decision: Decision) -> Item:
    """Decide, and let what was decided answer members' questions at once."""
    decided = await decide.decide(context.database, item.id, version, actor, decision)
    if decision.action in _CHANGES_KNOWLEDGE:
        await context.library.refresh(await store.read(context.database))
        unanswered_worker.tell(context.services)
    return decided


async def approval(context: Context, item: Item) -> Approve | Include:
    """The approval of an item as its card proposes it, under an id that nothing has had; places are only counted."""
    if item.names_place:
        return Include()
    require_changed(context, item)
    proposal = await forecast.proposal(context.services, item)
    if item.kind == "report" and item.entry_id is not None:
        before = forecast.present(context.services, item)
        rewrite = item.is_brought_up or before is None or not reads_as(before, proposal)
        return Approve(proposal, item.entry_id, rewrite=rewrite, filed=context.library.base.entry(item.entry_id))
    taken = await store.taken_ids(context.database) | await queue.entry_ids(context.database)
    taken |= {entry.id for entry in context.library.base.entries}
    signature = decisions_texts.ANSWERED_BY if item.kind == "question" or item.is_own else None
    return Approve(proposal, overlay.new_id(proposal.title, taken), signature)


def require_changed(context: Context, item: Item) -> None:
    """NothingChanged if the answer that a report is about would read as it does; Unwritten where it is empty."""
    reported = item.kind == "report" and not item.is_brought_up
    wording = forecast.wording(context.services, item)
    if reported and forecast.present(context.services, item) == wording:
        raise errors.NothingChanged(item.id)
    if item.is_own and not (wording.title.strip() and wording.answer.strip()):
        raise errors.Unwritten(item.id)


async def why_not(context: Context, refused: errors.NotDecided) -> str:
    """Why a decision did not take effect, as a plain sentence."""
    match refused:
        case errors.AlreadyDecided(by=by, at=at, outcome=outcome):
            return decisions_texts.was_first(await _name(context, by), outcome, at)
        case errors.Claimed(by=by, until=until):
            return decisions_texts.in_hand(await _name(context, by), until)
        case errors.NotAllowed(action="undo"):
            return decisions_texts.TOO_LATE
        case _ if type(refused) in _SENTENCES:
            return _SENTENCES[type(refused)]
        case _:
            return await _changed(context, refused.item_id)


async def _changed(context: Context, item_id: int) -> str:
    """The item has another version than the card had: who did what last."""
    item = await queue.item(context.database, item_id)
    who = "" if item.changed_by == item.author_id else await _name(context, item.changed_by)
    return decisions_texts.changed(who, item.action, item.changed_at)


async def _name(context: Context, user_id: int) -> str:
    return await roles_who.name(context.bot, context.services, user_id)
