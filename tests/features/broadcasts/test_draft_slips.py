"""What goes amiss while a broadcast is made or approved: late presses, words out of turn, long texts, edits."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import texts as chat_texts
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.texts import draft as draft_texts
from bot.features.broadcasts.worker import board
from bot.features.broadcasts.worker.board import Board
from bot.features.network.values import Audience
from bot.simulator.model import Message
from tests.stage.organisers import Desk


async def agreed_for_later(desk: Desk) -> Message:
    """Eva has approved what goes tomorrow; her card."""
    page = await desk.press(await desk.draft(), "Ändra tid")
    page = await desk.press(await desk.press(page, "Imorgon kl. 9"), "Klar")
    card = await desk.agree()
    await desk.became("scheduled")
    return card


async def test_what_waits_for_its_time_is_changed_at_the_first_press(desk: Desk) -> None:
    """The program's own step after the approval makes neither the approver's card nor the writer's stale."""
    card = await agreed_for_later(desk)
    assert "Godkänt av Eva" in card.text
    assert "Godkänt av Eva" in desk.last().text
    await desk.press(desk.last(), "Ändra innehåll")
    assert desk.last().text == draft_texts.WRITE_ANEW
    sent_back = await desk.press(card, "Skicka tillbaka", desk.eva)
    assert "Skickat tillbaka av Eva" in sent_back.text
    assert (await desk.latest()).status == "draft"


async def test_who_comes_too_late_hears_of_the_person_not_of_the_program(desk: Desk) -> None:
    """It has been approved, begun and finished since: what Eva did is told, though the program moved last."""
    await desk.press(await desk.draft(), "Be om godkännande")
    old = desk.last(desk.eva)
    found = await desk.latest()
    await desk.press(old, "Godkänn", desk.eva)
    await desk.simulator.until(lambda: "· klart" in desk.last().text)
    desk.simulator.people.forge_press(desk.bo, desk.last(), f"u:d:{found.id}:{found.version}:withdraw")
    await desk.stage.settled()
    assert "Eva hann före: godkänt idag" in desk.last().text
    await Board(desk.stage.bot.application.bot, desk.stage.services).show()  # one that knows of nothing shown before
    assert "Eva hann före: godkänt idag" in desk.last().text


async def test_nobody_is_told_that_they_were_before_themselves(desk: Desk) -> None:
    """Bo presses a button from before his own change."""
    card = await desk.draft()
    found = await desk.latest()
    await desk.press(card, "Ändra innehåll")
    await desk.say("Något nyare")
    desk.simulator.people.forge_press(desk.bo, desk.last(), f"u:d:{found.id}:{found.version}:submit")
    await desk.stage.settled()
    assert "Du har redan gjort något nyare: ändrat idag" in desk.last().text
    assert "Bo hann före" not in desk.last().text


async def test_recipients_can_be_typed_from_beginning_to_end(desk: Desk) -> None:
    """A county by its name on both pages; what is no county is asked for again and is no question."""
    for words in ("/utskick", "nytt", "Soppa på torsdag", "dalarna"):
        await desk.say(words)
    assert "2 grupper: Byalag 1, Byalag 2." in desk.last().text
    await desk.say("hela Sverige kanske")
    assert draft_texts.NOT_RECIPIENTS in desk.last().text
    for words in ("välj län", "Skåne", "dalarna", "klar"):
        await desk.say(words)
    assert "1 grupp: Byalag 3." in desk.last().text
    assert (await desk.latest()).audience == Audience(True, ("skane",))
    await desk.say("tillbaka")
    assert "Be om godkännande" in desk.last().labels
    before = await desk.latest()
    await desk.say("skåne")
    assert await desk.latest() == before


async def test_subscribers_who_are_none_are_seen_to_be_chosen(desk: Desk) -> None:
    """The page and the card say that there are 0."""
    page = await desk.press(await desk.press(await desk.draft(), "Ändra mottagare"), "Prenumeranter")
    assert "Byalag 3. Och 0 prenumeranter." in page.text
    assert "0 prenumeranter" in (await desk.press(page, "Klar")).text


