"""In which order updates are taken up that an earlier process left.

Those that were in hand when a process died are suspects: each of them may have been the cause. Their chats come last,
the most suspected of all at the very end, and one at a time, so that the next death tells more and costs nobody else.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

ALONE: Final = 5.0  # seconds that a suspect has the process to itself; what Telegram holds up longer is no suspect
FIRST: Final = 10.0  # seconds that those under no suspicion go before


@dataclass(slots=True)
class _Turn:
    """`over` when the next one may go."""

    after: "_Turn | None" = None
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Resumed:
    """The updates that an earlier process left and that are not yet handled."""

    def __init__(self) -> None:
        self._clean = set[int]()
        self._first = _Turn()
        self._turns = dict[int, _Turn]()

    def expect(self, clean: Iterable[int], suspects: Iterable[int]) -> None:
        """These will come, in this order."""
        self._clean.update(clean)
        self._first = last = _Turn()
        for number in suspects:
            last = self._turns[number] = _Turn(last)
        if self._clean:
            _later(FIRST, self._first)
        else:
            self._first.over.set()

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._clean or update_id in self._turns

    @asynccontextmanager
    async def turn(self, update_id: int) -> AsyncIterator[None]:
        """An update's turn, which comes at once for all that are new or under no suspicion."""
        turn = self._turns.get(update_id)
        try:
            if turn is not None and turn.after is not None:
                await turn.after.over.wait()
                _later(ALONE, turn)
            yield
        finally:
            self.leave(update_id)

    def leave(self, update_id: int) -> None:
        """An update is handled, or cannot be read; nobody waits for it any longer."""
        turn = self._turns.pop(update_id, None)
        if turn is not None:
            turn.over.set()
        if update_id in self._clean:
            self._clean.discard(update_id)
            if not self._clean:
                self._first.over.set()


def _later(seconds: float, turn: _Turn) -> None:
    asyncio.get_running_loop().call_later(seconds, turn.over.set)


def ranked(left: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    """Numbers of updates (number, chat, deaths), oldest first, as they should be taken up: clean ones, and suspects.

    A chat's updates stay in order, so a chat with a suspect is suspected as a whole.
    """
    known = list(left)
    worst = dict[int, int]()
    for _, chat, deaths in known:
        worst[chat] = max(deaths, worst.get(chat, 0))
    clean = [number for number, chat, _ in known if worst[chat] == 0]
    suspects = [each for each in known if worst[each[1]] > 0]
    return clean, [number for number, chat, _ in sorted(suspects, key=lambda each: (worst[each[1]], each[0]))]
