"""What a question's page leads to: a suggestion is chosen, none of them, the question once more."""

from telegram import Update

from bot.chat import texts as chat_texts
from bot.chat.context import Context
from bot.chat.page import short
from bot.chat.reply import say, turn_to
from bot.features.answers import pages as answers_pages
from bot.features.answers import store as answers_store
from bot.features.answers import texts as answers_texts
from bot.features.answers.handlers import judge
from bot.features.asking import pages
from bot.features.unanswered.store import questions


async def go_on(update: Update, context: Context, what: list[str]) -> None:
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
            await judge(update, context, verdict == "g", token, entry_id)
        case ["r", token, "wrong" | "old" | "not_asked" | "unclear" as reason]:
            await answers_store.explain_verdict(context.database, token, reason)
            await turn_to(update, context, short(answers_texts.THANKS_REASON))
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def _choose(update: Update, context: Context, token: str, entry_id: str) -> None:
    entry = context.library.knowledge.entry(entry_id)
    if entry is None:
        await say(update, context, answers_texts.UNKNOWN_ENTRY)
        return
    await questions.chose(context.database, token, entry_id)
    await turn_to(update, context, pages.chosen(answers_pages.answer(context.library.knowledge, entry, token), token))


async def _ask_again(update: Update, context: Context, token: str) -> None:
    """The page of a question in the log: back from a suggestion, or in private what a group asked."""
    text = await questions.text_of(context.database, token)
    if text is None:
        await say(update, context, chat_texts.STALE_BUTTON)
    else:
        result = await context.library.ask(text)
        await turn_to(update, context, pages.found(context.library.knowledge, result, token))
