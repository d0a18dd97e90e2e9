"""What moderators do with a card's buttons; who may is asked at each press."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import CallbackQuery, ForceReply, Message, ReplyParameters, Update

from bot.chat import threads
from bot.chat.context import Context
from bot.chat.reply import notice, topic_of
from bot.features.moderation import actions, forecast, rules
from bot.features.moderation.errors import EntryGone, NotAllowed, NotDecided
from bot.features.moderation.handlers.decisions import approval, carry_out, require_changed, why_not
from bot.features.moderation.handlers.queue import post_next, post_whole
from bot.features.moderation.store import queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.values import Card, Item, Leaf
from bot.features.moderation.wording import combined, proposal_of
from bot.features.moderation.worker import cards
from bot.features.roles import gates as roles_gates
from bot.features.roles.values import Actor
from bot.matching.text import cut
from bot.storage.clock import now

Pressed = TypeVar("Pressed", bound=actions.OnCard)
Done = Coroutine[Any, Any, None]
_PLAIN: Final[dict[str, rules.Decision]] = {
    "claim": rules.Claim(), "release": rules.Release(), "undo": rules.Undo(), "reopen": rules.Reopen(),
    "discard": rules.Decline(None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Press:
    """A moderator has pressed a button on a card; the item is as it is now, perhaps not as the card shows it."""

    query: CallbackQuery
    actor: Actor
    card: Card
    item: Item


def _by_moderator(
    do: Callable[[Context, Press, Pressed], Done],
) -> Callable[[Update, Context, Pressed], Done]:
    """What only moderators press; why it cannot be done is said, and the cards are brought up to date."""

    @wraps(do)
    async def gated(update: Update, context: Context, action: Pressed) -> None:
        query, actor = update.callback_query, await roles_gates.moderator(update, context)
        if actor is None or query is None or query.message is None:
            return
        card = Card(action.item, query.message.chat.id, query.message.message_id, action.version)
        try:
            item = await queue.item(context.database, action.item)
            await do(context, Press(query, actor, card, item), action)
        except NotDecided as refused:
            await notice(query, await why_not(context, refused), alert=True)
            await _show_anew(context, card, refused)

    return gated


@_by_moderator
async def turn(context: Context, press: Press, chosen: actions.Turn) -> None:
    """To a second page; who turns there has the item in hand, so that nobody else decides it meanwhile.

    Places that are only counted are approved without one.
    """
    if chosen.leaf == "approve" and press.item.names_place:
        await _conclude(context, press, await approval(context, press.item))
        return
    rules.require(press.item, chosen.version, press.actor, chosen.leaf, now())
    if chosen.leaf == "approve":
        require_changed(context, press.item)
    claimed = await carry_out(context, press.item, chosen.version, press.actor, rules.Claim(chosen.leaf))
    await notice(press.query)
    await _show(context, press.card, claimed, chosen.leaf)
    if chosen.leaf in decisions_texts.WRITE:
        await open_composer(context, press.card, press.query, decisions_texts.WRITE[chosen.leaf])


@_by_moderator
async def turn_back(context: Context, press: Press, _: actions.TurnBack) -> None:
    """To the first page; what was claimed by turning from it is let go, and what changes no entry is discarded."""
    item = press.item
    await notice(press.query)
    if item.claimed_by == press.actor.id and "release" in rules.allowed(item, press.actor, now()):
        is_idle = item.is_own and forecast.present(context.services, item) == forecast.wording(context.services, item)
        let_go = rules.Decline(None) if is_idle else rules.Release()
        item = await carry_out(context, item, item.version, press.actor, let_go)
    await _show(context, press.card, item)


@_by_moderator
async def mend_line(context: Context, press: Press, chosen: actions.MendLine) -> None:
    """What is written next becomes that line of the proposal, without its label."""
    rules.require(press.item, chosen.version, press.actor, "edit", now())
    purpose = rules.Claim(f"edit:{chosen.line}")
    claimed = await carry_out(context, press.item, chosen.version, press.actor, purpose)
    await notice(press.query)
    await _show(context, press.card, claimed, "edit")
    await open_composer(context, press.card, press.query, decisions_texts.WRITE_LINE[chosen.line])


@_by_moderator
async def read_asked(context: Context, press: Press, _: actions.ReadAsked) -> None:
    """Only whoever pressed reads them, since a member's own words may give the member away."""
    known = forecast.recall(context.services, press.item)
    asked = known.hidden if known is not None else ()
    await notice(press.query, decisions_texts.asked(asked), alert=True)


