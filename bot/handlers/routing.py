"""Which handler takes which update: the tables of commands and keyboard words, and the order of everything."""

import re

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import texts
from bot.handlers import (
    actions,
    asking,
    browsing,
    deciding,
    gaps,
    inline,
    listening,
    membership,
    moderating,
    muting,
    queueing,
    tipping,
)
from bot.handlers.context import App, Handler

COMMAND_HANDLERS: dict[str, Handler] = {
    "fraga": asking.command,
    "teman": browsing.themes,
    "hjalp": browsing.help_page,
    "om": browsing.about,
    "integritet": browsing.privacy,
    "start": browsing.start,
    "varfor": moderating.why,
    "ladda": moderating.reload,
    "koppla": moderating.bind,
    **tipping.COMMANDS,
    **deciding.COMMANDS,
    **gaps.COMMANDS,
    **muting.COMMANDS,
}
KEYBOARD_HANDLERS: dict[str, Handler] = {
    texts.ASK_BUTTON: browsing.ask_prompt,
    texts.THEMES_BUTTON: browsing.themes,
    texts.HELP_BUTTON: browsing.help_page,
    texts.TIP_BUTTON: tipping.command,
    texts.ABOUT_BUTTON: browsing.about,
}


def add_handlers(application: App) -> None:
    """The first handler that takes an update has it, so what is particular comes before what is general.

    Service messages come before text since they carry none. In private chat known commands come before words on the
    keyboard (also as a command with å or ä, which Telegram knows none of), those before any text, and unknown commands
    before the rest, which has no text. A moderator's reply to a card is told from a question by what it replies to.
    """
    from_people, words = listening.FromPeople(), filters.TEXT | filters.CAPTION
    people = from_people & ~filters.UpdateType.EDITED_MESSAGE
    private = filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    for name, handler in COMMAND_HANDLERS.items():
        application.add_handler(CommandHandler(name, handler, people))
    for each in (*deciding.HANDLERS, *queueing.HANDLERS, *gaps.HANDLERS, *tipping.HANDLERS):
        application.add_handler(each)
    for word, handler in KEYBOARD_HANDLERS.items():
        typed = filters.Regex(re.compile(rf"^\s*/?{word}\W*$", re.IGNORECASE))
        application.add_handler(MessageHandler(people & private & typed, handler))
    application.add_handler(MessageHandler(people & private & filters.COMMAND, browsing.unknown_command))
    application.add_handler(MessageHandler(people & private & words, asking.private_text))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & words & from_people, asking.edited_text))
    application.add_handler(MessageHandler(people & private & ~filters.StatusUpdate.ALL, browsing.not_text))

    application.add_handler(CallbackQueryHandler(actions.pressed))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER))
