"""Entries are opened, browsed and judged; moderators ask why a question gets its answer and read files anew."""

from telegram import Update
from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.context import Context, is_private
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.answers import pages, store, texts
from bot.features.roles.gates import only_moderators
from bot.knowledge.values import KnowledgeFaults


async def look_around(update: Update, context: Context, what: list[str]) -> None:
    """Among the themes and what is in them."""
    match what:
        case ["t"]:
            await turn_to(update, context, pages.themes(context.library.knowledge))
        case ["t", theme_id, page] if page.isdecimal():
            await _open_theme(update, context, theme_id, int(page))
        case ["b", entry_id, page] if page.isdecimal():
            await _browse(update, context, entry_id, int(page))
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def open_entry(update: Update, context: Context, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await acknowledge(update)
        await reply(update, context, pages.answer(context.library.knowledge, entry))


async def _open_theme(update: Update, context: Context, theme_id: str, page: int) -> None:
    theme = context.library.knowledge.theme(theme_id)
    if theme is None:
        await say(update, context, chat_texts.STALE_BUTTON)
    else:
        await turn_to(update, context, pages.theme(context.library.knowledge, theme, page))


async def _browse(update: Update, context: Context, entry_id: str, page: int) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await turn_to(update, context, pages.browsed(context.library.knowledge, entry, page))


async def judge(update: Update, context: Context, good: bool, token: str, entry_id: str) -> None:
    if context.library.knowledge.entry(entry_id) is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    await store.judge(context.database, token, entry_id, good)
    if good:
        await say(update, context, texts.THANKS_GOOD)
    else:
        await acknowledge(update)
        await reply(update, context, pages.reasons(token))


@only_moderators
async def reload(update: Update, context: Context) -> None:
    """/ladda: use the changed files, or say what is wrong with them."""
    try:
        page = short(texts.reloaded(await context.services.reload()))
    except KnowledgeFaults as found:
        page = Page(texts.reload_failed(found.faults))
    await reply(update, context, page, update.effective_message)


@only_moderators
async def why(update: Update, context: Context) -> None:
    """/varfor QUESTION: how the entries ranked, in words."""
    question = " ".join(context.args or [])
    page = Page(texts.explained(await context.library.explain(question))) if question else short(texts.WHY_HOW)
    await reply(update, context, page, update.effective_message)


async def themes(update: Update, context: Context) -> None:
    """All themes; in a group, where buttons would be everybody's, the way to them."""
    if is_private(update):
        await reply(update, context, pages.themes(context.library.knowledge))
    else:
        link = create_deep_linked_url(context.bot.username, "teman")
        await reply(update, context, short(texts.THEMES_IN_PRIVATE, link), update.effective_message)
