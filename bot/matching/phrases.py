"""The phrases by which entries are found: title, answer, details, each example question, the keywords together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.knowledge.values import Entry
from bot.matching.bm25 import Flags, Numbers, Scores
from bot.matching.text import cut

_TAUGHT = 40  # phrases, from which an entry counts as taught; the shipped ones have 48 to 50
_FEW = 8  # phrases, up to which an entry is on the shelf of bare ones


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries of about as many phrases: their numbers, and those of their phrases (entries, most), padded with none."""

    entries: Numbers
    members: Numbers
    counts: Numbers

    def best(self, padded: Scores, most: int) -> Scores:
        """For each entry the mean of its `most` best phrases' scores; the last of the `padded` is minus infinity."""
        scores = padded[self.members]
        most = min(most, scores.shape[1])
        top = -np.partition(-scores, most - 1, axis=1)[:, :most]
        kept = np.minimum(self.counts, most)
        return np.asarray(np.where(np.isfinite(top), top, 0).sum(axis=1) / kept, np.float32)


@dataclass(frozen=True, slots=True)
class Phrases:
    """`texts[i]` belongs to entry number `owners[i]`; an entry's `counts` phrases begin at `starts`.

    Bare entries are on a shelf of their own, where there are no places to pad for the many phrases of the taught.
    """

    texts: tuple[str, ...]
    owners: Numbers
    starts: Numbers
    counts: Numbers
    shelves: tuple[Shelf, ...]

    def bareness(self) -> Scores:
        """For each entry how little it is taught: log(40 / phrases), about 2 for an approved tip, 0 from 40 on."""
        return np.log(_TAUGHT / np.minimum(self.counts, _TAUGHT)).astype(np.float32)

    def bare(self) -> Flags:
        """For each entry whether it has as few phrases as without examples."""
        return self.counts <= _FEW

    def best(self, scores: Scores, most: int) -> Scores:
        """For each entry the mean of its `most` best phrases' scores, or of all if it has fewer."""
        if most == 1 and len(self.starts):
            return np.asarray(np.maximum.reduceat(scores, self.starts), np.float32)
        padded, found = np.append(scores, np.float32(-np.inf)), np.zeros(len(self.counts), np.float32)
        for shelf in self.shelves:
            found[shelf.entries] = shelf.best(padded, most)
        return found

    def of(self, entry: int) -> slice:
        """Where the phrases of an entry are."""
        start = int(self.starts[entry])
        return slice(start, start + int(self.counts[entry]))


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a former matcher stays in one made from it, by number, ascending."""

    entries: Numbers
    phrases: Numbers


def extended(former: Phrases, kept: Numbers, added: Sequence[Entry]) -> tuple[Phrases, Kept]:
    """The phrases of the entries `kept`, ascending, and then of those `added`."""
    texts, counts = _texts_of(added)
    stay = np.flatnonzero(np.isin(former.owners, kept))
    same = former.texts if len(stay) == len(former.texts) else [former.texts[number] for number in stay]
    return _phrases((*same, *texts), np.concatenate((former.counts[kept], counts))), Kept(kept, stay)


def phrases_of(entries: Sequence[Entry]) -> Phrases:
    """The phrases of entries numbered in their order; every entry has at least one."""
    texts, counts = _texts_of(entries)
    return _phrases(tuple(texts), counts)


def _texts_of(entries: Sequence[Entry]) -> tuple[list[str], Numbers]:
    texts = [_texts(entry) for entry in entries]
    return list(chain.from_iterable(texts)), np.array([len(own) for own in texts], np.int64)


def _phrases(texts: tuple[str, ...], counts: Numbers) -> Phrases:
    starts = np.cumsum(counts) - counts
    few = counts <= _FEW
    shelves = [np.flatnonzero(each) for each in (few, ~few)]
    return Phrases(
        texts,
        np.repeat(np.arange(len(counts), dtype=np.int64), counts),
        starts,
        counts,
        tuple(_shelf(entries, starts[entries], counts[entries], len(texts)) for entries in shelves if len(entries)),
    )


def _shelf(entries: Numbers, starts: Numbers, counts: Numbers, none: int) -> Shelf:
    columns = np.arange(int(counts.max()), dtype=np.int64)[None, :]
    return Shelf(entries, np.where(columns < counts[:, None], starts[:, None] + columns, none), counts)


def _texts(entry: Entry) -> list[str]:
    title = entry.title if not entry.answer.startswith(entry.title.rstrip("…")) else ""
    own = [title, entry.answer, entry.more or "", *entry.questions, ", ".join(entry.keywords)]
    return list(dict.fromkeys(text for text in map(cut, own) if text)) or [entry.id]
