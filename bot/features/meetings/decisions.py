"""That moderators have decided something about a meeting's answers, for whoever shows them meanwhile."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Decisions:
    """`number` is how often something has been decided since the bot's start."""

    number: int = 0
    _next: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self) -> None:
        """Something has been."""
        self.number += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, number: int, seconds: float) -> None:
        """Return when it has happened more often than that, and at the latest after so many seconds."""
        if self.number == number:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._next.wait()
