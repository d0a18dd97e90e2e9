"""How many updates are handled at once; whoever only waits gives its hand back to the others meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Final

AT_ONCE: Final = 64  # most of them wait for Telegram's answers


class _Hand:
    """One of the hands, as one update has it."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._is_over = False
        self.is_held = False

    async def take(self) -> None:
        """Wait until one is free, unless the update needs none any more."""
        if not self._is_over:
            await self._free.acquire()
            self.is_held = True

    def give_back(self) -> None:
        """For others."""
        if self.is_held:
            self.is_held = False
            self._free.release()

    def end(self) -> None:
        """The update is handled."""
        self._is_over = True
        self.give_back()


_HAND: Final = ContextVar[_Hand | None]("hand", default=None)


class Hands:
    """All of them."""

    def __init__(self, number: int = AT_ONCE) -> None:
        self._free = asyncio.Semaphore(number)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A hand for an update, as soon as one is free."""
        hand = _Hand(self._free)
        await hand.take()
        before = _HAND.set(hand)
        try:
            yield
        finally:
            _HAND.reset(before)
            hand.end()


@asynccontextmanager
async def idle() -> AsyncIterator[None]:
    """Inside, the update waits and has no hand; nothing changes for who has none anyway, as loops of the bot's own."""
    hand = _HAND.get()
    if hand is None or not hand.is_held:
        yield
        return
    hand.give_back()
    try:
        yield
    finally:
        await hand.take()
