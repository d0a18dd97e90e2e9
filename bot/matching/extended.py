"""An index with a few documents left out or added, made at once instead of made anew."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.matching.bm25 import Bm25, Numbers, Scores


class Extended:
    """The documents `kept` of `base` and then others; how rare the terms of `base` are, and the mean length, stay."""

    def __init__(self, base: "Index", kept: Numbers, documents: Iterable[Sequence[str]]) -> None:
        """`kept` are numbers of documents, `documents` the terms of each that is added."""
        self._base = base
        self._kept = kept
        found: dict[str, tuple[list[int], list[float]]] = {}
        added = list(documents)
        for number, terms in enumerate(added):
            for term, often in Counter(terms).items():
                places, weights = found.setdefault(term, ([], []))
                places.append(number)
                weights.append(base.share(often, len(terms)))
        self._added = len(added)
        self._found = found
        self._idf = {term: self._rarity(len(places)) for term, (places, _) in found.items() if not base.has(term)}
        self.size = len(kept) + len(added)

    def scores(self, query: Mapping[str, float]) -> Scores:
        """As `Bm25.scores`."""
        added = np.zeros(self._added, np.float32)
        for term, weight in query.items():
            if term in self._found:
                places, weights = self._found[term]
                added[places] += (weight * self.idf(term) * np.array(weights)).astype(np.float32)
        return np.concatenate((self._base.scores(query)[self._kept], added))

    def mass(self, query: Mapping[str, float]) -> tuple[float, float]:
        """As `Bm25.mass`."""
        total, known = self._base.mass(query)
        for term in (each for each in query if each in self._idf):
            total += query[term] * (self._idf[term] - self._base.idf(term))
            known += query[term] * self._idf[term]
        return total, known

    def idf(self, term: str) -> float:
        """As `Bm25.idf`."""
        return self._idf.get(term) or self._base.idf(term)

    def has(self, term: str) -> bool:
        """As `Bm25.has`."""
        return term in self._found or self._base.has(term)

    def share(self, often: int, length: int) -> float:
        """As `Bm25.share`."""
        return self._base.share(often, length)

    def _rarity(self, found_in: int) -> float:
        """The idf of a term that only added documents have."""
        return math.log1p((self._base.size + 0.5) / (found_in + 0.5))


Index = Bm25 | Extended
