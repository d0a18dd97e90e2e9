"""What moderators do with a card's buttons; who may is asked at each press."""

from typing import Final, get_args

from telegram import CallbackQuery, Message, Update
from telegram.ext import CallbackQueryHandler

from bot import moderation_texts
from bot.actors import Actor
from bot.clock import now
from bot.errors import NotAllowed, NotDecided
from bot.handlers import foreseeing, gates, pressing, queueing, showing
from bot.handlers.carrying import approval, carry_out, require_changed, why_not
from bot.handlers.context import Context
from bot.handlers.outlook import Leaf, SecondPage
from bot.matching import cut
from bot.moderation import decisions, reading
from bot.moderation.decisions import Claim, Decision, Decline, Include, MergeDetail, MergePhrase, Release, Reopen, Undo
from bot.moderation.proposing import proposal_of
from bot.moderation.values import Card, Item, Reason

_PLAIN: Final[dict[str, Decision]] = {"claim": Claim(), "release": Release(), "undo": Undo(), "reopen": Reopen()}


async def pressed(update: Update, context: Context) -> None:
    """A button on a card was pressed."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    match (query.data or "").split(":", 3):
        case ["m", number, version, what] if number.isdecimal() and version.isdecimal() and len(number) < 16:
            actor = await gates.moderator(update, context)
            if actor is not None:
                await _carried(context, query, int(number), int(version[:9]), actor, what)
        case _:
            await pressing.notice(query, moderation_texts.STALE)


async def _carried(context: Context, query: CallbackQuery, item_id: int, version: int, actor: Actor, what: str) -> None:
    """Carry out a press; say why where that cannot be."""
    try:
        await _perform(context, query, item_id, version, actor, what)
    except NotDecided as refused:
        await pressing.notice(query, await why_not(context, refused), alert=True)
        await _show_anew(context, query, refused)


async def _perform(context: Context, query: CallbackQuery, item_id: int, version: int, actor: Actor, what: str) -> None:
    item = await reading.item(context.database, item_id)
    match what.split(":"):
        case ["back"]:
            await pressing.notice(query)
            await _back(context, query, item, actor)
        case ["next"]:
            await pressing.notice(query)
            await queueing.post_next(context, query.message.chat.id if query.message else 0, item.id)
        case ["whole"]:
            await pressing.notice(query)
            await queueing.post_whole(context, query.message.chat.id if query.message else 0, item)
        case ["answer"]:
            await pressing.notice(query, moderation_texts.ANSWER_HOW, alert=True)
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
    decisions.require(item, version, actor, leaf, now())
    if leaf == "approve":
        require_changed(context, item)
    claimed = await carry_out(context, item, version, actor, Claim(leaf))
    await pressing.notice(query)
    await _show(context, query, claimed, leaf)


async def _conclude(context: Context, query: CallbackQuery, item: Item, version: int, actor: Actor, what: str) -> None:
    """A press that decides."""
    decision = await _decision(context, item, what)
    if decision is None:
        await pressing.notice(query, moderation_texts.STALE)
        return
    decided = await carry_out(context, item, version, actor, decision)
    await pressing.notice(query)
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
            text = item.content.text if item.kind == "question" else foreseeing.wording(context.services, item).title
            return MergePhrase(entry_id, cut(text)[:200])
        case ["md", entry_id] if (entry := knowledge.entry(entry_id)) is not None:
            return MergeDetail(entry_id, item.content.text, proposal_of(entry))
        case [name]:
            return _PLAIN.get(name)
        case _:
            return None


async def _back(context: Context, query: CallbackQuery, item: Item, actor: Actor) -> None:
    """From a card's second page to its first; what was claimed by turning there is let go."""
    if item.claimed_by == actor.id and "release" in decisions.allowed(item, actor, now()):
        item = await carry_out(context, item, item.version, actor, Release())
    await _show(context, query, item)


async def _show(context: Context, query: CallbackQuery, item: Item, leaf: Leaf = "card") -> None:
    """Turn the pressed card to a page, then bring the other copies up to date."""
    if query.message is not None:
        card = Card(item.id, query.message.chat.id, query.message.message_id, item.version)
        await showing.turn(context.bot, context.services, card, leaf)
    await showing.refresh(context.bot, context.services, item.id)


async def _show_anew(context: Context, query: CallbackQuery, refused: NotDecided) -> None:
    """Bring cards up to date; what is refused on a card that is so already is no longer possible since time passed."""
    if isinstance(refused, NotAllowed):
        item = await reading.item(context.database, refused.item_id)
        await _show(context, query, item)
    else:
        await showing.refresh(context.bot, context.services, refused.item_id)


HANDLERS = (CallbackQueryHandler(pressed, pattern=r"^m:"),)
COMMANDS = queueing.COMMANDS
