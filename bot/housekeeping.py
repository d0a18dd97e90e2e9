"""What is kept for a time only: each rule forgets its own; this sees to it that all of them do."""

import logging
import sqlite3

from bot import drafts, groups, guard, offers, plans, prompts, questions, waiters
from bot.broadcasts import forgetting
from bot.database import Database
from bot.gateway import inbox, pacing
from bot.network import organisers, subscribers

log = logging.getLogger(__name__)

_FORGETTING = (
    inbox.forget,
    questions.forget,
    questions.forget_verdicts,
    questions.forget_answers,
    offers.forget,
    drafts.forget,
    plans.forget,
    waiters.forget,
    guard.forget,
    groups.forget,
    prompts.forget,
    organisers.forget_organisers,
    subscribers.forget_subscribers,
    forgetting.forget,
    pacing.forget,
)


async def tidy(database: Database) -> None:
    """Forget what has been kept long enough; what cannot be does not keep the rest."""
    for forget in _FORGETTING:
        try:
            await forget(database)
        except sqlite3.Error as failed:
            log.error("%s could not forget: %s", forget.__module__, failed)
