"""The regressions behind bot/matching/weights.json; only numpy is needed."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

RANKING_PENALTY = 0.003
CONFIDENCE_PENALTY = 1.0
TAUGHT_COUNT = 2.0  # times; a question to a taught entry that a bare one takes costs more than the other way round


def fit_ranking(named: Array, right: Flags) -> Array:
    """Non-negative weights that maximise the probability of a right entry under a softmax over entries."""
    return fit_rankings([(named, right)])


def fit_rankings(groups: Sequence[tuple[Array, Flags]]) -> Array:
    """The same over several groups of entries, each with its questions."""
    size = sum(len(named) for named, _ in groups)
    spread = sum(len(named) * (named - named.mean(axis=1, keepdims=True)).var(axis=(0, 1)) for named, _ in groups)
    scale = np.sqrt(spread / size) + 1e-9
    inputs = [(named / scale, right) for named, right in groups]
    weights, speed = np.ones(len(scale)), np.zeros(len(scale))
    for _ in range(300):
        slope = sum(_slope(each, right, weights) for each, right in inputs) / size - 2 * RANKING_PENALTY * weights
        speed = 0.9 * speed + 0.05 * slope
        weights = np.maximum(0, weights + speed)
    return np.asarray(weights / scale)


def _slope(inputs: Array, right: Flags, weights: Array) -> Array:
    chance = _softmax(inputs @ weights)
    wanted = chance * right
    wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
    return np.asarray((wanted - chance).ravel() @ inputs.reshape(-1, inputs.shape[2]))


def fit_bonus(scores: Array, bareness: Array, right: Flags) -> float:
    """What to add to scores for each unit of bareness, by the same probability; all (questions in scope, entries)."""
    counts = np.where((right & (bareness == 0)).any(axis=1), TAUGHT_COUNT, 1.0)

    def likelihood(bonus: float) -> float:
        chance = (_softmax(scores + bonus * bareness) * right).sum(axis=1)
        return float(counts @ np.log(chance + 1e-12))

    return _best(np.arange(0, 8, 0.2), likelihood)


def fit_trust(logits: Array, bareness: Array, wanted: Flags) -> float:
    """What to add to logits for each unit of the first entry's bareness; all (questions,), both classes weigh alike."""
    balance, sign = _balance(wanted), np.where(wanted, 1, -1)

    def likelihood(trust: float) -> float:
        return -float(balance @ np.logaddexp(0, -sign * (logits + trust * bareness)))

    return _best(np.arange(0, 3, 0.05), likelihood)


class Logistic:
    """Logistic regression with an L2 penalty on standardised signals, by Newton's method.

    Both classes weigh alike where `balanced`; otherwise what it gives is the probability as it is in the inputs.
    """

    def __init__(self, inputs: Array, wanted: Flags, *, balanced: bool = True) -> None:
        self._mean, self._scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-9
        design = self._design(inputs)
        balance = _balance(wanted) if balanced else np.ones(len(wanted))
        penalty = CONFIDENCE_PENALTY * np.eye(design.shape[1])
        penalty[-1, -1] = 0
        self._weights = np.zeros(design.shape[1])
        for _ in range(30):
            chance = 1 / (1 + np.exp(-design @ self._weights))
            slope = design.T @ (balance * (wanted - chance)) - penalty @ self._weights
            curve = (design * (balance * chance * (1 - chance))[:, None]).T @ design + penalty
            self._weights += np.linalg.solve(curve, slope)

    def logits(self, inputs: Array) -> Array:
        """For each row of signals."""
        return np.asarray(self._design(inputs) @ self._weights)

    def coefficients(self, keys: tuple[str, ...]) -> dict[str, float]:
        """Weights on the signals as they are, not standardised, and the bias."""
        plain = self._weights[:-1] / self._scale
        bias = float(self._weights[-1] - plain @ self._mean)
        return {key: round(float(weight), 5) for key, weight in zip(keys, plain, strict=True)} | {
            "bias": round(bias, 5)
        }

    def _design(self, inputs: Array) -> Array:
        return np.column_stack([(inputs - self._mean) / self._scale, np.ones(len(inputs))])


def _softmax(scores: Array) -> Array:
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chance / chance.sum(axis=1, keepdims=True))


def _balance(wanted: Flags) -> Array:
    return np.asarray(np.where(wanted, 0.5 / wanted.mean(), 0.5 / (1 - wanted.mean())))


def _best(steps: Array, goodness: Callable[[float], float]) -> float:
    return max(map(float, steps), key=goodness)
