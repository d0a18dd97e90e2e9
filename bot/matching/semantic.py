"""Evidence from meaning: sentence vectors of phrases, compared with the question's.

The vectors of multilingual-e5-small lie in a narrow cone (Wang et al., Multilingual E5 Text Embeddings, 2024), so all
are taken relative to the mean phrase. Beside the nearest phrases there is a linear discriminant for each entry
(Fisher's, with a shrunken covariance within entries): it weighs up what tells an entry from its neighbours.
"""

from copy import copy
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.matching.bm25 import Scores
from bot.matching.encoder import Vector, Vectors
from bot.matching.phrases import Kept, Phrases

_PRIOR_PHRASES = 384  # as many as there are dimensions: the weight of the prior covariance, a sphere
_PRIOR_SPREAD = 0.9  # of unit vectors around their entry's mean, in all directions together; shipped phrases have that
_NEAREST_OUTSIDE = 5


@dataclass(frozen=True, slots=True)
class SemanticEvidence:
    """Scores by entry, and how near the question is to the knowledge and to what is out of scope."""

    best: Scores
    top3: Scores
    top8: Scores
    discriminant: Scores
    inside: float
    outside: float
    outside_best: float
    outside_nearest: int


class Semantic:
    """Centred phrase vectors, and a discriminant for each entry."""

    def __init__(self, phrases: Phrases, vectors: Vectors, outside: Vectors, *, few: bool = False) -> None:
        """`vectors` (phrases, dim) in step with `phrases.texts`; `outside` (messages, dim) are out of scope.

        The mean of `few` phrases is no mean of what members write; that of the messages is nearer to it.
        """
        self._phrases = phrases
        self._mean = (outside if few and len(outside) else vectors).mean(axis=0)
        self._inside = self.centred(vectors)
        self._outside = self.centred(outside) if len(outside) else outside
        self._within, self._directions, self._offsets = self._fit()

    def extended(self, phrases: Phrases, kept: Kept, vectors: Vectors) -> "Semantic":
        """The same over `phrases`, of which the first are those `kept`; `vectors` are of the others."""
        made = copy(self)
        made._phrases = phrases
        made._inside = np.concatenate((self._inside[kept.phrases], self.centred(vectors)))
        starts = np.concatenate(([0], np.cumsum(phrases.counts)))[len(kept.entries) :]
        means = [made._inside[start:end].mean(axis=0) for start, end in pairwise(starts)]
        directions, offsets = _discriminants(self._within, np.array(means, np.float32).reshape(-1, len(self._mean)))
        made._directions = np.concatenate((self._directions[:, kept.entries], directions), axis=1)
        made._offsets = np.concatenate((self._offsets[kept.entries], offsets))
        return made

    def evidence(self, vector: Vector, itself: int | None = None) -> SemanticEvidence:
        """What meaning says of a question, given its vector (dim,); `itself` is its number if it is one outside."""
        centred = self.centred(vector[None, :])[0]
        inside = self._inside @ centred
        outside = self._outside @ centred if len(self._outside) else np.zeros(1, np.float32)
        if itself is not None:
            outside = np.delete(outside, itself)
        return SemanticEvidence(
            self._phrases.best(inside, 1),
            self._phrases.best(inside, 3),
            self._phrases.best(inside, 8),
            centred @ self._directions + self._offsets,
            _mean_of_best(inside, _NEAREST_OUTSIDE),
            _mean_of_best(outside, _NEAREST_OUTSIDE),
            float(outside.max()),
            int(outside.argmax()),
        )

    def likeness(self, vector: Vector) -> Scores:
        """How near in meaning each phrase is to a text, given its vector (dim,)."""
        return np.asarray(self._inside @ self.centred(vector[None, :])[0], np.float32)

    def nearest_phrase(self, vector: Vector, entry: int) -> str:
        """The phrase of an entry that is nearest in meaning."""
        members = self._phrases.members[entry][: self._phrases.counts[entry]]
        return self._phrases.texts[int(members[np.argmax(self._inside[members] @ self.centred(vector[None, :])[0])])]

    def centred(self, vectors: Vectors) -> Vectors:
        """Vectors (n, dim) relative to the mean phrase, of length 1."""
        moved = vectors - self._mean
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)

    def _fit(self) -> tuple[Vectors, Vectors, Scores]:
        """Σ (dim, dim), directions (dim, entries) and offsets (entries,).

        Σ is the covariance of phrases around their entry's mean, shrunken towards a sphere, so that it exists however
        few phrases there are.
        """
        dim, entries = self._inside.shape[1], len(self._phrases.counts)
        means = np.zeros((entries, dim), np.float32)
        np.add.at(means, self._phrases.owners, self._inside)
        means /= self._phrases.counts[:, None]
        within = self._inside - means[self._phrases.owners]
        free = len(within) - entries
        sphere = _PRIOR_PHRASES * _PRIOR_SPREAD / dim * np.eye(dim, dtype=np.float32)
        covariance = (within.T @ within + sphere) / (free + _PRIOR_PHRASES)
        return covariance, *_discriminants(covariance, means)


def _discriminants(covariance: Vectors, means: Vectors) -> tuple[Vectors, Scores]:
    """Directions (dim, classes) and offsets (classes,): Σ⁻¹μ and -½ μ'Σ⁻¹μ of each class's mean μ."""
    directions = np.linalg.solve(covariance, means.T)
    offsets = -0.5 * np.einsum("cd,dc->c", means, directions)
    return np.asarray(directions, np.float32), np.asarray(offsets, np.float32)


def _mean_of_best(scores: Scores, most: int) -> float:
    most = min(most, len(scores))
    return float(np.partition(scores, -most)[-most:].mean())
