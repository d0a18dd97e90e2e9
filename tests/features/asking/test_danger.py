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


@pytest.mark.parametrize("cry", ["jag orkar inte leva längre", "jag vill inte leva längre", "JAG ORKAR INTE LEVA"])
def test_who_does_not_want_to_live_is_told_whom_to_talk_to(cry: str) -> None:
    """Not the number alone, though it is a cry like others."""
    reply = MATCHER.match(cry).reply
    assert reply is not None
    assert "112" in reply.answer
    assert "90101" in reply.answer
