"""A moderator finds an answer, changes it, places it and takes it out of use; what members get follows at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.features.answers import texts as answers_texts
from bot.features.editing import texts
from bot.features.moderation.texts import decisions as decisions_texts
from bot.features.moderation.texts.decisions import NEW_ANSWER
from bot.features.roles import texts as roles_texts
from bot.knowledge.values import Pin
from bot.matching import library as library_module
from bot.storage import clock
from tests.conftest import Stage
from tests.stage.editing import ENTRY, answer_composer, changed, in_use, last, published, svar, tap
from tests.stage.queue import answer_card, cards, heard, send_in

NEW_TEXT = "Bussen går numera på tisdagar och torsdagar."
PHRASE = "vad händer på onsdag kväll"


async def test_a_files_answer_is_corrected_from_the_chat(desk: Stage) -> None:
    """Found by words, changed, previewed, published, read by a member at once; undone it reads as before."""
    before = in_use(desk)
    assert before is not None
    [found] = await svar(desk, "buss i byn")
    await desk.press(found, before.title, desk.village.officer)
    await tap(desk, "Ändra")
    assert "+ Bussen går numera" in await answer_composer(desk, f"svar: {NEW_TEXT}")
    await tap(desk, "Godkänn")
    preview = last(desk, "Publicera").text
    assert "Det här blir ändrat" in preview
    assert NEW_TEXT in preview
    assert "Ska det publiceras?" in preview
    assert "Jag har prövat" in preview
    await tap(desk, "Publicera")
    assert NEW_TEXT in (await desk.say(f"/start k_{ENTRY}"))[-1].text
    assert before.questions == (in_use(desk) or before).questions
    number = last(desk, "Ångra").text.split("nr ")[1].split()[0].rstrip(":·")
    assert f"Ändrat i nr {number}." in (await svar(desk))[-1].text
    [told] = await desk.say(f"/historik {number}", desk.village.moderators, desk.village.officer)
    assert "Johan publicerade" in told.text
    assert "+ Bussen går numera" in told.text
    await tap(desk, "Ångra")
    assert in_use(desk) == before
    assert NEW_TEXT not in (await desk.say(f"/start k_{ENTRY}"))[-1].text


async def test_what_stands_beside_the_text_is_changed(desk: Stage) -> None:
    """Links, contact, last day and more questions; the questions that there were stay."""
    before = in_use(desk)
    lines = (
        "länkar: Tidtabellen https://exempel.se/buss\nkontakt: Byalaget\n"
        "gäller_till: 31 december 2090\nfler frågor: hur tar jag mig till Åsele marknad?"
    )
    await published(desk, lines)
    after = in_use(desk)
    assert before is not None
    assert after is not None
    [link] = after.links
    assert (link.name, link.address) == ("Tidtabellen", "https://exempel.se/buss")
    assert (after.contact, after.valid_until) == ("Byalaget", date(2090, 12, 31))
    assert set(after.questions) == {*before.questions, "hur tar jag mig till Åsele marknad?"}
    told = (await desk.say("hur tar jag mig till Åsele marknad?"))[-1].text
    assert "https://exempel.se/buss" in told or "Tidtabellen" in told
    assert "Byalaget" in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("länkar: Tidtabellen http://exempel.se", "https://"),
        ("gäller_till: 1 januari 2020", "har den varit"),
        ("gäller_till: snart", "ingen dag"),
        ("fäst: vad händer på onsdag kväll", "sista dagen"),
        ("fäst: vad händer till 1 januari 2020", "sista dagen"),
    ],
)
async def test_a_line_that_cannot_be_used_is_told(desk: Stage, line: str, said: str) -> None:
    """What would be right, and nothing is changed."""
    told = await changed(desk, line)
    assert said in told
    assert decisions_texts.NOTHING_TAKEN in told


async def test_an_answer_out_of_use_is_gone_until_it_is_taken_in_again(desk: Stage) -> None:
    """Members no longer get it, moderators still find it, and it comes back word for word."""
    before = in_use(desk)
    await svar(desk)
    await tap(desk, texts.TAKE_OUT)
    preview = last(desk, "Tillbaka")
    assert "Ska svaret tas ur bruk?" in preview.text
    assert "får nytt förstasvar" in preview.text
    await tap(desk, "Ta ur bruk")
    assert in_use(desk) is None
    assert (await desk.say(f"/start k_{ENTRY}"))[-1].text == answers_texts.UNKNOWN_ENTRY
    shown = await svar(desk)
    assert "Ur bruk." in shown[-1].text
    await tap(desk, texts.TAKE_IN)
    await tap(desk, "Ta i bruk")
    assert in_use(desk) == before


async def test_taking_out_of_use_is_undone(desk: Stage) -> None:
    """On its card, within ten minutes."""
    before = in_use(desk)
    await svar(desk)
    await tap(desk, texts.TAKE_OUT)
    await tap(desk, "Ta ur bruk")
    await tap(desk, "Ångra")
    assert in_use(desk) == before


async def test_a_pinned_question_is_answered_until_its_last_day(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """With that answer and no other, give or take capitals; the day after it is a question like any other."""
    before = in_use(desk)
    assert before is not None
    until = clock.now().date() + timedelta(days=30)
    await published(desk, f"fäst: {PHRASE} till {until}")
    assert in_use(desk) == replace(before, pins=(Pin(PHRASE, until),))
    assert (await desk.say(f"{PHRASE.capitalize()}?"))[-1].text.startswith(before.title)
    assert "Fäst vid" in (await svar(desk))[-1].text

    def later() -> datetime:
        return clock.now() + timedelta(days=32)

    monkeypatch.setattr(library_module, "now", later)
    assert not (await desk.say(f"{PHRASE}!"))[-1].text.startswith(before.title)


@pytest.mark.parametrize("asked", ["när är nästa träff", "hej hej"])
async def test_a_pin_comes_before_what_the_bot_says_itself(desk: Stage, asked: str) -> None:
    """Moderators have said what exactly these words are answered with; a cry for help is still one."""
    before = in_use(desk)
    assert before is not None
    assert not (await desk.say(asked))[-1].text.startswith(before.title)
    await published(desk, f"fäst: {asked} till 1 januari 2090")
    assert (await desk.say(f"{asked}?"))[-1].text.startswith(before.title)
    await published(desk, "fäst: det brinner till 1 januari 2090")
    assert "112" in (await desk.say("det brinner"))[-1].text


async def test_only_moderators_change_answers(desk: Stage) -> None:
    """A member is told so, in private and by a button that was forwarded."""
    assert (await desk.say(f"/svar {ENTRY}"))[-1].text == roles_texts.NOT_MODERATORS
    [told] = await desk.say("hej")
    assert await desk.forge(told, f"sv:out:{ENTRY}") != ""
    assert in_use(desk) is not None


async def test_two_moderators_at_once(desk: Stage) -> None:
    """Both open the same change; who is second is told who has it in hand, and nothing is done twice."""
    village = desk.village
    await svar(desk)
    await tap(desk, "Ändra")
    await svar(desk)
    said = await tap(desk, "Ändra", village.organiser)
    assert "har hand om det" in said
    said = await tap(desk, texts.TAKE_OUT, village.organiser)
    assert "har hand om det" in said
    rows = await desk.services.database.rows("SELECT id FROM items")
    assert len(rows) == 1
    assert in_use(desk) is not None


async def test_a_new_answer_without_a_tip(desk: Stage) -> None:
    """Asked for by its button; without title and text it is not published."""
    await svar(desk, "qwerty asdf")
    await tap(desk, NEW_ANSWER)
    await tap(desk, "Tillbaka")
    assert await tap(desk, "Godkänn") == decisions_texts.UNWRITTEN
    desk.simulator.people.send_text(
        desk.village.moderators,
        desk.village.officer,
        "titel: Pumptracken i Åsby\nsvar: Pumptracken bakom skolan är öppen för alla.\ntema: mat\n"
        "fler frågor: var kan man åka pumptrack?",
        reply_to=last(desk, "Godkänn"),
    )
    await desk.settled()
    await tap(desk, "Godkänn")
    await tap(desk, "Publicera")
    assert last(desk, "Ångra").text.startswith("Nytt svar nr 1 · publicerat")
    assert (await desk.say("var kan man åka pumptrack?"))[-1].text.startswith("Pumptracken i Åsby")
    await tap(desk, "Ångra")
    assert not (await desk.say("var kan man åka pumptrack!"))[-1].text.startswith("Pumptracken i Åsby")


async def test_a_change_is_discarded(desk: Stage) -> None:
    """Nothing of it is left in the queue, and it can be taken up again."""
    await changed(desk, f"svar: {NEW_TEXT}")
    await tap(desk, decisions_texts.DISCARD)
    [told] = await desk.say("/ko", desk.village.moderators, desk.village.officer)
    assert told.text == "Ingenting väntar."
    await tap(desk, "Ta upp igen")
    assert in_use(desk) is not None
    assert "1. Ändring av svar" in (await desk.say("/ko", desk.village.moderators, desk.village.officer))[-1].text


async def test_what_changes_nothing_leaves_nothing_in_the_queue(desk: Stage) -> None:
    """Opened and left again."""
    await svar(desk)
    await tap(desk, "Ändra")
    await tap(desk, "Tillbaka")
    assert "slängt" in last(desk, "Ta upp igen").text
    [told] = await desk.say("/ko", desk.village.moderators, desk.village.officer)
    assert told.text == "Ingenting väntar."


async def test_an_answer_is_found_by_a_reply_to_it(desk: Stage) -> None:
    """What a group got is the entry that is meant."""
    before = in_use(desk)
    assert before is not None
    [answer] = await desk.say(f"/fraga {before.questions[0]}", desk.village.moderators, desk.village.officer)
    count = len(cards(desk))
    desk.simulator.people.send_text(desk.village.moderators, desk.village.officer, "/svar", reply_to=answer)
    await desk.settled()
    assert f"Id: {ENTRY}" in cards(desk)[-1].text
    assert len(cards(desk)) > count


async def test_an_answer_to_a_member_may_begin_with_a_contact(desk: Stage) -> None:
    """It is an answer, not a line of an entry."""
    await send_in(desk, "Vem sköter bussen?", "question")
    await answer_card(desk, desk.village.officer, "Kontakt: byalaget sköter bussen.")
    assert "Kontakt: byalaget sköter bussen." in heard(desk)


async def test_only_what_is_new_is_searched_for_personal_data(desk: Stage) -> None:
    """An example question that has stood there for long is no reason to warn at each change."""
    entry = desk.services.library.knowledge.entry("app-for-samakning")
    assert entry is not None
    assert any("stroke" in each for each in entry.questions)
    await changed(desk, "kontakt: Byalaget", entry.id)
    assert "Personuppgifter" not in last(desk, "Godkänn").text
    await changed(desk, "mer: Ring Åke på 070-123 45 67", entry.id)
    assert "Personuppgifter" in last(desk, "Godkänn").text
