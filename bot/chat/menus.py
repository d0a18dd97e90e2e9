"""Telegram's menus and descriptions, from the table of commands.

Nobody waits for them: they are compared with what Telegram has, changed only where they differ, while members are
answered. What Telegram refuses is one line in the log and is tried again later, after hours if it asks for that.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.chat import texts
from bot.chat.commands import Audience, Commands
from bot.gateway.calls import seconds_asked
from bot.gateway.waiting import clock
from bot.knowledge.profile import Profile

log = logging.getLogger(__name__)

_NOT_SHOWN: Final = "%s is not shown: %s"
AGAIN: Final = 900.0  # seconds until what Telegram did not do is tried again


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that Telegram shows of the bot: what it should be, how to ask for it and how to change it."""

    name: str
    wanted: object
    ask: Callable[[], Awaitable[object]]
    change: Callable[[], Awaitable[Any]]
    chat: int | None = None


class Menus:
    """What this process knows of them; whoever changes who has which menu sets `changed`."""

    def __init__(self) -> None:
        self.changed = asyncio.Event()
        self.busy = False
        self._shown: dict[str, object] = {}
        self._later: dict[str, float] = {}
        self._chats: set[int] = set()

    async def present(
        self, bot: Bot, commands: Commands, whose: Profile, moderators_chat: int | None, organisers: Collection[int]
    ) -> float | None:
        """Make Telegram show what it should; seconds until some of it should be tried again."""
        self.busy = True
        try:
            for part in self._parts(bot, commands, whose, moderators_chat, organisers):
                if self._shown.get(part.name) != part.wanted and self._wait(part) <= 0:
                    await self._settle(part)
        finally:
            self.busy = False
        return min((max(1.0, each - clock()) for each in self._later.values()), default=None)

    def _parts(
        self, bot: Bot, commands: Commands, whose: Profile, moderators_chat: int | None, organisers: Collection[int]
    ) -> Iterable[_Part]:
        """The menus of all, of the moderators' chat, of organisers, of those who had one of these, and who the bot is.

        Chats come last: there may be many.
        """
        private, group = _menu(commands, "private"), _menu(commands, "group")
        yield _commands(bot, "the private menu", BotCommandScopeAllPrivateChats(), private)
        yield _commands(bot, "the groups' menu", BotCommandScopeAllGroupChats(), group)
        yield _description(bot, texts.bot_description(whose))
        yield _short_description(bot, texts.bot_short_description(whose))
        menus = {each: private + _menu(commands, "organiser") for each in organisers}
        if moderators_chat is not None:
            menus[moderators_chat] = group + _menu(commands, "moderators")
        for chat in (*menus, *(self._chats - menus.keys())):
            self._chats.add(chat)
            yield _commands(bot, f"the menu of chat {chat}", BotCommandScopeChat(chat), menus.get(chat, ()), chat)

    def _wait(self, part: _Part) -> float:
        return self._later.get(part.name, 0.0) - clock()

    async def _settle(self, part: _Part) -> None:
        """Change a part where it differs; a chat that shuts the bot out is asked when something else has changed."""
        self._later.pop(part.name, None)
        try:
            if await part.ask() != part.wanted:
                await part.change()
        except TelegramError as failed:
            is_shut_out = part.chat is not None and isinstance(failed, BadRequest | Forbidden)
            log.log(logging.INFO if is_shut_out else logging.WARNING, _NOT_SHOWN, part.name, type(failed).__name__)
            if not is_shut_out:
                asked = seconds_asked(failed) if isinstance(failed, RetryAfter) else 0.0
                self._later[part.name] = clock() + max(asked, AGAIN)
        else:
            self._shown[part.name] = part.wanted


def _commands(
    bot: Bot, name: str, scope: BotCommandScope, wanted: tuple[BotCommand, ...], chat: int | None = None
) -> _Part:
    """A menu; an empty one is none, so that the general one is shown."""

    async def change() -> None:
        await (bot.set_my_commands(wanted, scope) if wanted else bot.delete_my_commands(scope))

    return _Part(name, wanted, lambda: bot.get_my_commands(scope), change, chat)


def _description(bot: Bot, wanted: str) -> _Part:
    async def ask() -> str:
        return (await bot.get_my_description()).description

    return _Part("the description", wanted, ask, lambda: bot.set_my_description(wanted))


def _short_description(bot: Bot, wanted: str) -> _Part:
    async def ask() -> str:
        return (await bot.get_my_short_description()).short_description

    return _Part("the short description", wanted, ask, lambda: bot.set_my_short_description(wanted))


def _menu(commands: Commands, audience: Audience) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(command.name, command.does) for command in commands.of(audience))
