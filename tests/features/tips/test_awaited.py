"""When the bot has asked, the next words are the answer, though no button has been pressed."""

from datetime import timedelta

import pytest

from bot.chat import asides, prompts
from bot.features.moderation.rules import SendBack
from bot.features.moderation.store import queue
from bot.features.tips import store as tips_store
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.tips import SHARING, aged, decided, items, labels, sent, typed


async def asked_back(stage: Stage) -> int:
    """The moderators have asked Anna something about her tip; the tip's number."""
    item = await sent(stage)
    await decided(stage, item, SendBack("Vilken by är det?"))
    return item.id


async def test_what_is_written_after_the_moderators_question_is_the_answer(stage: Stage) -> None:
    """The next day's morning too; what was understood is said before anything is sent."""
    number = await asked_back(stage)
    page = await typed(stage, "Åsby")
    assert page.text.startswith(dialogue_texts.TAKEN_AS_REPLY)
    assert labels(page)[-1] == dialogue_texts.NO_ANSWER
    await stage.press(page, dialogue_texts.SEND)
    assert (await items(stage))[0].status == "waiting"
    assert (await queue.history(stage.services.database, number))[-1].note == "Åsby"


async def test_an_answer_in_two_messages_is_sent_whole(stage: Stage) -> None:
    """The second comes to the first; a while later words at the preview are the text instead."""
    number = await asked_back(stage)
    await typed(stage, "nä en liten")
    assert dialogue_texts.ADDED in (await typed(stage, "till potatis")).text
    await typed(stage, "skicka")
    assert (await queue.history(stage.services.database, number))[-1].note == "nä en liten\ntill potatis"


async def test_words_at_the_preview_later_are_the_text_instead(stage: Stage) -> None:
    """Whoever has looked at it writes it anew."""
    number = await asked_back(stage)
    await typed(stage, "nä en liten")
    await aged(stage, 0.01)
    await typed(stage, "en stor", "skicka")
    assert (await queue.history(stage.services.database, number))[-1].note == "en stor"


async def test_the_moderators_question_waits_longer_than_an_hour(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice comes at any hour; after a day the words are no answer any more."""
    await asked_back(stage)
    for hours, waits in ((20, True), (25, False)):
        with monkeypatch.context() as patch:
            patch.setattr(prompts, "now", lambda hours=hours: now() + timedelta(hours=hours))
            assert (await prompts.waiting(stage.services.database, stage.anna.id) is not None) is waits


async def test_a_question_in_between_is_answered_and_the_answer_still_awaited(stage: Stage) -> None:
    """With the way to answer the moderators under it."""
    await asked_back(stage)
    page = await typed(stage, SHARING)
    assert page.text.startswith("En app för samåkning")
    assert dialogue_texts.REPLY in labels(page)
    assert (await typed(stage, "Åsby")).text.startswith(dialogue_texts.TAKEN_AS_REPLY)


@pytest.mark.parametrize("button", [dialogue_texts.NO_ANSWER, dialogue_texts.CANCEL])
async def test_what_was_no_answer_is_asked_or_left(stage: Stage, button: str) -> None:
    """Nothing reaches the moderators."""
    await asked_back(stage)
    page = await typed(stage, "Vi funderar på samåkning")
    assert page.text.startswith(dialogue_texts.TAKEN_AS_REPLY)
    await stage.press(page, button)
    shown = stage.now(page).text
    assert ("samåkning" in shown) is (button == dialogue_texts.NO_ANSWER)
    assert await tips_store.current(stage.services.database, stage.anna.id) is None
    assert (await items(stage))[0].status == "returned"


@pytest.mark.parametrize(
    ("words", "taken"), [("nej", True), ("tack", False), ("hej", False), ("mamma svarar inte", False)]
)
async def test_thanks_and_cries_for_help_are_no_answers(stage: Stage, words: str, taken: bool) -> None:
    """A no is one; what the moderators asked is awaited all the same."""
    await asked_back(stage)
    assert (await typed(stage, words)).text.startswith(dialogue_texts.TAKEN_AS_REPLY) is taken
    if not taken:
        assert (await typed(stage, "Åsby")).text.startswith(dialogue_texts.TAKEN_AS_REPLY)


async def test_a_tip_being_written_is_not_taken_for_the_answer(stage: Stage) -> None:
    """The notice comes in the middle of it."""
    item = await sent(stage)
    await typed(stage, "/tips")
    await decided(stage, item, SendBack("Vilken by är det?"))
    await typed(stage, "Vi odlar potatis tillsammans vid kyrkan")
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.kind == "tip"


@pytest.mark.parametrize(
    ("words", "content", "sure", "expected"),
    [
        ("Hur får vi fiber?", ["fiber"], False, True),
        ("Menar ni vår bystuga?", ["bystuga"], False, False),
        ("Menar ni oss?", [], False, False),
        ("hur får vi fiber", ["fiber"], True, True),
        ("Vi behöver fiber", ["fiber"], True, False),
        ("hur som helst i bystugan", ["helst"], False, False),
    ],
)
def test_only_a_clear_question_is_one(words: str, content: list[str], sure: bool, expected: bool) -> None:
    """It asks something else than it was asked about, or has an answer of its own."""
    assert asides.is_question(words, ["bystuga"], content, sure=sure) is expected
