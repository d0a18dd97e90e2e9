"""Several questions in one message are all heard."""

import pytest

from bot.features.asking import texts
from bot.features.unanswered.store import questions
from bot.simulator.model import Message
from tests.conftest import Stage

TITLE = "En app för samåkning"
BOTH = "hur ordnar vi samåkning och vad är en reko-ring?"
OTHER = texts.other("vad är en reko-ring?")


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def test_one_is_answered_and_the_other_is_a_press_away(stage: Stage) -> None:
    """The answer says to which; the other comes in a message of its own, and the next words are about it."""
    [first] = await stage.say(BOTH)
    assert first.text.startswith(f"{texts.SEVERAL}\n\n{TITLE}")
    assert labels(first)[0] == OTHER
    [second] = await stage.press(first, OTHER)
    assert second.text.startswith("REKO-ringar")
    [more] = await stage.say("mer")
    assert more.text.startswith("Om ”REKO-ringar")
    assert stage.now(first).text == first.text


@pytest.mark.parametrize(
    "words", ["vem ordnar bastun? hur ordnar vi samåkning?", "vem ordnar bastun\nhur ordnar vi samåkning"]
)
async def test_what_has_an_answer_goes_first(stage: Stage, words: str) -> None:
    """And what has none is in the log, whether or not it is asked for again."""
    [first] = await stage.say(words)
    assert TITLE in first.text
    assert labels(first)[0].startswith(texts.other("vem ordnar bastun"))
    assert len(await questions.latest(stage.services.database, 5)) == 2
    [second] = await stage.say("nästa")
    assert second.text.startswith("Jag hittar inget säkert svar.")
    [who] = await stage.say("vem gör det")
    assert TITLE not in who.text


async def test_suggestions_for_one_go_before_nothing_for_both(stage: Stage) -> None:
    """Where neither has a sure answer."""
    [first] = await stage.say("hur e det me bredband?\nvem ordnar bastun")
    assert first.text.startswith(f"{texts.SEVERAL}\n\nMenade du …?")
    assert labels(first)[0] == texts.other("vem ordnar bastun")


async def test_an_afterthought_is_part_of_its_question(stage: Stage) -> None:
    """What it costs is no question of its own: the answer that there is, under a line on what it lacks."""
    for words in ("hur ordnar vi samåkning? vad kostar det?", "hur ordnar vi samåkning och vad kostar det"):
        [answer] = await stage.say(words)
        assert answer.text.startswith(f"Vad det kostar vet jag inte.\n\n{TITLE}")


async def test_whatever_else_is_asked_of_the_same_is_told_to_be_lacking(stage: Stage) -> None:
    """All of it, also a place; what lacks no kind of answer is no reason to lose the answer."""
    for words, line in (
        (
            "hur ordnar vi samåkning? vad kostar det? vem gör det?",
            "Vad det kostar vet jag inte. Vem som gör det vet jag inte.\n\n",
        ),
        ("hur ordnar vi samåkning? och i Norrbotten?", "Hur det är i Norrbotten vet jag inte.\n\n"),
        ("hur ordnar vi samåkning? hur gör man sen?", ""),
    ):
        [answer] = await stage.say(words)
        assert answer.text.startswith(f"{line}{TITLE}")


@pytest.mark.parametrize(
    ("other", "said"),
    [("sparar ni det jag skriver?", "/integritet"), ("när är nästa träff?", "nästa nätverksträff")],
)
async def test_what_no_entry_answers_is_answered_too(stage: Stage, other: str, said: str) -> None:
    """Of the bot and of meetings, as when it is asked alone."""
    [first] = await stage.say(f"{other} hur ordnar vi samåkning?")
    [second] = await stage.press(first, texts.other(other))
    assert said in second.text


@pytest.mark.parametrize(
    "words", ["Jag orkar inte leva. Hur ordnar vi samåkning?", "hur får vi fiber? jag orkar inte leva"]
)
async def test_a_cry_for_help_beside_a_question_is_heard(stage: Stage, words: str) -> None:
    """And nothing else is answered."""
    [said] = await stage.say(words)
    assert "90101" in said.text
    assert TITLE not in said.text


async def test_a_group_gets_one_answer_and_links_to_the_rest(stage: Stage) -> None:
    """In one short message."""
    [first] = await stage.say(f"/fraga {BOTH}", stage.village.association)
    assert TITLE in first.text
    assert labels(first)[0] == OTHER
    link = first.buttons[0]["url"].partition("?start=")[2]
    said = await stage.say(f"/start {link}")
    assert said[-1].text.startswith("REKO-ringar")
    [more] = await stage.say("mer")
    assert more.text.startswith("Om ”REKO-ringar")


async def test_a_meeting_is_asked_for_in_a_group_too(stage: Stage) -> None:
    """Anybody may press that; the answer stays."""
    [first] = await stage.say("/fraga när är nästa träff? hur ordnar vi samåkning", stage.village.association)
    assert TITLE in first.text
    [second] = await stage.press(first, texts.other("när är nästa träff?"))
    assert "nästa nätverksträff" in second.text
    assert stage.now(first).text == first.text
