"""What moderators do with a card's buttons; who may is asked at each press."""

from typing import Final, get_args

from telegram import CallbackQuery, Message, Update

from bot.chat.context import Context
from bot.chat.reply import notice
from bot.features.moderation import forecast, rules
from bot.features.moderation.errors import NotAllowed, NotDecided
from bot.features.moderation.forecast import Leaf, SecondPage
from bot.features.moderation.handlers import queue as queue_handlers
from bot.features.moderation.handlers.decisions import approval, carry_out, require_changed, why_not
from bot.features.moderation.rules import (
    Claim,
    Decision,
    Decline,
    Include,
    MergeDetail,
    MergePhrase,
    Release,
    Reopen,
    Undo,
)
from bot.features.moderation.store import queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Card, Item, Reason
from bot.features.moderation.wording import proposal_of
from bot.features.moderation.worker import cards
from bot.features.roles import gates as roles_gates
from bot.features.roles.values import Actor
from bot.matching.text import cut
from bot.storage.clock import now

_PLAIN: Final[dict[str, Decision]] = {"claim": Claim(), "release": Release(), "undo": Undo(), "reopen": Reopen()}


async def pressed(update: Update, context: Context, what: list[str]) -> None:
    """A button on a card was pressed."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    match ":".join(what).split(":", 2):
        case [number, version, done] if number.isdecimal() and version.isdecimal() and len(number) < 16:
            actor = await roles_gates.moderator(update, context)
            if actor is not None:
                await _carried(context, query, int(number), int(version[:9]), actor, done)
        case _:
            await notice(query, decisions_texts.STALE)


async def _carried(context: Context, query: CallbackQuery, item_id: int, version: int, actor: Actor, what: str) -> None:
    """Carry out a press; say why where that cannot be."""
    try:
        await _perform(context, query, item_id, version, actor, what)
    except NotDecided as refused:
        await notice(query, await why_not(context, refused), alert=True)
        await _show_anew(context, query, refused)


async def _perform(context: Context, query: CallbackQuery, item_id: int, version: int, actor: Actor, what: str) -> None:
    item = await queue.item(context.database, item_id)
    match what.split(":"):
        case ["back"]:
            await notice(query)
            await _back(context, query, item, actor)
        case ["next"]:
            await notice(query)
            await queue_handlers.post_next(context, query.message.chat.id if query.message else 0, item.id)
        case ["whole"]:
            await notice(query)
            await queue_handlers.post_whole(context, query.message.chat.id if query.message else 0, item)
        case ["answer"]:
            await notice(query, decisions_texts.ANSWER_HOW, alert=True)
        case [("approve" | "decline" | "edit" | "send_back" | "merge") as leaf] if not (
            leaf == "approve" and item.names_place
        ):
            await _open(context, query, item, version, actor, leaf)
        case _:
            await _conclude(context, query, item, version, actor, what)


async def _open(
    context: Context, query: CallbackQuery, item: Item, version: int, actor: Actor, leaf: SecondPage
) -> None:
    """Turn to a second page; who does has the item in hand, so that nobody else decides it meanwhile."""
    rules.require(item, version, actor, leaf, now())
    if leaf == "approve":
        require_changed(context, item)
    claimed = await carry_out(context, item, version, actor, Claim(leaf))
    await notice(query)
    await _show(context, query, claimed, leaf)


async def _conclude(context: Context, query: CallbackQuery, item: Item, version: int, actor: Actor, what: str) -> None:
    """A press that decides."""
    decision = await _decision(context, item, what)
    if decision is None:
        await notice(query, decisions_texts.STALE)
        return
    decided = await carry_out(context, item, version, actor, decision)
    await notice(query)
    await _show(context, query, decided)
    context.services.outbox.set()


async def _decision(context: Context, item: Item, what: str) -> Decision | None:
    """What a button stands for; None for one that we do not know, or whose entry is gone."""
    knowledge = context.library.knowledge
    match what.split(":"):
        case ["approve" | "publish"]:
            return Include() if item.names_place else await approval(context, item)
        case ["d", reason] if reason in get_args(Reason):
            return Decline(next(each for each in get_args(Reason) if each == reason))
        case ["mp", entry_id] if knowledge.entry(entry_id) is not None:
            text = item.content.text if item.kind == "question" else forecast.wording(context.services, item).title
            return MergePhrase(entry_id, cut(text)[:200])
        case ["md", entry_id] if (entry := knowledge.entry(entry_id)) is not None:
            return MergeDetail(entry_id, item.content.text, proposal_of(entry))
        case [name]:
            return _PLAIN.get(name)
        case _:
            return None


async def _back(context: Context, query: CallbackQuery, item: Item, actor: Actor) -> None:
    """From a card's second page to its first; what was claimed by turning there is let go."""
    if item.claimed_by == actor.id and "release" in rules.allowed(item, actor, now()):
        item = await carry_out(context, item, item.version, actor, Release())
    await _show(context, query, item)


async def _show(context: Context, query: CallbackQuery, item: Item, leaf: Leaf = "card") -> None:
    """Turn the pressed card to a page, then bring the other copies up to date."""
    if query.message is not None:
        card = Card(item.id, query.message.chat.id, query.message.message_id, item.version)
        await cards.turn(context.bot, context.services, card, leaf)
    await cards.refresh(context.bot, context.services, item.id)


async def _show_anew(context: Context, query: CallbackQuery, refused: NotDecided) -> None:
    """Bring cards up to date; what is refused on a card that is so already is no longer possible since time passed."""
    if isinstance(refused, NotAllowed):
        item = await queue.item(context.database, refused.item_id)
        await _show(context, query, item)
    else:
        await cards.refresh(context.bot, context.services, refused.item_id)
