"""A question in the midst of a tip is no part of it; where it may be, the member says which was meant."""

import pytest

from bot.features.tips import store as tips_store
from bot.features.tips.texts import dialogue as texts
from bot.features.tips.values import Step
from tests.conftest import Stage
from tests.stage.tips import SHARING, TIP, labels, typed

ASKED = f"{SHARING}?"
ANSWER = "En app för samåkning"


@pytest.mark.parametrize(("said", "step"), [((TIP,), "place"), ((TIP, "Åsby", "1"), "signature")])
async def test_a_question_at_a_step_is_answered_and_the_tip_goes_on(
    stage: Stage, said: tuple[str, ...], step: Step
) -> None:
    """Which was meant is asked; what the step asks for is still open, and everything before it is kept."""
    await typed(stage, "/tips", *said)
    which = await typed(stage, ASKED)
    assert which.text == texts.which(step)
    [again] = await stage.press(which, texts.IS_QUESTION)
    assert stage.now(which).text.startswith(ANSWER)
    assert again.text.startswith((texts.PLACE if step == "place" else texts.SIGNATURE).partition("</b>")[0][3:])
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert (draft.text, draft.step, getattr(draft, step)) == (TIP, step, None)


async def test_what_looks_like_a_question_may_be_what_the_step_asks_for(stage: Stage) -> None:
    """One press, or a word."""
    await typed(stage, "/tips", TIP)
    which = await typed(stage, "Var ligger Kvarnbacken i Åsby?")
    assert labels(which)[:2] == [texts.IS_QUESTION, texts.is_part("place")]
    assert "Vilket tema" in (await typed(stage, "tips")).text
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.place == "Var ligger Kvarnbacken i Åsby?"


async def test_another_answer_takes_the_place_of_what_was_wondered_at(stage: Stage) -> None:
    """Nobody has to press anything."""
    await typed(stage, "/tips", TIP, ASKED)
    assert "Vilket tema" in (await typed(stage, "Åsby")).text
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.place == "Åsby"


async def test_a_question_instead_of_a_tip_is_a_question(stage: Stage) -> None:
    """ "Det var en fråga" is enough; nothing is left of the tip."""
    await typed(stage, "/tips")
    assert (await typed(stage, ASKED)).text == texts.which("text")
    assert (await typed(stage, "nej det var en fråga")).text.startswith(ANSWER)
    assert await tips_store.current(stage.services.database, stage.anna.id) is None


async def test_where_no_words_are_asked_for_a_question_is_answered_at_once(stage: Stage) -> None:
    """At the themes and at the photo, with the way back."""
    await typed(stage, "/tips", TIP, "Åsby")
    for words in ((), ("1", "anonym")):
        if words:
            await typed(stage, *words)
        answer = await typed(stage, ASKED)
        assert answer.text.startswith(ANSWER)
        assert texts.CONTINUE in labels(answer)


@pytest.mark.parametrize("words", ["Åsby?", "Åsby, tror jag", "vid skolan i Åsby", "vet inte riktigt"])
async def test_an_answer_is_no_question(stage: Stage, words: str) -> None:
    """Though it is unsure."""
    await typed(stage, "/tips", TIP)
    assert "Vilket tema" in (await typed(stage, words)).text
