"""The features, in order, and how what they bring becomes one bot."""

import logging
import re
import sqlite3
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

from telegram.ext import CallbackQueryHandler, CommandHandler, ExtBot, JobQueue, MessageHandler, filters

from bot.chat import actions, courier, offers, prompts, threads, words
from bot.chat.actions import Actions
from bot.chat.commands import Commands
from bot.chat.context import App, Services
from bot.chat.feature import Feature, Forget, Links, Presenting, Purging, Reloaded
from bot.chat.filters import Addressed, FromPeople
from bot.chat.menus import Menus
from bot.features.adoption.feature import FEATURE as ADOPTION
from bot.features.answers.feature import FEATURE as ANSWERS
from bot.features.asking.feature import FEATURE as ASKING
from bot.features.broadcasts.feature import FEATURE as BROADCASTS
from bot.features.editing.feature import FEATURE as EDITING
from bot.features.figures.feature import FEATURE as FIGURES
from bot.features.meetings.feature import FEATURE as MEETINGS
from bot.features.moderation.feature import FEATURE as MODERATION
from bot.features.network.feature import FEATURE as NETWORK
from bot.features.privacy.feature import FEATURE as PRIVACY
from bot.features.projector.feature import FEATURE as PROJECTOR
from bot.features.roles.feature import FEATURE as ROLES
from bot.features.tips.feature import FEATURE as TIPS
from bot.features.unanswered.feature import FEATURE as UNANSWERED
from bot.features.welcome.feature import FEATURE as WELCOME
from bot.gateway import inbox, outbox, pacing
from bot.gateway.values import Lane
from bot.knowledge import store
from bot.knowledge.values import Knowledge
from bot.storage import chores, daily
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from bot.storage.personal import Personal

log = logging.getLogger(__name__)

FEATURES: Final[tuple[Feature, ...]] = (
    ROLES,
    ANSWERS,
    UNANSWERED,  # a moderator's reply to its list
    EDITING,
    MODERATION,  # is told from one to a card, and that from a question, by what it replies to
    MEETINGS,
    TIPS,  # whoever is writing a tip goes on with it, and
    ASKING,  # what nobody else has taken is a question
    NETWORK,
    BROADCASTS,
    FIGURES,
    PRIVACY,
    PROJECTOR,
    ADOPTION,
    WELCOME,
)
"""In the order in which words are offered to them."""
MENU: Final = (
    "fraga", "manniska", "teman", "tips", "mina", "hjalp", "arkiv", "prenumerera", "sluta", "hit", "om", "integritet",
    "minadata", "glom", "start", "utskick", "traff", "sammanstall", "projektor", "nasta", "ko", "historik",
    "svar", "obesvarade", "tysta", "rensa", "grupper", "arrangor", "varfor", "betyg", "ladda", "statistik", "status",
    "koppla",
)  # fmt: skip
"""The commands in the order in which people meet them."""
COMMANDS: Final = Commands(
    sorted((each for feature in FEATURES for each in feature.commands), key=lambda each: MENU.index(each.name))
)
_PASSING: Final = (inbox, outbox, pacing, store, offers, prompts, threads)  # what holds people besides features
_FIRST: Final = -1  # PTB's group whose handlers see an update first and let it pass


@dataclass(frozen=True, slots=True)
class SetAside:
    """How much was in hand: members' messages, what people were to be told, and broadcasts."""

    messages: int
    notices: int
    broadcasts: int


def equip(services: Services) -> None:
    """Give the services what they know of the features."""
    services.kept[Commands] = COMMANDS
    services.kept[Actions] = Actions(each for feature in FEATURES for each in feature.actions)
    services.kept[Personal] = personal()
    services.kept[Links] = Links(each for feature in FEATURES for each in feature.links.items())
    services.kept[Presenting] = Presenting(each for feature in FEATURES for each in feature.presenting)
    services.kept[Purging] = Purging(each for feature in FEATURES for each in feature.purge)
    services.kept[words.Labels] = words.Labels(
        label.casefold() for feature in FEATURES for label in (*feature.keyboard, *feature.slips)
    )
    services.midst = next(each.midst for each in FEATURES if each.midst is not None)
    services.reloaded = [_present_anew(services), *(each.reloaded for each in FEATURES if each.reloaded is not None)]
    services.moved = [threads.let_go_of_answers, *(each for feature in FEATURES for each in feature.moved)]
    services.subscribed = [each for feature in FEATURES for each in feature.subscribed]


def _present_anew(services: Services) -> Reloaded:
    """Telegram's descriptions name the network, as the files do."""

    async def told(_: Database, __: Knowledge) -> None:
        services.state(Menus).changed.set()

    return told


