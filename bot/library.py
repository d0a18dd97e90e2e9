"""The knowledge in use and the matcher over it, swapped whole.

Matching runs in one worker thread, so the event loop is free meanwhile.
Answers to repeated questions come from a cache that goes with the knowledge it was made from.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from bot.knowledge import Knowledge, load
from bot.matching import Encoder, Matcher, Result, VectorCache, cut, explain
from bot.matching.encoder import Vector

log = logging.getLogger(__name__)

MOST_REMEMBERED = 2_000  # questions whose results are kept


@dataclass(slots=True)
class _Shelf:
    """One knowledge with its matcher and the results that came of it."""

    knowledge: Knowledge
    matcher: Matcher
    results: dict[str, Result] = field(default_factory=dict)


class _Interruptible:
    """An encoder whose work in a thread can be given up between two texts; asyncio cannot stop a thread."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dim = encoder.name, encoder.dim
        self.given_up = Event()

    def encode(self, text: str) -> Vector:
        """The vector (dim,) of a text; InterruptedError when it is no longer wanted."""
        if self.given_up.is_set():
            raise InterruptedError
        return self._encoder.encode(text)


class Library:
    """Answers questions from the newest good knowledge; lexically until the vectors are ready."""

    def __init__(self, directory: Path, encoder: Encoder | None, vectors: VectorCache | None) -> None:
        """Load `directory`; KnowledgeFaults if it has any."""
        self._directory = directory
        self._encoder = encoder
        self._vectors = vectors
        self._worker = ThreadPoolExecutor(1, "matching")
        self._warming: asyncio.Task[None] | None = None
        self._given_up = Event()
        self._reloading = asyncio.Lock()
        knowledge = load(directory)
        self._shelf = _Shelf(knowledge, Matcher(knowledge))

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge that answers right now."""
        return self._shelf.knowledge

    @property
    def matcher(self) -> Matcher:
        """The matcher that answers right now."""
        return self._shelf.matcher

    async def ask(self, question: str) -> Result:
        """The result for a question; the same question costs nothing the second time."""
        shelf, key = self._shelf, cut(question)
        known = shelf.results.get(key)
        if known is None:
            known = await asyncio.get_running_loop().run_in_executor(self._worker, shelf.matcher.match, key)
            if len(shelf.results) >= MOST_REMEMBERED:
                shelf.results.pop(next(iter(shelf.results)))
            shelf.results[key] = known
        return known

    async def explain(self, question: str) -> list[str]:
        """Lines of plain text on how the entries rank for a question."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, explain, self._shelf.matcher, question)

    async def reload(self) -> Knowledge:
        """Read the files again and use them; KnowledgeFaults leaves the old knowledge in use."""
        async with self._reloading:  # of two readings the later one has to win
            knowledge = await asyncio.to_thread(load, self._directory)
            self._shelf = _Shelf(knowledge, await asyncio.to_thread(Matcher, knowledge))
            self.start_warming()
        return knowledge

    def start_warming(self) -> None:
        """Compute vectors in the background and take them into use; a newer knowledge replaces the work."""
        self._stop_warming()
        if self._encoder is not None and self._vectors is not None:
            encoder = _Interruptible(self._encoder)
            self._given_up = encoder.given_up
            self._warming = asyncio.create_task(self._warm(encoder, self._vectors, self._shelf.knowledge))

    async def warmed(self) -> None:
        """Return when the vectors asked for last are in use."""
        if self._warming is not None:
            await self._warming

    async def close(self) -> None:
        """Stop the background work; a question being matched is finished first."""
        self._stop_warming()
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
        await asyncio.to_thread(self._worker.shutdown)

    def _stop_warming(self) -> None:
        if self._warming is not None and not self._warming.done():
            self._given_up.set()
            self._warming.cancel()

    async def _warm(self, encoder: Encoder, vectors: VectorCache, knowledge: Knowledge) -> None:
        try:
            matcher = await asyncio.to_thread(Matcher, knowledge, encoder, vectors)
        except InterruptedError:
            raise
        except Exception:
            log.exception("no vectors, so only words and letters are compared")
            return
        if knowledge is self._shelf.knowledge:
            self._shelf = _Shelf(knowledge, matcher)
            log.info("vectors ready for %d entries", len(knowledge.entries))
