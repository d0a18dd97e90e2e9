"""Moderators ask back, hold what they are about to decide, and see on the card what came of it."""

import pytest

from bot.features.moderation.texts import card as card_texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts import queue as queue_texts
from tests.conftest import Stage
from tests.stage.queue import answer_card, cards, heard, now, press, send_in

MISTYPED = "svaret: Lägg ett nät över sandlådan."


@pytest.mark.parametrize("kind", ["question", "report"])
@pytest.mark.parametrize("pressed", [True, False])
async def test_a_question_goes_back_to_whoever_asked(desk: Stage, kind: str, pressed: bool) -> None:
    """After Fråga tillbaka, or with "fråga:" before it, it closes nothing, and the member's answer comes back."""
    entry = desk.services.library.knowledge.entries[0].id if kind == "report" else None
    item = await send_in(desk, "Vem äger bygdegården?", "report" if kind == "report" else "question", entry_id=entry)
    if pressed:
        await press(desk, desk.village.officer, "Fråga tillbaka")
    said = await answer_card(desk, desk.village.officer, "I vilken by?" if pressed else "fråga: I vilken by?")
    assert said == decisions_texts.QUESTION_SENT
    assert (await now(desk, item)).status == "returned"
    assert "I vilken by?" in heard(desk)
    await desk.press(desk.simulator.sent(desk.private)[-1], "Svara moderatorerna")
    await desk.say("I Åsby.")
    await desk.say("skicka")
    assert (await now(desk, item)).status == "waiting"
    assert "I Åsby." in cards(desk)[-1].text


async def test_an_answer_is_still_an_answer(desk: Stage) -> None:
    """Whoever turned back from Fråga tillbaka answers the asker with the next reply."""
    item = await send_in(desk, "Vem äger bygdegården?", "question")
    for button in ("Fråga tillbaka", "Tillbaka"):
        await press(desk, desk.village.officer, button)
    assert await answer_card(desk, desk.village.officer, "Byalaget.") == decisions_texts.QUESTION_ANSWERED
    assert (await now(desk, item)).status == "answered"


async def test_answering_opens_the_composer(desk: Stage) -> None:
    """Whoever pressed Svara writes at once, and the words go to whoever asked."""
    item = await send_in(desk, "Vem äger bygdegården?", "question")
    await press(desk, desk.village.officer, "Svara")
    asked = desk.simulator.sent(desk.village.moderators)[-1]
    assert asked.text.endswith(decisions_texts.ANSWER_HOW)
    group, officer = desk.village.moderators, desk.village.officer
    assert group.keyboards[officer.id]["force_reply"] is True
    desk.simulator.people.send_text(group, officer, "Byalaget.", reply_to=asked)
    await desk.settled()
    assert (await now(desk, item)).status == "answered"
    assert "Byalaget." in heard(desk)


async def test_the_card_shows_the_last_exchange(desk: Stage) -> None:
    """What was asked and that no answer has come, then the answer; an undone question is not there."""
    await send_in(desk)
    for undone, question in ((True, "Vad kostade den?"), (False, "Var i Åsby?")):
        await press(desk, desk.village.officer, "Fråga tillbaka")
        await answer_card(desk, desk.village.officer, question)
        assert f"Ni frågade: {question}" in cards(desk)[0].text
        assert card_texts.NO_REPLY in cards(desk)[0].text
        if undone:
            await press(desk, desk.village.officer, "Ångra")
            assert question not in cards(desk)[0].text
    await desk.press(desk.simulator.sent(desk.private)[-1], "Svara moderatorerna")
    await desk.say("Vid <badplatsen>.")
    await desk.say("skicka")
    assert cards(desk)[-1].text.startswith("Tips nr")
    assert "Ni frågade: Var i Åsby?\nSvar: Vid <badplatsen>." in cards(desk)[-1].text
    assert card_texts.NO_REPLY not in cards(desk)[-1].text
    assert cards(desk)[0].text.endswith("kortet finns längre ner.")


@pytest.mark.parametrize("words", [MISTYPED, "Lägg ett nät över sandlådan."])
@pytest.mark.parametrize("kind", ["tip", "report"])
async def test_while_mending_nothing_reaches_the_member_by_mistake(desk: Stage, kind: str, words: str) -> None:
    """A label mistyped, or none: nothing is sent or changed, and whoever wrote it still holds the item."""
    entry = desk.services.library.knowledge.entries[0].id if kind == "report" else None
    item = await send_in(desk, kind="report" if kind == "report" else "tip", entry_id=entry)
    await press(desk, desk.village.officer, "Ändra")
    before = await now(desk, item)
    said = await answer_card(desk, desk.village.officer, words)
    assert ("Menade du svar:?" in said) is (MISTYPED in words)
    assert "Inget är" in said
    assert await now(desk, item) == before
    assert before.claimed_by == desk.village.officer.id
    assert (await answer_card(desk, desk.village.officer, "svar: Ett nät.")).startswith(decisions_texts.MENDED)


