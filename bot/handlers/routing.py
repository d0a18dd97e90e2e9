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

from bot import texts, tip_texts, waiting_texts
from bot.handlers import (
    actions,
    asking,
    broadcasting,
    browsing,
    deciding,
    drafting,
    gaps,
    inline,
    listening,
    meeting,
    membership,
    moderating,
    muting,
    networking,
    queueing,
    relaying,
    tipping,
    words,
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
SLIPS: dict[str, str] = {**texts.SLIPS, **tip_texts.SLIPS, **waiting_texts.SLIPS}
CHAIN = words.Chain(
    actions.perform,
    {**networking.PROMPTS, **meeting.PROMPTS, **broadcasting.PROMPTS},
    (drafting.words, words.slips(SLIPS), asking.words),  # words in a tip are no slips, and asking takes the rest
    (gaps.clean, relaying.addressed, asking.addressed),  # a reply is told from a question by what it replies to
)
_BEFORE = -1  # PTB's group whose handlers see an update first and let it pass


def add_handlers(application: App) -> None:
    """The first handler that takes an update has it, so what is particular comes before what is general.

    Service messages come before text since they carry none. In private chat known commands come before words on the
    keyboard (also as a command with å or ä, which Telegram knows none of), and unknown commands before the chain that
    takes all the rest. Before all of them a group's title is noted, and what leaves a question that the bot has asked.
    """
    from_people, with_words = listening.FromPeople(), filters.TEXT | filters.CAPTION
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
    application.add_handler(MessageHandler(people & private & ~filters.StatusUpdate.ALL, CHAIN.in_private))
    groups = filters.ChatType.GROUPS
    application.add_handler(MessageHandler(people & groups & listening.Addressed(), CHAIN.in_group))
    edited = filters.UpdateType.EDITED_MESSAGE & with_words & from_people
    application.add_handler(MessageHandler(edited, asking.edited_text))

    application.add_handler(CallbackQueryHandler(actions.pressed))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(ChatMemberHandler(membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER))

    moved = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.LEFT_CHAT_MEMBER
    application.add_handler(MessageHandler(groups & ~moved, membership.seen), group=_BEFORE)
    leaving = filters.COMMAND | _typed("|".join(KEYBOARD_HANDLERS))
    application.add_handler(MessageHandler(people & private & leaving, words.leave), group=_BEFORE)


def _typed(word: str) -> filters.Regex:
    return filters.Regex(re.compile(rf"^\s*/?(?:{word})\W*$", re.IGNORECASE))
