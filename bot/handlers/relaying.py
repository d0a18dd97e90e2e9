"""Moderators' replies to cards: own words, another wording, a question to the author, an answer to an asker, a mute."""

import re
from typing import Final

from telegram import Message, Update

from bot import moderation_texts, queue_texts
from bot.actors import Actor
from bot.errors import Claimed, NotDecided
from bot.handlers import foreseeing, muting, pages, showing, who
from bot.handlers.carrying import carry_out, why_not
from bot.handlers.context import Context, Words
from bot.handlers.replying import reply
from bot.handlers.words import Passed, Taken
from bot.language.text import escape
from bot.moderation import reading
from bot.moderation.decisions import Answer, Decision, Decline, Edit, SendBack
from bot.moderation.proposing import NotMended, mend
from bot.moderation.values import Item

_DECLINE: Final = re.compile(r"^\s*avslå\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_ASK: Final = re.compile(r"^\s*fråga\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


async def addressed(update: Update, context: Context, said: Words) -> Taken | Passed:
    """A message in a group for the bot may be a moderator's reply to a card."""
    message, card = said.message, said.message.reply_to_message
    found = await reading.item_on_card(context.database, message.chat.id, card.message_id) if card else None
    if found is None or not message.text:
        return Passed()
    await reply(update, context, pages.short(await _said(context, *found, message, message.text)), message)
    return Taken()


async def _said(context: Context, item: Item, version: int, message: Message, text: str) -> str:
    """What comes of a reply to a card that shows an item at that version: done, or why not."""
    actor = await who.writer(context.bot, context.services, message)
    try:
        return await _replied(context, item, version, actor, text)
    except NotMended as fault:
        return moderation_texts.not_mended(fault.problem, fault.given, context.library.knowledge.theme_names)
    except NotDecided as refused:
        await showing.refresh(context.bot, context.services, item.id)
        sentence = escape(await why_not(context, refused))
        anonymous = isinstance(refused, Claimed) and actor.is_anonymous
        return f"{sentence} {queue_texts.ANONYMOUS_CLAIMED}" if anonymous else sentence


async def _replied(context: Context, item: Item, version: int, actor: Actor, text: str) -> str:
    """Carry out a moderator's reply to a card, whose writer has read that version; what to say of it."""
    if not actor.is_moderator:
        return moderation_texts.NOT_MODERATOR
    days = muting.days_in(text)
    if days is not None:
        return await muting.mute(context, item, actor, days)
    decision, sentence = await _written(context, item, actor, text)
    if decision is None:
        return sentence
    await carry_out(context, item, version, actor, decision)
    context.services.outbox.set()
    await showing.refresh(context.bot, context.services, item.id)
    return sentence


async def _written(context: Context, item: Item, actor: Actor, text: str) -> tuple[Decision | None, str]:
    """What a reply means: "avslå: …", "fråga: …", lines such as "titel: …", what a pressed button awaits, an answer.

    No decision, only what to do first, when nothing shows that it is for the author to read.
    """
    declined = _DECLINE.match(text)
    if declined is not None:
        return Decline(None, declined[1].strip()), moderation_texts.DECLINED_SENT
    asked = _ASK.match(text)
    if asked is not None:
        return SendBack(asked[1].strip()), moderation_texts.QUESTION_SENT
    purpose = item.purpose_of(actor.id)
    themes = context.library.knowledge.theme_names
    before = await foreseeing.proposal(context.services, item)
    mended = mend(before, text, themes, only=purpose == "edit")
    if mended is not None:
        return Edit(mended), moderation_texts.mended(before, mended, themes)
    if purpose == "send_back" or (item.kind == "tip" and not item.is_open):
        return SendBack(text), moderation_texts.QUESTION_SENT
    if purpose is None and item.kind != "tip":
        return Answer(text), moderation_texts.ANSWER_SENT
    return None, _first(item, actor, purpose)


def _first(item: Item, actor: Actor, purpose: str | None) -> str:
    """What has to be done before a reply can mean anything."""
    if purpose == "edit":
        return moderation_texts.MEND_HOW
    if item.kind != "tip":
        return moderation_texts.TURN_BACK_FIRST
    return queue_texts.ANONYMOUS_HOW if actor.is_anonymous else moderation_texts.CLAIM_FIRST
