"""What the tests of broadcasts share: people, hours that can be set, a broadcast at any stage, and what must hold."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.features.broadcasts.store import deliveries, drafts, lists
from bot.features.broadcasts.store.runs import start
from bot.features.broadcasts.values import Broadcast, Content, Copy, Hours, Window
from bot.features.network.values import Audience, Recipient
from bot.features.roles.values import Actor
from bot.storage.database import Database

BO: Final = Actor(1, is_organiser=True)
EVA: Final = Actor(2, is_organiser=True)
ALONE: Final = Actor(1, is_organiser=True, is_alone=True)
ANNA: Final = Actor(100)
NOON: Final = datetime(2018, 11, 6, 12, tzinfo=UTC)
HELLO: Final = Content("text", "Nytt i nätverket", ({"type": "bold", "offset": 0, "length": 4},))
MENDED: Final = Content("text", "Nytt i nätverket, rättat")

NEVER: Final = NOON + timedelta(days=900)


def quiet(closes: datetime = NEVER, opens_at: datetime = NEVER) -> Hours:
    """Quiet from `closes` to `opens_at`, or never."""

    def is_quiet(at: datetime) -> bool:
        return closes <= at < opens_at

    return Hours(is_quiet, lambda at: opens_at if is_quiet(at) else at)


ALWAYS: Final = quiet()


def groups(number: int) -> list[Recipient]:
    """Groups -1, -2 and so on."""
    return [Recipient(-each, None, f"Grupp {each}", "group") for each in range(1, number + 1)]


async def submitted(
    database: Database, recipients: Sequence[Recipient], window: Window | None = None, at: datetime = NOON
) -> Broadcast:
    """Bo has asked for approval."""
    draft = await drafts.create(database, BO, at, HELLO)
    draft = await drafts.set_audience(database, draft.id, draft.version, BO, Audience(), at)
    if window is not None:
        draft = await drafts.set_window(database, draft.id, draft.version, BO, window, at)
    return await drafts.submit(database, draft.id, draft.version, BO, recipients, at)


async def approved(database: Database, number: int = 3, window: Window | None = None) -> Broadcast:
    """Eva has said yes."""
    found = await submitted(database, groups(number), window)
    return await drafts.approve(database, found.id, found.version, EVA, NOON, ALWAYS)


async def running(database: Database, number: int = 3, window: Window | None = None) -> Broadcast:
    """It has started at noon."""
    found = await approved(database, number, window)
    return await start(database, found.id, found.version, NOON, ALWAYS)


async def taken(database: Database, found: Broadcast, at: datetime = NOON) -> Copy:
    """The next copy, which there must be."""
    copy = await deliveries.take(database, found.id, None, at, ALWAYS)
    assert copy is not None
    return copy


async def arrive(database: Database, found: Broadcast, number: int) -> list[Copy]:
    """The next so many copies arrive; message ids are delivery ids and a thousand."""
    copies = []
    for _ in range(number):
        copies.append(await taken(database, found))
        await deliveries.sent(database, copies[-1].delivery.id, copies[-1].delivery.id + 1000, NOON)
    return copies


async def outcomes(database: Database, found: Broadcast) -> str:
    """The recipients' outcomes in order, such as "sent queued"."""
    return " ".join(each.status for each in await lists.deliveries(database, found.id))


async def now(database: Database, found: Broadcast) -> Broadcast:
    """The broadcast as it is now."""
    return await lists.broadcast(database, found.id)


async def require_complete(database: Database, found: Broadcast) -> None:
    """Its history tells every version, and leads from nothing to what it is."""
    rows = await lists.history(database, found.id)
    assert [row.version for row in rows] == list(range(1, found.version + 1))
    told: dict[str, Any] = {"status": "draft"}
    for row in rows:
        for name, value in row.before.items():
            assert name in ("fingerprint", "quiet", "content_version", "tried", "failures", "in_a_row") or (
                told.get(name) == value
            )
        told |= row.after
    assert told["status"] == found.status
    assert told.get("approved_by") == found.approved_by
    assert (rows[-1].action, rows[-1].actor_id) == (found.action, found.changed_by)
