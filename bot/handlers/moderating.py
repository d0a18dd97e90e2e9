"""The moderators' own commands: bind their chat, read the files again, ask why."""

from telegram import Update
from telegram.constants import ChatType

from bot import moderators, texts
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.menus import set_moderators_menu
from bot.handlers.pages import Page
from bot.handlers.replying import reply
from bot.knowledge import KnowledgeFaults


async def bind(update: Update, context: Context) -> None:
    """/koppla CODE in the moderators' group."""
    chat, code = update.effective_chat, "".join(context.args or [])
    if chat is None or chat.type == ChatType.PRIVATE:
        sentence = texts.BIND_IN_GROUP
    elif not code:
        sentence = texts.BIND_HOW
    else:
        await moderators.bind(context.database, chat.id, code)
        await set_moderators_menu(context.bot, chat.id)
        sentence = texts.BOUND
    await reply(update, context, pages.short(sentence), update.effective_message)


async def reload(update: Update, context: Context) -> None:
    """/ladda: use the changed files, or say what is wrong with them."""
    await _require_moderators(update, context)
    try:
        page = pages.short(texts.reloaded(await context.services.reload()))
    except KnowledgeFaults as found:
        page = Page(texts.reload_failed(found.faults))
    await reply(update, context, page, update.effective_message)


async def why(update: Update, context: Context) -> None:
    """/varfor QUESTION: how the entries ranked, in words."""
    await _require_moderators(update, context)
    question = " ".join(context.args or [])
    page = Page(texts.explained(await context.library.explain(question))) if question else pages.short(texts.WHY_HOW)
    await reply(update, context, page, update.effective_message)


async def _require_moderators(update: Update, context: Context) -> None:
    chat = update.effective_chat
    await moderators.require_moderators(context.database, chat.id if chat is not None else 0)
