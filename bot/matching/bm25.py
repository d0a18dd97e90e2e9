"""BM25 over any terms, in arrays: a query touches only the postings of its own terms.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the non-negative inverse
document frequency ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Numbers = NDArray[np.integer]
Flags = NDArray[np.bool_]
Rarity = NDArray[np.floating]  # (KINDS,): of each kind of documents

KINDS: Final = 2  # of documents, each with its own statistics; of one kind only there are none of the second

_SATURATION = 1.2  # k1
_LENGTH = 0.5  # b


class Vocabulary:
    """Terms numbered in the order they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def learn(self, terms: Iterable[str]) -> list[int]:
        """The numbers of `terms`, new ones added."""
        numbers = self._numbers
        return [numbers.setdefault(term, len(numbers)) for term in terms]

    def find(self, term: str) -> int | None:
        """The number of a known term."""
        return self._numbers.get(term)


class Postings(NamedTuple):
    """`terms[i]` occurs `often[i]` times in document `documents[i]`; by term and then document, each pair once."""

    terms: Numbers
    documents: Numbers
    often: Scores

    def joined(self, owners: Numbers) -> "Postings":
        """The same for larger documents: each is a part of one of the `owners`, which ascend."""
        documents = owners[self.documents].astype(np.int32)
        first = np.flatnonzero((np.diff(self.terms, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0))
        often = np.add.reduceat(self.often, first) if len(first) else self.often
        return Postings(self.terms[first], documents[first], often)


class Bm25:
    """An index of documents given as lists of term numbers; immutable."""

    def __init__(self, vocabulary: Vocabulary, found: Postings, kinds: Numbers) -> None:
        """`found` in documents of these `kinds`, each 0 or 1.

        How rare terms are and how long documents is told within each kind, so that neither shifts the other's scores.
        """
        self._vocabulary = vocabulary
        self.size = len(kinds)
        posting_terms, self._documents, tf = found
        is_second = kinds[self._documents] > 0
        lengths = np.bincount(self._documents, tf, self.size).astype(np.float32)
        self._told = np.bincount(kinds, minlength=KINDS)
        terms = max(1, len(vocabulary))
        found_in, of_second = (np.bincount(each, minlength=terms) for each in (posting_terms, posting_terms[is_second]))
        self._starts = np.concatenate(([0], np.cumsum(found_in)))
        self._found_in = np.column_stack((found_in - of_second, of_second))
        self._idf = _rarity(self._told, self._found_in)
        self._rarest = self.rarity(np.zeros(KINDS, np.int64))
        means = np.maximum(1, np.bincount(kinds, lengths, KINDS) / np.maximum(1, self._told)).astype(np.float32)
        self._means: list[float] = means.tolist()
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / means[kinds])
        idf = self._idf[:, 0][posting_terms]
        idf[is_second] = self._idf[:, 1][posting_terms[is_second]]
        self._weights = idf * tf * (_SATURATION + 1) / (tf + norm[self._documents])
        self._documents = self._documents.astype(np.min_scalar_type(self.size))

    def scores(self, query: Mapping[str, float]) -> Scores:
        """The score of every document for a query of terms with weights; shape (size,)."""
        places, weights = [], []
        for term, weight in query.items():
            number = self._vocabulary.find(term)
            if number is not None:
                part = slice(self._starts[number], self._starts[number + 1])
                places.append(self._documents[part])
                weights.append(self._weights[part] * weight)
        if not places:
            return np.zeros(self.size, np.float32)
        return np.bincount(np.concatenate(places), np.concatenate(weights), self.size).astype(np.float32)

    def mass(self, query: Mapping[str, float]) -> tuple[Rarity, Rarity]:
        """The query's weight in all, unknown terms counted as the rarest, and that of its known terms."""
        named = ((self._vocabulary.find(term), weight) for term, weight in query.items())
        found = {number: weight for number, weight in named if number is not None}
        numbers, weights = np.array(list(found), np.int64), np.array(list(found.values()), np.float64)
        idf = weights[:, None] * self._idf[numbers]
        total = idf.sum(axis=0) + (sum(query.values()) - weights.sum()) * self._rarest
        return total, (idf * (self._found_in[numbers] > 0)).sum(axis=0)

    def idf(self, term: str) -> Rarity:
        """How rare a term is; an unknown one is the rarest."""
        number = self._vocabulary.find(term)
        return self._rarest if number is None else self._idf[number]

    def rarity(self, found_in: Numbers) -> Rarity:
        """How rare a term is that stands in so many documents."""
        return _rarity(self._told, found_in)

    def holds(self, term: str) -> Flags:
        """Whether any document of each kind has the term."""
        number = self._vocabulary.find(term)
        return np.zeros(KINDS, np.bool_) if number is None else self._found_in[number] > 0

    def has(self, term: str) -> bool:
        """Whether any document has the term."""
        return bool(self.holds(term).any())

    def share(self, often: int, length: int, kind: int) -> float:
        """What a term of idf 1 would weigh, standing `often` times in a document of a kind, of `length` terms."""
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * length / self._means[kind])
        return often * (_SATURATION + 1) / (often + norm)


def _rarity(told: Numbers, found_in: Numbers) -> Rarity:
    return np.log1p((told - found_in + 0.5) / (found_in + 0.5)).astype(np.float32)


def postings(
    vocabulary: Vocabulary, documents: Iterable[Iterable[str]], terms_of: Callable[[str], Iterable[str]]
) -> Postings:
    """Those of all terms of all tokens.

    Each distinct token is taken apart once, and terms are kept as numbers: letter grams by the million fit so.
    """
    tokens = Vocabulary()
    read = [tokens.learn(document) for document in documents]
    sequence = np.fromiter(chain.from_iterable(read), np.int32)
    places = np.repeat(np.arange(len(read), dtype=np.int32), np.array(list(map(len, read)), np.int32))
    apart = [vocabulary.learn(terms_of(token)) for token in tokens]
    parts, sizes = np.fromiter(chain.from_iterable(apart), np.int32), np.array(list(map(len, apart)), np.int32)
    many = sizes[sequence]
    shift = (np.cumsum(sizes) - sizes)[sequence] - (np.cumsum(many) - many)  # from a place here to one in `parts`
    where = np.repeat(shift.astype(np.int32), many)
    where += np.arange(len(where), dtype=np.int32)
    return _counted(parts[where], np.repeat(places, many), max(1, len(read)))


def _counted(terms: Numbers, documents: Numbers, size: int) -> Postings:
    """Occurrences in any order, of which some are alike, as postings."""
    keys = terms.astype(np.int64)
    keys *= size
    keys += documents
    keys.sort()
    is_first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    first = np.flatnonzero(is_first)
    often = np.diff(first, append=len(keys)).astype(np.float32)
    keys = keys[first]
    return Postings((keys // size).astype(np.int32), (keys % size).astype(np.int32), often)
