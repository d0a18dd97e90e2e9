"""Inline mode: "@bot samåkning" in any chat offers answers to send there."""

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)

from bot.chat.context import Context
from bot.chat.page import Button
from bot.features.answers import texts
from bot.features.answers.pages import entry_link
from bot.knowledge.values import Entry, Knowledge, Theme

MOST_RESULTS = 10
CACHED = 300  # seconds that Telegram may repeat a result
BUTTON = InlineQueryResultsButton(texts.INLINE_BUTTON, start_parameter="fraga")


async def suggest(update: Update, context: Context) -> None:
    """Entries that answer what is typed so far; themes when nothing is; an answer to be shared stands alone."""
    query = update.inline_query
    if query is None:
        return
    knowledge, name = context.library.knowledge, context.bot.username
    typed = query.query.strip()
    named = knowledge.entry(typed.removeprefix("k_")) if typed.startswith("k_") else None
    if named is not None:
        results = [_entry(knowledge, named, name)]
    elif typed:
        result = await context.library.ask(typed)
        hits = result.hits[:MOST_RESULTS] if result.outcome != "none" else ()
        results = [_entry(knowledge, hit.entry, name) for hit in hits]
    else:
        results = [_theme(knowledge, theme, name) for theme in knowledge.themes[:MOST_RESULTS]]
    await query.answer(results, cache_time=CACHED, is_personal=False, button=None if named is not None else BUTTON)


def _entry(knowledge: Knowledge, entry: Entry, name: str) -> InlineQueryResultArticle:
    link = entry_link(name, entry.id)
    return InlineQueryResultArticle(
        entry.id,
        entry.title,
        InputTextMessageContent(texts.answer(knowledge, entry)[0]),
        reply_markup=InlineKeyboardMarkup([[Button(texts.OPEN_IN_PRIVATE, url=link).markup()]]),
        description=f"{texts.WISH}{entry.answer}" if entry.is_wish else entry.answer,
    )


def _theme(knowledge: Knowledge, theme: Theme, name: str) -> InlineQueryResultArticle:
    entries = knowledge.entries_of(theme.id)
    links = [(entry.title, entry_link(name, entry.id)) for entry in entries]
    return InlineQueryResultArticle(
        f"tema-{theme.id}",
        texts.theme_button(theme, len(entries)),
        InputTextMessageContent(texts.theme_for_sharing(knowledge.profile, theme, links)),
        description=theme.description or None,
    )
