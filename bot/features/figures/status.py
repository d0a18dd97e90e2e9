"""How the bot is doing: the one source of what /status, /halsa and /metrics say."""

from collections import Counter
from datetime import timedelta
from typing import Final

from bot.chat.context import Services
from bot.features.broadcasts.store import lists
from bot.features.figures.values import OUTCOMES, Speed, Status
from bot.features.moderation.store import queue
from bot.features.unanswered.store.counts import counts
from bot.gateway import inbox, outbox
from bot.gateway.limiter import Pacing
from bot.gateway.pulse import Pulse
from bot.gateway.values import Backlog, Budget
from bot.storage.clock import now

_WEEK: Final = timedelta(days=6)  # before today
_MOST: Final = 0.95


async def status(services: Services) -> Status:
    """As it is now."""
    database, pulse, at = services.database, services.state(Pulse), now()
    cards = await queue.waiting(database, at)
    asked = Counter[str]()
    for each in await counts(database, (at - _WEEK).date()):
        asked[each.outcome] += each.number
    pace: Pacing | None = services.kept.get(Pacing)
    return Status(
        is_alive=pulse.is_alive,
        age=pulse.age,
        silence=pulse.silence,
        updates=await inbox.backlog(database),
        notices=await outbox.backlog(database),
        cards=Backlog(cards.number, cards.since),
        deliveries=await lists.left(database),
        speed=speed(pulse.times()),
        asked={outcome: asked[outcome] for outcome in OUTCOMES},
        budget=Budget(0, 0, 0, 0) if pace is None else pace.budget(),
    )


def speed(times: list[float]) -> Speed | None:
    """Of sorted times, None where there are none."""
    if not times:
        return None
    return Speed(len(times), times[len(times) // 2], times[int(len(times) * _MOST)])
