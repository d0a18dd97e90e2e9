"""Telegram's menus, one per scope, from the table of commands."""

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden

from bot import texts
from bot.commands import Audience, commands_for

log = logging.getLogger(__name__)


async def present(bot: Bot, moderators_chat: int | None) -> None:
    """Tell Telegram the bot's menus and descriptions; a moderators' chat that shuts the bot out is passed over."""
    await bot.set_my_commands(_menu("private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(_menu("group"), BotCommandScopeAllGroupChats())
    await bot.set_my_description(texts.BOT_DESCRIPTION)
    await bot.set_my_short_description(texts.BOT_SHORT_DESCRIPTION)
    if moderators_chat is None:
        return
    try:
        await set_moderators_menu(bot, moderators_chat)
    except (BadRequest, Forbidden) as refused:
        log.warning("the moderators' chat has no menu: %s", refused.message)


async def set_moderators_menu(bot: Bot, chat_id: int) -> None:
    """Add the moderators' commands to the group's in their chat."""
    await bot.set_my_commands([*_menu("group"), *_menu("moderators")], BotCommandScopeChat(chat_id))


def _menu(audience: Audience) -> list[BotCommand]:
    return [BotCommand(command.name, command.does) for command in commands_for(audience)]
