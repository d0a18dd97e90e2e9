"""A small Telegram as one object: the world, the people in it, and the Bot API with its limits, failures and
log.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.simulator.bell import Bell
from bot.simulator.failures import AFTER, Failures, Kind, Rule, Silence
from bot.simulator.limits import Limits
from bot.simulator.methods import ACTS, CREATE_MESSAGES
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import Chat, Json, Message
from bot.simulator.people import People
from bot.simulator.receiving import Receiving
from bot.simulator.refusal import Refusal
from bot.simulator.rooms import Rooms
from bot.simulator.validation import Method, find_method, validate
from bot.simulator.world import TOKEN, World

Value = TypeVar("Value")
NO_FILES: Uploads = {}
# What a test waits for may lie outside the world, where no bell rings.
LOOK_AGAIN_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Bot API. `raw` are the parameters as they came, `params` as they were understood;
    `outcome` is "ok", "refused", "given_up" (the bot did not wait for the answer) or the Kind of an ordered
    failure without answer; `done` tells whether the call took effect.
    """

    method: str
    raw: Mapping[str, Any]
    params: Json
    files: tuple[str, ...]
    at: float
    outcome: str
    code: int
    description: str
    done: bool
    result: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status and the JSON body in Telegram's envelope."""

    status: int
    body: bytes


@dataclass(slots=True)
class _Attempt:
    name: str
    raw: Mapping[str, Any]
    files: tuple[str, ...]
    at: float
    params: Json = field(default_factory=dict)
    result: Any = None
    done: bool = False
    failure: Refusal | Silence | None = None
    given_up: bool = False

    def call(self) -> Call:
        outcome, code, words = "ok", 200, ""
        if self.given_up:
            outcome, code = "given_up", 0
        elif isinstance(self.failure, Silence):
            outcome, code = self.failure.kind.value, 0
        elif self.failure is not None:
            outcome, code, words = "refused", self.failure.code, self.failure.description
        params = self.params or dict(self.raw)
        return Call(self.name, self.raw, params, self.files, self.at, outcome, code, words, self.done, self.result)


class Simulator:
    """`world`, `people`, `rooms` make things happen; `limits`, `failures` disturb; `log` tells what the bot
    asked for.
    """

    def __init__(self, *, token: str = TOKEN, clock: Callable[[], float] = time.time) -> None:
        self.world = World(token=token, clock=clock)
        self.people = People(self.world)
        self.rooms = Rooms(self.world)
        self.limits = Limits(clock)
        self.failures = Failures()
        self.receiving = Receiving(self.world)
        self.log: list[Call] = []
        self.bell = Bell()
        self.world.on_change.append(self.bell.ring)

    @property
    def token(self) -> str:
        return self.world.token

    async def answer(self, name: str, params: Mapping[str, Any], uploads: Uploads = NO_FILES) -> Answer:
        """Answers a Bot API request as Telegram would. Raises Silence where an ordered failure gives no
        answer."""
        attempt = _Attempt(name, params, tuple(uploads), self.world.clock())
        try:
            await self._try(attempt, uploads)
        except (Refusal, Silence) as error:
            attempt.failure = error
        except asyncio.CancelledError:
            attempt.given_up = True
            raise
        finally:
            self.log.append(attempt.call())
            self.bell.ring()
        if isinstance(attempt.failure, Silence):
            raise attempt.failure
        if attempt.failure is not None:
            return Answer(attempt.failure.code, json.dumps(attempt.failure.envelope()).encode())
        return Answer(200, json.dumps({"ok": True, "result": attempt.result}).encode())

    async def _try(self, attempt: "_Attempt", uploads: Uploads) -> None:
        method = find_method(attempt.name)
        attempt.name = method.name
        rule = self.failures.due(method.name, _chat_id(attempt.raw))
        _fail_before(rule)
        attempt.params = validate(method, attempt.raw, uploads)
        attempt.result = await self._perform(method, attempt.params, uploads)
        attempt.done = True
        await _fail_after(rule)

    async def _perform(self, method: Method, params: Json, uploads: Uploads) -> object:
        act = ACTS.get(method.name)
        if act is None:
            return await self.receiving.call(method.name, params)
        if method.name not in CREATE_MESSAGES:
            return act(self.world, params, uploads)
        self.limits.require_room(params["chat_id"])
        result = act(self.world, params, uploads)
        for _ in params.get("media", "1"):
            self.limits.count(params["chat_id"])
        return result

    def calls(self, *methods: str) -> list[Call]:
        """The logged calls of these methods, or all but getUpdates."""
        return [call for call in self.log if (call.method in methods if methods else call.method != "getUpdates")]

    def sent(self, chat: Chat) -> list[Message]:
        """What the bot has written in a chat and not deleted, as it reads now, oldest first."""
        return [message for message in chat.messages.values() if message.sender.id == self.world.bot.id]

    async def until(self, condition: Callable[[], Value], seconds: float = 5.0) -> Value:
        """Waits until `condition` gives something true and returns it. Raises TimeoutError."""
        stop = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() >= stop:
                raise TimeoutError(f"{condition} did not come true within {seconds} s")
            await self.bell.wait(LOOK_AGAIN_SECONDS)
        return value

    async def close(self) -> None:
        """Stops delivering to a webhook."""
        await self.receiving.close()


def _fail_before(rule: Rule | None) -> None:
    if rule is None or rule.kind in AFTER:
        return
    raise rule.refusal() or Silence(rule.kind)


async def _fail_after(rule: Rule | None) -> None:
    if rule is None:
        return
    if rule.kind != Kind.SLOW:
        raise Silence(rule.kind)
    await asyncio.sleep(rule.seconds)


def _chat_id(params: Mapping[str, Any]) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
