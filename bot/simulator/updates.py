"""The updates that wait for the bot, as Telegram keeps them: in order, for 24 hours, until their receipt is
confirmed.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.simulator.model import Json

ONLY_WHEN_ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update and when it arose."""

    update: Json
    at: float


class Updates:
    """`allowed` is None until the bot names the kinds it wants: then everything but ONLY_WHEN_ASKED_FOR.
    `ever` keeps every update of this world for tests, `on_new` is called after each."""

    def __init__(self, clock: Callable[[], float], first_id: int = 1000) -> None:
        self.waiting: deque[Waiting] = deque()
        self.ever: list[Json] = []
        self.allowed: frozenset[str] | None = None
        self.on_new: list[Callable[[], None]] = []
        self._clock = clock
        self._next_id = first_id

    def push(self, kind: str, payload: Json) -> None:
        """Queues an update if the bot wants this kind."""
        if not self._wanted(kind):
            return
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.ever.append(update)
        self.waiting.append(Waiting(update, self._clock()))
        for call in self.on_new:
            call()

    def allow(self, kinds: Iterable[str]) -> None:
        """An empty list means the default kinds, as the Bot API says."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forgets updates below `offset`; a negative one keeps only that many of the last."""
        while self.waiting and (len(self.waiting) > -offset if offset < 0 else self._first_id() < offset):
            self.waiting.popleft()

    def first(self, limit: int) -> list[Json]:
        """The oldest `limit` updates; those older than 24 hours are gone."""
        while self.waiting and self._clock() - self.waiting[0].at > KEPT_SECONDS:
            self.waiting.popleft()
        return [each.update for each, _ in zip(self.waiting, range(limit), strict=False)]

    def _first_id(self) -> int:
        return int(self.waiting[0].update["update_id"])

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in ONLY_WHEN_ASKED_FOR
