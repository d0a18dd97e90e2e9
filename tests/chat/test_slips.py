"""What members get when they slip: a button's words without the button, a text too long, a draft whose item is gone."""

import pytest

from bot.features.asking import texts as asking_texts
from bot.features.moderation.rules import Approve, Edit, SendBack
from bot.features.moderation.store import queue
from bot.features.moderation.values import Proposal
from bot.features.tips import store as tips_store
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.unanswered.store import questions
from bot.simulator.model import Message
from tests.conftest import Stage
from tests.stage.tips import SHARING, TIP, aged, at_preview, decided, items, labels, sent, typed

PLACE, PREVIEW, PHOTO = "Var är det?", "Titta igenom det", "Skicka en bild"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (asking_texts.WAIT, "Ställ först din fråga"),
        ("Rapportera fel.", "Sök först fram svaret"),
        ("Ångra", "inget att ångra"),
        ("avbryt", "inget att avbryta"),
        ("Dra tillbaka", "”Dra tillbaka” gäller inte just nu"),
    ],
)
async def test_a_buttons_words_without_the_button_are_no_question(stage: Stage, words: str, said: str) -> None:
    """They are explained in one sentence, and the log of questions stays empty."""
    assert said in (await typed(stage, words)).text
    assert await questions.latest(stage.database, 5) == []


async def test_a_resting_tip_is_offered_again_under_words_without_a_button(stage: Stage) -> None:
    """Who writes "avbryt" the day after sees the way back to the tip, and cancels it there."""
    await typed(stage, "/tips", TIP)
    await aged(stage, hours=20)
    await typed(stage, SHARING)
    page = await typed(stage, "avbryt")
    assert labels(page) == [dialogue_texts.CONTINUE]
    assert (await typed(stage, "fortsätt", "avbryt")).text == dialogue_texts.CANCELLED


async def test_the_steps_words_work_after_a_command_in_between(stage: Stage) -> None:
    """/mina in the middle of a tip takes neither "nej" nor "avbryt" away from the step."""
    await typed(stage, "/tips", TIP, "hoppa över", "1", "anonym", "/mina")
    assert PREVIEW in (await typed(stage, "nej")).text
    assert (await typed(stage, "/mina", "avbryt")).text == dialogue_texts.CANCELLED


async def test_mina_tells_of_what_is_half_written(stage: Stage) -> None:
    """Nothing is sent yet, and the list says so and leads back to the tip."""
    await typed(stage, "/tips", TIP)
    page = await typed(stage, "/mina")
    assert dialogue_texts.HALF_WRITTEN in page.text
    assert labels(page)[-1] == dialogue_texts.CONTINUE
    assert PLACE in (await typed(stage, "fortsätt")).text


async def test_an_answer_that_can_no_longer_be_sent_is_given_back(stage: Stage) -> None:
    """The tip was decided while its author wrote to the moderators: the words can be copied, and nothing is stuck."""
    item = await sent(stage)
    await decided(stage, item, SendBack("Vilken by är det?"))
    await typed(stage, "svara moderatorerna", "Det är i Åsby")
    [returned] = await items(stage)
    await decided(stage, returned, Approve(Proposal("Cyklar", TIP, "mat"), "cyklar-i-bystugan"))
    [why, words] = await stage.say("skicka")
    assert why.text == dialogue_texts.CLOSED
    assert words.text == "Det är i Åsby"
    assert await tips_store.current(stage.database, stage.anna.id) is None
    assert (await typed(stage, SHARING)).text.startswith("En app för samåkning")


async def test_an_answer_is_sent_again_when_its_item_has_changed_meanwhile(stage: Stage) -> None:
    """A moderator mended the wording while the author wrote: the author is told, and the second "skicka" arrives."""
    item = await sent(stage)
    await decided(stage, item, SendBack("Vilken by är det?"))
    await typed(stage, "svara moderatorerna", "Det är i Åsby")
    [returned] = await items(stage)
    await decided(stage, returned, Edit(Proposal("Cyklar", TIP, "mat")))
    [why, preview] = await stage.say("skicka")
    assert why.text == dialogue_texts.LOOK_AGAIN
    assert "Det är i Åsby" in preview.text
    assert "Tack" in (await typed(stage, "skicka")).text
    assert (await queue.history(stage.database, item.id))[-1].note == "Det är i Åsby"


async def test_what_is_written_straight_after_change_is_the_new_text(stage: Stage) -> None:
    """/mina, Ändra, and the new words at once: the preview has them, and they are what is sent."""
    await sent(stage)
    page = await typed(stage, "/mina", "1", "ändra")
    assert page.text.startswith("Vad vill du ändra?")
    changed = f"{TIP}, alla är välkomna"
    assert changed in (await typed(stage, changed)).text
    await stage.say("skicka")
    assert (await items(stage))[0].content.text == changed


async def test_a_part_is_chosen_straight_after_change(stage: Stage) -> None:
    """The place is two presses away, and what was not changed stays."""
    await sent(stage)
    page = await typed(stage, "/mina", "1", "ändra")
    await stage.press(page, "Platsen")
    assert "Plats: Långbo" in (await typed(stage, "Långbo")).text
    await typed(stage, "ändra", "klar", "skicka")
    [item] = await items(stage)
    assert (item.content.text, item.content.place) == (TIP, "Långbo")


@pytest.mark.parametrize("opening", [["/tips"], []])
async def test_the_tail_of_a_text_too_long_is_not_taken_as_the_whole(stage: Stage, opening: list[str]) -> None:
    """Telegram makes two messages of 4,500 letters: the first is refused, the second is its end and no tip."""
    text = f"{TIP} " * 110
    for each in opening:
        await stage.say(each)
    pieces = [text[:4_000] if opening else f"/tips {text[:4_000]}", text[4_000:]]
    before = len(stage.simulator.sent(stage.private))
    for piece in pieces:
        stage.simulator.people.send_text(stage.private, stage.anna, piece)
    await stage.settled()
    said = stage.simulator.sent(stage.private)[before:]
    assert [each.text.startswith("Det var lite för långt") for each in said] == [True]
    await stage.after(stage.simulator.people.edit_text(stage.last_from(stage.private, stage.anna), text[4_001:]))
    await wait_a_little(stage)
    assert PLACE in (await typed(stage, TIP)).text


async def wait_a_little(stage: Stage) -> None:
    """Anna reads that it was too long and writes anew, which nobody does in two seconds."""
    ahead = stage.simulator.world.clock() + 3
    stage.simulator.world.clock = lambda: ahead


async def test_a_mistyped_personal_number_is_pointed_out(stage: Stage) -> None:
    """Clumsy thumbs miss the check digit; the preview says what it looks like, not what it is."""
    preview = await at_preview(stage, f"{TIP}. Fråga efter 19500101-1234")
    assert "ser ut som ett personnummer: 19500101-1234" in preview.text


async def test_whoever_sends_a_photo_knows_who_sees_it(stage: Stage) -> None:
    """The question for a photo and the look at the tip say that only the moderators see it."""
    asked = await typed(stage, "/tips", TIP, "hoppa över", "1", "anonym")
    assert PHOTO in asked.text
    assert "bara moderatorerna" in asked.text.casefold()
    await stage.after(stage.simulator.people.send_photo(stage.private, stage.anna))
    preview: Message = await typed(stage, "Cyklar på rad")
    assert "Cyklar på rad (bara moderatorerna ser bilden)" in preview.text
    assert "bilden" not in (await at_preview(stage)).text
