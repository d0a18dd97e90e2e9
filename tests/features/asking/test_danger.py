"""Who is in danger gets a number to ring, not a good example, however they write."""

import pytest

from bot.knowledge.directory import load
from bot.matching.matcher import Matcher
from tests.stage.paths import KNOWLEDGE

MATCHER = Matcher(load(KNOWLEDGE))


@pytest.mark.parametrize(
    "cry",
    [
        "det brinner",
        "Hjälp det brinner!!",
        "ring ambulans",
        "jag får ingen luft",
        "nån drunknar",
        "min man slår mig",
        "112",
    ],
)
def test_a_cry_for_help_is_answered_with_112(cry: str) -> None:
    """Also with a slip, and without the encoder."""
    found = MATCHER.match(cry)
    assert found.outcome == "none"
    assert found.reply is not None
    assert "112" in found.reply.answer
