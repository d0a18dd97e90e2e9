"""Who carries out what a button says, whether it is pressed, typed or followed as a link; and what many pages carry."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from telegram import Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.reply import acknowledge, say
from bot.chat.texts import STALE_BUTTON
from bot.chat.wire import Action, Kind, unpack

Chats = Literal["private", "any"]


@dataclass(frozen=True, slots=True)
class Open:
    """Show an entry."""

    wire: ClassVar[str] = "e:{entry_id}"
    entry_id: str


@dataclass(frozen=True, slots=True)
class GiveTip:
    """Begin a tip, or go on with it."""

    wire: ClassVar[str] = "x:tip"


@dataclass(frozen=True, slots=True)
class AskPeople:
    """Send a question of the log to the moderators."""

    wire: ClassVar[str] = "x:ask:{token}"
    token: str


@dataclass(frozen=True, slots=True)
class SeeMeetings:
    """When the next meeting is."""

    wire: ClassVar[str] = "v:next"


@dataclass(frozen=True, slots=True)
class Report:
    """Report a fault in an entry."""

    wire: ClassVar[str] = "x:report:{entry_id}"
    entry_id: str


@dataclass(frozen=True, slots=True)
class Doing:
    """Who carries out a kind of action, and in which chats its buttons stand; a press from elsewhere is forged."""

    kind: type[Action]
    do: Callable[[Update, Context, Any], Coroutine[Any, Any, None]]
    chats: Chats


def doing(
    kind: type[Kind], do: Callable[[Update, Context, Kind], Coroutine[Any, Any, None]], chats: Chats = "private"
) -> Doing:
    """A Doing whose function takes the kind that it is for."""
    return Doing(kind, do, chats)


def raw(letter: str, perform: Callable[[Update, Context, list[str]], Coroutine[Any, Any, None]], chats: Chats) -> Doing:
    """Every action of a letter, whose parts the function reads by itself."""

    @dataclass(frozen=True, slots=True)
    class Raw:
        wire: ClassVar[str] = f"{letter}:{{rest}}"
        rest: Annotated[str, r".*"] = ""

    async def do(update: Update, context: Context, action: Raw) -> None:
        await perform(update, context, action.rest.split(":") if action.rest else [])

    return Doing(Raw, do, chats)


class Actions:
    """Every kind of action that the features bring."""

    def __init__(self, doings: Iterable[Doing] = ()) -> None:
        self._doings = {each.kind: each for each in doings}

    def read(self, data: str) -> Action | None:
        """The action that a button carries; None for one that no feature knows, or knows no more."""
        found = (unpack(kind, data) for kind in self._doings)
        return next((each for each in found if each is not None), None)

    def doing(self, action: Action) -> Doing:
        """Who carries it out."""
        return self._doings[type(action)]


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed."""
    query, known = update.callback_query, context.state(Actions)
    if query is None:
        return
    action, chat = known.read(query.data or ""), query.message.chat if query.message is not None else None
    if action is None or chat is None or not (known.doing(action).chats == "any" or chat.type == ChatType.PRIVATE):
        await acknowledge(update, STALE_BUTTON)
    else:
        await carry_out(update, context, action)


async def carry_out(update: Update, context: Context, action: Action) -> None:
    """Do what it says."""
    await context.state(Actions).doing(action).do(update, context, action)


async def carry_out_typed(update: Update, context: Context, data: str) -> None:
    """The same for the words of a button that carries `data`."""
    action = context.state(Actions).read(data)
    if action is None:
        await say(update, context, STALE_BUTTON)
    else:
        await carry_out(update, context, action)
