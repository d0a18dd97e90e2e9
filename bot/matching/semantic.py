"""Evidence from meaning: sentence vectors of phrases, compared with the question's.

The vectors of multilingual-e5-small lie in a narrow cone (Wang et al., Multilingual E5 Text Embeddings, 2024), so all
are taken relative to the mean phrase. Beside the nearest phrases there is a linear discriminant for each entry
(Fisher's, with a shrunken covariance within entries): it weighs up what tells an entry from its neighbours. The
messages known to be out of scope are a class of their own in it.
"""

from dataclasses import dataclass

import numpy as np

from bot.matching.bm25 import Scores
from bot.matching.encoder import Vector, Vectors
from bot.matching.phrases import Phrases

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
    outside_discriminant: float


class Semantic:
    """Centred phrase vectors, and a discriminant for each entry and for what is out of scope."""

    def __init__(self, phrases: Phrases, vectors: Vectors, outside: Vectors) -> None:
        """`vectors` (phrases, dim) in step with `phrases.texts`; `outside` (messages, dim) are out of scope."""
        self._phrases = phrases
        self._mean = vectors.mean(axis=0)
        self._inside = self._centred(vectors)
        self._outside = self._centred(outside) if len(outside) else outside
        self._directions, self._offsets = self._fit()

    def evidence(self, vector: Vector) -> SemanticEvidence:
        """What meaning says of a question, given its vector (dim,)."""
        centred = self._centred(vector[None, :])[0]
        inside = self._inside @ centred
        outside = self._outside @ centred if len(self._outside) else np.zeros(1, np.float32)
        discriminants = centred @ self._directions + self._offsets
        return SemanticEvidence(
            self._phrases.best(inside, 1),
            self._phrases.best(inside, 3),
            self._phrases.best(inside, 8),
            discriminants[:-1],
            _mean_of_best(inside, _NEAREST_OUTSIDE),
            _mean_of_best(outside, _NEAREST_OUTSIDE),
            float(outside.max()),
            int(outside.argmax()),
            float(discriminants[-1]),
        )

    def nearest_phrase(self, vector: Vector, entry: int) -> str:
        """The phrase of an entry that is nearest in meaning."""
        members = self._phrases.members[entry][: self._phrases.counts[entry]]
        return self._phrases.texts[int(members[np.argmax(self._inside[members] @ self._centred(vector[None, :])[0])])]

    def _centred(self, vectors: Vectors) -> Vectors:
        moved = vectors - self._mean
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)

    def _fit(self) -> tuple[Vectors, Scores]:
        """Directions (dim, entries + 1) and offsets (entries + 1,): Σ⁻¹μ and -½ μ'Σ⁻¹μ of each class's mean μ.

        Σ is the covariance of phrases around their entry's mean, shrunken towards a sphere, so that it exists however
        few phrases there are.
        """
        dim, entries = self._inside.shape[1], len(self._phrases.counts)
        means = np.zeros((entries + 1, dim), np.float32)
        np.add.at(means, self._phrases.owners, self._inside)
        means[:entries] /= self._phrases.counts[:, None]
        if len(self._outside):
            means[entries] = self._outside.mean(axis=0)
        within = self._inside - means[self._phrases.owners]
        free = len(within) - entries
        sphere = _PRIOR_PHRASES * _PRIOR_SPREAD / dim * np.eye(dim, dtype=np.float32)
        directions = np.linalg.solve((within.T @ within + sphere) / (free + _PRIOR_PHRASES), means.T)
        offsets = -0.5 * np.einsum("cd,dc->c", means, directions)
        return np.asarray(directions, np.float32), np.asarray(offsets, np.float32)


def _mean_of_best(scores: Scores, most: int) -> float:
    most = min(most, len(scores))
    return float(np.partition(scores, -most)[-most:].mean())
