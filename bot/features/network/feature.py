"""The network's commands and buttons, and which of its modules carries each out."""

from typing import Final

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.context import Context, Handler
from bot.chat.reply import acknowledge, say
from bot.chat.words import PromptTaker
from bot.features.network import texts
from bot.features.network.handlers import application, groups, subscription
from bot.features.roles import handlers as roles_handlers

_ADMINS: Final = "gpctknem"


async def pressed(update: Update, context: Context) -> None:
    """A button of ours was pressed, in private, in the moderators' chat or in a group."""
    query = update.callback_query
    if query is None or query.data is None or not isinstance(query.message, Message):
        await acknowledge(update, texts.CHANGED)
        return
    await perform(update, context, query.data.split(":")[1:])


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "w:…" says, pressed, typed or linked; each asks who may."""
    match what:
        case [letter, chat_id, *rest] if letter in _ADMINS and chat_id.removeprefix("-").isdecimal():
            await application.perform(update, context, int(chat_id[:17]), [letter, *rest])
        case ["l" | "v" | "r" | "d", *_]:
            await groups.perform(update, context, what)
        case ["a", *rest]:
            await roles_handlers.perform(update, context, rest)
        case ["o", code]:
            await roles_handlers.follow(update, context, code)
        case ["s"]:
            await subscription.subscribe(update, context)
        case _:
            await say(update, context, texts.CHANGED)


HANDLERS: Final[tuple[BaseHandler[Update, Context, None], ...]] = (CallbackQueryHandler(pressed, pattern=r"^w:"),)
COMMANDS: Final[dict[str, Handler]] = {
    "prenumerera": subscription.subscribe,
    "sluta": subscription.unsubscribe,
    "hit": application.here,
    "grupper": groups.listing,
    "arrangor": roles_handlers.listing,
}
PROMPTS: Final[dict[str, PromptTaker]] = {application.AWAITED: application.written}
