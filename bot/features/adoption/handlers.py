"""Somebody means to do what an entry tells of, thinks again, and tells what came of it."""

from telegram import Update

from bot.chat.actions import Adopt
from bot.chat.context import Context, person
from bot.chat.page import short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.chat.texts import STALE_BUTTON
from bot.features.adoption import pages, store, texts
from bot.features.adoption.actions import AskAnew, Tell, Withdraw
from bot.knowledge import store as knowledge_store


async def adopt(update: Update, context: Context, meant: Adopt) -> None:
    """Under an entry, which stays as it is."""
    if context.library.knowledge.entry(meant.entry_id) is None:
        await say(update, context, STALE_BUTTON)
        return
    new = await store.plan(context.database, meant.entry_id, person(update).id)
    await acknowledge(update)
    await reply(update, context, pages.planned(meant.entry_id, new=new))


async def withdraw(update: Update, context: Context, meant: Withdraw) -> None:
    """Nobody is asked then."""
    withdrawn = await store.withdraw(context.database, meant.entry_id, person(update).id)
    await turn_to(update, context, short(texts.WITHDRAWN if withdrawn else texts.NOT_WITHDRAWN))


async def tell(update: Update, context: Context, told: Tell) -> None:
    """One of the three answers; how many have done it stands at the entry from now on."""
    entry_id = await store.answer(context.database, told.adoption_id, person(update).id, told.outcome)
    if entry_id is None:
        await turn_to(update, context, short(texts.GONE))
        return
    await context.library.refresh(await knowledge_store.read(context.database))
    await turn_to(update, context, pages.thanks(told.adoption_id, told.outcome))


async def ask_anew(update: Update, context: Context, asked: AskAnew) -> None:
    """The three answers once more."""
    known = await store.of_member(context.database, asked.adoption_id, person(update).id)
    entry = None if known is None else context.library.knowledge.entry(known.entry_id)
    page = short(texts.GONE) if entry is None else pages.question(asked.adoption_id, entry)
    await turn_to(update, context, page)
