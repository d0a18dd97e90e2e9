"""What every handler gets: the services, typed, instead of loose dictionaries."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.chat.page import Row
from bot.errors import BotError
from bot.gateway.values import Lane
from bot.gateway.waiting import until
from bot.knowledge.values import Knowledge
from bot.matching.library import Library
from bot.storage.database import Database, Transaction

State = TypeVar("State")


Moved = Callable[[Transaction, int, int], Awaitable[None]]
"""What is kept about a group follows it to its new number."""
Subscribed = Callable[[Transaction, int, bool], Awaitable[None]]
"""A chat wants broadcasts after all, or wants no more."""


@dataclass(frozen=True, slots=True)
class Midst:
    """What a member is in the middle of writing: rows that lead back to it, and whether the next words answer it."""

    rows: tuple[Row, ...] = ()
    awake: bool = False


Middle = Callable[[Database, int], Awaitable[Midst]]
"""What the member with this id is in the middle of writing."""


async def _nothing(_: Database, __: int) -> Midst:
    return Midst()


@dataclass(slots=True)
class Services:
    """The open services of one running bot.

    `stopping` is set when it shall stop, because of a `failure` or not; `postponed` are updates then left for the next
    start. Whoever has queued
    notices sets `outbox`, which wakes the loop that posts them. `midst` tells what a member is in the middle of
    writing; whoever keeps something of the files' knowledge gets it by `reloaded`, at the start and when the files have
    been read again. `moved` and `subscribed` are those who keep something of chats. What else a feature keeps in memory
    is its own: `state`. `projector_port` is where the page for a projector is served, None where it is off.
    """

    database: Database
    library: Library
    outbox: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    failure: BotError | None = None
    postponed: set[int] = field(default_factory=set)
    midst: Middle = _nothing
    reloaded: Sequence[Callable[[Database, Knowledge], Awaitable[None]]] = ()
    moved: Sequence[Moved] = ()
    subscribed: Sequence[Subscribed] = ()
    kept: dict[type[Any], Any] = field(default_factory=dict)
    projector_port: int | None = None

    def state(self, kind: type[State]) -> State:
        """The one object of this kind, which whoever asks first makes empty."""
        if kind not in self.kept:
            self.kept[kind] = kind()
        found: State = self.kept[kind]
        return found

    def end(self, failure: BotError) -> None:
        """Stop; the process ends with what the failure says."""
        self.failure = failure
        self.stopping.set()

    async def reload(self) -> Knowledge:
        """Read the files again and take them into use everywhere; KnowledgeFaults leaves all as it was."""
        await self.library.reload()
        await self.tell_of_files()
        return self.library.knowledge

    async def tell_of_files(self) -> None:
        """Those who keep something of the files' knowledge get it as it is now."""
        for each in self.reloaded:
            await each(self.database, self.library.base)
        self.outbox.set()  # some of them queue what moderators are to know

    async def rest(self, woken: asyncio.Event, seconds: float | None) -> None:
        """Until `woken` is set, the time (None: any) has passed, or the bot stops."""
        await until(seconds, woken, self.stopping)


@dataclass(slots=True)
class Data:
    """What PTB keeps per bot, chat and user: the bot's holds the services, a chat's the album last answered, the title
    last stored, and when the last piece of a text came that is too long.
    """

    services: Services | None = field(default=None)
    album: str = ""
    seen: str = ""
    too_long_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A message that somebody has written, with its text or caption; `below` is for the foot of what answers it."""

    message: Message
    user: User
    text: str
    below: tuple[Row, ...] = ()

    @classmethod
    def of(cls, update: Update) -> "Words":
        """What came to a handler of messages."""
        message = update.effective_message
        if message is None:
            raise RuntimeError("an update without a message came to a handler of messages")
        return cls(message, person(update), message.text or message.caption or "")


def person(update: Update) -> User:
    """Who wrote or pressed: updates that nobody sent do not come to handlers of messages and presses."""
    if update.effective_user is None:
        raise RuntimeError("an update from nobody came to a handler of people's updates")
    return update.effective_user


class Context(CallbackContext[ExtBot[Lane], Data, Data, Data]):
    """The context of one update."""

    @property
    def services(self) -> Services:
        """The services that app.py put there before the first update."""
        if self.bot_data.services is None:
            raise RuntimeError("services are wired before updates are handled")
        return self.bot_data.services

    @property
    def database(self) -> Database:
        """The open database."""
        return self.services.database

    def state(self, kind: type[State]) -> State:
        """What a feature keeps in memory."""
        return self.services.state(kind)

    @property
    def library(self) -> Library:
        """The knowledge in use and its matcher."""
        return self.services.library


Handler = Callable[[Update, "Context"], Coroutine[Any, Any, None]]
App = Application[ExtBot[Lane], Context, Data, Data, Data, JobQueue[Any]]


def is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
