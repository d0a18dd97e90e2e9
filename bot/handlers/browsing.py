"""The bot presents itself: welcome, deep links, themes, help, and what is not a question."""

from telegram import KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.constants import ChatType, ParseMode

from bot import texts
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.replying import NO_PREVIEW, reply

KEYBOARD = ReplyKeyboardMarkup(
    [
        [KeyboardButton(texts.ASK_BUTTON), KeyboardButton(texts.THEMES_BUTTON)],
        [KeyboardButton(texts.HELP_BUTTON), KeyboardButton(texts.ABOUT_BUTTON)],
    ],
    resize_keyboard=True,
    is_persistent=True,
    input_field_placeholder=texts.PLACEHOLDER,
)


async def start(update: Update, context: Context) -> None:
    """The welcome with the keyboard; a deep link "k_<entry id>" opens that entry after a short one."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type != ChatType.PRIVATE:
        await help_page(update, context)
        return
    link = (context.args or [""])[0]
    hello = texts.welcome(user.first_name if user is not None else "")
    entry = context.library.knowledge.entry(link.removeprefix("k_")) if link.startswith("k_") else None
    greeting = {"fraga": texts.ASK_PROMPT}.get(link, hello) if entry is None else texts.SHORT_WELCOME
    await context.bot.send_message(
        chat.id, greeting, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=KEYBOARD
    )
    if entry is not None:
        await reply(update, context, pages.answer(context.library.knowledge, entry, ""))
    elif link.startswith("k_"):
        await reply(update, context, pages.short(texts.UNKNOWN_ENTRY))


async def ask_prompt(update: Update, context: Context) -> None:
    """The keyboard's word for asking."""
    await reply(update, context, pages.short(texts.ASK_PROMPT))


async def themes(update: Update, context: Context) -> None:
    """All themes."""
    await reply(update, context, pages.themes(context.library.knowledge))


async def help_page(update: Update, context: Context) -> None:
    """How to use the bot here."""
    chat = update.effective_chat
    private = chat is not None and chat.type == ChatType.PRIVATE
    await reply(
        update,
        context,
        pages.short(texts.help_text("private" if private else "group")),
        None if private else update.effective_message,
    )


async def about(update: Update, context: Context) -> None:
    """What the bot is."""
    await reply(update, context, pages.short(texts.ABOUT))


async def privacy(update: Update, context: Context) -> None:
    """What is stored."""
    await reply(update, context, pages.short(texts.PRIVACY))


async def unknown_command(update: Update, context: Context) -> None:
    """A command in private chat that is not in the table."""
    await reply(update, context, pages.short(texts.UNKNOWN_COMMAND))


async def not_text(update: Update, context: Context) -> None:
    """A photo, voice message, sticker or file."""
    await reply(update, context, pages.short(texts.ONLY_TEXT), update.effective_message)
