"""A person is near: under every page, by words and by a command."""

import pytest

from bot.chat import texts as chat_texts
from bot.features.asking import texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.tips import store as tips_store
from bot.simulator.model import Message
from tests.conftest import Stage
from tests.stage.whose import WHOSE

SHARING = "hur ordnar vi samåkning"


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


async def test_a_person_is_one_tap_away_under_everything(stage: Stage) -> None:
    """An answer, a choice, and a no."""
    for question in (SHARING, await stage.asked_with("suggestions"), "qwerty zxcvb"):
        [page] = await stage.say(question)
        assert chat_texts.HUMAN in labels(page)


@pytest.mark.parametrize("words", ["jag vill prata med någon", "vem kan jag ringa?", "/manniska", "Fråga en människa"])
async def test_a_wish_for_a_person_opens_the_question_to_one(stage: Stage, words: str) -> None:
    """With no question before, it is asked for."""
    await stage.say(words)
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert (draft.kind, draft.text) == ("question", "")


async def test_after_a_question_that_is_what_the_person_is_asked(stage: Stage) -> None:
    """And what is typed while "skicka" is awaited is the new wording."""
    await stage.say(SHARING)
    [preview] = await stage.say("jag vill prata med någon")
    assert SHARING in preview.text
    [again] = await stage.say("Hur ordnar man samåkning till lasarettet på helger")
    assert "till lasarettet på helger" in again.text
    await stage.say("skicka")
    [item] = await stage.services.database.rows("SELECT text FROM items")
    assert item["text"] == "Hur ordnar man samåkning till lasarettet på helger"


async def test_a_cry_for_help_is_never_taken_for_an_answer_to_a_step(stage: Stage) -> None:
    """Whatever somebody is in the middle of writing."""
    await stage.say("/tips")
    [alarm] = await stage.say("hjälp det brinner i ladan")
    assert "112" in alarm.text


async def test_in_a_group_the_way_to_a_person_leads_to_private_chat(stage: Stage) -> None:
    """Where the link opens the question."""
    [line] = await stage.say("@landsbygdsbot jag vill prata med en människa", stage.village.association)
    assert line.text == texts.PERSON_IN_GROUP
    assert line.buttons[0]["url"].endswith("?start=manniska")
    await stage.say("/start manniska")
    assert await tips_store.current(stage.services.database, stage.anna.id) is not None


async def test_the_next_meeting_is_told_by_whoever_has_them(stage: Stage) -> None:
    """And what goes on with it is about meetings too."""
    for words in ("när är nästa träff", "och efter det?"):
        [told] = await stage.say(words)
        assert told.text == meeting_texts.none_coming(None, WHOSE).replace(
            "än.", "än. Senast var tisdag 6 november 2018."
        )
