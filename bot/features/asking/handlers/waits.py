"""Members wait for an answer, look at what they wait for, and stop."""

from telegram import Update

from bot.chat import texts as chat_texts
from bot.chat.actions import SeeWait
from bot.chat.context import Context, person
from bot.chat.reply import say, turn_to
from bot.features.answers import pages as answers_pages
from bot.features.asking import pages, texts
from bot.features.asking.actions import StopWaiting, Wait
from bot.features.unanswered import worker as unanswered_worker
from bot.features.unanswered.store import questions, waiters


async def begin(update: Update, context: Context, asked: Wait) -> None:
    """Wait for the answer to a question of the log; what has become known since it was asked is shown at once."""
    user, question = person(update), await questions.text_of(context.database, asked.token)
    if question is None:
        await say(update, context, chat_texts.STALE_BUTTON)
        return
    waiter = await waiters.wait(context.database, user.id, user.id, question)
    entry = await unanswered_worker.answering(context.library, question)
    if entry is not None and await waiters.stop(context.database, user.id, waiter.id):
        page = answers_pages.answer(context.library.knowledge, entry, asked.token)
    else:
        page = pages.waits(waiter, asked.token, len(await waiters.of_member(context.database, user.id)))
    midst = await context.services.midst(context.database, user.id)
    await turn_to(update, context, page.over(*midst.rows))


async def see(update: Update, context: Context, chosen: SeeWait) -> None:
    """One of the member's; another's is as unknown as one that is no more."""
    own = [each for each in await waiters.of_member(context.database, person(update).id) if each.id == chosen.number]
    if own:
        await turn_to(update, context, pages.waiter(own[0]))
    else:
        await say(update, context, texts.NOT_WAITING)


async def stop(update: Update, context: Context, chosen: StopWaiting) -> None:
    """The member waits no longer."""
    user = person(update)
    if await waiters.stop(context.database, user.id, chosen.number):
        midst = await context.services.midst(context.database, user.id)
        await turn_to(update, context, pages.stopped().over(*midst.rows))
    else:
        await say(update, context, texts.NOT_WAITING)
