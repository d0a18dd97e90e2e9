"""The moderators' own commands: bind their chat, read the files again, ask why."""

from telegram import Update
from telegram.constants import ChatType

from bot import moderators, texts
from bot.errors import AlreadyBound, WrongCode
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.gates import only_moderators
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
        sentence = await _bound(context, chat.id, code)
    await reply(update, context, pages.short(sentence), update.effective_message)


@only_moderators
async def reload(update: Update, context: Context) -> None:
    """/ladda: use the changed files, or say what is wrong with them."""
    try:
        page = pages.short(texts.reloaded(await context.services.reload()))
    except KnowledgeFaults as found:
        page = Page(texts.reload_failed(found.faults))
    await reply(update, context, page, update.effective_message)


@only_moderators
async def why(update: Update, context: Context) -> None:
    """/varfor QUESTION: how the entries ranked, in words."""
    question = " ".join(context.args or [])
    page = Page(texts.explained(await context.library.explain(question))) if question else pages.short(texts.WHY_HOW)
    await reply(update, context, page, update.effective_message)


async def _bound(context: Context, chat_id: int, code: str) -> str:
    """Bind the chat; what to say of it."""
    try:
        await moderators.bind(context.database, chat_id, code)
    except WrongCode:
        return texts.WRONG_CODE
    except AlreadyBound:
        return texts.ALREADY_BOUND
    await set_moderators_menu(context.bot, chat_id)
    return texts.BOUND
