"""How the bot stands in a group, as Telegram tells it."""

import pytest

from bot.features.network.store import standings
from tests.conftest import Stage


async def test_an_unknown_status_changes_nothing(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram thinks of a new one: the group stays what it was, until Telegram says what is known."""
    group, rooms = stage.village.association, stage.simulator.rooms
    for status in ("member", "hologram"):
        rooms.let_bot_be(group, status)
        await stage.settled()
        [known] = [each for each in await standings.all_groups(stage.database) if each.chat_id == group.id]
        assert known.standing == "member"
    assert "ERROR" not in caplog.text
    rooms.promote_bot(group)
    await stage.settled()
    [known] = [each for each in await standings.all_groups(stage.database) if each.chat_id == group.id]
    assert known.standing == "administrator"
