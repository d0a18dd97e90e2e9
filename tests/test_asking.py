"""Members ask: what they get, however they ask."""

from tests.conftest import Stage


async def test_a_question_in_private_chat_gets_its_entry_with_source(stage: Stage) -> None:
    """The main path: the right entry, where it comes from, and buttons."""
    [answer] = await stage.say("hur ordnar vi samåkning")
    assert answer.text.startswith("En app för samåkning")
    assert "6 november 2018" in answer.text
