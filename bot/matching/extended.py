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
        self._kinds: list[int] = kinds.tolist()
        self._found: dict[str, list[tuple[int, int]]] = {}  # where each term stands, and how often
        self._lengths: list[int] = []
        for number, terms in enumerate(documents):
            self._lengths.append(len(terms))
            for term, often in Counter(terms).items():
                self._found.setdefault(term, []).append((number, often))
        self.size = len(kept) + len(self._lengths)
        self._told: dict[str, tuple[Flags, Rarity]] = {}  # of the added terms asked for: in which kinds, how rare

    def scores(self, query: Mapping[str, float]) -> Scores:
        """As `Bm25.scores`."""
        added = np.zeros(len(self._lengths), np.float32)
        for term, weight in query.items():
            if found := self._found.get(term):
                rarity = self.idf(term).tolist()
                for number, often in found:
                    kind = self._kinds[number]
                    added[number] += weight * rarity[kind] * self._base.share(often, self._lengths[number], kind)
        return np.concatenate((self._base.scores(query)[self._kept], added))

    def mass(self, query: Mapping[str, float]) -> tuple[Rarity, Rarity]:
        """As `Bm25.mass`."""
        total, known = self._base.mass(query)
        for term in (each for each in query if each in self._found):
            held, rarity = self._tell(term)
            new = held & ~self._base.holds(term)
            if new.any():
                total = total + query[term] * (rarity - self._base.idf(term)) * new
                known = known + query[term] * rarity * new
        return total, known

    def idf(self, term: str) -> Rarity:
        """As `Bm25.idf`; of a term that only added documents have, how rare it is among all."""
        return self._tell(term)[1] if term in self._found else self._base.idf(term)

    def holds(self, term: str) -> Flags:
        """As `Bm25.holds`."""
        return self._tell(term)[0] if term in self._found else self._base.holds(term)

    def _tell(self, term: str) -> tuple[Flags, Rarity]:
        """In which kinds of documents an added term stands, and how rare it is; told once, as queries share terms."""
        if term not in self._told:
            found_in = np.bincount([self._kinds[number] for number, _ in self._found[term]], minlength=KINDS)
            before, rarity = self._base.holds(term), self.rarity(found_in)
            self._told[term] = before | (found_in > 0), np.where(before, self._base.idf(term), rarity)
        return self._told[term]

    def rarity(self, found_in: Numbers) -> Rarity:
        """As `Bm25.rarity`."""
        return self._base.rarity(found_in)

    def has(self, term: str) -> bool:
        """As `Bm25.has`."""
        return term in self._found or self._base.has(term)

    def share(self, often: int, length: int, kind: int) -> float:
        """As `Bm25.share`."""
        return self._base.share(often, length, kind)


Index = Bm25 | Extended
