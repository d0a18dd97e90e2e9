"""Whole conversations over the real application, by words and letters only."""

import pytest

from bot.features.asking.handlers.bursts import Bursts
from tests.benchmarks.conversations import HELD, TOGETHER, held, read
from tests.conftest import Stage
from tests.stage.paths import DATA


@pytest.fixture
def patient(stage: Stage) -> Stage:
    """The stage with a bot that waits a moment for what follows."""
    bursts = stage.services.state(Bursts)
    bursts.most, bursts.within = 10, TOGETHER
    return stage


async def test_conversations_go_as_a_member_expects(patient: Stage) -> None:
    """Our own, every turn of them."""
    outcomes = await held(patient, read(DATA / "conversations.tsv"))
    wrong = [(each.turn, [reply.text for reply in each.replies]) for each in outcomes if not each.right]
    assert wrong == []


async def test_held_conversations_mostly_do(patient: Stage) -> None:
    """The first ones that somebody else wrote; the benchmark holds them all."""
    turns = [each for each in read(HELD) if each.conversation <= "h18"]
    outcomes = await held(patient, turns)
    assert sum(each.right for each in outcomes) / len(outcomes) >= 0.8
