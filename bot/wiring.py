"""Which handler takes which update: the tables of commands and keyboard words, and the order of everything."""

import logging
import re
import sqlite3

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat import actions, offers, prompts, threads, words
from bot.chat.context import App, Handler
from bot.chat.filters import Addressed, FromPeople
from bot.features.answers import handlers as answers_handlers
from bot.features.answers import inline
from bot.features.answers import store as answers_store
from bot.features.answers import texts as answers_texts
from bot.features.asking import texts as asking_texts
from bot.features.asking.handlers import questions as asking_questions
from bot.features.broadcasts.handlers import menu as broadcasts_menu
from bot.features.broadcasts.store import recipients
from bot.features.meetings.handlers import menu as meetings_menu
from bot.features.meetings.store import plans
from bot.features.moderation.handlers import cards as moderation_cards
from bot.features.moderation.handlers import mutes as moderation_mutes
from bot.features.moderation.handlers import queue as moderation_queue
from bot.features.moderation.handlers import replies as moderation_replies
from bot.features.moderation.store import mutes
from bot.features.network import feature as network_feature
from bot.features.network.handlers import membership as network_membership
from bot.features.network.store import standings, subscribers
from bot.features.roles import handlers as roles_handlers
from bot.features.roles import store as roles_store
from bot.features.tips import store as tips_store
from bot.features.tips.handlers import dialogue as tips_dialogue
from bot.features.tips.handlers import start as tips_start
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.unanswered import handlers as unanswered_handlers
from bot.features.unanswered.store import questions, waiters
from bot.features.welcome import handlers as welcome_handlers
from bot.features.welcome import texts as welcome_texts
from bot.gateway import inbox, pacing
from bot.storage.database import Database

log = logging.getLogger(__name__)

COMMAND_HANDLERS: dict[str, Handler] = {
    "fraga": asking_questions.command,
    "teman": answers_handlers.themes,
    "hjalp": welcome_handlers.help_page,
    "om": welcome_handlers.about,
    "integritet": welcome_handlers.privacy,
    "start": welcome_handlers.start,
    "varfor": answers_handlers.why,
    "ladda": answers_handlers.reload,
    "koppla": roles_handlers.bind,
    **tips_start.COMMANDS,
    **moderation_cards.COMMANDS,
    **unanswered_handlers.COMMANDS,
    **moderation_mutes.COMMANDS,
    **network_feature.COMMANDS,
    **meetings_menu.COMMANDS,
    **broadcasts_menu.COMMANDS,
}
KEYBOARD_HANDLERS: dict[str, Handler] = {
    welcome_texts.ASK_BUTTON: asking_questions.ask_prompt,
    welcome_texts.THEMES_BUTTON: answers_handlers.themes,
    welcome_texts.HELP_BUTTON: welcome_handlers.help_page,
    welcome_texts.TIP_BUTTON: tips_start.command,
}
SLIPS: dict[str, str] = {**answers_texts.SLIPS, **dialogue_texts.SLIPS, **asking_texts.SLIPS}
CHAIN = words.Chain(
    actions.perform,
    {**network_feature.PROMPTS, **meetings_menu.PROMPTS, **broadcasts_menu.PROMPTS},
    (
        tips_dialogue.words,
        words.slips(SLIPS),
        asking_questions.words,
    ),  # words in a tip are no slips, and asking takes the rest
    (
        unanswered_handlers.clean,
        moderation_replies.addressed,
        asking_questions.addressed,
    ),  # a reply is told from a question by what it replies to
)
_BEFORE = -1  # PTB's group whose handlers see an update first and let it pass


def add_handlers(application: App) -> None:
    """The first handler that takes an update has it, so what is particular comes before what is general.

    Service messages come before text since they carry none. In private chat known commands come before words on the
    keyboard (also as a command with å or ä, which Telegram knows none of), and unknown commands before the chain that
    takes all the rest. Before all of them a group's title is noted, and what leaves a question that the bot has asked.
    """
    from_people, with_words = FromPeople(), filters.TEXT | filters.CAPTION
    people = from_people & ~filters.UpdateType.EDITED_MESSAGE
    private = filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, network_membership.migrated))
    for name, handler in COMMAND_HANDLERS.items():
        application.add_handler(CommandHandler(name, handler, people))
    ours = (
        *moderation_cards.HANDLERS,
        *moderation_queue.HANDLERS,
        *unanswered_handlers.HANDLERS,
        *tips_start.HANDLERS,
        *network_feature.HANDLERS,
    )
    for each in (*ours, *meetings_menu.HANDLERS, *broadcasts_menu.HANDLERS):
        application.add_handler(each)
    for word, handler in KEYBOARD_HANDLERS.items():
        application.add_handler(MessageHandler(people & private & _typed(word), handler))
    application.add_handler(MessageHandler(people & private & filters.COMMAND, welcome_handlers.unknown_command))
    application.add_handler(MessageHandler(people & private & ~filters.StatusUpdate.ALL, CHAIN.in_private))
    groups = filters.ChatType.GROUPS
    application.add_handler(MessageHandler(people & groups & Addressed(), CHAIN.in_group))
    edited = filters.UpdateType.EDITED_MESSAGE & with_words & from_people
    application.add_handler(MessageHandler(edited, asking_questions.edited_text))

    application.add_handler(CallbackQueryHandler(actions.pressed))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(ChatMemberHandler(network_membership.standing_changed, ChatMemberHandler.MY_CHAT_MEMBER))

    moved = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.LEFT_CHAT_MEMBER
    application.add_handler(MessageHandler(groups & ~moved, network_membership.seen), group=_BEFORE)
    leaving = filters.COMMAND | _typed("|".join(KEYBOARD_HANDLERS))
    application.add_handler(MessageHandler(people & private & leaving, words.leave), group=_BEFORE)


def _typed(word: str) -> filters.Regex:
    return filters.Regex(re.compile(rf"^\s*/?(?:{word})\W*$", re.IGNORECASE))


_FORGETTING = (
    inbox.forget,
    questions.forget,
    answers_store.forget_verdicts,
    threads.forget_answers,
    offers.forget,
    tips_store.forget,
    plans.forget,
    waiters.forget,
    mutes.forget,
    standings.forget,
    prompts.forget,
    roles_store.forget_organisers,
    subscribers.forget_subscribers,
    recipients.forget,
    pacing.forget,
)


async def tidy(database: Database) -> None:
    """Forget what has been kept long enough; what cannot be does not keep the rest."""
    for forget in _FORGETTING:
        try:
            await forget(database)
        except sqlite3.Error as failed:
            log.error("%s could not forget: %s", forget.__module__, failed)
