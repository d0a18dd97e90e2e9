"""An index with a few documents left out or added, made at once instead of made anew."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.matching.bm25 import KINDS, Bm25, Flags, Numbers, Rarity, Scores


class Extended:
    """The documents `kept` of `base` and then others; how rare the terms of `base` are, and the mean length, stay."""

    def __init__(self, base: "Index", kept: Numbers, documents: Iterable[Sequence[str]], kinds: Numbers) -> None:
        """`kept` are numbers of documents; `documents` and `kinds` the terms and the kind of each that is added."""
        self._base = base
        self._kept = kept
        self._kinds = kinds
        self._found: dict[str, list[tuple[int, int]]] = {}  # where each term stands, and how often
        self._lengths: list[int] = []
        for number, terms in enumerate(documents):
            self._lengths.append(len(terms))
            for term, often in Counter(terms).items():
                self._found.setdefault(term, []).append((number, often))
        self.size = len(kept) + len(self._lengths)

    def scores(self, query: Mapping[str, float]) -> Scores:
        """As `Bm25.scores`."""
        added = np.zeros(len(self._lengths), np.float32)
        for term, weight in query.items():
            for number, often in self._found.get(term, ()):
                share = self.idf(term) * self._base.share(often, self._lengths[number])
                added[number] += np.float32(weight * share[self._kinds[number]])
        return np.concatenate((self._base.scores(query)[self._kept], added))

    def mass(self, query: Mapping[str, float]) -> tuple[Rarity, Rarity]:
        """As `Bm25.mass`."""
        total, known = self._base.mass(query)
        for term in (each for each in query if each in self._found):
            new = self.holds(term) & ~self._base.holds(term)
            total = total + query[term] * (self.idf(term) - self._base.idf(term)) * new
            known = known + query[term] * self.idf(term) * new
        return total, known

    def idf(self, term: str) -> Rarity:
        """As `Bm25.idf`; of a term that only added documents have, how rare it is among all."""
        found = [self._kinds[number] for number, _ in self._found.get(term, ())]
        if not found:
            return self._base.idf(term)
        return np.where(self._base.holds(term), self._base.idf(term), self.rarity(np.bincount(found, minlength=KINDS)))

    def rarity(self, found_in: Numbers) -> Rarity:
        """As `Bm25.rarity`."""
        return self._base.rarity(found_in)

    def holds(self, term: str) -> Flags:
        """As `Bm25.holds`."""
        found = [self._kinds[number] for number, _ in self._found.get(term, ())]
        return self._base.holds(term) | (np.bincount(found, minlength=KINDS) > 0)

    def has(self, term: str) -> bool:
        """As `Bm25.has`."""
        return term in self._found or self._base.has(term)

    def share(self, often: int, length: int) -> Rarity:
        """As `Bm25.share`."""
        return self._base.share(often, length)


Index = Bm25 | Extended
