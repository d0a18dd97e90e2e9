"""What only this process knows of how it is doing: when Telegram last answered, how long members wait."""

import time
from asyncio import Future
from collections import deque
from typing import Final

MOST: Final = 1_000  # the latest updates, whose times are kept


class Pulse:
    """Told by whoever talks with Telegram."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._met: float | None = None
        self._loops: tuple[Future[None], ...] = ()
        self._times: deque[float] = deque(maxlen=MOST)

    def keep_in_sight(self, *loops: "Future[None]") -> None:
        """The process lives as long as none of these has ended."""
        self._loops = loops

    @property
    def is_alive(self) -> bool:
        """Whether whoever takes in updates, and looks after that, is at work."""
        return not any(each.done() for each in self._loops)

    def meet(self) -> None:
        """Telegram has answered a call."""
        self._met = time.monotonic()

    def answer(self, seconds: float) -> None:
        """An update has been dealt with, so long after it came."""
        self._times.append(seconds)

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._begun

    @property
    def silence(self) -> float | None:
        """Seconds since Telegram last answered, None if it never has."""
        return None if self._met is None else time.monotonic() - self._met

    def times(self) -> list[float]:
        """Seconds that each of the latest updates took, the shortest first."""
        return sorted(self._times)
