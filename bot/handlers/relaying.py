"""Moderators' replies to cards: own words, another wording, a question to the author, an answer to an asker, a mute."""

import re
from typing import Final

from telegram import Update

from bot import moderation, moderation_texts, queue_texts
from bot.errors import Claimed, NotDecided
from bot.handlers import asking, foreseeing, gaps, muting, pages, showing, standing
from bot.handlers.carrying import carry_out, why_not
from bot.handlers.context import Context
from bot.handlers.replying import reply
from bot.moderation import Actor, Answer, Decision, Decline, Edit, Item, SendBack
from bot.moderation.proposing import NotMended, mend
from bot.texts import escape

_DECLINE: Final = re.compile(r"^\s*avslå\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_ASK: Final = re.compile(r"^\s*fråga\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


async def addressed(update: Update, context: Context) -> None:
    """A message in a group for the bot: a moderator's reply to a card or a list, or a question like any other."""
    if await gaps.clean(update, context):
        return
    message = update.effective_message
    card = message.reply_to_message if message is not None else None
    item = None
    if message is not None and card is not None:
        item = await moderation.item_on_card(context.database, message.chat.id, card.message_id)
    if item is None or message is None or not message.text:
        await asking.addressed(update, context)
        return
    actor = await standing.writer(context.bot, context.services, message)
    try:
        sentence = await _replied(context, item, actor, message.text)
    except NotMended as fault:
        sentence = moderation_texts.not_mended(fault.problem, fault.given)
    except NotDecided as refused:
        sentence = escape(await why_not(context, refused))
        if isinstance(refused, Claimed) and actor.is_anonymous:
            sentence = f"{sentence} {queue_texts.ANONYMOUS_CLAIMED}"
    await reply(update, context, pages.short(sentence), message)


async def _replied(context: Context, item: Item, actor: Actor, text: str) -> str:
    """Carry out a moderator's reply to a card; what to say of it."""
    if not actor.is_moderator:
        return moderation_texts.NOT_MODERATOR
    days = muting.days_in(text)
    if days is not None:
        return await muting.mute(context, item, actor, days)
    decision, sentence = await _written(context, item, actor, text)
    if decision is None:
        return sentence
    await carry_out(context, item, item.version, actor, decision)
    context.services.outbox.set()
    await showing.refresh(context.bot, context.services, item.id)
    return sentence


async def _written(context: Context, item: Item, actor: Actor, text: str) -> tuple[Decision | None, str]:
    """What a reply means: "avslå: …", "fråga: …", lines such as "titel: …", an answer to an asker.

    Anything else is a question to the author, once its writer has pressed the button for that.
    """
    declined = _DECLINE.match(text)
    if declined is not None:
        return Decline(None, declined[1].strip()), moderation_texts.DECLINED_SENT
    asked = _ASK.match(text)
    if asked is not None and item.kind == "tip":
        return SendBack(asked[1].strip()), moderation_texts.QUESTION_SENT
    themes = {theme.id: theme.name for theme in context.library.knowledge.themes}
    before = await foreseeing.proposal(context.services, item)
    mended = mend(before, text, themes)
    if mended is not None:
        return Edit(mended), moderation_texts.mended(before, mended)
    if item.kind != "tip":
        return Answer(text), moderation_texts.ANSWER_SENT
    if item.is_open and item.claimed_by != actor.id:
        return None, queue_texts.ANONYMOUS_HOW if actor.is_anonymous else moderation_texts.CLAIM_FIRST
    return SendBack(text), moderation_texts.QUESTION_SENT
