"""The knowledge in use and the matcher over it, swapped whole.

The knowledge is that of the files with what lies over it. A small change there is taken into use at once, by extending
the matcher made last; a large one, and every change in the files, has a new matcher made.
Matching runs in one worker thread, so the event loop is free meanwhile and members' questions wait for nothing else.
Answers to repeated questions come from a cache that goes with the knowledge it was made from.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event

from bot.knowledge.directory import load
from bot.knowledge.overlay import Overlay
from bot.knowledge.values import Entry, Knowledge, Pin
from bot.matching.bound import Verdict
from bot.matching.clusters import alike, group
from bot.matching.coverage import coverage
from bot.matching.encoder import Encoder, Remembering, Vector, VectorCache
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.matching.replay import Replayed, Stopped, answered_by, in_vain, replayed
from bot.matching.result import Result
from bot.matching.text import cut
from bot.storage.clock import SWEDEN, now

log = logging.getLogger(__name__)

MOST_REMEMBERED = 2_000  # questions whose results are kept
MOST_EXTENDED = 1_000  # changed entries; making a new matcher is faster then
WORTH_WARMING = 100  # changed entries; a new matcher is made in the background, so that words weigh as they should


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a shelf is made of: the files, what lies over them, and the newest matcher made in full."""

    base: Knowledge
    overlay: Overlay
    full: Matcher


