"""Cries for help, and the word that all is well, learnt from the messages in emergencies.yaml.

Kernel ridge regression (Saunders, Gammerman & Vovk, 1998) over the letters and words of a message and, with an
encoder, its meaning. Dialect, slips and things nobody thought of are nearer to a cry than to what merely sounds alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.shipped import shipped
from bot.matching.content import content, ordinary
from bot.matching.encoder import Encoder, Vector, VectorCache, Vectors
from bot.matching.remembered import Memory, fingerprint
from bot.matching.text import fold, grams, spelled_words, words

Floats = NDArray[np.float32]

_CRY = -0.2  # of -1 to 1; rather an alarm too many than one too few
_CRY_BY_LETTERS = 0.0
_SURE_CRY = 0.3
_CALM = -0.6
_OVER = 0.0
_MOST_TOPICS = 700  # of the knowledge's own questions, which are none
_RIDGE = 0.3
_PLACES = 4096  # into which the parts of words are hashed
_LONGEST = 40  # words that are looked at


@cache
def learnt_from() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Cries for help, messages that all is well, and others."""
    stored = shipped("bot.matching", "emergencies.yaml")
    return tuple(stored["nöd"]), tuple(stored["över"]), (*stored["lugnt"], *ordinary().outside)


@cache
def known_calm() -> frozenset[str]:
    """The folded words of messages that look like cries and are none."""
    _, over, others = learnt_from()
    return frozenset(" ".join(words(text)) for text in (*over, *others))


@cache
def cry_words() -> frozenset[str]:
    """What cries for help name, folded; where meanings cannot be compared a cry has one of these words."""
    return frozenset(chain.from_iterable(map(_named, learnt_from()[0])))


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The weight of each message that has been learnt from, for a cry and for the word that all is well."""

    cry: list[float]
    over: list[float]


class Emergencies:
    """Tells cries for help from what else is said to a bot with one knowledge; immutable."""

    def __init__(
        self, topics: Sequence[str] = (), encoder: Encoder | None = None, cache: VectorCache | None = None
    ) -> None:
        """Learns in a third of a second, `topics` being questions that the knowledge answers.

        What is not in the cache is encoded first, about 10 ms each.
        """
        cries, over, others = learnt_from()
        texts = (*cries, *over, *others, *topics[:: 1 + len(topics) // _MOST_TOPICS])
        letters, self._rarity = _letters(texts)
        self._meanings: Vectors | None = None
        if encoder is not None and cache is not None:
            vectors = cache.vectors(encoder, texts)
            self._mean = vectors.mean(axis=0)
            self._meanings = _unit(vectors - self._mean)
        kinds = np.repeat([0, 1, 2], [len(cries), len(over), len(texts) - len(cries) - len(over)])

        def fit() -> _Fitted:
            kernel = letters @ letters.T
            if self._meanings is not None:
                kernel += _alike(self._meanings, self._meanings)
            return _Fitted(*(_ridge(kernel, kinds == kind).tolist() for kind in (0, 1)))

        model = encoder.name if encoder is not None else None
        fitted = fit() if cache is None else Memory(cache, fingerprint((model, texts))).recall(_Fitted, fit)
        self._weights = np.stack([np.array(each, np.float32) for each in (fitted.cry, fitted.over)], axis=1)
        self._by_letters = letters.T @ self._weights

    def is_cry(self, question: str, meaning: Vector | None = None, *, sure: bool = False) -> bool:
        """Whether somebody is in danger now; `meaning` is the question's vector, if this has learnt from meanings.

        `sure` says that the knowledge has a sure answer, which only a sure cry goes before.
        """
        if self._meanings is None and _named(question).isdisjoint(cry_words()):
            return False
        cry, over = self.scores(question, meaning)
        least = _SURE_CRY if sure else _CRY_BY_LETTERS if self._meanings is None else _CRY
        return cry > max(least, over)

    def is_calm(self, question: str, meaning: Vector | None = None) -> bool:
        """Whether a message hardly is a cry, or tells that all is well."""
        cry, over = self.scores(question, meaning)
        return cry < _CALM or over > max(_OVER, cry)

    def is_over(self, question: str, meaning: Vector | None = None) -> bool:
        """Whether a message tells that a danger has passed, or was none."""
        cry, over = self.scores(question, meaning)
        return over > max(_OVER, cry)

    def scores(self, question: str, meaning: Vector | None) -> tuple[float, float]:
        """How surely a message is a cry for help, and how surely it tells that all is well; from about -1 to 1."""
        found = _unit(_row(question)[None] * self._rarity)[0] @ self._by_letters + self._weights.sum(axis=0)
        if self._meanings is not None and meaning is not None:
            found = found + _alike(self._meanings, _unit(meaning[None] - self._mean))[:, 0] @ self._weights
        cry, over = found
        return float(cry), float(over)


@lru_cache(maxsize=8)
def learnt(
    topics: tuple[str, ...] = (), encoder: Encoder | None = None, cache: VectorCache | None = None
) -> Emergencies:
    """The same, learnt once for each knowledge."""
    return Emergencies(topics, encoder, cache)


def _named(text: str) -> set[str]:
    meant = content(spelled_words(text))
    return set(map(fold, (*meant.heavy, *meant.light)))


def _row(text: str) -> Floats:
    """Which parts of words, words and pairs of words a text has, each in its place of a row."""
    row = np.zeros(_PLACES, np.float32)
    row[[crc32(part.encode()) % _PLACES for part in _parts(words(text)[:_LONGEST])]] = 1
    return row


def _letters(texts: Sequence[str]) -> tuple[Floats, Floats]:
    """The rows of texts, of length 1, and how rare each part is; changed in place, since the rows are 30 MB."""
    rows = np.zeros((len(texts), _PLACES), np.float32)
    for number, text in enumerate(texts):
        rows[number] = _row(text)
    rarity = np.log((1 + len(texts)) / (1 + (rows > 0).sum(axis=0))).astype(np.float32) + 1
    rows *= rarity
    for some in np.array_split(rows, 1 + len(texts) // 200):
        some[:] = _unit(some)
    return rows, rarity


def _parts(tokens: Sequence[str]) -> Iterator[str]:
    yield from grams(tokens)
    yield from tokens
    yield from map(" ".join, pairwise(tokens))


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _alike(ones: Vectors, others: Vectors) -> Floats:
    """The Gaussian kernel of vectors of length 1."""
    return np.asarray(np.exp(2 * (ones @ others.T) - 2), np.float32)


def _ridge(kernel: Floats, are: NDArray[np.bool_]) -> Floats:
    """The weights by which those that `are` of a kind get 1 and the others -1; those of the rarer kind weigh more."""
    wanted = np.where(are, 1.0, -1.0)
    weight = np.where(are, np.sqrt((~are).sum() / are.sum()), 1.0)
    system = (kernel + 1).astype(np.float64)
    system[np.diag_indices_from(system)] += _RIDGE / weight
    return np.asarray(np.linalg.solve(system, wanted), np.float32)
