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
    broadcasting,
    browsing,
    deciding,
    gaps,
    inline,
    listening,
    meeting,
    membership,
    moderating,
    muting,
    networking,
    prompting,
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
    **networking.COMMANDS,
    **meeting.COMMANDS,
    **broadcasting.COMMANDS,
}
KEYBOARD_HANDLERS: dict[str, Handler] = {
    texts.ASK_BUTTON: browsing.ask_prompt,
    texts.THEMES_BUTTON: browsing.themes,
    texts.HELP_BUTTON: browsing.help_page,
    texts.TIP_BUTTON: tipping.command,
}
_BEFORE = -1  # PTB's group whose handlers see an update first and let it pass, unless they stop it
PROMPT_TAKERS: dict[str, prompting.Taker] = {**networking.PROMPTS, **meeting.PROMPTS, **broadcasting.PROMPTS}


def add_handlers(application: App) -> None:
    """The first handler that takes an update has it, so what is particular comes before what is general.

    Service messages come before text since they carry none. In private chat known commands come before words on the
    keyboard (also as a command with å or ä, which Telegram knows none of), those before any text, and unknown commands
    before the rest, which has no text. A moderator's reply to a card is told from a question by what it replies to.
    Before all of them a group's title is noted, and words that the bot has asked for go to whoever asked.
    """
    from_people, words = listening.FromPeople(), filters.TEXT | filters.CAPTION
    people = from_people & ~filters.UpdateType.EDITED_MESSAGE
    private = filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    for name, handler in COMMAND_HANDLERS.items():
        application.add_handler(CommandHandler(name, handler, people))
    ours = (*deciding.HANDLERS, *queueing.HANDLERS, *gaps.HANDLERS, *tipping.HANDLERS, *networking.HANDLERS)
    for each in (*ours, *meeting.HANDLERS, *broadcasting.HANDLERS):
        application.add_handler(each)
    for word, handler in KEYBOARD_HANDLERS.items():
        application.add_handler(MessageHandler(people & private & _typed(word), handler))
    application.add_handler(MessageHandler(people & private & filters.COMMAND, browsing.unknown_command))
    application.add_handler(MessageHandler(people & private & words, asking.private_text))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & words & from_people, asking.edited_text))
    application.add_handler(MessageHandler(people & private & ~filters.StatusUpdate.ALL, browsing.not_text))

    application.add_handler(CallbackQueryHandler(actions.pressed))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER))

    moved = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.LEFT_CHAT_MEMBER
    application.add_handler(MessageHandler(filters.ChatType.GROUPS & ~moved, membership.seen), group=_BEFORE)
    leaving = filters.COMMAND | _typed("|".join(KEYBOARD_HANDLERS))
    application.add_handler(MessageHandler(people & private & leaving, prompting.leave), group=_BEFORE)
    awaited = people & private & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(awaited, prompting.taking(PROMPT_TAKERS)), group=_BEFORE)


def _typed(word: str) -> filters.Regex:
    return filters.Regex(re.compile(rf"^\s*/?(?:{word})\W*$", re.IGNORECASE))
