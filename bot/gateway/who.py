"""Who Telegram says that the bot is."""

from typing import Final

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.errors import TokenRefused
from bot.gateway.limiter import Http
from bot.gateway.values import Profile

PATIENCE: Final = 10.0  # seconds


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


def profile_of(me: User) -> Profile:
    """What an operator may have to change."""
    return Profile(
        me.username or me.first_name,
        joins_groups=bool(me.can_join_groups),
        sees_everything=bool(me.can_read_all_group_messages),
        works_inline=bool(me.supports_inline_queries),
    )
