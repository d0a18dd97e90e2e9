"""Entries past their last day come to the moderators' queue, once each time that they have got there."""

from datetime import datetime

from bot.chat.context import Services
from bot.features.moderation.store import decide, queue
from bot.features.moderation.texts import queue as queue_texts
from bot.features.moderation.values import THE_BOT, Content, Submission
from bot.storage.clock import SWEDEN


async def bring_up(services: Services, at: datetime) -> None:
    """Let moderators say of each such entry whether it still holds."""
    day, brought = at.astimezone(SWEDEN).date(), await queue.brought_up(services.database)
    for entry in services.library.knowledge.entries:
        if entry.valid_until is None or not entry.may_be_old(day):
            continue
        before = brought.get(entry.id)
        if before is None or before.astimezone(SWEDEN).date() <= entry.valid_until:
            content = Content(queue_texts.past_its_day(entry.title, entry.valid_until))
            async with services.database.transaction() as transaction:
                await decide.submit(transaction, Submission("report", THE_BOT, THE_BOT, content, entry.id))
            services.outbox.set()
