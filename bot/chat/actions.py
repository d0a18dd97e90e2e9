"""What buttons do, whether they are pressed or typed."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram import Update
from telegram.constants import ChatType

from bot.chat import texts
from bot.chat.context import Context
from bot.chat.reply import acknowledge, say, turn_to
from bot.features.answers.handlers import look_around, open_entry
from bot.features.asking import pages as asking_pages
from bot.features.asking.handlers import waits as asking_waits
from bot.features.asking.handlers.suggestions import go_on
from bot.features.broadcasts.handlers import archive as broadcasts_archive
from bot.features.broadcasts.handlers import menu as broadcasts_menu
from bot.features.meetings.handlers import menu as meetings_menu
from bot.features.network import feature as network_feature
from bot.features.tips.handlers import start as tips_start

_ELSEWHERE: Final[dict[str, Callable[[Update, Context, list[str]], Coroutine[Any, Any, None]]]] = {
    "x": tips_start.perform,
    "y": asking_waits.perform,
    "i": tips_start.invited,
    "w": network_feature.perform,
    "v": meetings_menu.perform,
    "u": broadcasts_menu.perform,
    "a": broadcasts_archive.perform,
}


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed. Our buttons stand in private chats only, so a press from elsewhere is forged."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    chat = query.message.chat if query.message is not None else None
    if chat is None or chat.type != ChatType.PRIVATE:
        await acknowledge(update, texts.STALE_BUTTON)
    else:
        await perform(update, context, query.data)


async def perform(update: Update, context: Context, action: str) -> None:
    """Do what an action says (its letters are listed in pages.py); one we do not know is an old button's."""
    match action.split(":"):
        case ["e", entry_id]:
            await open_entry(update, context, entry_id)
        case ["h"]:
            await turn_to(update, context, asking_pages.how_to_ask())
        case ["t" | "b", *_] as what:
            await look_around(update, context, what)
        case ["s" | "n" | "q" | "g" | "d" | "r", *_] as what:
            await go_on(update, context, what)
        case ["v", "a", *what]:
            await tips_start.answer_meeting(update, context, what)
        case [letter, *what] if letter in _ELSEWHERE:
            await _ELSEWHERE[letter](update, context, what)
        case _:
            await say(update, context, texts.STALE_BUTTON)
