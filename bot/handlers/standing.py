"""Who is a moderator: whoever is in the moderators' chat, as Telegram says right now.

An administrator may write anonymously, in the group's own name. Telegram then says that it is one of the group's
administrators but not which, so what is decided by such a message is remembered with the group's id, which is below 0.
Whether it is about something of their own cannot be known; therefore nothing that is written approves or merges. That
takes a press, and Telegram tells who pressed, anonymous or not.
"""

import asyncio
from typing import Final

from telegram import ChatMember, ChatMemberRestricted, Message
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot import moderators, queue_texts
from bot.handlers.context import Services
from bot.moderation.values import Actor
from bot.pacing import Lane

FRESH: Final = 5.0  # seconds; so that a flurry of presses asks Telegram once
_INSIDE: Final = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


async def actor(bot: ExtBot[Lane], services: Services, user_id: int) -> Actor:
    """The person as the rules see them."""
    return Actor(user_id, (await _standing(bot, services, user_id))[0])


async def writer(bot: ExtBot[Lane], services: Services, message: Message) -> Actor:
    """Who wrote a message; an anonymous administrator as the group, another chat's voice as nobody."""
    chat = message.sender_chat
    if chat is not None:
        return Actor(chat.id, chat.id == message.chat.id == await moderators.moderators_chat(services.database))
    return await actor(bot, services, message.from_user.id) if message.from_user is not None else Actor(0)


async def name(bot: ExtBot[Lane], services: Services, actor_id: int) -> str:
    """What a moderator is called in their own chat; empty when Telegram does not know them any more."""
    if actor_id < 0:
        return queue_texts.ANONYMOUS
    return (await _standing(bot, services, actor_id))[1]


async def _standing(bot: ExtBot[Lane], services: Services, user_id: int) -> tuple[bool, str]:
    """Whether somebody is in the moderators' chat, and their first name."""
    chat_id = await moderators.moderators_chat(services.database)
    if chat_id is None:
        return False, ""
    known, at = services.standings, asyncio.get_running_loop().time()
    asked, found = known.get((chat_id, user_id), (-FRESH, (False, "")))
    if at < asked + FRESH:
        return found
    try:
        member = await bot.get_chat_member(chat_id, user_id)
        found = (_is_inside(member), member.user.first_name)
    except (BadRequest, Forbidden):  # Telegram has never seen them there, or has let the bot out
        found = (False, "")
    for each in [key for key, (since, _) in known.items() if since + FRESH <= at]:
        del known[each]
    known[chat_id, user_id] = (at, found)
    return found


def _is_inside(member: ChatMember) -> bool:
    return member.is_member if isinstance(member, ChatMemberRestricted) else member.status in _INSIDE
