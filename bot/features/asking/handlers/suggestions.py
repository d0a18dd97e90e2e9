"""What a question's page leads to: a suggestion is chosen, none of them, the question once more."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from bot.chat import texts as chat_texts
from bot.chat.actions import AskAgain, Open, carry_out
from bot.chat.context import Context, person
from bot.chat.page import Page
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.chat.threads import new_token
from bot.features.answers import handlers as answers_handlers
from bot.features.answers import pages as answers_pages
from bot.features.answers import texts as answers_texts
from bot.features.answers.actions import Browse, Reject
from bot.features.asking import pages, store
from bot.features.asking.actions import AskToo, Choose, ChooseNone, ShowHow
from bot.features.asking.handlers import following, readings
from bot.features.asking.values import Thread
from bot.features.unanswered.store import questions


async def choose(update: Update, context: Context, chosen: Choose) -> None:
    """A suggestion's answer, with the way back."""
    entry = context.library.knowledge.entry(chosen.entry_id)
    if entry is None:
        await say(update, context, answers_texts.UNKNOWN_ENTRY)
        return
    await questions.chose(context.database, chosen.token, chosen.entry_id)
    answer = answers_pages.answer(context.library.knowledge, entry, chosen.token)
    await turn_to(update, context, pages.chosen(answer, chosen.token))
    await _hold(update, context, entry.id, chosen.token)


async def open_entry(update: Update, context: Context, chosen: Open) -> None:
    """An entry in a message of its own, which the next words may be about."""
    await answers_handlers.open_entry(update, context, chosen)
    await _hold(update, context, chosen.entry_id, new_token())


async def browse(update: Update, context: Context, chosen: Browse) -> None:
    """An entry from a theme's page, which the next words may be about."""
    await answers_handlers.browse(update, context, chosen)
    await _hold(update, context, chosen.entry_id, new_token())


async def reject(update: Update, context: Context, verdict: Reject) -> None:
    """A thumb down leads on."""
    if context.library.knowledge.entry(verdict.entry_id) is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    await acknowledge(update)
    held = Thread("entry", verdict.token, verdict.entry_id, seen=(verdict.entry_id,))
    shown = await following.rejected(context, held)
    await reply(update, context, shown.page)
    if shown.thread is not None:
        await store.hold(context.database, person(update).id, shown.thread)


async def _hold(update: Update, context: Context, entry_id: str, token: str) -> None:
    """The chat is about an entry that has been opened; what was on offer stays so."""
    chat_id = person(update).id
    if context.library.knowledge.entry(entry_id) is None:
        return
    held = await store.thread(context.database, chat_id)
    seen = tuple(dict.fromkeys((*(held.seen if held is not None else ()), entry_id)))
    choice = held.choice if held is not None else ()
    await store.hold(context.database, chat_id, Thread("entry", token, entry_id, choice, seen))


async def choose_none(update: Update, context: Context, chosen: ChooseNone) -> None:
    """The ways on from a question without an answer."""
    await questions.chose(context.database, chosen.token, None)
    await turn_to(update, context, pages.chosen(pages.no_answer(chosen.token), chosen.token))


async def ask_again(update: Update, context: Context, asked: AskAgain) -> None:
    """The page of a question in the log."""
    await _ask(update, context, asked.token, turn_to)


async def ask_too(update: Update, context: Context, asked: AskToo) -> None:
    """The same in a message of its own."""
    await _ask(update, context, asked.token, _below)


async def _ask(
    update: Update, context: Context, token: str, show: Callable[[Update, Context, Page], Awaitable[Any]]
) -> None:
    text = await questions.text_of(context.database, token)
    if text is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    shown = await readings.alone(context, text, token)
    if shown.action is not None:
        await carry_out(update, context, shown.action)
    else:
        await show(update, context, shown.page)
    if shown.thread is not None:
        await store.hold(context.database, person(update).id, shown.thread)


async def _below(update: Update, context: Context, page: Page) -> None:
    await acknowledge(update)
    await reply(update, context, page)


async def show_how(update: Update, context: Context, _: ShowHow) -> None:
    """Examples of questions."""
    await turn_to(update, context, pages.how_to_ask())
