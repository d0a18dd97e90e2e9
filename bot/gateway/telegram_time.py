"""What time Telegram has, so that a computer whose clock is wrong does not throw away what should be kept.

Every answer over HTTP says in its header `Date` when it was written (RFC 9110, 6.6.1), to the second.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from bot.storage.clock import now

TOLERANCE: Final = timedelta(minutes=10)
FRESH: Final = 900.0  # seconds; a long poll is answered more often


@dataclass(slots=True)
class TelegramTime:
    """The time that Telegram said last, and when that was on a clock that nobody sets."""

    said: datetime | None = None
    heard: float = 0.0

    async def hear(self, response: httpx.Response) -> None:
        """An answer has come."""
        try:
            said = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return
        if said.tzinfo is not None:
            self.said, self.heard = said, time.monotonic()

    def agrees(self) -> bool:
        """Whether this computer has about the same time; not as long as Telegram has not been heard lately."""
        since = time.monotonic() - self.heard
        if self.said is None or since > FRESH:
            return False
        return abs(now() - self.said - timedelta(seconds=since)) < TOLERANCE
