"""Moderators' replies to cards: own words, another wording, a question to the author, an answer to an asker."""

import re
from typing import Final

from telegram import Update

from bot import moderation, moderation_texts
from bot.errors import NotDecided
from bot.handlers import asking, pages, standing, telling
from bot.handlers.carrying import carry_out, view, why_not
from bot.handlers.context import Context
from bot.handlers.replying import reply
from bot.moderation import Actor, Answer, Decision, Decline, Edit, Item, SendBack
from bot.moderation.proposing import NotMended, mend
from bot.texts import escape

_DECLINE: Final = re.compile(r"^\s*avslå\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)


async def addressed(update: Update, context: Context) -> None:
    """A message in a group for the bot: a moderator's reply to a card, or a question like any other."""
    message, user = update.effective_message, update.effective_user
    card = message.reply_to_message if message is not None else None
    item = None
    if message is not None and card is not None:
        item = await moderation.item_on_card(context.database, message.chat.id, card.message_id)
    if item is None or user is None or message is None or not message.text:
        await asking.addressed(update, context)
        return
    actor = await standing.actor(context.bot, context.services, user.id)
    try:
        sentence = await _replied(context, item, actor, message.text)
    except NotMended as fault:
        sentence = moderation_texts.not_mended(fault.problem, fault.given)
    except NotDecided as refused:
        sentence = escape(await why_not(context, refused))
    await reply(update, context, pages.short(sentence), message)


async def _replied(context: Context, item: Item, actor: Actor, text: str) -> str:
    """Carry out a moderator's reply to a card; what to say of it."""
    if not actor.is_moderator:
        return moderation_texts.NOT_MODERATOR
    decision, sentence = await _written(context, item, actor, text)
    if decision is None:
        return sentence
    await carry_out(context, item, item.version, actor, decision)
    context.services.outbox.set()
    await telling.refresh_cards(context.bot, context.services, item.id)
    return sentence


async def _written(context: Context, item: Item, actor: Actor, text: str) -> tuple[Decision | None, str]:
    """What a reply means: "avslå: …", lines such as "titel: …", an answer to an asker, a question to an author."""
    declined = _DECLINE.match(text)
    if declined is not None:
        return Decline(None, declined[1].strip()), moderation_texts.DECLINED_SENT
    themes = {theme.id: theme.name for theme in context.library.knowledge.themes}
    mended = mend((await view(context, item)).proposal, text, themes)
    if mended is not None:
        return Edit(mended), moderation_texts.MENDED
    if item.kind != "tip":
        return Answer(text), moderation_texts.ANSWER_SENT
    if item.is_open and item.claimed_by != actor.id:
        return None, moderation_texts.CLAIM_FIRST
    return SendBack(text), moderation_texts.QUESTION_SENT