async def test_a_last_time_before_the_start_is_refused_with_its_reason(desk: Desk) -> None:
    """Nothing is changed, and what is written next is the start again."""
    day = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m-%d")
    earlier = (datetime.now(UTC) + timedelta(days=39)).strftime("%Y-%m-%d")
    page = await desk.press(await desk.draft(), "Ändra tid")
    await desk.say(f"{day} kl 23")
    page = await desk.press(desk.last(), "Senast …")
    assert page.text == draft_texts.WRITE_LATEST
    await desk.say(f"{earlier} kl 10")
    assert "kl. 10.00, kommer före starten. Tiden är inte ändrad." in desk.last().text
    assert (await desk.latest()).window.latest is None
    await desk.say(f"{earlier} kl 9")
    window = (await desk.latest()).window
    assert (window.latest, window.earliest is not None and window.earliest.date().isoformat()) == (None, earlier)


async def test_of_a_text_that_came_in_pieces_the_rest_is_no_question(desk: Desk) -> None:
    """What Telegram's app divided: the first piece is taken, that is said, and the others are not answered."""
    await desk.begin()
    people, own = desk.simulator.people, desk.own(desk.bo)
    for piece in ("mat " * 1023, "mat " * 1023, "mat " * 200):
        people.send_text(own, desk.bo, piece)
    await desk.stage.settled()
    assert draft_texts.MAYBE_CUT in desk.last().text
    assert "Vilka ska få det?" in desk.last().text
    content = (await desk.latest()).content
    assert content is not None
    assert len(content.text) > 4000


async def test_an_edit_of_what_was_taken_names_the_way_to_change_it(desk: Desk) -> None:
    """Telegram's own edit changes no broadcast; the sentence says what does."""
    await desk.begin()
    sent = await desk.stage.after(desk.simulator.people.send_text(desk.own(desk.bo), desk.bo, "Kom på tisdg"))
    await desk.stage.after(desk.simulator.people.edit_text(sent, "Kom på tisdag"))
    assert desk.last().text == chat_texts.WORDS_EDITED
    assert card_texts.EDITS["text"] in desk.last().text


async def test_the_cards_of_all_organisers_follow_it_to_the_end(desk: Desk) -> None:
    """Eva approved it, Stina came too late: both read that it is done, and neither can send it back any more."""
    cards = await desk.both_agree()
    await desk.simulator.until(lambda: all("Skickade: 3" in desk.stage.now(card).text for _, card in cards))
    labels = [label for _, card in cards for label in desk.stage.now(card).labels]
    assert "Skicka tillbaka" not in labels
    assert "Mottagare" in labels


async def test_another_page_in_the_place_of_a_card_stays(desk: Desk) -> None:
    """Eva has gone on to the list: the end of the broadcast does not cover it."""
    card = await desk.approved()
    listed = await desk.press(desk.stage.now(card), "Alla utskick", desk.eva)
    await desk.became("finished")
    await desk.simulator.until(lambda: "Skickade: 3" in desk.last().text)
    assert desk.stage.now(listed).text == listed.text


async def test_trying_again_in_vain_can_be_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot still may not write in a group: the card says how often and when that was tried."""
    monkeypatch.setattr(board, "INTERVAL", 0.1)  # a wait of five seconds is as long as the test has
    desk.simulator.rooms.restrict_bot(desk.groups[1])
    await desk.gone_out()
    await desk.simulator.until(lambda: "Misslyckade: 1" in desk.last().text)
    assert "Orsak: jag får inte skriva där (1)." in desk.last().text
    assert "Försökt" not in desk.last().text
    await desk.press(desk.last(), "Försök igen")
    await desk.simulator.until(lambda: "Försökt 2 gånger, senast kl." in desk.last().text)