async def test_beside_a_mistyped_line_the_others_are_taken(desk: Stage) -> None:
    """Only the one that was wrong has to be sent again."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Ändra")
    said = await answer_card(desk, desk.village.officer, f"titel: Sandlådan\n{MISTYPED}")
    assert said.endswith(decisions_texts.ONLY_THIS)
    mended = (await now(desk, item)).proposal
    assert mended is not None
    assert (mended.title, "sandlådan" in mended.answer) == ("Sandlådan", False)


@pytest.mark.parametrize("kind", ["tip", "report"])
async def test_one_line_is_mended_alone(desk: Stage, kind: str) -> None:
    """A button opens a reply, and what is typed there, colon or not, is that line; no other is touched."""
    entry = desk.services.library.knowledge.entries[0].id if kind == "report" else None
    item = await send_in(desk, kind="report" if kind == "report" else "tip", entry_id=entry)
    for button in ("Ändra", "Titel"):
        await press(desk, desk.village.officer, button)
    opened = cards(desk)[-1]
    assert opened.text.endswith(decisions_texts.WRITE_LINE["titel"])
    desk.simulator.people.send_text(desk.village.moderators, desk.village.officer, "Glass: på hjul", reply_to=opened)
    await desk.settled()
    mended = (await now(desk, item)).proposal
    assert mended is not None
    assert (mended.title, "hjul" in mended.answer) == ("Glass: på hjul", kind == "tip")


@pytest.mark.parametrize("button", ["Godkänn", "Slå ihop"])
async def test_an_open_page_holds_the_item(desk: Stage, button: str) -> None:
    """Another moderator's press is refused and told who has it; turned back, it is free."""
    await send_in(desk)
    decline = next(each["callback_data"] for each in cards(desk)[0].buttons if each["text"] == "Avslå")
    await press(desk, desk.village.organiser, button)
    page = cards(desk)[0].text
    query = desk.simulator.people.forge_press(desk.village.officer, cards(desk)[0], decline)
    await desk.settled()
    assert "Birgitta har hand om det" in str(desk.simulator.people.answer_to(query))
    assert cards(desk)[0].text == page
    await press(desk, desk.village.organiser, "Tillbaka")
    await press(desk, desk.village.officer, "Avslå")
    assert "Varför ska det avslås?" in cards(desk)[0].text


async def test_the_history_does_not_name_what_the_program_notes(desk: Stage) -> None:
    """Who took an item in hand stands there, in Swedish only."""
    item = await send_in(desk)
    await press(desk, desk.village.officer, "Fråga tillbaka")
    [told] = await desk.say(f"/historik {item.id}", desk.village.moderators, desk.village.officer)
    assert "Johan tog hand om" in told.text
    assert "send_back" not in told.text


async def test_next_goes_by_what_somebody_holds(desk: Stage) -> None:
    """What nobody has in hand comes first, also after the last; what is held comes when nothing else waits."""
    held = await send_in(desk)
    free = await send_in(desk, "Ett annat tips om en bastu på en flotte.")
    await press(desk, desk.village.organiser, "Ändra")
    for _ in range(2):
        [card] = await desk.say("/nasta", desk.village.moderators, desk.village.officer)
        assert card.text.startswith(f"Tips nr {free.id}")
        [card] = await desk.press(card, decisions_texts.NEXT, desk.village.officer)
        assert card.text.startswith(f"Tips nr {free.id}")
    await press(desk, desk.village.officer, "Avslå", card)
    await press(desk, desk.village.officer, "Är reklam", card)
    [card] = await desk.say("/nasta", desk.village.moderators, desk.village.officer)
    assert card.text.startswith(f"Tips nr {held.id}")
    assert "Birgitta har hand om det" in card.text
    assert queue_texts.EMPTY_QUEUE not in card.text


async def test_a_question_goes_back_and_names_are_hidden(desk: Stage) -> None:
    """After Fråga tillbaka a reply to the card reaches the author without the moderator's name."""
    item = await send_in(desk)
    assert await answer_card(desk, desk.village.officer, "Vad tycker du?") == decisions_texts.CLAIM_FIRST
    await press(desk, desk.village.officer, "Fråga tillbaka")
    assert await answer_card(desk, desk.village.officer, "Var i Åsby?") == decisions_texts.QUESTION_SENT
    assert (await now(desk, item)).status == "returned"
    assert "Var i Åsby?" in heard(desk)
    assert "Johan" not in heard(desk)


async def test_a_reply_to_an_askers_card_is_relayed(desk: Stage) -> None:
    """The asker gets the answer, the card shows who gave it."""
    item = await send_in(desk, "Vem äger bygdegården?", "question")
    assert await answer_card(desk, desk.village.officer, "Byalaget <gör> det.") == decisions_texts.QUESTION_ANSWERED
    assert (await now(desk, item)).status == "answered"
    assert "Byalaget <gör> det." in heard(desk)
    assert "Besvarat" in cards(desk)[0].text
    assert "hann före" in await answer_card(desk, desk.village.organiser, "Kommunen.")


async def test_own_words_decline_too(desk: Stage) -> None:
    """A reply "avslå: …" declines with the moderator's words."""
    item = await send_in(desk)
    assert await answer_card(desk, desk.village.officer, "Avslå: Kiosken är såld.") == decisions_texts.DECLINED_SENT
    assert (await now(desk, item)).status == "declined"
    assert "Kiosken är såld." in heard(desk)


@pytest.mark.parametrize(("button", "words"), [("Fråga tillbaka", "Var i Åsby?"), ("Ändra", "titel: Glasspucken")])
async def test_the_composer_opens_as_a_reply_for_whoever_pressed(desk: Stage, button: str, words: str) -> None:
    """What they write there is taken like a reply to the card; nobody else's composer opens."""
    item = await send_in(desk)
    officer, chat = desk.village.officer, desk.village.moderators
    await press(desk, officer, button)
    asked = cards(desk)[-1]
    opened = {user: wish["message_id"] for user, wish in chat.keyboards.items() if wish.get("force_reply")}
    assert opened[officer.id] == asked.id
    assert desk.village.organiser.id not in opened
    desk.simulator.people.send_text(chat, officer, words, reply_to=asked)
    await desk.settled()
    taken = await now(desk, item)
    if button == "Ändra":
        assert cards(desk)[-1].text.startswith(decisions_texts.MENDED)
        assert taken.action == "edit"
    else:
        assert cards(desk)[-1].text == decisions_texts.QUESTION_SENT
        assert taken.status == "returned"
        assert words in heard(desk)
