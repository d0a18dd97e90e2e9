"""The real process is killed in the middle of broadcasts; five hundred times in tests/benchmarks/interrupt.py."""

import random
from pathlib import Path

from tests.e2e.kills.broadcasts import interrupt_often

KILLS = 2


async def test_a_kill_skips_nobody_and_sends_to_nobody_twice(tmp_path: Path) -> None:
    """What the ledger says is what Telegram delivered; a kill leaves at most one of which nobody can know."""
    outcome = await interrupt_often(tmp_path, KILLS, random.Random(7))
    assert outcome.ledger
    assert outcome.unsettled() == []
    assert outcome.wrong() == []
    assert outcome.unknown() <= KILLS
