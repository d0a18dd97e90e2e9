"""Nobody asks too fast for long, and mutes end by themselves."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.asking import pace as asking_pace
from bot.features.moderation.store import mutes
from bot.storage.clock import now
from bot.storage.database import Database

ANNA, BERIT, MODERATOR = 11, 12, 13


def test_twenty_questions_a_minute_are_allowed_and_the_next_is_not() -> None:
    """The limit holds for one member, and another is not touched by it."""
    pace = asking_pace.Pace()
    assert [pace.allows(ANNA, 100.0 + number) for number in range(21)] == [True] * 20 + [False]
    assert pace.allows(BERIT, 120.0)


def test_a_refused_question_does_not_count() -> None:
    """Whoever waits a minute after the first question may ask again, however often they tried."""
    pace = asking_pace.Pace(most=2)
    assert [pace.allows(ANNA, at) for at in (0.0, 30.0, 31.0, 59.9, 60.0, 61.0, 90.0)] == [
        True,
        True,
        False,
        False,
        True,
        False,
        True,
    ]


def test_those_who_have_been_silent_are_forgotten() -> None:
    """Memory holds only the last minute's members."""
    pace = asking_pace.Pace()
    for user_id in range(1_000):
        pace.allows(user_id, 0.0)
    assert len(pace) == 1_000
    pace.allows(ANNA, 61.0)
    assert len(pace) == 1


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 30)), max_size=80))
def test_no_window_holds_more_than_the_limit(steps: list[tuple[int, float]]) -> None:
    """However questions come, any 60 seconds hold at most three of one member's that were allowed."""
    pace, at, allowed = asking_pace.Pace(most=3), 0.0, list[tuple[int, float]]()
    for user_id, pause in steps:
        at += pause
        if pace.allows(user_id, at):
            allowed.append((user_id, at))
    for user_id, start in allowed:
        assert sum(user_id == other and start <= moment < start + 60 for other, moment in allowed) <= 3


async def test_a_mute_lasts_until_its_date(database: Database) -> None:
    """While it lasts its end is known; afterwards there is none."""
    until = (now() + timedelta(days=3)).replace(microsecond=0)
    assert await mutes.muted_until(database, ANNA) is None
    await mutes.mute(database, ANNA, until, MODERATOR)
    assert await mutes.muted_until(database, ANNA) == until
    assert await mutes.muted_until(database, BERIT) is None
    await mutes.mute(database, ANNA, now() - timedelta(seconds=1), MODERATOR)
    assert await mutes.muted_until(database, ANNA) is None


async def test_a_mute_can_be_taken_back_once(database: Database) -> None:
    """Taking it back lets the member send, and says whether there was anything to take back."""
    await mutes.mute(database, ANNA, now() + timedelta(days=1), MODERATOR)
    assert await mutes.unmute(database, ANNA)
    assert await mutes.muted_until(database, ANNA) is None
    assert not await mutes.unmute(database, ANNA)


@pytest.mark.parametrize(("days", "left"), [(-1, 0), (1, 1)])
async def test_only_ended_mutes_are_forgotten(database: Database, days: int, left: int) -> None:
    """Cleaning up keeps what still holds."""
    await mutes.mute(database, ANNA, now() + timedelta(days=days), MODERATOR)
    await mutes.forget(database)
    assert len(await database.rows("SELECT * FROM mutes")) == left
