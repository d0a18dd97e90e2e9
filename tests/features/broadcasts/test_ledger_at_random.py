"""Random failures, decisions and restarts while broadcasts are under way: nobody is sent one twice, and no row lies."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Bot
from bot.features.broadcasts.errors import NotBroadcast
from bot.features.broadcasts.store import drafts, lists, runs
from bot.features.broadcasts.values import Broadcast
from bot.features.broadcasts.worker import board, delivery
from bot.matching.library import Library
from bot.simulator.failures import Kind, Rule
from bot.storage.clock import now
from tests.conftest import performed
from tests.stage.ledger import (
    CREATOR,
    Network,
    approved,
    arrived,
    corrected,
    look,
    network,
    recalled,
    require_true,
    rested,
    resumed,
)

GROUPS: Final = 8
KINDS: Final = (
    Kind.FORBIDDEN, Kind.BAD_REQUEST, Kind.SERVER_ERROR, Kind.TIMEOUT_BEFORE, Kind.TIMEOUT_AFTER, Kind.DROP_BEFORE,
    Kind.DROP_AFTER, Kind.UNREACHABLE, Kind.TOO_MANY_REQUESTS,
)  # fmt: skip
METHODS: Final = (*["sendMessage"] * 4, "editMessageText", "deleteMessage")
FAILURE = st.tuples(
    st.sampled_from(KINDS), st.sampled_from(METHODS), st.integers(0, GROUPS - 1), st.sampled_from([None, 1, 1, 2])
)
DECISION = st.sampled_from(["pause", "resume", "resume", "retry", "correct", "recall", "cancel", "migrate", "restart"])
STEP = st.tuples(st.integers(0, 12), DECISION)  # milliseconds before, and what


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(failures=st.lists(FAILURE, max_size=5), steps=st.lists(STEP, max_size=6))
def test_the_ledger_is_true_whatever_happens(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    failures: list[tuple[Kind, str, int, int | None]],
    steps: list[tuple[int, str]],
) -> None:
    """In the end all is settled, and the ledger says what was delivered, or that nobody knows."""
    with monkeypatch.context() as patched, TemporaryDirectory() as folder:
        for module, name in ((delivery, "PAUSE"), (delivery, "_AGAIN"), (board, "INTERVAL")):
            patched.setattr(module, name, 0.01)
        net = network(GROUPS)
        for kind, method, group, nth in failures:
            net.simulator.failures.order(Rule(kind, method, net.groups[group].id, nth, seconds=0))
        asyncio.run(_live_through(net, Path(folder) / "bot.db", library, steps))


async def _live_through(net: Network, file: Path, library: Library, steps: list[tuple[int, str]]) -> None:
    async with performed(file, net.simulator, library) as bot:
        made = await approved(bot.services, net.recipients)
        await _until_restart(bot, net, made, steps)
    while steps:
        async with performed(file, net.simulator, library) as bot:
            await _until_restart(bot, net, made, steps)
    net.simulator.failures.clear()
    async with performed(file, net.simulator, library) as bot:
        await _finish(bot, net, made)


async def _until_restart(bot: Bot, net: Network, made: Broadcast, steps: list[tuple[int, str]]) -> None:
    while steps:
        milliseconds, what = steps.pop(0)
        await asyncio.sleep(milliseconds / 1000)
        if what == "restart":
            return
        if what == "migrate":
            _migrate(net)
        else:
            with suppress(NotBroadcast):
                await _decide(bot, made.id, what)
                look(bot.services)
        await require_nobody_twice(net)


def _migrate(net: Network) -> None:
    for chat in net.groups:
        if chat.migrated_to is None and chat.type == "group":
            net.simulator.rooms.migrate(chat)
            return


async def _decide(bot: Bot, number: int, what: str) -> None:
    database = bot.services.database
    found = await lists.broadcast(database, number)
    acts: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
        "pause": lambda: runs.pause(database, number, found.version, CREATOR, now()),
        "resume": lambda: resumed(bot.services, number),
        "retry": lambda: runs.retry_failed(database, number, found.version, CREATOR, now()),
        "correct": lambda: corrected(bot.services, number),
        "recall": lambda: recalled(bot.services, number),
        "cancel": lambda: drafts.cancel(database, number, found.version, CREATOR, now()),
    }
    await acts[what]()


async def _finish(bot: Bot, net: Network, made: Broadcast) -> None:
    """Everything works again and the organiser goes on to the end."""
    while (found := await rested(bot.services.database, made.id)).status == "paused":
        await resumed(bot.services, made.id)
    async with asyncio.timeout(10):
        count = await lists.progress(bot.services.database, made.id)
        while count.outdated or count.sending:
            await asyncio.sleep(0.005)
            count = await lists.progress(bot.services.database, made.id)
    await require_nobody_twice(net)
    await require_true(bot.services.database, net.simulator, made.id)
    assert found.status == "cancelled" or not count.queued


async def require_nobody_twice(net: Network) -> None:
    """No group has got two, under whichever number."""
    delivered, numbers = arrived(net.simulator), {each.id: each.migrated_to for each in net.groups}
    for old, new in numbers.items():
        assert delivered[old] + (delivered[new] if new is not None else 0) <= 1
