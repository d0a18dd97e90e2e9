"""What came of a broadcast, told by itself: a new one, whose approval was given with the first."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.broadcasts import rules
from bot.features.broadcasts.store.drafts import begin, freeze
from bot.features.broadcasts.store.lists import deliveries
from bot.features.broadcasts.store.rows import SELECT, broadcast_of, content_fields, write
from bot.features.broadcasts.values import Broadcast, Content, Hours, Window
from bot.features.network.store import groups, standings
from bot.features.network.values import Recipient
from bot.features.roles.values import PROGRAM, Actor
from bot.storage.clock import stamp
from bot.storage.database import Database


async def ripe(database: Database, before: datetime) -> list[Broadcast]:
    """Those finished `before` then of which it was said beforehand, and that have not been told of."""
    rows = await database.rows(
        f"{SELECT} WHERE follow_up = 'wanted' AND status = 'finished' AND recalled_at IS NULL AND finished_at <= ?"
        " ORDER BY broadcasts.id",
        (stamp(before),),
    )
    return [broadcast_of(row) for row in rows]


async def recipients(database: Database, known: Broadcast) -> list[Recipient]:
    """Those who have got it and still would."""
    if known.audience is None:
        return []
    got = {
        await standings.lives_on_as(database, each.chat_id) for each in await deliveries(database, known.id, ("sent",))
    }
    return [each for each in await groups.recipients(database, known.audience) if each.chat_id in got]


async def tell(
    database: Database, known: Broadcast, content: Content, to: Sequence[Recipient], at: datetime, hours: Hours
) -> None:
    """Once: a broadcast of the same organiser, approved by whoever let the first one go; nothing where `to` is empty.

    It goes when quiet hours allow. Its history says that the program did it.
    """
    async with database.transaction() as transaction:
        is_first = await transaction.execute(
            "UPDATE broadcasts SET follow_up = 'done' WHERE id = ? AND follow_up = 'wanted'", (known.id,)
        )
        if not is_first or not to:
            return
        fields = {**content_fields(content), "template": "outcome", "meeting_id": known.meeting_id}
        made = await begin(transaction, Actor(known.created_by), at, fields)
        waiting = await freeze(transaction, made, Actor(PROGRAM), to, at)
        own = int(known.approved_by == known.created_by)
        approval = {"status": "approved", "approved_by": known.approved_by, "overridden": own}
        planned = rules.plan(made.id, Window(), at, hours)
        await write(transaction, waiting, PROGRAM, "approve", at, {**approval, **planned})


async def drop(database: Database, broadcast_id: int) -> None:
    """It is not told, or there is nothing to tell."""
    await database.execute(
        "UPDATE broadcasts SET follow_up = 'done' WHERE id = ? AND follow_up = 'wanted'", (broadcast_id,)
    )
