"""Who may is asked at the door: what stands behind a gate is done for those who may, the others are told so."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, TypeVar

from telegram import Update

from bot.chat.context import Context, Handler, person
from bot.chat.page import short
from bot.chat.reply import reply, say
from bot.features.roles import store, texts, who
from bot.features.roles.values import Actor

What = TypeVar("What")
Done = Coroutine[Any, Any, None]


def only_moderators(command: Handler) -> Handler:
    """A command in the moderators' chat, from its members: who comments there on a linked channel need not be one."""

    @wraps(command)
    async def gated(update: Update, context: Context) -> None:
        message = update.effective_message
        if message is None or not await _is_in_their_chat(update, context):
            await reply(update, context, short(texts.NOT_MODERATORS), message)
        elif (await who.writer(context.bot, context.services, message)).is_moderator:
            await command(update, context)
        else:
            await reply(update, context, short(texts.NOT_MODERATOR), message)

    return gated


def only_organisers(
    refusal: str,
) -> Callable[[Callable[[Update, Context, Actor, What], Done]], Callable[[Update, Context, What], Done]]:
    """What only an organiser may press or write; the others get the sentence."""

    def gate(taken: Callable[[Update, Context, Actor, What], Done]) -> Callable[[Update, Context, What], Done]:
        @wraps(taken)
        async def gated(update: Update, context: Context, what: What) -> None:
            actor = await who.organiser(context.bot, context.services, person(update).id)
            if actor.is_organiser:
                await taken(update, context, actor, what)
            else:
                await say(update, context, refusal)

        return gated

    return gate


async def moderator(update: Update, context: Context) -> Actor | None:
    """Who pressed, if that is a moderator in the moderators' chat; others are told that it is not for them."""
    if await _is_in_their_chat(update, context):  # first, since Telegram is asked for the rest
        actor = await who.actor(context.bot, context.services, person(update).id)
        if actor.is_moderator:
            return actor
    await say(update, context, texts.NOT_MODERATOR)
    return None


async def _is_in_their_chat(update: Update, context: Context) -> bool:
    chat = update.effective_chat
    return chat is not None and chat.id == await store.moderators_chat(context.database)
