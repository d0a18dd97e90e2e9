"""Who Telegram says that the bot is."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.errors import TokenRefused
from bot.gateway.transport import Http
from bot.gateway.values import Profile
from bot.gateway.watch import TRIES

PATIENCE: Final = 10.0  # seconds
SOON: Final = 1.0  # seconds until Telegram is asked again who the bot is


async def ask(token: str, api_url: str) -> Profile | None:
    """Ask once; TokenRefused, None when there is no answer."""
    request = Http(connect_timeout=PATIENCE, read_timeout=PATIENCE)
    bot = Bot(token, base_url=f"{api_url}/bot", request=request)
    await request.initialize()
    try:
        return profile_of(await bot.get_me())
    except InvalidToken as refused:
        raise TokenRefused from refused
    except TelegramError:
        return None
    finally:
        await request.shutdown()


async def be_known(initialize: Callable[[], Awaitable[None]]) -> None:
    """Ask Telegram who the bot is; TokenRefused when it says again and again that it does not know."""
    for left in reversed(range(TRIES)):
        try:
            await initialize()
        except InvalidToken as refused:
            if not left:
                raise TokenRefused from refused
            await asyncio.sleep(SOON)
        else:
            return


def known(bot: Bot) -> Profile | None:
    """What Telegram says of the bot, None until it has been asked."""
    try:
        return profile_of(bot.bot)
    except RuntimeError:
        return None


def profile_of(me: User) -> Profile:
    """What an operator may have to change."""
    return Profile(
        me.username or me.first_name,
        joins_groups=bool(me.can_join_groups),
        sees_everything=bool(me.can_read_all_group_messages),
        works_inline=bool(me.supports_inline_queries),
    )
