"""Organisers as the rules of broadcasts see them: who they are, whether they are alone, what they are called."""

import logging

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import moderators
from bot.broadcasts.values import PROGRAM, Actor
from bot.handlers import roles, standing
from bot.handlers.context import Services
from bot.network import organisers
from bot.pacing import Lane

log = logging.getLogger(__name__)


async def actor(bot: ExtBot[Lane], services: Services, user_id: int) -> Actor:
    """Somebody who presses or writes, as Telegram and the organisers' list have them now."""
    if not await roles.may_organise(bot, services, user_id):
        return Actor(user_id)
    return Actor(user_id, is_organiser=True, is_alone=await _is_alone(bot, services, user_id))


async def name(bot: ExtBot[Lane], services: Services, user_id: int) -> str:
    """What an organiser is called; empty for the program and for somebody who is not known any more."""
    if user_id == PROGRAM:
        return ""
    listed = [each.name for each in await organisers.organisers(services.database) if each.user_id == user_id]
    return listed[0] if listed else await standing.name(bot, services, user_id)


async def others(services: Services, user_id: int) -> list[int]:
    """Everybody else on the organisers' list; who the moderators are, Telegram tells nobody."""
    return [each.user_id for each in await organisers.organisers(services.database) if each.user_id != user_id]


async def _is_alone(bot: ExtBot[Lane], services: Services, user_id: int) -> bool:
    """Whether neither the list nor the moderators' chat has anybody else; where that is unknown, it has."""
    if await others(services, user_id):
        return False
    chat_id = await moderators.moderators_chat(services.database)
    if chat_id is None:
        return True
    inside = int((await standing.actor(bot, services, user_id)).is_moderator)
    try:
        return await bot.get_chat_member_count(chat_id) - 1 <= inside
    except TelegramError as refused:
        log.info("nobody knows how many moderators there are: %s", type(refused).__name__)
        return False
