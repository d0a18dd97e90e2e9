"""Members wait for an answer, look at what they wait for, and stop."""

from telegram import Update, User

from bot.chat import texts as chat_texts
from bot.chat.context import Context, person
from bot.chat.reply import say, turn_to
from bot.features.answers import pages as answers_pages
from bot.features.asking import pages, texts
from bot.features.unanswered import worker as unanswered_worker
from bot.features.unanswered.store import questions, waiters


async def perform(update: Update, context: Context, what: list[str]) -> None:
    """Do what an action "y:…" says."""
    user = person(update)
    match what:
        case [token]:
            await _begin(update, context, user, token)
        case ["see", number] if number.isdecimal() and len(number) < 16:
            await _see(update, context, user, int(number))
        case ["stop", number] if number.isdecimal() and len(number) < 16:
            await _stop(update, context, user, int(number))
        case _:
            await say(update, context, chat_texts.STALE_BUTTON)


async def _begin(update: Update, context: Context, user: User, token: str) -> None:
    """Wait for the answer to a question of the log; what has become known since it was asked is shown at once."""
    question = await questions.text_of(context.database, token)
    if question is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    waiter = await waiters.wait(context.database, user.id, user.id, question)
    entry = await unanswered_worker.answering(context.library, question)
    if entry is not None and await waiters.stop(context.database, user.id, waiter.id):
        page = answers_pages.answer(context.library.knowledge, entry, token)
    else:
        page = pages.waits(waiter, token, len(await waiters.of_member(context.database, user.id)))
    midst = await context.services.midst(context.database, user.id)
    await turn_to(update, context, page.over(*midst.rows))


async def _see(update: Update, context: Context, user: User, waiter_id: int) -> None:
    """One of the member's; another's is as unknown as one that is no more."""
    own = [each for each in await waiters.of_member(context.database, user.id) if each.id == waiter_id]
    if own:
        await turn_to(update, context, pages.waiter(own[0]))
    else:
        await say(update, context, texts.NOT_WAITING)


async def _stop(update: Update, context: Context, user: User, waiter_id: int) -> None:
    if await waiters.stop(context.database, user.id, waiter_id):
        midst = await context.services.midst(context.database, user.id)
        await turn_to(update, context, pages.stopped().over(*midst.rows))
    else:
        await say(update, context, texts.NOT_WAITING)
