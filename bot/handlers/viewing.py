"""A broadcast as it is now, for whoever looks at it: gathered from the ledger and the network's lists."""

from collections import Counter

from telegram.ext import ExtBot

from bot import broadcasts, network
from bot.broadcast_texts import Reach, happened
from bot.broadcasts import Actor, Broadcast, Progress, Reason
from bot.clock import now
from bot.database import Database
from bot.handlers import broadcast_pages, senders
from bot.handlers.context import Services
from bot.handlers.pages import Page
from bot.pacing import Lane
from bot.recipients import Recipient


async def page(bot: ExtBot[Lane], services: Services, broadcast: Broadcast, actor: Actor, notice: str = "") -> Page:
    """The card of a broadcast, or how it goes once it has begun, with what `actor` may do."""
    if broadcast.started_at is not None:
        return await progress_page(services.database, broadcast, actor, notice=notice)
    row = (await broadcasts.history(services.database, broadcast.id))[broadcast.version - 1]
    last = happened(row, await senders.name(bot, services, row.actor_id), now())
    return broadcast_pages.card(broadcast, await reach(services.database, broadcast), last, actor, now(), notice)


async def progress_page(
    database: Database, broadcast: Broadcast, actor: Actor, held: float = 0.0, notice: str = ""
) -> Page:
    """How a broadcast goes."""
    progress = await broadcasts.progress(database, broadcast.id)
    why = await _reasons(database, broadcast, progress)
    return broadcast_pages.status(broadcast, progress, why, actor, held, notice)


async def reach(database: Database, broadcast: Broadcast) -> Reach:
    """Whom it goes to: those frozen when approval was asked for, before that those who would be."""
    known = {each.chat_id: each for each in await network.groups(database)}
    if broadcast.fingerprint is not None:
        frozen = await broadcasts.deliveries(database, broadcast.id)
        found = [Recipient(each.chat_id, each.topic, each.name, each.kind) for each in frozen]
    elif broadcast.audience is not None:
        found = list(await network.recipients(database, broadcast.audience))
    else:
        return Reach()
    muted = [each.name for each in found if each.chat_id in known and known[each.chat_id].standing == "muted"]
    out = [] if broadcast.audience is None else await network.unreachable(database, broadcast.audience)
    return Reach(found, muted, [each.title for each in out])


async def _reasons(database: Database, broadcast: Broadcast, progress: Progress) -> Counter[Reason]:
    """Why copies have not arrived, or could not be mended."""
    why: Counter[Reason] = Counter()
    if progress.failed or progress.unknown or progress.gone:
        missed = await broadcasts.deliveries(database, broadcast.id, ("failed", "unknown", "gone"))
        why.update(each.reason for each in missed if each.reason is not None)
    if progress.unmended:
        arrived = await broadcasts.deliveries(database, broadcast.id, ("sent",))
        why.update(each.edit_reason for each in arrived if each.edit_reason is not None)
    return why
