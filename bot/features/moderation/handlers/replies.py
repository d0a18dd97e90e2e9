"""Moderators' replies to cards: own words, another wording, a question to the author, an answer to an asker, a mute."""

import re
from dataclasses import replace
from typing import Final

from telegram import Message, Update

from bot.chat import threads
from bot.chat.context import Context, Words
from bot.chat.page import short
from bot.chat.reply import reply
from bot.chat.words import Passed, Taken
from bot.features.moderation import forecast
from bot.features.moderation.errors import Claimed, NotDecided
from bot.features.moderation.handlers import mutes
from bot.features.moderation.handlers.decisions import carry_out, why_not
from bot.features.moderation.rules import Answer, Decision, Decline, Edit, SendBack
from bot.features.moderation.store import cards
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.values import Item, Proposal
from bot.features.moderation.wording import mend
from bot.features.moderation.worker import cards as cards_worker
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.knowledge.entries import ANSWER_LENGTH
from bot.language.text import escape

_DECLINE: Final = re.compile(r"^\s*avslå\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_ASK: Final = re.compile(r"^\s*fråga\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


async def addressed(update: Update, context: Context, said: Words) -> Taken | Passed:
    """A message in a group for the bot may be a moderator's reply to a card, or to what opened the composer for it."""
    message = said.message
    found = await _on_card(context, message)
    if found is None or not message.text:
        return Passed()
    await reply(update, context, short(await _said(context, *found, message, message.text)), message)
    return Taken()


async def _on_card(context: Context, message: Message) -> tuple[Item, int] | None:
    """What the card shows that a message replies to, or to what opened the composer for it, or an earlier copy."""
    if message.reply_to_message is None:
        return None
    replied, chat_id = message.reply_to_message.message_id, message.chat.id
    while (newer := await threads.answer_to(context.database, chat_id, replied)) is not None and newer != replied:
        replied = newer
    return await cards.item_on_card(context.database, chat_id, replied)


async def _said(context: Context, item: Item, version: int, message: Message, text: str) -> str:
    """What comes of a reply to a card that shows an item at that version: done, or why not."""
    actor = await roles_who.writer(context.bot, context.services, message)
    try:
        return await _replied(context, item, version, actor, text)
    except NotDecided as refused:
        await cards_worker.refresh(context.bot, context.services, item.id)
        sentence = escape(await why_not(context, refused))
        anonymous = isinstance(refused, Claimed) and actor.is_anonymous
        return f"{sentence} {queue_texts.ANONYMOUS_CLAIMED}" if anonymous else sentence


async def _replied(context: Context, item: Item, version: int, actor: Actor, text: str) -> str:
    """Carry out a moderator's reply to a card, whose writer has read that version; what to say of it."""
    if not actor.is_moderator:
        return roles_texts.NOT_MODERATOR
    days = mutes.days_in(text)
    if days is not None:
        return await mutes.mute(context, item, actor, days)
    decision, sentence = await _written(context, item, actor, text)
    if decision is None:
        return sentence
    await carry_out(context, item, version, actor, decision)
    context.services.outbox.set()
    await cards_worker.refresh(context.bot, context.services, item.id)
    return sentence


async def _written(context: Context, item: Item, actor: Actor, text: str) -> tuple[Decision | None, str]:
    """What a reply means: "avslå: …", "fråga: …", lines such as "titel: …", what a pressed button awaits, an answer.

    No decision, only what to do first, when nothing shows that it is for the author to read.
    """
    declined = _DECLINE.match(text)
    if declined is not None:
        return Decline(None, declined[1].strip()), decisions_texts.DECLINED_SENT
    asked = _ASK.match(text)
    if asked is not None:
        return SendBack(asked[1].strip()), decisions_texts.QUESTION_SENT
    purpose, _, label = (item.purpose_of(actor.id) or "").partition(":")
    themes = context.library.knowledge.theme_names
    before = await forecast.proposal(context.services, item)
    beside = item.kind != "question" or purpose == "edit"
    mended = mend(before, text, themes, only=purpose == "edit" and not label, label=label, beside=beside)
    if mended is not None:
        useless = mended.fault is not None and mended.proposal == before
        return None if useless else Edit(mended.proposal), decisions_texts.mended(before, mended, themes)
    if purpose == "send_back" or (item.kind == "tip" and not item.is_open):
        return SendBack(text), decisions_texts.QUESTION_SENT
    if not purpose and item.kind != "tip":
        return _answer(item, before, text)
    return None, _first(item, actor, purpose)


def _answer(item: Item, before: Proposal, text: str) -> tuple[Decision, str]:
    """To a question an answer that may become one for all."""
    if item.kind == "question":
        return Answer(text, replace(before, answer=text[:ANSWER_LENGTH])), decisions_texts.QUESTION_ANSWERED
    return Answer(text), decisions_texts.ANSWER_SENT


def _first(item: Item, actor: Actor, purpose: str) -> str:
    """What has to be done before a reply can mean anything."""
    if purpose == "edit":
        return decisions_texts.MEND_HOW
    if item.kind != "tip":
        return decisions_texts.TURN_BACK_FIRST
    return queue_texts.ANONYMOUS_HOW if actor.is_anonymous else decisions_texts.CLAIM_FIRST
