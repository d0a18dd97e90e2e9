"""The bot presents itself: welcome, deep links, themes, help, and what is not a question."""

from telegram import KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.constants import ChatType

from bot.chat import actions
from bot.chat import texts as chat_texts
from bot.chat.context import Context, is_private
from bot.chat.page import short
from bot.chat.reply import reply
from bot.features.roles import store as roles_store
from bot.features.unanswered import handlers as unanswered_handlers
from bot.features.welcome import texts

KEYBOARD = ReplyKeyboardMarkup(
    [
        [KeyboardButton(texts.ASK_BUTTON), KeyboardButton(texts.THEMES_BUTTON)],
        [KeyboardButton(texts.HELP_BUTTON), KeyboardButton(texts.TIP_BUTTON)],
    ],
    resize_keyboard=True,
    is_persistent=True,
    input_field_placeholder=texts.PLACEHOLDER,
)


async def start(update: Update, context: Context) -> None:
    """The welcome with the keyboard; after a deep link a shorter one, and what the link leads to."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type != ChatType.PRIVATE:
        await help_page(update, context)
        return
    link = (context.args or [""])[0]
    action = _action(link)
    known = action or link == "fraga"
    greeting = texts.SHORT_WELCOME if known else texts.welcome(user.first_name if user is not None else "")
    await context.bot.send_message(chat.id, greeting, reply_markup=KEYBOARD)
    if action:
        await actions.perform(update, context, action)


def _action(link: str) -> str:
    """What a deep link does.

    "k_<entry id>" opens an entry, "q_<token>" asks a group's question again, "tips_<token>" asks for a tip about one,
    "g_<chat id>" says what a group is, "o_<code>" makes somebody an organiser, "m_<slug>" leads to a meeting's
    questions, "u_<number>" to a broadcast that waits for approval and "a_<number>" to one in the archive.
    """
    kind, _, rest = link.partition("_")
    if kind == unanswered_handlers.LINK and rest:
        return f"i:{rest}"
    named = {"teman": "t", "tips": "x:tip", "mina": "x:mine", "prenumerera": "w:s", "traff": "v:list"}
    named |= {"utskick": "u:list", "sammanstall": "v:s"}
    leading = {"k": f"e:{rest}", "q": f"q:{rest}", "g": f"w:g:{rest}", "o": f"w:o:{rest}", "m": f"v:m:{rest}"}
    leading |= {"u": f"u:u:{rest}", "a": f"a:r:{rest}"}
    return {**leading, **named}.get(kind, "")


async def help_page(update: Update, context: Context) -> None:
    """How to use the bot here; moderators and organisers also read what only they can do."""
    chat, user, private = update.effective_chat, update.effective_user, is_private(update)
    parts = [texts.help_text("private" if private else "group")]
    if chat is not None and chat.id == await roles_store.moderators_chat(context.database):
        parts.append(texts.help_text("moderators"))
    if private and user is not None and await roles_store.is_organiser(context.database, user.id):
        parts.append(texts.help_text("organiser"))
    await reply(update, context, short("\n\n".join(parts)), None if private else update.effective_message)


async def about(update: Update, context: Context) -> None:
    """What the bot is."""
    await reply(update, context, short(texts.ABOUT))


async def privacy(update: Update, context: Context) -> None:
    """What is stored."""
    await reply(update, context, short(texts.PRIVACY))


async def unknown_command(update: Update, context: Context) -> None:
    """A command in private chat that is not in the table."""
    await reply(update, context, short(chat_texts.UNKNOWN_COMMAND))
