"""The whole way: a question that a person answers, made into an answer that the next asker gets."""

from bot.chat import texts as chat_texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.simulator.model import Message
from tests.conftest import Stage
from tests.stage.queue import answer_card, cards, press
from tests.stage.waiting import answers, wait

QUESTION = "Var lånar man en kyrkbåt till midsommarrodden?"
ANSWER = "Kyrkbåtarna lånas av roddklubben i Leksand. Skriv till dem i god tid före midsommar."


async def asked_and_answered(desk: Stage, question: str = QUESTION, answer: str = ANSWER) -> Message:
    """Anna asks a person, a moderator answers; the card."""
    await desk.say(question)
    for words in (chat_texts.HUMAN, "skicka"):
        await desk.say(words)
    said = await answer_card(desk, desk.village.officer, answer)
    assert said == decisions_texts.QUESTION_ANSWERED
    return cards(desk)[0]


async def test_a_persons_answer_reaches_the_next_asker(desk: Stage) -> None:
    """Approved like a tip, after a look at what it changes; who asked and who waits hear."""
    nils = desk.village.farmer
    await desk.after(desk.simulator.people.start(nils))
    await wait(desk, QUESTION, nils)
    card = await asked_and_answered(desk)
    assert decisions_texts.MAKE_ANSWER in card.labels
    await press(desk, desk.village.officer, decisions_texts.MAKE_ANSWER)
    shown = cards(desk)[0].text
    for words in (f"Frågor: {QUESTION}", f"Svar: {ANSWER}", "förstasvar"):
        assert words in shown
    await press(desk, desk.village.officer, "Publicera")
    assert "hjälper fler" in desk.simulator.sent(desk.private)[-1].text
    [heard] = answers(desk, nils)
    assert ANSWER in heard.text
    eva = desk.village.volunteer
    await desk.after(desk.simulator.people.start(eva))
    [answer] = await desk.say("var lånar man en kyrkbåt", desk.simulator.world.private(eva), eva)
    assert ANSWER in answer.text
    assert f"Tips från {decisions_texts.ANSWERED_BY}" in answer.text


async def test_undone_it_answers_nobody_and_can_be_made_again(desk: Stage) -> None:
    """The question stays answered."""
    await asked_and_answered(desk)
    for button in (decisions_texts.MAKE_ANSWER, "Publicera", "Ångra"):
        await press(desk, desk.village.officer, button)
    [answer] = await desk.say("var lånar man en kyrkbåt")
    assert ANSWER not in answer.text
    assert decisions_texts.MAKE_ANSWER in cards(desk)[0].labels


async def test_taken_up_again_after_an_undoing_nothing_comes_back(desk: Stage) -> None:
    """What was published twice and undone stays hidden when the question is asked of the moderators anew."""
    await asked_and_answered(desk)
    for button in (decisions_texts.MAKE_ANSWER, "Publicera", "Ta upp igen"):
        await press(desk, desk.village.officer, button)
    desk.simulator.people.send_text(desk.village.moderators, desk.village.officer, ANSWER, reply_to=cards(desk)[-1])
    await desk.settled()
    card = [each for each in cards(desk) if decisions_texts.MAKE_ANSWER in each.labels][-1]
    for button in (decisions_texts.MAKE_ANSWER, "Publicera", "Ångra", "Ta upp igen"):
        await press(desk, desk.village.officer, button, card)
    assert not any(each.answer == ANSWER for each in desk.services.library.knowledge.entries)


async def test_its_wording_is_mended_first(desk: Stage) -> None:
    """A line in reply, as on a tip's card; nothing is sent to who asked."""
    await asked_and_answered(desk)
    heard = len(desk.simulator.sent(desk.private))
    await press(desk, desk.village.officer, "Ändra")
    assert (await answer_card(desk, desk.village.officer, "titel: Låna en kyrkbåt")).startswith(decisions_texts.MENDED)
    assert len(desk.simulator.sent(desk.private)) == heard
    for button in (decisions_texts.MAKE_ANSWER, "Publicera"):
        await press(desk, desk.village.officer, button)
    [answer] = await desk.say("var lånar man en kyrkbåt")
    assert answer.text.startswith("Låna en kyrkbåt")


async def test_what_can_be_tied_to_a_person_is_pointed_at_and_never_asked_for(desk: Stage) -> None:
    """Neither an example question nor a keyword is made of a sentence with a name, an illness or a number in it."""
    await asked_and_answered(
        desk,
        "Vem skjutsar till dialysen? Min granne Sven Svensson har cancer och ringer 070-174 06 35.",
        "Ring Karin Olsson, hon ordnar skjuts.",
    )
    for button in ("", decisions_texts.MAKE_ANSWER):
        if button:
            await press(desk, desk.village.officer, button)
        assert "namn: Karin Olsson" in cards(desk)[0].text
    wording = cards(desk)[0].text.partition("Så blir svaret")[2]
    assert "Frågor: Vem skjutsar till dialysen?" in wording
    for private in ("Svensson", "cancer", "070"):
        assert private not in wording.partition("Personuppgifter")[0].casefold()
