"""Nobody asks too fast for long."""

from hypothesis import given
from hypothesis import strategies as st

from bot.features.asking.pace import Pace

ANNA, BERIT = 11, 12


def test_twenty_questions_a_minute_are_allowed_and_the_next_is_not() -> None:
    """The limit holds for one member, and another is not touched by it."""
    pace = Pace()
    assert [pace.allows(ANNA, 100.0 + number) for number in range(21)] == [True] * 20 + [False]
    assert pace.allows(BERIT, 120.0)


def test_a_refused_question_does_not_count() -> None:
    """Whoever waits a minute after the first question may ask again, however often they tried."""
    pace = Pace(most=2)
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
    pace = Pace()
    for user_id in range(1_000):
        pace.allows(user_id, 0.0)
    assert len(pace) == 1_000
    pace.allows(ANNA, 61.0)
    assert len(pace) == 1


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 30)), max_size=80))
def test_no_window_holds_more_than_the_limit(steps: list[tuple[int, float]]) -> None:
    """However questions come, any 60 seconds hold at most three of one member's that were allowed."""
    pace, at, allowed = Pace(most=3), 0.0, list[tuple[int, float]]()
    for user_id, pause in steps:
        at += pause
        if pace.allows(user_id, at):
            allowed.append((user_id, at))
    for user_id, start in allowed:
        assert sum(user_id == other and start <= moment < start + 60 for other, moment in allowed) <= 3
