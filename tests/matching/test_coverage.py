"""What the promise costs, and where it holds for entries that nobody has taught."""

from dataclasses import replace

import pytest

from bot.knowledge.values import Knowledge
from bot.matching.coverage import Coverage, coverage
from bot.matching.explain import explain
from bot.matching.matcher import Matcher
from bot.settings import MOST_WRONG, most_wrong
from tests.matching.making import VILLAGE


def test_each_question_is_asked_as_if_it_were_not_taught() -> None:
    found = coverage(Matcher(VILLAGE, most_wrong=0.5))
    assert 0 <= found.sure <= found.tried <= 40
    assert found.tried == sum(len(entry.questions) for entry in VILLAGE.entries)


def test_without_example_questions_nothing_is_tried() -> None:
    bare = Knowledge(tuple(replace(entry, questions=()) for entry in VILLAGE.entries))
    assert coverage(Matcher(bare)).tried == 0


@pytest.mark.parametrize(("text", "share"), [("", MOST_WRONG), ("0,05", 0.05), (" .01 ", 0.01)])
def test_the_promise_is_a_setting(text: str, share: float) -> None:
    faults: list[str] = []
    assert most_wrong({"BOT_MOST_WRONG": text}, faults) == share
    assert not faults


@pytest.mark.parametrize("text", ["0", "1", "2", "nan", "-0.1", "två"])
def test_a_share_that_promises_nothing_is_refused(text: str) -> None:
    faults: list[str] = []
    most_wrong({"BOT_MOST_WRONG": text}, faults)
    assert [fault for fault in faults if "BOT_MOST_WRONG" in fault]


@pytest.mark.parametrize(
    ("cost", "told"), [(Coverage(40, 31), "får 31 av 40 exempelfrågor"), (Coverage(0, 0), "går inte att mäta")]
)
def test_why_tells_what_the_promise_costs(cost: Coverage, told: str) -> None:
    """After the decision, where it has been measured."""
    matcher = Matcher(VILLAGE, most_wrong=0.05)
    *lines, promise = explain(matcher, "hur ordnar vi samåkning", cost)
    assert "högst 5\u00a0%" in promise
    assert told in promise
    assert explain(matcher, "hur ordnar vi samåkning") == lines
