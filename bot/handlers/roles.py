"""Who may: an administrator of a group, a moderator, an organiser; asked at every press."""

from typing import Final

from telegram import ChatMember, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.handlers import standing
from bot.handlers.context import Context, Services
from bot.network import organisers
from bot.pacing import Lane

_ADMIN: Final = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def may_organise(bot: ExtBot[Lane], services: Services, user_id: int) -> bool:
    """Whether somebody may send to the network: a moderator, or whoever is on the organisers' list."""
    if await organisers.is_organiser(services.database, user_id):
        return True
    return (await standing.actor(bot, services, user_id)).is_moderator


async def is_admin(bot: ExtBot[Lane], chat_id: int, user_id: int) -> bool:
    """Whether somebody is an administrator of a group, as Telegram says now; not of one that shuts the bot out."""
    try:
        return (await bot.get_chat_member(chat_id, user_id)).status in _ADMIN
    except (BadRequest, Forbidden):
        return False


async def writes_as_admin(update: Update, context: Context) -> bool:
    """Whether whoever wrote in a group is its administrator, perhaps an anonymous one who writes as the group."""
    message, user = update.effective_message, update.effective_user
    if message is None:
        return False
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    return user is not None and await is_admin(context.bot, message.chat.id, user.id)
