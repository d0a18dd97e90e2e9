"""Who is this, and what may they do: asked at every press and every message, of Telegram and of the organisers' list.

A moderator is whoever is in the moderators' chat, as Telegram says right now. An organiser is a moderator, or whoever
is on the list that moderators keep. A group's administrator is whom Telegram calls one.

An administrator may write anonymously, in the group's own name. Telegram then says that it is one of the group's
administrators but not which, so what is decided by such a message is remembered with the group's id, which is below 0.
Whether it is about something of their own cannot be known; therefore nothing that is written approves or merges. That
takes a press, and Telegram tells who pressed, anonymous or not.
"""

import logging
from typing import Final

from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.chat.context import Context, Services, Words
from bot.features.roles import store, texts
from bot.features.roles.values import PROGRAM, Actor
from bot.gateway.values import Lane
from bot.gateway.waiting import clock
from bot.storage.personal import NOBODY, SOME_AUTHOR

log = logging.getLogger(__name__)

FRESH: Final = 5.0  # seconds that a name is kept, so that a flurry of cards asks Telegram once
_INSIDE: Final = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)
_ADMIN: Final = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class Standings(dict[tuple[int, int], tuple[float, tuple[bool, str]]]):
    """Who was in the moderators' chat a moment ago, and their first name, by chat and user, with when it was asked.

    Names are taken from it; what somebody may do is asked of Telegram each time, since they may just have been removed.
    """


async def actor(bot: ExtBot[Lane], services: Services, user_id: int) -> Actor:
    """The person as the moderators' rules see them."""
    return Actor(user_id, (await _asked(bot, services, user_id))[0])


async def writer(bot: ExtBot[Lane], services: Services, message: Message) -> Actor:
    """Who wrote a message; an anonymous administrator as the group, another chat's voice as nobody."""
    chat = message.sender_chat
    if chat is not None:
        return Actor(chat.id, chat.id == message.chat.id == await store.moderators_chat(services.database))
    return await actor(bot, services, message.from_user.id) if message.from_user is not None else Actor(0)


async def organiser(bot: ExtBot[Lane], services: Services, user_id: int) -> Actor:
    """The person as the rules of broadcasts see them."""
    if not await may_organise(bot, services, user_id):
        return Actor(user_id)
    return Actor(user_id, is_organiser=True, is_alone=await _is_alone(bot, services, user_id))


async def may_organise(bot: ExtBot[Lane], services: Services, user_id: int) -> bool:
    """Whether somebody is an organiser; Telegram is not asked of those on the list."""
    if await store.is_organiser(services.database, user_id):
        return True
    return (await actor(bot, services, user_id)).is_moderator


async def is_admin(bot: ExtBot[Lane], chat_id: int, user_id: int) -> bool:
    """Whether somebody is an administrator of a group; not of one that shuts the bot out."""
    try:
        return (await bot.get_chat_member(chat_id, user_id)).status in _ADMIN
    except (BadRequest, Forbidden):
        return False


async def writes_as_admin(update: Update, context: Context) -> bool:
    """Whether whoever wrote in a group is its administrator, perhaps an anonymous one who writes as the group."""
    said = Words.of(update)
    chat, speaks_for = said.message.chat, said.message.sender_chat
    if speaks_for is not None:
        return speaks_for.id == chat.id
    return await is_admin(context.bot, chat.id, said.user.id)


async def name(bot: ExtBot[Lane], services: Services, actor_id: int) -> str:
    """What a moderator is called in their own chat; empty when Telegram does not know them any more."""
    if actor_id in (NOBODY, SOME_AUTHOR):
        return ""
    if actor_id < 0:
        return texts.ANONYMOUS
    return (await _standing(bot, services, actor_id))[1]


async def organiser_name(bot: ExtBot[Lane], services: Services, user_id: int) -> str:
    """What an organiser is called; empty for the program and for somebody who is not known any more."""
    if user_id == PROGRAM:
        return ""
    listed = [each.name for each in await store.organisers(services.database) if each.user_id == user_id]
    return listed[0] if listed else await name(bot, services, user_id)


async def other_organisers(services: Services, user_id: int) -> list[int]:
    """Everybody else on the organisers' list; who the moderators are, Telegram tells nobody."""
    return [each.user_id for each in await store.organisers(services.database) if each.user_id != user_id]


async def _is_alone(bot: ExtBot[Lane], services: Services, user_id: int) -> bool:
    """Whether neither the list nor the moderators' chat has anybody else; where that is unknown, it has."""
    if await other_organisers(services, user_id):
        return False
    chat_id = await store.moderators_chat(services.database)
    if chat_id is None:
        return True
    inside = int((await actor(bot, services, user_id)).is_moderator)
    try:
        return await bot.get_chat_member_count(chat_id) - 1 <= inside
    except TelegramError as refused:
        log.info("nobody knows how many moderators there are: %s", type(refused).__name__)
        return False


async def _standing(bot: ExtBot[Lane], services: Services, user_id: int) -> tuple[bool, str]:
    """Whether somebody was in the moderators' chat a moment ago, and their first name."""
    chat_id, at = await store.moderators_chat(services.database), clock()
    asked, found = services.state(Standings).get((chat_id or 0, user_id), (-FRESH, (False, "")))
    return found if at < asked + FRESH else await _asked(bot, services, user_id)


async def _asked(bot: ExtBot[Lane], services: Services, user_id: int) -> tuple[bool, str]:
    """The same, as Telegram says right now."""
    chat_id = await store.moderators_chat(services.database)
    if chat_id is None:
        return False, ""
    known, at = services.state(Standings), clock()
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