@_by_moderator
async def show_next(context: Context, press: Press, _: actions.ShowNext) -> None:
    """The card of what waits after this."""
    await notice(press.query)
    await post_next(context, press.card.chat_id, press.item.id)


@_by_moderator
async def show_whole(context: Context, press: Press, _: actions.ShowWhole) -> None:
    """All that the author has sent."""
    await notice(press.query)
    await post_whole(context, press.card.chat_id, press.item)


@_by_moderator
async def tell_how_to_answer(context: Context, press: Press, chosen: actions.TellHowToAnswer) -> None:
    """An answer is written, not pressed."""
    rules.require(press.item, chosen.version, press.actor, "answer", now())
    await notice(press.query)
    await open_composer(context, press.card, press.query, decisions_texts.ANSWER_HOW)


@_by_moderator
async def decide(context: Context, press: Press, chosen: actions.Decide) -> None:
    """What needs no more words; only what is moderators' own is discarded without a reason."""
    if chosen.what == "discard" and not (press.item.is_own or press.item.is_overtaken):
        raise NotAllowed(press.item.id, "decline")
    decision = _PLAIN.get(chosen.what)
    if decision is None:  # who was first is told before what there is left to change
        rules.require(press.item, chosen.version, press.actor, "approve", now())
        decision = await approval(context, press.item)
    await _conclude(context, press, decision)


@_by_moderator
async def decline(context: Context, press: Press, chosen: actions.Decline) -> None:
    """For the reason of the button."""
    await _conclude(context, press, rules.Decline(chosen.reason))


@_by_moderator
async def merge(context: Context, press: Press, chosen: actions.Merge) -> None:
    """A question leads to an entry in its own words, other items by their titles; or the text is added to the entry."""
    item, entry = press.item, context.library.knowledge.entry(chosen.entry_id)
    if entry is None:
        raise EntryGone(item.id, chosen.entry_id)
    if chosen.how == "md":
        present, filed = proposal_of(entry, context.library.overlay), context.library.base.entry(entry.id)
        await _conclude(context, press, rules.MergeDetail(entry.id, item.content.text, present, filed))
    else:
        phrase = item.content.text if item.kind == "question" else forecast.wording(context.services, item).title
        await _conclude(context, press, rules.MergePhrase(entry.id, cut(phrase)[:200]))


@_by_moderator
async def join(context: Context, press: Press, chosen: actions.Join) -> None:
    """Two waiting tips that say the same become one, whose card shows what came to it."""
    other = await queue.item(context.database, chosen.other)
    kept = await forecast.proposal(context.services, other)
    whole = combined(kept, forecast.wording(context.services, press.item))
    await _conclude(context, press, rules.Join(other.id, other.version, whole))
    await cards.refresh(context.bot, context.services, other.id)


async def _conclude(context: Context, press: Press, decision: rules.Decision) -> None:
    """A press that decides."""
    decided = await carry_out(context, press.item, press.card.shown_version, press.actor, decision)
    await notice(press.query)
    await _show(context, press.card, decided)
    context.services.outbox.set()


async def open_composer(context: Context, card: Card, query: CallbackQuery, sentence: str) -> None:
    """Have the presser's app open a reply to a message of ours, which is then as good as a reply to the card."""
    shown = query.message
    topic = topic_of(shown) if isinstance(shown, Message) else None
    asked = await context.bot.send_message(
        card.chat_id,
        f"{query.from_user.mention_html()}: {sentence}",
        message_thread_id=topic,
        reply_parameters=ReplyParameters(card.message_id, allow_sending_without_reply=True),
        reply_markup=ForceReply(selective=True),
    )
    stands_for = threads.Answered(card.chat_id, asked.message_id, card.message_id, topic or 0, None)
    await threads.remember_answer(context.database, stands_for)


async def _show(context: Context, card: Card, item: Item, leaf: Leaf = "card") -> None:
    """Turn the pressed card to a page, then bring the other copies up to date."""
    await cards.turn(context.bot, context.services, card, leaf)
    await cards.refresh(context.bot, context.services, item.id)


async def _show_anew(context: Context, card: Card, refused: NotDecided) -> None:
    """Bring cards up to date; what is refused on a card that is so already is no longer possible since time passed."""
    if isinstance(refused, NotAllowed):
        await cards.turn(context.bot, context.services, card)
    await cards.refresh(context.bot, context.services, card.item_id)
