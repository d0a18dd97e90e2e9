"""Evidence from meaning: sentence vectors of phrases, compared with the question's.

The vectors of multilingual-e5-small lie in a narrow cone (Wang et al., Multilingual E5 Text Embeddings, 2024), so all
are taken relative to the mean phrase. Beside the nearest phrases there is a linear discriminant for each entry
(Fisher's, with a shrunken covariance within entries): it weighs up what tells an entry from its neighbours.
"""

from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from bot.matching.bm25 import Numbers, Scores
from bot.matching.encoder import Vector, Vectors
from bot.matching.phrases import Kept, Phrases

_PRIOR_PHRASES = 384  # as many as there are dimensions: the weight of the prior covariance, a sphere
_PRIOR_SPREAD = 0.9  # of unit vectors around their entry's mean, in all directions together; shipped phrases have that
_NEAREST_OUTSIDE = 5
_AT_ONCE = 8_192  # phrases, whose deviations are in memory at the same time: 12 MB


@dataclass(frozen=True, slots=True)
class SemanticEvidence:
    """Scores by entry, and how near the question is to the knowledge and to what is out of scope.

    `question` is its own vector (dim,), centred.
    """

    best: Scores
    top3: Scores
    top8: Scores
    discriminant: Scores
    inside: float
    outside: float
    outside_best: float
    outside_nearest: int
    question: Vector

    def of(self, entries: Numbers) -> "SemanticEvidence":
        """The same for some of the entries only."""
        return replace(
            self,
            best=self.best[entries],
            top3=self.top3[entries],
            top8=self.top8[entries],
            discriminant=self.discriminant[entries],
        )


@dataclass(frozen=True, slots=True)
class _Space:
    """Centred vectors (phrases, dim), and for each entry a direction (dim, entries) with its offset."""

    inside: Vectors
    directions: Vectors
    offsets: Scores

    def compared(self, centred: Vector) -> tuple[Scores, Scores]:
        """How near each phrase is to a question, and each entry's discriminant."""
        return self.inside @ centred, centred @ self.directions + self.offsets


@dataclass(frozen=True, slots=True)
class _Extended:
    """What is `kept` of a space and then others: nothing is copied, since the space is large."""

    base: "_Space | _Extended"
    kept: Kept
    added: _Space

    def compared(self, centred: Vector) -> tuple[Scores, Scores]:
        """As `_Space.compared`."""
        (inside, entries), (more_inside, more_entries) = self.base.compared(centred), self.added.compared(centred)
        return (
            np.concatenate((inside[self.kept.phrases], more_inside)),
            np.concatenate((entries[self.kept.entries], more_entries)),
        )


class Semantic:
    """Centred phrase vectors, and a discriminant for each entry."""

    def __init__(self, phrases: Phrases, vectors: Vectors, outside: Vectors, *, few: bool = False) -> None:
        """`vectors` (phrases, dim) in step with `phrases.texts` are changed; `outside` (messages, dim) are no topics.

        The mean of `few` phrases is no mean of what members write; that of the messages is nearer to it.
        """
        self._phrases = phrases
        self._mean = (outside if few and len(outside) else vectors).mean(axis=0)
        self._outside = self.centred(outside) if len(outside) else outside
        _centre(vectors, self._mean)
        means = _means(vectors, phrases)
        self._within = _covariance(vectors, means, phrases)
        self._space: _Space | _Extended = _Space(vectors, *_discriminants(self._within, means))

    def extended(self, phrases: Phrases, kept: Kept, vectors: Vectors) -> "Semantic":
        """The same over `phrases`, of which the first are those `kept`; `vectors` are of the others."""
        made = copy(self)
        made._phrases = phrases
        inside = self.centred(vectors)
        starts = np.append(phrases.starts[len(kept.entries) :] - len(kept.phrases), len(inside))
        means = [inside[start:end].mean(axis=0) for start, end in pairwise(starts)]
        found = _discriminants(self._within, np.array(means, np.float32).reshape(-1, len(self._mean)))
        made._space = _Extended(self._space, kept, _Space(inside, *found))
        return made

    def evidence(self, vector: Vector, itself: int | None = None) -> SemanticEvidence:
        """What meaning says of a question, given its vector (dim,); `itself` is its number if it is one outside."""
        centred = self.centred(vector[None, :])[0]
        inside, discriminant = self._space.compared(centred)
        outside = self._outside @ centred if len(self._outside) else np.zeros(1, np.float32)
        if itself is not None:
            outside = np.delete(outside, itself)
        return SemanticEvidence(
            self._phrases.best(inside, 1),
            self._phrases.best(inside, 3),
            self._phrases.best(inside, 8),
            discriminant,
            _mean_of_best(inside, _NEAREST_OUTSIDE),
            _mean_of_best(outside, _NEAREST_OUTSIDE),
            float(outside.max()),
            int(outside.argmax()),
            centred,
        )

    def likeness(self, vector: Vector) -> Scores:
        """How near in meaning each phrase is to a text, given its vector (dim,)."""
        return np.asarray(self._space.compared(self.centred(vector[None, :])[0])[0], np.float32)

    def nearest_phrase(self, vector: Vector, entry: int) -> str:
        """The phrase of an entry that is nearest in meaning."""
        own = self._phrases.of(entry)
        return self._phrases.texts[own][int(self.likeness(vector)[own].argmax())]

    def centred(self, vectors: Vectors) -> Vectors:
        """Vectors (n, dim) relative to the mean phrase, of length 1."""
        moved = np.array(vectors)
        _centre(moved, self._mean)
        return moved


def _centre(vectors: Vectors, mean: Vector) -> None:
    """In place, since there may be many."""
    vectors -= mean
    for start in range(0, len(vectors), _AT_ONCE):
        part = vectors[start : start + _AT_ONCE]
        part /= np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9)


def _means(inside: Vectors, phrases: Phrases) -> Vectors:
    """The mean of each entry's phrases (entries, dim)."""
    means = np.zeros((len(phrases.counts), inside.shape[1]), np.float32)
    np.add.at(means, phrases.owners, inside)
    means /= phrases.counts[:, None]
    return means


def _covariance(inside: Vectors, means: Vectors, phrases: Phrases) -> Vectors:
    """That of phrases around their entry's mean (dim, dim), shrunken towards a sphere.

    So it exists however few phrases there are.
    """
    dim = inside.shape[1]
    total = _PRIOR_PHRASES * _PRIOR_SPREAD / dim * np.eye(dim, dtype=np.float32)
    for start in range(0, len(inside), _AT_ONCE):
        within = inside[start : start + _AT_ONCE] - means[phrases.owners[start : start + _AT_ONCE]]
        total = within.T @ within + total
    free = len(inside) - len(means)
    return np.asarray(total / (free + _PRIOR_PHRASES), np.float32)


def _discriminants(covariance: Vectors, means: Vectors) -> tuple[Vectors, Scores]:
    """Directions (dim, classes) and offsets (classes,): Σ⁻¹μ and -½ μ'Σ⁻¹μ of each class's mean μ."""
    directions = np.linalg.solve(covariance, means.T)
    offsets = -0.5 * np.einsum("cd,dc->c", means, directions)
    return np.asarray(directions, np.float32), np.asarray(offsets, np.float32)


def _mean_of_best(scores: Scores, most: int) -> float:
    most = min(most, len(scores))
    return float(np.partition(scores, -most)[-most:].mean())
