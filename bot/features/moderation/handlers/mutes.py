"""/tysta: whoever sent an item in may send nothing for a time; who that is nobody sees, not even the moderators.

It is said in the chat who did it. The item's own history does not tell: a mute is about a member, not about the item,
and a new version of the item would take its latest decision out of reach of Undo.
"""

import re
from typing import Final

from telegram import Message, Update

from bot.chat.context import Context, Words
from bot.chat.page import short
from bot.chat.reply import reply
from bot.features.moderation.errors import NoSuchItem
from bot.features.moderation.store import cards, mutes, queue
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.values import Item
from bot.features.roles import texts as roles_texts
from bot.features.roles import who as roles_who
from bot.features.roles.gates import only_moderators
from bot.features.roles.values import Actor
from bot.storage.clock import now

_DAYS: Final = r"(?:\s+(\d{1,4})(?:\s+dag(?:ar)?)?)?"
_ON_CARD: Final = re.compile(rf"^\s*/?tysta(?:@\w+)?{_DAYS}\s*[.!]?\s*$", re.IGNORECASE)
_WITH_NUMBER: Final = re.compile(rf"^(?:nr\s*)?(\d{{1,15}}){_DAYS}$", re.IGNORECASE)


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/tysta [NUMBER] [DAYS], or as a reply to a card /tysta [DAYS]; 0 days end it."""
    message = Words.of(update).message
    actor = await roles_who.writer(context.bot, context.services, message)
    await reply(update, context, short(await _muted(context, message, actor)), message)


def days_in(text: str) -> int | None:
    """The days of a reply to a card such as "tysta 7 dagar"; None when it says something else."""
    found = _ON_CARD.match(text)
    return None if found is None else int(found[1] or mutes.MUTE_DAYS)


async def mute(context: Context, item: Item, actor: Actor, days: int) -> str:
    """Let the author of an item send nothing for so many days; what to say of it."""
    if not actor.is_moderator:
        return roles_texts.NOT_MODERATOR
    if not item.has_author:
        return decisions_texts.NOT_POSSIBLE
    if days > mutes.MOST_MUTE_DAYS:
        return queue_texts.mute_too_long(mutes.MOST_MUTE_DAYS)
    name = await roles_who.name(context.bot, context.services, actor.id)
    if days == 0:
        ended = await mutes.unmute(context.database, item.author_id)
        return queue_texts.unmuted(name, item.id) if ended else queue_texts.not_muted(item.id)
    await mutes.mute(context.database, item.author_id, mutes.until(days, at := now()), actor.id)
    return queue_texts.muted(name, item.id, mutes.first_day_after(days, at))


async def _muted(context: Context, message: Message, actor: Actor) -> str:
    card, words = message.reply_to_message, " ".join(context.args or [])
    found = await cards.item_on_card(context.database, message.chat.id, card.message_id) if card else None
    days = days_in(f"tysta {words}")
    if found is not None and days is not None:
        return await mute(context, found[0], actor, days)
    numbered = _WITH_NUMBER.match(words)
    if numbered is None:
        return queue_texts.MUTE_HOW
    try:
        item = await queue.item(context.database, int(numbered[1]))
    except NoSuchItem:
        return decisions_texts.GONE
    return await mute(context, item, actor, int(numbered[2] or mutes.MUTE_DAYS))
