"""An answer that somebody has waited for comes by itself, perhaps in the middle of something."""

import pytest

from bot.features.answers import texts as answers_texts
from bot.features.roles import store as roles_store
from bot.features.tips.texts import dialogue as dialogue_texts
from tests.conftest import Stage
from tests.stage.waiting import answers, approve, wait


@pytest.fixture
async def desk(stage: Stage) -> Stage:
    """The village with its moderators' chat bound; Nils and Samira have started the bot too."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    for user in (stage.village.farmer, stage.village.volunteer):
        stage.simulator.people.start(user)
    await stage.settled()
    return stage


async def test_what_is_typed_then_is_about_the_answer(desk: Stage) -> None:
    """As under any answer."""
    await wait(desk)
    await approve(desk)
    assert len(answers(desk)) == 1
    assert [said.text for said in await desk.say("bra")] == [answers_texts.THANKS_GOOD]


async def test_but_not_in_the_middle_of_a_tip(desk: Stage) -> None:
    """What is written there belongs to the tip."""
    await wait(desk)
    await desk.say("/tips")
    await approve(desk)
    assert len(answers(desk)) == 1
    assert [said.text for said in await desk.say("bra")] == [dialogue_texts.problem("no_words", 0)]
