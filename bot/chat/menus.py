"""Telegram's menus, one per scope, from the table of commands."""

import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.chat import texts
from bot.chat.commands import Audience, Commands

log = logging.getLogger(__name__)


async def present(bot: Bot, commands: Commands, moderators_chat: int | None, organisers: Sequence[int] = ()) -> None:
    """Tell Telegram the bot's menus and descriptions; a moderators' chat that shuts the bot out is passed over."""
    await bot.set_my_commands(_menu(commands, "private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(_menu(commands, "group"), BotCommandScopeAllGroupChats())
    await bot.set_my_description(texts.BOT_DESCRIPTION)
    await bot.set_my_short_description(texts.BOT_SHORT_DESCRIPTION)
    for user_id in organisers:
        await set_organiser_menu(bot, commands, user_id)
    if moderators_chat is None:
        return
    try:
        await set_moderators_menu(bot, commands, moderators_chat)
    except (BadRequest, Forbidden) as refused:
        log.warning("the moderators' chat has no menu: %s", refused.message)


async def set_moderators_menu(bot: Bot, commands: Commands, chat_id: int) -> None:
    """Add the moderators' commands to the group's in their chat."""
    await bot.set_my_commands([*_menu(commands, "group"), *_menu(commands, "moderators")], BotCommandScopeChat(chat_id))


async def set_organiser_menu(bot: Bot, commands: Commands, user_id: int) -> None:
    """Add the organisers' commands to the private menu of one of them."""
    await _change(
        bot.set_my_commands([*_menu(commands, "private"), *_menu(commands, "organiser")], BotCommandScopeChat(user_id))
    )


async def clear_organiser_menu(bot: Bot, user_id: int) -> None:
    """Somebody is no organiser any more."""
    await _change(bot.delete_my_commands(BotCommandScopeChat(user_id)))


async def _change(call: Coroutine[Any, Any, bool]) -> None:
    """Whoever has never written to the bot, or has blocked it, has no menu there yet."""
    try:
        await call
    except (BadRequest, Forbidden) as refused:
        log.info("an organiser has no menu: %s", refused.message)


def _menu(commands: Commands, audience: Audience) -> list[BotCommand]:
    return [BotCommand(command.name, command.does) for command in commands.of(audience)]
