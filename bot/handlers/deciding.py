"""What moderators do with a card's buttons; who may is asked at each press."""

import logging
from typing import Final, get_args

from telegram import CallbackQuery, Message, Update
from telegram.error import NetworkError
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot import moderation, moderation_texts, moderators
from bot.clock import now
from bot.errors import NotAllowed, NotDecided
from bot.handlers import foreseeing, listening, queueing, relaying, showing, standing
from bot.handlers.carrying import approval, carry_out, why_not
from bot.handlers.context import Context
from bot.handlers.outlook import Leaf
from bot.matching import cut
from bot.moderation import (
    Action,
    Actor,
    Card,
    Claim,
    Decision,
    Decline,
    Include,
    Item,
    MergeDetail,
    MergePhrase,
    Reason,
    Release,
    Reopen,
    Undo,
)
from bot.moderation.proposing import proposal_of

log = logging.getLogger(__name__)

_ALERT: Final = 200  # letters that Telegram takes in a notice over the chat
_PLAIN: Final[dict[str, Decision]] = {"claim": Claim(), "release": Release(), "undo": Undo(), "reopen": Reopen()}


async def pressed(update: Update, context: Context) -> None:
    """A button on a card was pressed."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    match (query.data or "").split(":", 3):
        case ["m", number, version, what] if number.isdecimal() and version.isdecimal() and len(number) < 16:
            await _guarded(context, query, int(number), int(version[:9]), what)
        case _:
            await _acknowledge(query, moderation_texts.STALE)


async def _guarded(context: Context, query: CallbackQuery, item_id: int, version: int, what: str) -> None:
    """Carry out a press in the moderators' chat by one of them; say why where that cannot be."""
    message = query.message
    chat_id = message.chat.id if message is not None else 0
    actor = await standing.actor(context.bot, context.services, query.from_user.id)
    if chat_id != await moderators.moderators_chat(context.database) or not actor.is_moderator:
        await _acknowledge(query, moderation_texts.NOT_MODERATOR)
        return
    try:
        await _perform(context, query, item_id, version, actor, what)
    except NotDecided as refused:
        await _acknowledge(query, await why_not(context, refused), alert=True)
        await _show_anew(context, query, refused)


def _require(item: Item, version: int, actor: Actor, action: Action) -> None:
    moderation.require(item, version, actor, action, now())


async def _perform(context: Context, query: CallbackQuery, item_id: int, version: int, actor: Actor, what: str) -> None:
    item = await moderation.item(context.database, item_id)
    match what.split(":"):
        case ["back"]:
            await _acknowledge(query)
            await _back(context, query, item, actor)
        case ["next"]:
            await _acknowledge(query)
            await queueing.post_next(context, query.message.chat.id if query.message else 0, item.id)
        case ["whole"]:
            await _acknowledge(query)
            await queueing.post_whole(context, query.message.chat.id if query.message else 0, item)
        case ["answer"]:
            await _acknowledge(query, moderation_texts.ANSWER_HOW, alert=True)
        case [("approve" | "merge") as leaf] if leaf == "merge" or not item.names_place:
            _require(item, version, actor, leaf)
            await _acknowledge(query)
            await _show(context, query, item, leaf)
        case [("decline" | "edit" | "send_back") as leaf]:
            _require(item, version, actor, leaf)
            claimed = await carry_out(context, item, version, actor, Claim())
            await _acknowledge(query)
            await _show(context, query, claimed, leaf)
        case _:
            await _conclude(context, query, item, version, actor, what)


async def _conclude(context: Context, query: CallbackQuery, item: Item, version: int, actor: Actor, what: str) -> None:
    """A press that decides."""
    decision = await _decision(context, item, what)
    if decision is None:
        await _acknowledge(query, moderation_texts.STALE)
        return
    decided = await carry_out(context, item, version, actor, decision)
    await _acknowledge(query)
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
    if item.claimed_by == actor.id and "release" in moderation.allowed(item, actor, now()):
        item = await carry_out(context, item, item.version, actor, Release())
    await _show(context, query, item)


async def _show(context: Context, query: CallbackQuery, item: Item, leaf: Leaf = "card") -> None:
    """Turn the pressed card to a page, then bring the other copies up to date."""
    if query.message is not None:
        card = Card(item.id, query.message.chat.id, query.message.message_id, item.version)
        await showing.turn(context.bot, context.services, card, item, leaf)
    await showing.refresh(context.bot, context.services, item.id)


async def _show_anew(context: Context, query: CallbackQuery, refused: NotDecided) -> None:
    """Bring cards up to date; what is refused on a card that is so already is no longer possible since time passed."""
    if isinstance(refused, NotAllowed):
        item = await moderation.item(context.database, refused.item_id)
        await _show(context, query, item)
    else:
        await showing.refresh(context.bot, context.services, refused.item_id)


async def _acknowledge(query: CallbackQuery, sentence: str = "", *, alert: bool = False) -> None:
    """Stop the button's spinner; a press for which that fails is carried out all the same."""
    try:
        await query.answer(sentence[:_ALERT] or None, show_alert=alert)
    except NetworkError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)


HANDLERS = (
    CallbackQueryHandler(pressed, pattern=r"^m:"),
    MessageHandler(
        listening.FromPeople() & ~filters.UpdateType.EDITED_MESSAGE & filters.ChatType.GROUPS & listening.Addressed(),
        relaying.addressed,
    ),
)
COMMANDS = queueing.COMMANDS
