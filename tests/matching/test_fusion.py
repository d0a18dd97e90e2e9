"""One ranking, one confidence, three outcomes."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import fusion
from bot.matching.content import Content
from bot.matching.fusion import Weights
from bot.matching.lexical import LexicalEvidence
from bot.matching.spelling import Reading

FITTED = Weights({}, {}, answer=0.8, suggestions=0.3, clear=0.5)


@pytest.mark.parametrize(
    ("probability", "clear", "outcome"),
    [
        (0.8, 0.5, "answer"),
        (0.99, 0.49, "suggestions"),
        (0.79, 0.99, "suggestions"),
        (0.3, 0.0, "suggestions"),
        (0.29, 1.0, "none"),
    ],
)
def test_an_answer_needs_both_an_answer_to_exist_and_one_entry_to_be_clearly_best(
    probability: float, clear: float, outcome: str
) -> None:
    """Two that are as good lead to "Menade du …?"; below the lower threshold the bot says no."""
    assert fusion.outcome(probability, clear, FITTED) == outcome


def test_scores_are_the_weighted_sum_of_the_evidence() -> None:
    """Evidence without a weight does not count."""
    named = {"a": np.array([1, 2], np.float32), "b": np.array([3, 1], np.float32), "c": np.ones(2, np.float32)}
    assert fusion.fused(named, {"a": 2.0, "b": 1.0}).tolist() == [5.0, 5.0]


def test_confidence_is_told_how_bare_the_first_entry_is() -> None:
    """Of the entry that ranks first, not of the barest."""
    bareness, none = np.array([0, 2, 1], np.float32), np.zeros(3, np.float32)
    evidence = LexicalEvidence(none, none, none, none, 1.0, Reading((), ()), Content(), none)
    named = fusion.evidence_by_name(bareness, evidence, None)
    assert fusion.signals(named, np.array([0, 1, 2], np.float32), evidence, None)["bare"] == 1


def test_clearness_is_a_softmax_and_knows_only_differences() -> None:
    """Equal scores share, a lead of one is e to one, and large scores overflow nothing."""
    assert fusion.clearness(np.zeros(4, np.float32)) == pytest.approx(0.25)
    assert fusion.clearness(np.array([1001, 1000], np.float32)) == pytest.approx(np.e / (1 + np.e))
    assert fusion.clearness(np.array([5], np.float32)) == 1.0


@given(st.floats(-1e6, 1e6))
def test_confidence_is_a_probability_that_grows_with_its_signals(value: float) -> None:
    """Between 0 and 1 for any signal, and never lower for a higher one."""
    fitted = {"bias": 0.1, "top": 2.0}
    low, high = fusion.confidence({"top": value}, fitted), fusion.confidence({"top": value + 1}, fitted)
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize("evidence", ["semantic", "lexical", "foreign"])
def test_the_shipped_weights_are_whole(evidence: Literal["semantic", "lexical", "foreign"]) -> None:
    """No ranking weight is negative, thresholds are in order, meaning adds to them, bare entries gain."""
    fitted = fusion.weights(evidence)
    assert min(fitted.ranking.values()) >= 0
    assert min(fitted.ranking["bare"], fitted.confidence["bare"]) > 0
    assert 0 < fitted.suggestions <= fitted.answer < 1
    assert any(name.startswith("meaning") for name in fitted.ranking) is (evidence != "lexical")
