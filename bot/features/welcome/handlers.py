"""The bot presents itself: welcome, deep links, themes, help, and what is not a question."""

import re

from telegram import KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.constants import ChatType

from bot.chat import actions
from bot.chat import texts as chat_texts
from bot.chat.commands import Audience, Commands
from bot.chat.context import Context, is_private
from bot.chat.feature import Links, Presenting
from bot.chat.page import short
from bot.chat.reply import reply
from bot.features.roles import store as roles_store
from bot.features.welcome import texts

KEYBOARD = ReplyKeyboardMarkup(
    [
        [KeyboardButton(chat_texts.ASK_BUTTON), KeyboardButton(chat_texts.THEMES_BUTTON)],
        [KeyboardButton(chat_texts.HELP_BUTTON), KeyboardButton(chat_texts.TIP_BUTTON)],
    ],
    resize_keyboard=True,
    is_persistent=True,
    input_field_placeholder=texts.PLACEHOLDER,
)

_COUNTED = re.compile(r"^[a-z]+_\d+_(?=[a-z]+_)")  # a broadcast's number, before the link that it leads to


async def start(update: Update, context: Context) -> None:
    """The welcome with the keyboard; after a deep link a shorter one, if any, and what the link leads to."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type != ChatType.PRIVATE:
        await help_page(update, context)
        return
    link = (context.args or [""])[0]
    kind, _, rest = link.partition("_")
    leads_to = _COUNTED.sub("", link).partition("_")[0]
    opened = context.state(Links).get(kind)
    known = opened is not None or link == "fraga"
    whose = context.library.knowledge.profile
    name = user.first_name if user is not None else ""
    greeting = texts.short_welcome(whose) if known else texts.welcome(name, whose)
    if leads_to not in context.state(Presenting):
        await context.bot.send_message(chat.id, greeting, reply_markup=KEYBOARD)
    if opened is not None:
        await actions.carry_out(update, context, opened(rest))


async def help_page(update: Update, context: Context) -> None:
    """How to use the bot here; moderators and organisers also read what only they can do."""
    chat, user, private = update.effective_chat, update.effective_user, is_private(update)
    audiences: list[Audience] = ["private" if private else "group"]
    if chat is not None and chat.id == await roles_store.moderators_chat(context.database):
        audiences.append("moderators")
    if private and user is not None and await roles_store.is_organiser(context.database, user.id):
        audiences.append("organiser")
    parts = [
        texts.help_text(each, [(one.name, one.does) for one in context.state(Commands).of(each)]) for each in audiences
    ]
    if chat is not None and private:  # whoever a link has brought to a meeting has met no keyboard
        await context.bot.send_message(chat.id, "\n\n".join(parts), reply_markup=KEYBOARD)
        return
    await reply(update, context, short("\n\n".join(parts)), update.effective_message)


async def about(update: Update, context: Context) -> None:
    """What the bot is."""
    await reply(update, context, short(texts.about(context.library.knowledge.profile)))


async def unknown_command(update: Update, context: Context) -> None:
    """A command in private chat that is not in the table."""
    await reply(update, context, short(chat_texts.UNKNOWN_COMMAND))
