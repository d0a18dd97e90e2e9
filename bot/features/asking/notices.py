"""The answer that somebody has waited for, from the outbox."""

from dataclasses import replace

from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.chat import offers
from bot.chat.context import Services
from bot.chat.page import Page
from bot.chat.reply import post
from bot.features.answers.pages import entry_link
from bot.features.asking import pages
from bot.features.unanswered import worker as unanswered_worker
from bot.features.unanswered.store import waiters
from bot.gateway.limiter import Postponed
from bot.gateway.outbox import Notice
from bot.gateway.values import Lane


async def say(bot: ExtBot[Lane], services: Services, notice: Notice) -> None:
    """The answer as it is now; if it was taken back, the member waits on.

    What can be typed is about it only if the member is not writing something.
    """
    waiter = await waiters.find(services.database, notice.number)
    entry = await unanswered_worker.answering(services.library, waiter.question) if waiter is not None else None
    if waiter is None or entry is None:
        await waiters.wait_on(services.database, notice.number)
        unanswered_worker.look_again(services)
        return
    link = entry_link(bot.username, entry.id)
    page = pages.found_at_last(services.library.knowledge, entry, waiter, link)
    await _post_once(bot, waiter.chat_id, page)
    if not (await services.midst(services.database, waiter.user_id)).awake:
        await offers.offer(services.database, waiter.chat_id, page.choices())


async def _post_once(bot: ExtBot[Lane], chat_id: int, page: Page) -> None:
    """Send a page so that its first message never comes again, though the bot be stopped before its last."""
    first, *more = page.messages
    await post(bot, chat_id, replace(page, messages=(first,), rows=() if more else page.rows))
    if not more:
        return
    try:
        await post(bot, chat_id, Page(tuple(more), page.rows))
    except Postponed as stopped:
        raise NetworkError("stopped within a page") from stopped
