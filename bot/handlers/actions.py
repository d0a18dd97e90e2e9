"""What buttons do, whether they are pressed or typed."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram import Update
from telegram.constants import ChatType

from bot import questions, texts
from bot.handlers import answering, archiving, broadcasting, gaps, meeting, networking, pages, tipping, waiting
from bot.handlers.context import Context
from bot.handlers.replying import acknowledge, reply, say, turn_to

_ELSEWHERE: Final[dict[str, Callable[[Update, Context, list[str]], Coroutine[Any, Any, None]]]] = {
    "x": tipping.perform,
    "y": waiting.perform,
    "i": gaps.invited,
    "w": networking.perform,
    "v": meeting.perform,
    "u": broadcasting.perform,
    "a": archiving.perform,
}


async def pressed(update: Update, context: Context) -> None:
    """A button was pressed. Our buttons stand in private chats only, so a press from elsewhere is forged."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    chat = query.message.chat if query.message is not None else None
    if chat is None or chat.type != ChatType.PRIVATE:
        await acknowledge(update, texts.STALE_BUTTON)
    else:
        await perform(update, context, query.data)


async def perform(update: Update, context: Context, action: str) -> None:
    """Do what an action says (its letters are listed in pages.py); one we do not know is an old button's."""
    match action.split(":"):
        case ["e", entry_id]:
            await _open(update, context, entry_id)
        case ["h"]:
            await turn_to(update, context, pages.how_to_ask())
        case ["t" | "b", *_] as what:
            await _look_around(update, context, what)
        case ["s" | "n" | "q" | "g" | "d" | "r", *_] as what:
            await _go_on(update, context, what)
        case ["v", "a", *what]:
            await answering.perform(update, context, what)
        case [letter, *what] if letter in _ELSEWHERE:
            await _ELSEWHERE[letter](update, context, what)
        case _:
            await say(update, context, texts.STALE_BUTTON)


async def _look_around(update: Update, context: Context, what: list[str]) -> None:
    """Among the themes and what is in them."""
    match what:
        case ["t"]:
            await turn_to(update, context, pages.themes(context.library.knowledge))
        case ["t", theme_id, page] if page.isdecimal():
            await _open_theme(update, context, theme_id, int(page))
        case ["b", entry_id, page] if page.isdecimal():
            await _browse(update, context, entry_id, int(page))
        case _:
            await say(update, context, texts.STALE_BUTTON)


async def _go_on(update: Update, context: Context, what: list[str]) -> None:
    """From what a question got: choose among suggestions, say what the answer was worth."""
    match what:
        case ["s", token, entry_id]:
            await _choose(update, context, token, entry_id)
        case ["n", token]:
            await questions.chose(context.database, token, None)
            await turn_to(update, context, pages.chosen(pages.no_answer(token), token))
        case ["q", token]:
            await _ask_again(update, context, token)
        case ["g" | "d" as verdict, token, entry_id]:
            await _judge(update, context, verdict == "g", token, entry_id)
        case ["r", token, "wrong" | "old" | "not_asked" | "unclear" as reason]:
            await questions.explain_verdict(context.database, token, reason)
            await turn_to(update, context, pages.short(texts.THANKS_REASON))
        case _:
            await say(update, context, texts.STALE_BUTTON)


async def _open(update: Update, context: Context, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await acknowledge(update)
        await reply(update, context, pages.answer(context.library.knowledge, entry))


async def _choose(update: Update, context: Context, token: str, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
        return
    await questions.chose(context.database, token, entry_id)
    await turn_to(update, context, pages.chosen(pages.answer(context.library.knowledge, entry, token), token))


async def _ask_again(update: Update, context: Context, token: str) -> None:
    """The page of a question in the log: back from a suggestion, or in private what a group asked."""
    text = await questions.text_of(context.database, token)
    if text is None:
        await say(update, context, texts.STALE_BUTTON)
    else:
        result = await context.library.ask(text)
        await turn_to(update, context, pages.found(context.library.knowledge, result, token))


async def _open_theme(update: Update, context: Context, theme_id: str, page: int) -> None:
    theme = context.library.knowledge.theme(theme_id)
    if theme is None:
        await say(update, context, texts.STALE_BUTTON)
    else:
        await turn_to(update, context, pages.theme(context.library.knowledge, theme, page))


async def _browse(update: Update, context: Context, entry_id: str, page: int) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, texts.UNKNOWN_ENTRY)
    else:
        await turn_to(update, context, pages.browsed(context.library.knowledge, entry, page))


async def _judge(update: Update, context: Context, good: bool, token: str, entry_id: str) -> None:
    if context.library.knowledge.entry(entry_id) is None:
        await say(update, context, texts.STALE_BUTTON)
        return
    await questions.judge(context.database, token, entry_id, good)
    if good:
        await say(update, context, texts.THANKS_GOOD)
    else:
        await acknowledge(update)
        await reply(update, context, pages.reasons(token))
