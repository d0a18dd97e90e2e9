"""/tysta: whoever sent an item in may send nothing for a time; who that is nobody sees, not even the moderators.

It is said in the chat who did it. The item's own history does not tell: a mute is about a member, not about the item,
and a new version of the item would take its latest decision out of reach of Undo.
"""

import re
from typing import Final

from telegram import Message, Update

from bot import guard, moderation_texts, queue_texts
from bot.actors import Actor
from bot.clock import now
from bot.errors import NoSuchItem
from bot.handlers import pages, who
from bot.handlers.context import Context, Handler
from bot.handlers.gates import only_moderators
from bot.handlers.replying import reply
from bot.moderation import reading
from bot.moderation.values import Item

_DAYS: Final = r"(?:\s+(\d{1,4})(?:\s+dag(?:ar)?)?)?"
_ON_CARD: Final = re.compile(rf"^\s*/?tysta(?:@\w+)?{_DAYS}\s*[.!]?\s*$", re.IGNORECASE)
_WITH_NUMBER: Final = re.compile(rf"^(?:nr\s*)?(\d{{1,15}}){_DAYS}$", re.IGNORECASE)


@only_moderators
async def command(update: Update, context: Context) -> None:
    """/tysta [NUMBER] [DAYS], or as a reply to a card /tysta [DAYS]; 0 days end it."""
    message = update.effective_message
    if message is None:
        return
    actor = await who.writer(context.bot, context.services, message)
    await reply(update, context, pages.short(await _muted(context, message, actor)), message)


def days_in(text: str) -> int | None:
    """The days of a reply to a card such as "tysta 7 dagar"; None when it says something else."""
    found = _ON_CARD.match(text)
    return None if found is None else int(found[1] or guard.MUTE_DAYS)


async def mute(context: Context, item: Item, actor: Actor, days: int) -> str:
    """Let the author of an item send nothing for so many days; what to say of it."""
    if not actor.is_moderator:
        return moderation_texts.NOT_MODERATOR
    if days > guard.MOST_MUTE_DAYS:
        return queue_texts.mute_too_long(guard.MOST_MUTE_DAYS)
    name = await who.name(context.bot, context.services, actor.id)
    if days == 0:
        ended = await guard.unmute(context.database, item.author_id)
        return queue_texts.unmuted(name, item.id) if ended else queue_texts.not_muted(item.id)
    await guard.mute(context.database, item.author_id, guard.until(days, at := now()), actor.id)
    return queue_texts.muted(name, item.id, guard.first_day_after(days, at))


async def _muted(context: Context, message: Message, actor: Actor) -> str:
    card, words = message.reply_to_message, " ".join(context.args or [])
    found = await reading.item_on_card(context.database, message.chat.id, card.message_id) if card else None
    days = days_in(f"tysta {words}")
    if found is not None and days is not None:
        return await mute(context, found[0], actor, days)
    numbered = _WITH_NUMBER.match(words)
    if numbered is None:
        return queue_texts.MUTE_HOW
    try:
        item = await reading.item(context.database, int(numbered[1]))
    except NoSuchItem:
        return moderation_texts.GONE
    return await mute(context, item, actor, int(numbered[2] or guard.MUTE_DAYS))


COMMANDS: Final[dict[str, Handler]] = {"tysta": command}
