"""What every press and every word of an organiser's goes through before anything is done about a broadcast."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final, TypeVar

from telegram import Update

from bot.chat import prompts
from bot.chat.context import Context
from bot.chat.reply import say
from bot.features.broadcasts.actions import OfOne
from bot.features.broadcasts.errors import Forestalled, NotBroadcast
from bot.features.broadcasts.handlers import view
from bot.features.broadcasts.store import lists
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import refusals as refusals_texts
from bot.features.broadcasts.values import Broadcast
from bot.features.roles import who as roles_who
from bot.features.roles.gates import only_organisers
from bot.features.roles.values import Actor
from bot.storage.clock import now

PROMPT: Final = "utskick"
What = TypeVar("What")
One = TypeVar("One", bound=OfOne)
Done = Coroutine[Any, Any, None]


def of_organiser(do: Callable[[Update, Context, Actor, What], Done]) -> Callable[[Update, Context, What], Done]:
    """Only for organisers, which is asked each time; why a decision did not take effect is said on the card."""

    @only_organisers(card_texts.NOT_ORGANISER)
    @wraps(do)
    async def done(update: Update, context: Context, actor: Actor, what: What) -> None:
        try:
            await do(update, context, actor, what)
        except NotBroadcast as refused:
            await _refuse(update, context, actor, refused)

    return done


def press(do: Callable[[Update, Context, Actor, What], Done]) -> Callable[[Update, Context, What], Done]:
    """A press of an organiser's: the page is left, and so is what it asked for in words."""

    @of_organiser
    @wraps(do)
    async def done(update: Update, context: Context, actor: Actor, action: What) -> None:
        await prompts.clear(context.database, actor.id)
        await view.let_go(update, context)
        await do(update, context, actor, action)

    return done


def about_one(do: Callable[[Update, Context, Actor, Broadcast, One], Done]) -> Callable[[Update, Context, One], Done]:
    """A press about one broadcast, as it is now."""

    @press
    @wraps(do)
    async def done(update: Update, context: Context, actor: Actor, action: One) -> None:
        await do(update, context, actor, await lists.broadcast(context.database, action.broadcast_id), action)

    return done


async def await_words(context: Context, actor: Actor, ref: str) -> None:
    """The organiser's next words are for this (see menu.take)."""
    await prompts.put(context.database, actor.id, PROMPT, ref)


async def _refuse(update: Update, context: Context, actor: Actor, refused: NotBroadcast) -> None:
    """Say why, on the card as it is now."""
    if isinstance(refused, Forestalled):
        refused = await lists.who_was_first(context.database, refused)
    name = await roles_who.organiser_name(context.bot, context.services, refused.by)
    sentence = refusals_texts.refused(refused, name, now(), is_own=refused.by == actor.id)
    try:
        await view.refuse(update, context, refused.broadcast_id, actor, sentence)
    except NotBroadcast:
        await say(update, context, sentence)
