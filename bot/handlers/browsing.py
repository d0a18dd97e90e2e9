"""The bot presents itself: welcome, deep links, themes, help, and what is not a question."""

from telegram import KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from bot import moderators, texts, waiting_texts
from bot.handlers import actions, gaps, pages
from bot.handlers.context import Context, person
from bot.handlers.replying import reply
from bot.network import organisers

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
    if kind == gaps.LINK and rest:
        return f"i:{rest}"
    named = {"teman": "t", "tips": "x:tip", "mina": "x:mine", "prenumerera": "w:s", "traff": "v:list"}
    named |= {"utskick": "u:list", "sammanstall": "v:s"}
    leading = {"k": f"e:{rest}", "q": f"q:{rest}", "g": f"w:g:{rest}", "o": f"w:o:{rest}", "m": f"v:m:{rest}"}
    leading |= {"u": f"u:u:{rest}", "a": f"a:r:{rest}"}
    return {**leading, **named}.get(kind, "")


async def ask_prompt(update: Update, context: Context) -> None:
    """The keyboard's word for asking; what a member who is writing a tip writes next belongs to that."""
    midst = await context.services.midst(context.database, person(update).id)
    await reply(update, context, pages.short(waiting_texts.ASK_WHILE_WRITING if midst.awake else texts.ASK_PROMPT))


async def themes(update: Update, context: Context) -> None:
    """All themes; in a group, where buttons would be everybody's, the way to them."""
    if _is_private(update):
        await reply(update, context, pages.themes(context.library.knowledge))
    else:
        link = create_deep_linked_url(context.bot.username, "teman")
        await reply(update, context, pages.short(texts.THEMES_IN_PRIVATE, link), update.effective_message)


async def help_page(update: Update, context: Context) -> None:
    """How to use the bot here; moderators and organisers also read what only they can do."""
    chat, user, private = update.effective_chat, update.effective_user, _is_private(update)
    parts = [texts.help_text("private" if private else "group")]
    if chat is not None and chat.id == await moderators.moderators_chat(context.database):
        parts.append(texts.help_text("moderators"))
    if private and user is not None and await organisers.is_organiser(context.database, user.id):
        parts.append(texts.help_text("organiser"))
    await reply(update, context, pages.short("\n\n".join(parts)), None if private else update.effective_message)


async def about(update: Update, context: Context) -> None:
    """What the bot is."""
    await reply(update, context, pages.short(texts.ABOUT))


async def privacy(update: Update, context: Context) -> None:
    """What is stored."""
    await reply(update, context, pages.short(texts.PRIVACY))


async def unknown_command(update: Update, context: Context) -> None:
    """A command in private chat that is not in the table."""
    await reply(update, context, pages.short(texts.UNKNOWN_COMMAND))


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
