"""The phrases by which entries are found: title, answer, details, each example question, the keywords together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.values import Entry
from bot.matching.bm25 import Numbers, Scores
from bot.matching.text import cut

_TAUGHT = 40  # phrases, from which an entry counts as taught; the shipped ones have 48 to 50


@dataclass(frozen=True, slots=True)
class Phrases:
    """`texts[i]` belongs to entry number `owners[i]`; `members` is (entries, most phrases), padded with len(texts)."""

    texts: tuple[str, ...]
    owners: Numbers
    members: Numbers
    counts: Numbers

    def bareness(self) -> Scores:
        """For each entry how little it is taught: log(40 / phrases), about 2 for an approved tip, 0 from 40 on."""
        return np.log(_TAUGHT / np.minimum(self.counts, _TAUGHT)).astype(np.float32)

    def best(self, scores: Scores, most: int) -> Scores:
        """For each entry the mean of its `most` best phrases' scores, or of all if it has fewer."""
        padded = np.append(scores, np.float32(-np.inf))[self.members]
        if most == 1:
            return np.asarray(padded.max(axis=1), np.float32)
        most = min(most, padded.shape[1])
        top = -np.partition(-padded, most - 1, axis=1)[:, :most]
        kept = np.minimum(self.counts, most)
        return np.asarray(np.where(np.isfinite(top), top, 0).sum(axis=1) / kept, np.float32)


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a former matcher stays in one made from it, by number, ascending."""

    entries: Numbers
    phrases: Numbers


def extended(former: Phrases, kept: Numbers, added: Sequence[Entry]) -> tuple[Phrases, Kept]:
    """The phrases of the entries `kept`, ascending, and then of those `added`."""
    fresh = phrases_of(added)
    stay = np.flatnonzero(np.isin(former.owners, kept))
    counts = np.concatenate((former.counts[kept], fresh.counts))
    texts = (*(former.texts[number] for number in stay), *fresh.texts)
    owners = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    return Phrases(texts, owners, _padded(counts), counts), Kept(kept, stay)


def phrases_of(entries: Sequence[Entry]) -> Phrases:
    """The phrases of entries numbered in their order; every entry has at least one."""
    texts: list[str] = []
    counts: list[int] = []
    for entry in entries:
        own = _texts(entry)
        texts += own
        counts.append(len(own))
    return Phrases(
        tuple(texts),
        np.repeat(np.arange(len(counts), dtype=np.int64), counts),
        _padded(np.array(counts, np.int64)),
        np.array(counts, np.int64),
    )


def _texts(entry: Entry) -> list[str]:
    title = entry.title if not entry.answer.startswith(entry.title.rstrip("…")) else ""
    own = [title, entry.answer, entry.more or "", *entry.questions, ", ".join(entry.keywords)]
    return list(dict.fromkeys(text for text in map(cut, own) if text)) or [entry.id]


def _padded(counts: Numbers) -> NDArray[np.int64]:
    total, width = int(counts.sum()), int(counts.max(initial=1))
    starts = np.cumsum(counts) - counts
    columns = np.arange(width, dtype=np.int64)[None, :]
    return np.where(columns < counts[:, None], starts[:, None] + columns, total)
