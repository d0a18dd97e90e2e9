"""What buttons do, whether they are pressed or typed."""

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import NetworkError

from bot import questions, texts
from bot.handlers import pages
from bot.handlers.context import Context
from bot.handlers.pages import Page
from bot.handlers.replying import reply, show

log = logging.getLogger(__name__)


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed. Our buttons stand in private chats only, so a press from elsewhere is forged."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    chat = query.message.chat if query.message is not None else None
    if chat is None or chat.type != ChatType.PRIVATE:
        await _acknowledge(update, texts.STALE_BUTTON)
    else:
        await perform(update, context, query.data)


async def perform(update: Update, context: Context, action: str) -> None:
    """Do what an action says (its letters are listed in pages.py); one we do not know is an old button's."""
    match action.split(":"):
        case ["e", entry_id]:
            await _open(update, context, entry_id)
        case ["s", token, entry_id]:
            await _choose(update, context, token, entry_id)
        case ["n", token]:
            await questions.chose(context.database, token, None)
            await _turn_to(update, context, pages.chosen(pages.no_answer(), token))
        case ["q", token]:
            await _ask_again(update, context, token)
        case ["t"]:
            await _turn_to(update, context, pages.themes(context.library.knowledge))
        case ["t", theme_id, page] if page.isdecimal():
            await _open_theme(update, context, theme_id, int(page))
        case ["b", entry_id, page] if page.isdecimal():
            await _browse(update, context, entry_id, int(page))
        case ["g" | "d" as verdict, token, entry_id]:
            await _judge(update, context, verdict == "g", token, entry_id)
        case ["r", token, "wrong" | "old" | "not_asked" | "unclear" as reason]:
            await questions.explain_verdict(context.database, token, reason)
            await _turn_to(update, context, pages.short(texts.THANKS_REASON))
        case ["h"]:
            await _turn_to(update, context, pages.how_to_ask())
        case _:
            await _say(update, context, texts.STALE_BUTTON)


async def _open(update: Update, context: Context, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await _say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await _acknowledge(update)
        await reply(update, context, pages.answer(context.library.knowledge, entry))


async def _choose(update: Update, context: Context, token: str, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await _say(update, context, texts.UNKNOWN_ENTRY)
        return
    await questions.chose(context.database, token, entry_id)
    await _turn_to(update, context, pages.chosen(pages.answer(context.library.knowledge, entry, token), token))


async def _ask_again(update: Update, context: Context, token: str) -> None:
    """The page of a question in the log: back from a suggestion, or in private what a group asked."""
    text = await questions.text_of(context.database, token)
    if text is None:
        await _say(update, context, texts.STALE_BUTTON)
    else:
        result = await context.library.ask(text)
        await _turn_to(update, context, pages.found(context.library.knowledge, result, token))


async def _open_theme(update: Update, context: Context, theme_id: str, page: int) -> None:
    theme = context.library.knowledge.theme(theme_id)
    if theme is None:
        await _say(update, context, texts.STALE_BUTTON)
    else:
        await _turn_to(update, context, pages.theme(context.library.knowledge, theme, page))


async def _browse(update: Update, context: Context, entry_id: str, page: int) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await _say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await _turn_to(update, context, pages.browsed(context.library.knowledge, entry, page))


async def _judge(update: Update, context: Context, good: bool, token: str, entry_id: str) -> None:
    if context.library.knowledge.entry(entry_id) is None:
        await _say(update, context, texts.STALE_BUTTON)
        return
    await questions.judge(context.database, token, entry_id, good)
    if good:
        await _say(update, context, texts.THANKS_GOOD)
    else:
        await _acknowledge(update)
        await reply(update, context, pages.reasons(token))


async def _turn_to(update: Update, context: Context, page: Page) -> None:
    """Show a page in the pressed message's place, or send it when the button was typed."""
    await _acknowledge(update)
    if update.callback_query is not None:
        await show(update, context, page)
    else:
        await reply(update, context, page)


async def _say(update: Update, context: Context, sentence: str) -> None:
    """A sentence as a notice over the chat, or as a message when the button was typed."""
    if update.callback_query is not None:
        await _acknowledge(update, sentence)
    else:
        await reply(update, context, pages.short(sentence))


async def _acknowledge(update: Update, sentence: str | None = None) -> None:
    """Stop the pressed button's spinner; a press for which that fails, or comes too late, is still carried out."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.answer(sentence)
    except NetworkError as error:
        log.info("a press was not acknowledged: %s", type(error).__name__)
