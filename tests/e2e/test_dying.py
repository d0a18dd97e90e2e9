"""The real process dies while many wait: a death costs nobody but who may have caused it."""

from pathlib import Path

from bot.chat import texts
from tests.conftest import faults
from tests.e2e.kills.poison import STUCK, kill_while_many_wait

WAITING = 40
KILLS = 3


async def test_members_who_wait_survive_deaths(tmp_path: Path) -> None:
    """Each 0.15 s after a start, with all in hand: all are answered in the end, once."""
    outcome = await kill_while_many_wait(tmp_path, WAITING, KILLS, lambda: 0.15, deadly=False, disturbed=STUCK)
    assert outcome.ledger.unanswered() == set()
    assert set(outcome.ledger.answers().values()) == {1}
    assert not [text for text in outcome.told if text == texts.GIVEN_UP]
    assert faults(outcome.ledger.simulator) == []


async def test_a_message_that_kills_takes_nobody_along(tmp_path: Path) -> None:
    """The others are answered after a few starts, it is given up, and who wrote it is told so."""
    outcome = await kill_while_many_wait(tmp_path, WAITING, 0, lambda: 0.0, deadly=True)
    assert outcome.ledger.unanswered() == set()
    assert outcome.ledger.doubled() == set()
    assert outcome.told == [texts.GIVEN_UP]
    assert outcome.starts <= 8
