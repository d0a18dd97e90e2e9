"""How many questions somebody may ask in a minute."""

import time
from collections import deque

MOST_QUESTIONS = 20
WINDOW = 60.0  # seconds


class Pace:
    """At most `most` questions in any `window` seconds from one member; those beyond do not count."""

    def __init__(self, most: int = MOST_QUESTIONS, window: float = WINDOW) -> None:
        self._most = most
        self._window = window
        self._asked: dict[int, deque[float]] = {}

    def allows(self, user_id: int, at: float | None = None) -> bool:
        """Whether the member may ask now, which then counts; `at` is in seconds of `time.monotonic`."""
        present = time.monotonic() if at is None else at
        asked = self._asked.pop(user_id, deque())
        self._asked[user_id] = asked  # the latest last, so that those long silent stand first
        self._leave(asked, present)
        allowed = len(asked) < self._most
        if allowed:
            asked.append(present)
        self._forget(present)
        return allowed

    def __len__(self) -> int:
        """How many members it remembers."""
        return len(self._asked)

    def _leave(self, asked: deque[float], present: float) -> None:
        while asked and asked[0] <= present - self._window:
            asked.popleft()

    def _forget(self, present: float) -> None:
        """Drop members whose last question is outside the window, oldest first."""
        while self._asked:
            user_id, asked = next(iter(self._asked.items()))
            if asked[-1] > present - self._window:
                return
            del self._asked[user_id]