@dataclass(slots=True)
class _Shelf:
    """One knowledge with its matcher, `changed` entries from the full one, and the results that came of it.

    `whole` also holds what is out of use. After the day `until` the first pin in it no longer counts.
    """

    parts: _Parts
    knowledge: Knowledge
    matcher: Matcher
    whole: Knowledge
    changed: int = 0
    until: date = date.max
    results: dict[str, Result] = field(default_factory=dict)
    grouped: dict[tuple[str, ...], tuple[tuple[int, ...], ...]] = field(default_factory=dict)


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

    def __init__(
        self, directory: Path, encoder: Encoder | None, vectors: VectorCache | None, most_wrong: float = 0.02
    ) -> None:
        """Load `directory`; KnowledgeFaults if it has any. At most the share `most_wrong` gets a wrong sure answer."""
        self._verdicts: tuple[Verdict, ...] = ()
        self._directory = directory
        self._encoder = Remembering(encoder) if encoder is not None else None
        self._vectors = vectors
        self._worker = ThreadPoolExecutor(1, "matching")
        self._warming: asyncio.Task[None] | None = None
        self._given_up = Event()
        self._closed = Event()
        self._reloading = asyncio.Lock()
        knowledge = load(directory)
        self._parts = _Parts(knowledge, Overlay(), Matcher(knowledge, cache=vectors, most_wrong=most_wrong))
        self._shelf = _Shelf(self._parts, knowledge, self._parts.full, knowledge)

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge that answers right now."""
        return self._shelf.knowledge

    @property
    def whole(self) -> Knowledge:
        """The same with the entries that are out of use."""
        return self._shelf.whole

    @property
    def base(self) -> Knowledge:
        """The files' own knowledge, with nothing over it."""
        return self._parts.base

    @property
    def overlay(self) -> Overlay:
        """What lies over the files."""
        return self._parts.overlay

    @property
    def matcher(self) -> Matcher:
        """The matcher that answers right now."""
        return self._shelf.matcher

    async def ask(self, question: str) -> Result:
        """The result for a question; the same question costs nothing the second time."""
        if _today() > self._shelf.until:
            await self.refresh(self.overlay)
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
        cost = await asyncio.to_thread(coverage, self._parts.full)
        matcher = self._shelf.matcher
        return await asyncio.get_running_loop().run_in_executor(self._worker, explain, matcher, question, cost)

    async def refresh(self, overlay: Overlay) -> None:
        """Lay `overlay` over the files, and answer from it when this returns; the newest call counts."""
        self._parts = replace(self._parts, overlay=overlay)
        await self._take_into_use()
        if self._shelf.changed > WORTH_WARMING and self._warming is not None and self._warming.done():
            self.start_warming()

    async def heed(self, verdicts: tuple[Verdict, ...]) -> None:
        """Keep the promise over what members have judged too, from when this returns."""
        if verdicts == self._verdicts:
            return
        self._verdicts, before = verdicts, self._parts.full
        full = await asyncio.to_thread(before.judged, verdicts)
        if self._parts.full is before:  # otherwise a newer one heeds them as it is made
            self._parts = replace(self._parts, full=full)
            await self._take_into_use()

    async def reload(self) -> Knowledge:
        """Read the files again and use them; KnowledgeFaults leaves the old knowledge in use."""
        async with self._reloading:  # of two readings the later one has to win
            base = await asyncio.to_thread(load, self._directory)
            full = await asyncio.to_thread(lambda: self._parts.full.anew(base).judged(self._verdicts))
            self._stop_warming()
            self._parts = _Parts(base, self._parts.overlay, full)
            await self._take_into_use()
            self.start_warming()
        return self.knowledge

    def start_warming(self) -> None:
        """Compute vectors in the background and take them into use; a newer call replaces the work."""
        self._stop_warming()
        if self._encoder is None or self._vectors is None:
            self._worker.submit(self._shelf.matcher.ready)
        else:
            self._warming = asyncio.create_task(self._warm(self._encoder, self._vectors))

    async def replay(self, asked: Sequence[str], overlay: Overlay) -> Replayed:
        """What becomes of members' questions, and of example questions, if `overlay` is taken into use.

        Nothing is changed yet. InterruptedError when the library is closed first.
        """
        before, parts, stopped = self._shelf, replace(self._parts, overlay=overlay), self._closed.is_set
        return await asyncio.to_thread(_replayed, asked, before, parts, stopped)

    async def groups(self, questions: Sequence[str], stopped: Stopped) -> tuple[tuple[int, ...], ...]:
        """The numbers of questions that are asked in vain today, in groups of the same meaning.

        InterruptedError when `stopped`, which is called in another thread, before each question.
        """
        shelf, key = self._shelf, tuple(questions)
        found = shelf.grouped.get(key)
        if found is None:
            found = await asyncio.to_thread(_groups, shelf.matcher, questions, stopped)
            shelf.grouped = {key: found}  # the last is enough for turning its pages
        return found

    async def would_answer(self, entry: Entry, questions: Sequence[str]) -> tuple[str, ...]:
        """Those of `questions` that an entry would answer beside the knowledge in use; InterruptedError as above."""
        return await asyncio.to_thread(answered_by, self._shelf.matcher, entry, questions, self._closed.is_set)

    async def alike(self, text: str, others: Sequence[str]) -> tuple[int, ...]:
        """The numbers of those of `others` that mean about the same, the most alike first."""
        return await asyncio.to_thread(alike, self._shelf.matcher, text, others)

    async def together(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """The numbers of texts in groups that mean about the same, each around the first of its texts."""
        return await asyncio.to_thread(group, self._shelf.matcher, texts)

    async def close(self) -> None:
        """Stop the background work; a question being matched is finished first."""
        self._closed.set()
        self._stop_warming()
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
        await asyncio.to_thread(self._worker.shutdown)

    def _stop_warming(self) -> None:
        if self._warming is not None and not self._warming.done():
            self._given_up.set()
            self._warming.cancel()

    async def _take_into_use(self) -> None:
        """Make shelves until one is of the newest parts."""
        while self._shelf.parts is not (parts := self._parts):
            shelf = await asyncio.to_thread(_shelf, parts)
            if self._parts is parts:
                self._parts, self._shelf = shelf.parts, shelf

    async def _warm(self, encoder: Encoder, vectors: VectorCache) -> None:
        while self._parts.full.semantic is None or self._shelf.changed > WORTH_WARMING:
            interruptible = _Interruptible(encoder)
            self._given_up = interruptible.given_up
            full = self._parts.full
            try:
                if self._shelf.changed > WORTH_WARMING:
                    full = await asyncio.to_thread(full.anew, self._shelf.knowledge)
                full = await asyncio.to_thread(full.comparing, interruptible, vectors)
                await asyncio.to_thread(full.ready)
                full = await asyncio.to_thread(full.judged, self._verdicts)
            except InterruptedError:
                raise
            except Exception:
                log.exception("no vectors, so only words and letters are compared")
                return
            self._given_up = Event()  # the matcher goes on asking this encoder
            self._parts = replace(self._parts, full=full)
            await self._take_into_use()
            log.info("vectors ready for %d entries", len(full.entries))


def _groups(matcher: Matcher, questions: Sequence[str], stopped: Stopped) -> tuple[tuple[int, ...], ...]:
    left = in_vain(matcher, questions, stopped)
    return tuple(tuple(left[each] for each in found) for found in group(matcher, [questions[each] for each in left]))


def _replayed(asked: Sequence[str], before: _Shelf, parts: _Parts, stopped: Stopped) -> Replayed:
    after = _shelf(parts)
    pins = _pins(before.knowledge) ^ _pins(after.knowledge)
    taught = {word for word, _ in set(before.parts.overlay.synonyms) ^ set(parts.overlay.synonyms)}
    said = sorted({pin.phrase for pin, _ in pins} | taught)
    return replayed(asked, before.matcher, after.matcher, stopped, said)


def _pins(knowledge: Knowledge) -> set[tuple[Pin, str]]:
    """What is pinned today, each with the id of its entry."""
    today = _today()
    return {(pin, entry.id) for entry in knowledge.entries for pin in entry.pins if pin.until >= today}


def _shelf(parts: _Parts) -> _Shelf:
    """The knowledge of `parts` with a matcher: the full one extended, or a new one where too much is different."""
    over = parts.overlay
    knowledge = over.over(parts.base)
    pins = _pins(knowledge)
    learnt = [(phrase.text, phrase.entry_id) for phrase in over.phrases]
    changed = _changed(parts.full.entries, knowledge.entries)
    if changed > MOST_EXTENDED:
        parts = replace(parts, full=parts.full.anew(knowledge))
        changed = 0
    full = parts.full.widened(knowledge.synonyms)
    matcher = full if full.entries == knowledge.entries else full.extended(knowledge.entries)
    whole = over.over(parts.base, whole=True) if over.retired else knowledge
    until = min((pin.until for pin, _ in pins), default=date.max)
    taught = matcher.taught(learnt, [(pin.phrase, entry_id) for pin, entry_id in pins])
    return _Shelf(parts, knowledge, taught, whole, changed, until)


def _changed(former: Sequence[Entry], entries: Sequence[Entry]) -> int:
    """How many entries are in one of them only; hashing them all would take longer."""
    known = {entry.id: entry for entry in former}
    same = sum(1 for entry in entries if known.get(entry.id) == entry)
    return len(former) + len(entries) - 2 * same


def _today() -> date:
    return now().astimezone(SWEDEN).date()
