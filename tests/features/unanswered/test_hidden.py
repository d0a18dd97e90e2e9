"""Questions that might give somebody away: read by one moderator alone, and put in other words."""

from bot.features.unanswered import texts as unanswered_texts
from bot.features.unanswered.store import questions
from tests.conftest import Stage
from tests.stage.queue import press
from tests.stage.unanswered import DRONES, HIDDEN, answer, ask, labels, listed


async def test_what_fewer_than_three_have_asked_is_counted_and_not_shown(desk: Stage) -> None:
    """Neither on the list nor on the page where it is cleaned."""
    await ask(desk, DRONES, 1, 2, 3)
    await ask(desk, HIDDEN, 1, 2)
    page = await listed(desk)
    assert f"1. {DRONES}" in page.text
    assert "… och 1 fråga som färre än tre har ställt" in page.text
    await press(desk, desk.village.officer, unanswered_texts.CLEAN, page)
    assert "Rensa frågor" in desk.now(page).text
    assert not [each for each in desk.simulator.sent(desk.village.moderators) if "Eva" in each.text]


async def test_only_the_one_who_presses_reads_a_hidden_question_and_a_reply_cleans_it(desk: Stage) -> None:
    """The notice shows it; the new wording replaces it in the log and can be linked at once."""
    token = await ask(desk, HIDDEN, 1)
    page = await listed(desk)
    await press(desk, desk.village.officer, unanswered_texts.CLEAN, page)
    number = labels(desk, page)[0]
    query = desk.simulator.people.press(desk.village.officer, desk.now(page), number)
    await desk.settled()
    assert desk.simulator.people.answer_to(query) == {"text": HIDDEN, "show_alert": True}
    assert (
        await answer(desk, page, "vem lagar pumpar")
    ).text == "Skriv numret, kolon och en ny lydelse. Till exempel: 7: vem borrar brunn"
    assert "070-174 06 35" in (await answer(desk, page, f"{number}: ring 070-174 06 35 om pump")).text
    cleaned = await answer(desk, page, f"{number}: vem lagar pumpar")
    assert "vem lagar pumpar" in cleaned.text
    assert unanswered_texts.ASK_FOR_TIPS in labels(desk, cleaned)
    assert await questions.text_of(desk.services.database, token) == "vem lagar pumpar"
    assert "redan rensad" in (await answer(desk, page, f"{number}: något annat")).text
    assert "1. vem lagar pumpar" in (await listed(desk)).text


async def test_a_number_means_what_was_read_also_when_the_list_has_changed(desk: Stage) -> None:
    """While Johan thinks, another question comes first on the list: his wording still replaces the one he read."""
    token = await ask(desk, HIDDEN, 1)
    page = await listed(desk)
    await press(desk, desk.village.officer, unanswered_texts.CLEAN, page)
    number = labels(desk, page)[0]
    other = await ask(desk, "xylofonkvartetten", 1, 2)
    await press(desk, desk.village.organiser, unanswered_texts.TO_LIST, page)
    await press(desk, desk.village.organiser, unanswered_texts.CLEAN, page)
    assert labels(desk, page)[1] == number
    await answer(desk, page, f"{number}: vem lagar pumpar")
    assert await questions.text_of(desk.services.database, token) == "vem lagar pumpar"
    assert await questions.text_of(desk.services.database, other) == "xylofonkvartetten"


async def test_the_link_of_a_hidden_question_tells_nothing(desk: Stage) -> None:
    """Made by hand it begins a tip without the words."""
    token = await ask(desk, HIDDEN, 1)
    desk.simulator.people.start(desk.anna, f"tips_{token}")
    await desk.settled()
    shown = [each.text for each in desk.simulator.sent(desk.private)]
    assert "Vad har ni gjort" in shown[-1]
    assert not [text for text in shown if "Eva" in text]
