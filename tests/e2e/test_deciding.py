"""The real process is killed while members send tips and moderators decide about them."""

import random
from pathlib import Path

from tests.conftest import faults
from tests.e2e.kills.decisions import decide_often

KILLS = 2


async def test_kills_lose_no_tip_and_leave_nothing_half_decided(tmp_path: Path) -> None:
    """Every tip is in the queue once, every press acknowledged, what is approved answers members, notices come once."""
    redaktion, items = await decide_often(tmp_path, KILLS, random.Random(2018))
    assert items
    assert redaktion.missing == 0
    assert faults(redaktion.simulator) == []
