"""The network's buttons, and who carries each out."""

from typing import Final

from telegram import Update

from bot.chat.context import Context
from bot.chat.reply import say
from bot.features.network import texts
from bot.features.network.handlers import application, groups, subscription

_ADMINS: Final = "gpctknem"


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "w:…" says, pressed, typed or linked; each asks who may."""
    match what:
        case [letter, chat_id, *rest] if letter in _ADMINS and chat_id.removeprefix("-").isdecimal():
            await application.perform(update, context, int(chat_id[:17]), [letter, *rest])
        case ["l" | "v" | "r" | "d", *_]:
            await groups.perform(update, context, what)
        case ["s"]:
            await subscription.subscribe(update, context)
        case _:
            await say(update, context, texts.CHANGED)
