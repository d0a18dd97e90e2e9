"""Evidence from meaning: sentence vectors of phrases, compared with the question's.

The vectors of multilingual-e5-small lie in a narrow cone (Wang et al., Multilingual E5 Text Embeddings, 2024), so all
are taken relative to the mean phrase. Beside the nearest phrases there is one linear direction an entry, fitted by
ridge regression of "belongs to this entry" on the phrase's vector: it weighs up what tells an entry from its
neighbours, and the messages known to be out of scope are a class of their own in it.
"""

from dataclasses import dataclass

import numpy as np

from bot.matching.bm25 import Scores
from bot.matching.encoder import Vector, Vectors
from bot.matching.phrases import Phrases

_RIDGE = 3.0
_NEAREST_OUTSIDE = 5


@dataclass(frozen=True, slots=True)
class SemanticEvidence:
    """Scores by entry, and how near the question is to the knowledge and to what is out of scope."""

    best: Scores
    top3: Scores
    top8: Scores
    direction: Scores
    inside: float
    outside: float
    outside_best: float
    outside_nearest: int
    outside_direction: float


class Semantic:
    """Centred phrase vectors, and a direction for each entry and for what is out of scope."""

    def __init__(self, phrases: Phrases, vectors: Vectors, outside: Vectors) -> None:
        """`vectors` (phrases, dim) in step with `phrases.texts`; `outside` (messages, dim) are out of scope."""
        self._phrases = phrases
        self._mean = vectors.mean(axis=0)
        self._inside = self._centred(vectors)
        self._outside = self._centred(outside) if len(outside) else outside
        self._directions = self._fit()

    def evidence(self, vector: Vector) -> SemanticEvidence:
        """What meaning says of a question, given its vector (dim,)."""
        centred = self._centred(vector[None, :])[0]
        inside = self._inside @ centred
        outside = self._outside @ centred if len(self._outside) else np.zeros(1, np.float32)
        directions = centred @ self._directions
        return SemanticEvidence(
            self._phrases.best(inside, 1),
            self._phrases.best(inside, 3),
            self._phrases.best(inside, 8),
            directions[:-1],
            _mean_of_best(inside, _NEAREST_OUTSIDE),
            _mean_of_best(outside, _NEAREST_OUTSIDE),
            float(outside.max()),
            int(outside.argmax()),
            float(directions[-1]),
        )

    def nearest_phrase(self, vector: Vector, entry: int) -> str:
        """The phrase of an entry that is nearest in meaning."""
        members = self._phrases.members[entry][: self._phrases.counts[entry]]
        return self._phrases.texts[int(members[np.argmax(self._inside[members] @ self._centred(vector[None, :])[0])])]

    def _centred(self, vectors: Vectors) -> Vectors:
        moved = vectors - self._mean
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)

    def _fit(self) -> Vectors:
        """(dim, entries + 1): solve (X'X + λI) W = X'Y; X'Y is the sum of each class's vectors."""
        dim, entries = self._inside.shape[1], len(self._phrases.counts)
        sums = np.zeros((entries + 1, dim), np.float32)
        np.add.at(sums, self._phrases.owners, self._inside)
        sums[entries] = self._outside.sum(axis=0) if len(self._outside) else 0
        scatter = self._inside.T @ self._inside + self._outside.T @ self._outside
        return np.asarray(np.linalg.solve(scatter + _RIDGE * np.eye(dim, dtype=np.float32), sums.T), np.float32)


def _mean_of_best(scores: Scores, most: int) -> float:
    most = min(most, len(scores))
    return float(np.partition(scores, -most)[-most:].mean())
