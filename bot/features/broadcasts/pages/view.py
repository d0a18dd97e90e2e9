"""A broadcast as it is now, for whoever looks at it: gathered from the ledger and the network's lists."""

from collections import Counter

from telegram.ext import ExtBot

from bot.chat.context import Services
from bot.chat.page import Page
from bot.features.broadcasts.pages import card as card_pages
from bot.features.broadcasts.store import lists, opens
from bot.features.broadcasts.texts import delivery as delivery_texts
from bot.features.broadcasts.texts.card import Reach, happened
from bot.features.broadcasts.values import Broadcast, Course, Progress, UnderWay
from bot.features.network.store.groups import groups, recipients, unreachable
from bot.features.network.values import Recipient
from bot.features.roles import who as roles_who
from bot.features.roles.values import Actor
from bot.gateway.values import Lane, Reason
from bot.storage.clock import now
from bot.storage.database import Database


async def page(bot: ExtBot[Lane], services: Services, broadcast: Broadcast, actor: Actor, notice: str = "") -> Page:
    """The card of a broadcast, or how it goes once it has begun, with what `actor` may do."""
    if broadcast.started_at is not None:
        return await _progress_page(services, broadcast, actor, notice)
    rows = (await lists.history(services.database, broadcast.id))[: broadcast.version]
    row = next(each for each in reversed(rows) if each.action != "schedule")  # which only follows from the approval
    by_creator = row.actor_id == broadcast.created_by
    last = happened(row, await roles_who.organiser_name(bot, services, row.actor_id), now(), by_creator=by_creator)
    if (tried := await lists.trial(services.database, broadcast, actor.id)) is not None:
        last = f"{last}\n{await trial_line(services.database, tried)}"
    return card_pages.card(broadcast, await reach(services.database, broadcast), last, actor, now(), notice)


async def trial_line(database: Database, tried: Broadcast) -> str:
    """How a trial went."""
    [copy] = await lists.deliveries(database, tried.id)
    return delivery_texts.trial(tried, copy)


async def _progress_page(services: Services, broadcast: Broadcast, actor: Actor, notice: str) -> Page:
    progress = await lists.progress(services.database, broadcast.id)
    missed = await _why_missed(services.database, broadcast, progress)
    unmended = await _why_unmended(services.database, broadcast, progress)
    opened = await opens.total(services.database, broadcast.id)
    course = Course(progress, missed, unmended, services.state(UnderWay).waits.get(broadcast.id), opened)
    return card_pages.status(broadcast, course, actor, notice)


async def reach(database: Database, broadcast: Broadcast) -> Reach:
    """Whom it goes to: those frozen when approval was asked for, before that those who would be."""
    known = {each.chat_id: each for each in await groups(database)}
    if broadcast.fingerprint is not None:
        frozen = await lists.deliveries(database, broadcast.id)
        shut = {each.chat_id for each in known.values() if not each.is_reachable}
        out = [each.name for each in frozen if each.chat_id in shut]
        left = [each for each in frozen if each.chat_id not in shut]
        found = [Recipient(each.chat_id, each.topic, each.name, each.kind) for each in left]
    elif broadcast.audience is not None:
        found = list(await recipients(database, broadcast.audience))
        out = [each.title for each in await unreachable(database, broadcast.audience)]
    else:
        return Reach()
    muted = [each.name for each in found if each.chat_id in known and known[each.chat_id].standing == "muted"]
    chosen = broadcast.audience is not None and broadcast.audience.subscribers
    channels = frozenset(each.chat_id for each in known.values() if each.is_channel)
    return Reach(found, muted, out, chosen, channels)


async def _why_missed(database: Database, broadcast: Broadcast, progress: Progress) -> Counter[Reason]:
    """Why copies have not arrived."""
    if not progress.failed + progress.unknown + progress.gone:
        return Counter()
    missed = await lists.deliveries(database, broadcast.id, ("failed", "unknown", "gone"))
    return Counter(each.reason for each in missed if each.reason is not None)


async def _why_unmended(database: Database, broadcast: Broadcast, progress: Progress) -> Counter[Reason]:
    """Why copies that have arrived could not be corrected or recalled."""
    if not progress.unmended:
        return Counter()
    arrived = await lists.deliveries(database, broadcast.id, ("sent",))
    return Counter(each.edit_reason for each in arrived if each.edit_reason is not None)
