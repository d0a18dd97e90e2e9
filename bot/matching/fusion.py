"""One ranking out of all evidence, and one calibrated confidence: both linear, so both can be told in words.

The weights in weights.json were fitted by tests/benchmarks/fit.py: those of the ranking maximise the likelihood of a
right entry among all entries (a softmax over entries, as in ListNet: Cao et al., 2007), those of the confidence are a
logistic regression of "the knowledge has an answer".

An entry with few phrases, such as a tip just approved, is near to fewer questions than one with fifty, so its scores
are lower. What it is given for that, "bare" in both, was fitted on knowledge of which a seventh is as tips would be;
the other weights on the knowledge as it is.

Where most entries are bare, a ranking and a confidence are used that need no examples. They were fitted on other
networks' knowledge, and there the confidence is that the first entry is right (standing.py). Where more than tips are
bare beside taught ones, the entries of each kind are ranked among themselves as if the others were not there; which
kind comes first is a logistic regression too (tests/benchmarks/fit_choice.py).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np

from bot.matching.bm25 import Scores
from bot.matching.lexical import LexicalEvidence
from bot.matching.result import Outcome
from bot.matching.semantic import SemanticEvidence

Signals = dict[str, float]

_FAR = 0.6  # of the nearest phrase's likeness; what is less alike gets no bonus for having few phrases


@dataclass(frozen=True, slots=True)
class Weights:
    """`ranking` by name of evidence; `confidence` by name of signal, with "bias".

    Where entries are `taught`, a word that none of them has says that a question is about something else. `wrong` are
    pairs: the share of messages to other networks that got a wrong sure answer, and the confidence that was asked for.

    The confidence has to reach `answer` or `suggestions`; for an answer one entry must also be `clear`ly the best.
    """

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    answer: float
    suggestions: float
    clear: float
    taught: bool = True
    wrong: Sequence[Sequence[float]] = ()


@cache
def weights(evidence: Literal["semantic", "lexical", "foreign", "plain", "words"]) -> Weights:
    """The fitted weights: with and without evidence from meaning, with it for other languages than Swedish, and with
    and without it for knowledge whose entries are mostly bare.
    """
    return Weights(**_stored()[evidence])


def choice(evidence: Literal["plain", "words"]) -> Mapping[str, float]:
    """The fitted weights of how far bare entries are before taught ones; of their sum, above 0 the bare come first."""
    return dict(_stored()["choice"][evidence])


@cache
def _stored() -> dict[str, Any]:
    return dict(json.loads((files("bot.matching") / "weights.json").read_text(encoding="utf-8")))


def evidence_by_name(
    bareness: Scores, lexical: LexicalEvidence, semantic: SemanticEvidence | None
) -> dict[str, Scores]:
    """Scores by entry of every kind of evidence; names as in weights.json."""
    named = {
        "bare": bareness,
        "gram_best": lexical.gram_best,
        "gram_entry": lexical.gram_entry,
        "word_best": lexical.word_best,
        "word_entry": lexical.word_entry,
    }
    if semantic is not None:
        named |= {
            "bare": bareness * _nearness(semantic.best),
            "meaning_best": semantic.best,
            "meaning_top3": semantic.top3,
            "meaning_top8": semantic.top8,
            "meaning_discriminant": semantic.discriminant,
        }
    return named


def _nearness(best: Scores) -> Scores:
    """How near each entry's best phrase is, from 0 to 1 for the nearest of all: a bonus is for those that are near."""
    nearest = max(float(best.max()), 1e-6)
    return np.asarray(np.clip((best / nearest - _FAR) / (1 - _FAR), 0, 1), np.float32)


def fused(named: Mapping[str, Scores], ranking: Mapping[str, float]) -> Scores:
    """The weighted sum by entry."""
    total = np.zeros_like(next(iter(named.values())))
    for name, weight in ranking.items():
        total += np.float32(weight) * named[name]
    return total


def signals(
    named: Mapping[str, Scores],
    scores: Scores,
    lexical: LexicalEvidence,
    semantic: SemanticEvidence | None,
) -> Signals:
    """What tells whether there is an answer at all: how good the best entry is, and how it stands out."""
    order = np.argsort(-scores)[:5]
    top = float(scores[order[0]])
    found = {
        "top": top,
        "margin": top - float(scores[order[min(1, len(order) - 1)]]),
        "lead": top - float(np.median(scores)),
        "bare": float(named["bare"][order[0]]),
        "length": float(np.log1p(len(lexical.reading.typed))),
        "gram_top": float(named["gram_best"].max()),
        "word_top": float(named["word_best"].max()),
        "covered": float(lexical.covered[order[0]]),
        "heavy": float(np.log1p(len(lexical.content.heavy))),
    }
    if semantic is not None:
        found |= {
            "inside": semantic.inside,
            "outside": semantic.outside,
            "contrast": float(semantic.best[order[0]]) - semantic.outside,
            "meaning_top": float(semantic.top3[order[0]]),
        }
    return found


def log_odds(found: Signals, fitted: Mapping[str, float]) -> float:
    """Those of the confidence."""
    return fitted["bias"] + sum(weight * found[name] for name, weight in fitted.items() if name != "bias")


def confidence(found: Signals, fitted: Mapping[str, float]) -> float:
    """The probability, between 0 and 1, that the knowledge has an answer."""
    return float(1 / (1 + np.exp(-np.clip(log_odds(found, fitted), -30, 30))))


def clearness(scores: Scores) -> float:
    """The probability of the first entry among all, a softmax over the fused scores."""
    chances = np.exp(scores - scores.max())
    return float(chances.max() / chances.sum())


def outcome(probability: float, clear: float, fitted: Weights) -> Outcome:
    """Never a guess: an answer, a question back, or an honest no."""
    if probability >= fitted.answer and clear >= fitted.clear:
        return "answer"
    return "suggestions" if probability >= fitted.suggestions else "none"
