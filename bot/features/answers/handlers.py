"""Entries are opened, browsed and judged; moderators ask why a question gets its answer and read files anew."""

from telegram import Update
from telegram.helpers import create_deep_linked_url

from bot.chat import texts as chat_texts
from bot.chat.actions import Open
from bot.chat.context import Context, is_private
from bot.chat.page import Page, short
from bot.chat.reply import acknowledge, reply, say, turn_to
from bot.features.answers import pages, store, texts
from bot.features.answers.actions import Browse, Explain, Praise, ShowTheme, ShowThemes
from bot.features.roles.gates import only_moderators
from bot.knowledge.values import KnowledgeFaults


async def show_themes(update: Update, context: Context, _: ShowThemes) -> None:
    """All themes, in the pressed message's place."""
    await turn_to(update, context, pages.themes(context.library.knowledge))


async def show_theme(update: Update, context: Context, chosen: ShowTheme) -> None:
    """One page of a theme."""
    theme = context.library.knowledge.theme(chosen.theme_id)
    if theme is None:
        await say(update, context, chat_texts.STALE_BUTTON)
    else:
        await turn_to(update, context, pages.theme(context.library.knowledge, theme, chosen.page))


async def browse(update: Update, context: Context, chosen: Browse) -> None:
    """An entry in the place of the theme's page that it stands on."""
    entry = context.library.knowledge.entry(chosen.entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await turn_to(update, context, pages.browsed(context.library.knowledge, entry, chosen.page))


async def open_entry(update: Update, context: Context, chosen: Open) -> None:
    """An entry in a message of its own."""
    entry = context.library.knowledge.entry(chosen.entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await acknowledge(update)
        await reply(update, context, pages.answer(context.library.knowledge, entry))


async def praise(update: Update, context: Context, verdict: Praise) -> None:
    """A thumb up; what a thumb down leads to is asking's matter."""
    if context.library.knowledge.entry(verdict.entry_id) is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    await store.judge(context.database, verdict.token, verdict.entry_id, good=True)
    await say(update, context, texts.THANKS_GOOD)


async def explain(update: Update, context: Context, chosen: Explain) -> None:
    """Why an answer was bad; the ways on stay where they are."""
    await store.explain_verdict(context.database, chosen.token, chosen.reason)
    await say(update, context, texts.THANKS_REASON)


@only_moderators
async def verdicts(update: Update, context: Context) -> None:
    """/betyg: the entries by what members thought of them, the worst first."""
    standings = await store.standings(context.database)
    page = Page(texts.verdicts(context.library.knowledge, standings))
    await reply(update, context, page, update.effective_message)


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
