"""Who carries out what a button says, whether it is pressed, typed or followed as a link; and what many pages carry."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from telegram import Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.chat.reply import say
from bot.chat.texts import STALE_BUTTON
from bot.chat.wire import Action, Kind, Number, action, unpack

Chats = Literal["private", "any"]


@action("e:{entry_id}")
class Open:
    """Show an entry."""

    entry_id: str


@action("x:tip")
class GiveTip:
    """Begin a tip, or go on with it."""


@action("x:do:{entry_id}")
class Adopt:
    """Mean to do what an entry tells of."""

    entry_id: str


@action("x:ask:{token}")
class AskPeople:
    """Send a question of the log to the moderators."""

    token: str


@action("q:{token}")
class AskAgain:
    """The question `token` once more: back from a suggestion, in private what a group asked, or what was no answer."""

    token: str


@action("v:next")
class SeeMeetings:
    """When the next meeting is."""


@action("x:report:{entry_id}")
class Report:
    """Report a fault in an entry."""

    entry_id: str


@action("x:mine:{page}")
class ShowMine:
    """What the member has sent and waits for."""

    page: Number = 1


@action("x:reply:{item_id}:{version}")
class AnswerModerators:
    """Answer what the moderators have asked about something that has been sent, as its author has seen it."""

    item_id: Number
    version: Number


@action("y:see:{number}")
class SeeWait:
    """A question that the member waits for."""

    number: Number


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
        await say(update, context, STALE_BUTTON)
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
