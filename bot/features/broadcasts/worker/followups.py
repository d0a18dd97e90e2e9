"""Seven days after a broadcast what came of it is told by itself, if that was said and approved beforehand."""

from typing import Final

from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.page import short
from bot.chat.reply import post, where_possible
from bot.features.broadcasts import rules
from bot.features.broadcasts.store import followups
from bot.features.broadcasts.store.news import MOST_TOLD
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.broadcasts.values import Broadcast, UnderWay
from bot.features.meetings.store import sorting
from bot.features.moderation.store.news import Counted, outcome
from bot.gateway.values import Lane
from bot.knowledge.values import Entry
from bot.storage.clock import now

PAUSE: Final = 60.0  # seconds until it is looked again


async def tell(bot: ExtBot[Lane], services: Services) -> float:
    """Tell of those that are ripe; the seconds until there may be more."""
    for each in await followups.ripe(services.database, now() - delivery_texts.RIPE):
        await _tell(bot, services, each)
    return PAUSE


async def _tell(bot: ExtBot[Lane], services: Services, known: Broadcast) -> None:
    counted, entries = await came_of(services, known)
    if not (counted.tips or counted.published or counted.questions):
        await _tell_creator(bot, services, known)
        return
    content = templates_texts.outcome_content(counted, entries, bot.username)
    to = await followups.recipients(services.database, known)
    await followups.tell(services.database, known, content, to, now(), rules.SWEDISH)
    services.state(UnderWay).changed.set()


async def came_of(services: Services, known: Broadcast) -> tuple[Counted, list[Entry]]:
    """What a broadcast led to, and the first of the entries that are new."""
    meeting_id, since = known.meeting_id, known.started_at or known.created_at
    answers = await sorting.proposed(services.database, meeting_id) if meeting_id is not None else ()
    counted = await outcome(services.database, since, meeting_id, answers)
    entries = [services.library.knowledge.entry(each) for each in counted.entry_ids[:MOST_TOLD]]
    return counted, [each for each in entries if each is not None]


async def _tell_creator(bot: ExtBot[Lane], services: Services, known: Broadcast) -> None:
    """Nothing came of it, which is no news for everybody."""
    await followups.drop(services.database, known.id)
    with where_possible("an organiser was not told that nothing came of it"):
        await post(bot, known.created_by, short(templates_texts.nothing_came(known.id)))
