"""The network's commands and buttons, and which of its modules carries each out."""

from typing import Final

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot import network_texts
from bot.handlers import inviting, joining, organising, subscribing
from bot.handlers.context import Context, Handler
from bot.handlers.replying import acknowledge, say
from bot.handlers.words import PromptTaker

_ADMINS: Final = "gpctknem"


async def pressed(update: Update, context: Context) -> None:
    """A button of ours was pressed, in private, in the moderators' chat or in a group."""
    query = update.callback_query
    if query is None or query.data is None or not isinstance(query.message, Message):
        await acknowledge(update, network_texts.CHANGED)
        return
    await perform(update, context, query.data.split(":")[1:])


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "w:…" says, pressed, typed or linked; each asks who may."""
    match what:
        case [letter, chat_id, *rest] if letter in _ADMINS and chat_id.removeprefix("-").isdecimal():
            await joining.perform(update, context, int(chat_id[:17]), [letter, *rest])
        case ["l" | "v" | "r" | "d", *_]:
            await organising.perform(update, context, what)
        case ["a", *rest]:
            await inviting.perform(update, context, rest)
        case ["o", code]:
            await inviting.follow(update, context, code)
        case ["s"]:
            await subscribing.subscribe(update, context)
        case _:
            await say(update, context, network_texts.CHANGED)


HANDLERS: Final[tuple[BaseHandler[Update, Context, None], ...]] = (CallbackQueryHandler(pressed, pattern=r"^w:"),)
COMMANDS: Final[dict[str, Handler]] = {
    "prenumerera": subscribing.subscribe,
    "sluta": subscribing.unsubscribe,
    "hit": joining.here,
    "grupper": organising.listing,
    "arrangor": inviting.listing,
}
PROMPTS: Final[dict[str, PromptTaker]] = {joining.AWAITED: joining.written}
