"""What one folder of bot/features brings to the whole."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, ExtBot, JobQueue

from bot.chat.actions import Doing
from bot.chat.commands import Command
from bot.chat.context import Context, Handler, Middle, Moved, Services, Subscribed
from bot.chat.courier import Hook, Say
from bot.chat.wire import Action
from bot.chat.words import PromptTaker, Taker
from bot.gateway.outbox import About
from bot.gateway.values import Lane
from bot.knowledge.values import Knowledge
from bot.storage.database import Database
from bot.storage.personal import Erase, Purge, Trace

Link = Callable[[str], Action]
"""What t.me/<bot>?start=<kind>_<rest> opens; gets the rest."""
Work = Callable[[ExtBot[Lane], Services], Coroutine[Any, Any, None]]
"""A loop that runs until `services.stopping` is set."""
Schedule = Callable[[JobQueue[Any]], None]
"""Plans what is done at certain times of the day."""
Resume = Callable[[Database], Awaitable[None]]
"""At start, before the first update: what an earlier process left is taken up."""
Forget = Callable[[Database], Awaitable[None]]
"""Drops what has been kept long enough."""
SetAside = Callable[[Database], Awaitable[int]]
"""Keeps from being sent what was in hand when the copy was made that is now taken into use; how much that was."""
Reloaded = Callable[[Database, Knowledge], Awaitable[None]]
"""The files' knowledge is another now, or the bot has just started."""


class Purging(tuple[Purge, ...]):
    """Every feature's."""


class Links(dict[str, Link]):
    """Every feature's, by kind."""


class Presenting(set[str]):
    """The kinds of links whose page presents the bot itself, so that nobody is greeted twice."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Whatever is left out the feature does not have."""

    commands: tuple[Command, ...] = ()
    keyboard: Mapping[str, Handler] = field(default_factory=dict)  # words of the keyboard under the text field
    actions: tuple[Doing, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)
    presenting: frozenset[str] = frozenset()  # of those links, whose page says itself what the bot is
    prompts: Mapping[str, PromptTaker] = field(default_factory=dict)  # who takes the words that were asked for
    words: Taker | None = None  # takes what is written in private chat, or passes it on
    addressed: Taker | None = None  # the same for a group's message to the bot
    edited: Taker | None = None  # the same for a message that its writer has changed
    slips: Mapping[str, str] = field(default_factory=dict)  # a button's words where no such button is: what to say
    updates: tuple[BaseHandler[Update, Context, Any], ...] = ()  # what is none of these
    onlookers: tuple[BaseHandler[Update, Context, Any], ...] = ()  # see an update before all others, and let it pass
    unknown_command: Handler | None = None  # answers a command that there is none of
    midst: Middle | None = None  # tells what a member is in the middle of writing
    notices: Mapping[About, Say] = field(default_factory=dict)  # what a queued message is about: the page it becomes
    afterwards: tuple[Hook, ...] = ()
    work: tuple[Work, ...] = ()
    jobs: tuple[Schedule, ...] = ()
    resume: tuple[Resume, ...] = ()
    reloaded: Reloaded | None = None
    moved: tuple[Moved, ...] = ()
    subscribed: tuple[Subscribed, ...] = ()
    forget: tuple[Forget, ...] = ()
    personal: tuple[Trace, ...] = ()  # where its tables hold a person
    erase: tuple[Erase, ...] = ()  # what takes more to leave nothing of a person
    set_aside: tuple[SetAside, ...] = ()
    purge: tuple[Purge, ...] = ()  # of the words that a proposal came of
