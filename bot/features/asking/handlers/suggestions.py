"""What a question's page leads to: a suggestion is chosen, none of them, the question once more."""

from telegram import Update

from bot.chat import texts as chat_texts
from bot.chat.context import Context
from bot.chat.reply import say, turn_to
from bot.features.answers import pages as answers_pages
from bot.features.answers import texts as answers_texts
from bot.features.asking import pages
from bot.features.asking.actions import AskAgain, Choose, ChooseNone, ShowHow
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


async def choose_none(update: Update, context: Context, chosen: ChooseNone) -> None:
    """The ways on from a question without an answer."""
    await questions.chose(context.database, chosen.token, None)
    await turn_to(update, context, pages.chosen(pages.no_answer(chosen.token), chosen.token))


async def ask_again(update: Update, context: Context, asked: AskAgain) -> None:
    """The page of a question in the log."""
    text = await questions.text_of(context.database, asked.token)
    if text is None:
        await say(update, context, chat_texts.STALE_BUTTON)
    else:
        result = await context.library.ask(text)
        await turn_to(update, context, pages.found(context.library.knowledge, result, asked.token))


async def show_how(update: Update, context: Context, _: ShowHow) -> None:
    """Examples of questions."""
    await turn_to(update, context, pages.how_to_ask())