def chain() -> words.Chain:
    """Who takes what is written: words in a tip are no slips, and what is none of a feature's is a question."""
    takers = [feature.words for feature in FEATURES if feature.words is not None]
    slips = words.slips({label: said for feature in FEATURES for label, said in feature.slips.items()})
    return words.Chain(
        actions.carry_out_typed,
        {what: taker for feature in FEATURES for what, taker in feature.prompts.items()},
        (*takers[:-1], slips, takers[-1]),
        [feature.addressed for feature in FEATURES if feature.addressed is not None],
        [feature.edited for feature in FEATURES if feature.edited is not None],
    )


def add_handlers(application: App) -> None:
    """The first handler that takes an update has it, so what is particular comes before what is general.

    A group that moves says so in a service message, before anything else. In private chat known commands come before
    words on the keyboard (also as a command with å or ä, which Telegram knows none of), and unknown commands before the
    chain that takes all the rest. Before all of them come those that only look on, and what leaves a question that the
    bot has asked.
    """
    people = FromPeople() & ~filters.UpdateType.EDITED_MESSAGE
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    keyboard = {word: handler for feature in FEATURES for word, handler in feature.keyboard.items()}
    taking = chain()
    for feature in FEATURES:
        application.add_handlers(feature.updates)
        application.add_handlers(feature.onlookers, group=_FIRST)
    edited = filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION) & FromPeople()
    application.add_handler(MessageHandler(edited, taking.changed))
    for command in COMMANDS:
        application.add_handler(CommandHandler(command.name, command.handler, people))
    for word, handler in keyboard.items():
        application.add_handler(MessageHandler(people & private & _typed(word), handler))
    for unknown in filter(None, (feature.unknown_command for feature in FEATURES)):
        application.add_handler(MessageHandler(people & private & filters.COMMAND, unknown))
    application.add_handler(MessageHandler(people & private & ~filters.StatusUpdate.ALL, taking.in_private))
    application.add_handler(MessageHandler(people & groups & Addressed(), taking.in_group))
    application.add_handler(CallbackQueryHandler(actions.pressed))
    leaving = filters.COMMAND | _typed("|".join(keyboard))
    application.add_handler(MessageHandler(people & private & leaving, words.leave), group=_FIRST)


def schedule(jobs: JobQueue[Any]) -> None:
    """Plan what features do at certain times."""
    for feature in FEATURES:
        for plan in feature.jobs:
            plan(jobs)


async def resume(database: Database) -> None:
    """Before the first update: take up what an earlier process left."""
    for feature in FEATURES:
        for each in feature.resume:
            await each(database)


def at_work(bot: ExtBot[Lane], services: Services) -> list[Coroutine[Any, Any, None]]:
    """The loops that run with the bot."""
    says = {about: say for feature in FEATURES for about, say in feature.notices.items()}
    afterwards = [hook for feature in FEATURES for hook in feature.afterwards]
    posting = courier.work(bot, services, says, afterwards)
    return [posting, *(work(bot, services) for feature in FEATURES for work in feature.work)]


async def tidy(database: Database) -> None:
    """Forget what has been kept long enough; what cannot be does not keep the rest."""
    for forget in forgetting():
        try:
            await forget(database)
        except sqlite3.Error as failed:
            log.error("%s could not forget: %s", forget.__module__, failed)
    try:
        today = now().astimezone(SWEDEN).date()
        await database.settle(anew=await daily.claim(database, "settle", today))
    except sqlite3.Error as failed:
        log.error("what was forgotten is still in the files: %s", failed)


async def set_aside(database: Database) -> SetAside:
    """Keep what was in hand in a copy of the database from being handled or sent a second time."""
    undertakings = [await each(database) for feature in FEATURES for each in feature.set_aside]
    return SetAside(await inbox.set_aside(database), await outbox.set_aside(database), sum(undertakings))


def forgetting() -> list[Forget]:
    """Whoever keeps something for a time only."""
    return [*(room.forget for room in _PASSING), *(each for feature in FEATURES for each in feature.forget)]


def personal() -> Personal:
    """Where a person can be found, in what is shared and in every feature's own."""
    shared = [each for room in (*_PASSING, chores) for each in room.TRACES]
    return Personal(
        (*shared, *(each for feature in FEATURES for each in feature.personal)),
        (inbox.let_go, *(each for feature in FEATURES for each in feature.erase)),
    )


def _typed(word: str) -> filters.Regex:
    return filters.Regex(re.compile(rf"^\s*/?(?:{word})\W*$", re.IGNORECASE))
