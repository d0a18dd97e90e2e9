"""Telegram's limits on sending (core.telegram.org/bots/faq, "broadcasting"), as true sliding windows."""

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.simulator.refusal import too_many_requests

# An instant before the window's end still counts as inside it; below this, float rounding is meant.
ROUNDING = 1e-6


@dataclass(slots=True)
class Window:
    """At most `most` events in any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more fits, 0 if it does now."""
        while self.times and now - self.times[0] >= self.seconds - ROUNDING:
            self.times.popleft()
        return self.times[-self.most] + self.seconds - now if len(self.times) >= self.most else 0.0


class Limits:
    """Off until `enforced` is set. Only created messages count; a refused one costs nothing."""

    def __init__(
        self, clock: Callable[[], float], *, overall: int = 30, per_chat: int = 1, per_group: int = 20
    ) -> None:
        self.enforced = False
        self._clock = clock
        self._overall = Window(overall, 1.0)
        self._chats: defaultdict[int | str, Window] = defaultdict(lambda: Window(per_chat, 1.0))
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(per_group, 60.0))

    def require_room(self, chat_id: int | str) -> None:
        """Raises Refusal 429 with the whole seconds to wait."""
        if self.enforced:
            seconds = max(window.wait(self._clock()) for window in self._windows(chat_id))
            if seconds > 0:
                raise too_many_requests(math.ceil(seconds))

    def count(self, chat_id: int | str) -> None:
        """Notes a message just created in this chat."""
        if self.enforced:
            for window in self._windows(chat_id):
                window.times.append(self._clock())

    def _windows(self, chat_id: int | str) -> Iterator[Window]:
        yield self._overall
        yield self._chats[chat_id]
        if isinstance(chat_id, int) and chat_id < 0:
            yield self._groups[chat_id]
