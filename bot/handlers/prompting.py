"""Words that the bot has asked for in private chat go to whoever asked, before anything else takes them.

A taker clears the prompt when the words fit, or puts the next one; until then it is asked again. A command, a word of
the keyboard or "avbryt" leaves the question; the words of a button on offer are that button's.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot import drafts, network_texts, offers, prompts, questions
from bot.handlers import drafting, pages
from bot.handlers.context import Context, Handler
from bot.handlers.replying import reply

Taker = Callable[[Update, Context, str], Coroutine[Any, Any, None]]
"""Gets the message, and the prompt's `ref`."""

_LEAVING: Final = {"avbryt", "stopp", "sluta", "nej tack"}


def taking(takers: Mapping[str, Taker]) -> Handler:
    """A handler that gives awaited words to the taker of the prompt's `what` and lets all others pass."""

    async def take(update: Update, context: Context) -> None:
        prompt = await _awaited(update, context)
        taker = takers.get(prompt.what) if prompt is not None else None
        if prompt is None or taker is None:
            return
        message = update.effective_message
        if message is not None and (message.text or "").strip(" .!").casefold() in _LEAVING:
            await prompts.clear(context.database, prompt.user_id)
            await reply(update, context, pages.short(network_texts.LEFT))
        else:
            await _give(update, context, taker, prompt.ref)
        raise ApplicationHandlerStop

    return take


async def _mark_taken(update: Update, context: Context) -> None:
    """When the words are edited they are no question either."""
    message = update.effective_message
    if message is not None:
        taken = questions.Answered(message.chat.id, message.message_id, questions.AWAITED, 0, None)
        await questions.remember_answer(context.database, taken)


async def _give(update: Update, context: Context, taker: Taker, ref: str) -> None:
    """What fails is told as always; PTB would go on and have the words answered as a question as well."""
    try:
        await taker(update, context, ref)
        await _mark_taken(update, context)
    except Exception as failed:
        await context.application.process_error(update, failed)


async def leave(update: Update, context: Context) -> None:
    """A command or a word of the keyboard: what was asked for is no longer awaited."""
    if update.effective_user is not None:
        await prompts.clear(context.database, update.effective_user.id)


async def _awaited(update: Update, context: Context) -> prompts.Prompt | None:
    """What is awaited of this message: not a button's words, the tail of a long text, or those of a tip begun since."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None or chat is None or message is None or drafting.is_tail(context, message):
        return None
    prompt = await prompts.waiting(context.database, user.id)
    if prompt is None or (message.text and await offers.pick(context.database, chat.id, message.text)):
        return None
    draft = await drafts.current(context.database, user.id)
    return None if draft is not None and draft.changed_at >= prompt.asked_at else prompt
