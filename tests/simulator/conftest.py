"""A world with one person in it and a clock that stands still until a test moves it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator.model import Chat, File, User
from bot.simulator.server import Server, serve
from bot.simulator.simulator import Simulator


class Clock:
    """Epoch seconds that only `forward` moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds


class Api:
    """The Bot API without transport: values as Telegram's client would send them in JSON."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def envelope(self, method: str, **params: object) -> dict[str, Any]:
        """The whole answer."""
        return await self.upload(method, {}, **params)

    async def upload(self, method: str, uploads: dict[str, File], /, **params: object) -> dict[str, Any]:
        """The whole answer to a call with files."""
        answer = await self._simulator.answer(method, params, uploads)
        body: dict[str, Any] = json.loads(answer.body)
        assert answer.status == body.get("error_code", 200)
        return body

    async def ok(self, method: str, **params: object) -> Any:
        """The result of a call that must succeed."""
        body = await self.envelope(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: object) -> str:
        """The words with which a call is refused that must be."""
        body = await self.envelope(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture(autouse=True)
def _no_warning_about_retry_after(monkeypatch: pytest.MonkeyPatch) -> None:
    # python-telegram-bot 22.8 warns whenever RetryAfter is made, unless one opts in to what comes.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def simulator(clock: Clock) -> AsyncIterator[Simulator]:
    simulator = Simulator(clock=clock)
    yield simulator
    await simulator.close()


@pytest.fixture
def api(simulator: Simulator) -> Api:
    return Api(simulator)


@pytest.fixture
def anna(simulator: Simulator) -> User:
    return simulator.world.add_user("Anna", "Berg", username="annaberg")


@pytest.fixture
def bo(simulator: Simulator) -> User:
    return simulator.world.add_user("Bo")


@pytest.fixture
def private(simulator: Simulator, anna: User) -> Chat:
    """Anna's private chat, started, with nothing waiting."""
    chat = simulator.world.private(anna)
    simulator.people.start(anna)
    simulator.world.updates.waiting.clear()
    simulator.world.updates.ever.clear()
    return chat


@pytest.fixture
def group(simulator: Simulator, anna: User, bo: User) -> Chat:
    return simulator.world.add_group("Byalaget", anna, bo)


@pytest.fixture
def forum(simulator: Simulator, anna: User, bo: User) -> Chat:
    return simulator.world.add_supergroup("Nätverket", anna, bo, forum=True)


@pytest.fixture
async def server(simulator: Simulator) -> AsyncIterator[Server]:
    """The same over HTTP."""
    opened = await serve(simulator)
    yield opened
    await opened.close()
