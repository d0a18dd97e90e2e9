"""At a meeting: one screen a question, and what is typed is the answer."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest

from bot.chat import prompts
from bot.features.meetings import rules
from bot.features.meetings.store import answers, sorting
from bot.features.meetings.summary import summary_of
from bot.features.meetings.texts import answering as texts
from bot.features.meetings.values import Given, Meeting, NotAnswered, Question
from bot.features.moderation.store import mutes, queue
from bot.features.tips import store as tips_store
from bot.simulator.model import Message, User
from bot.storage.clock import now
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, PLACE, WORKS, aged, came, held, labels, moderator
from tests.stage.whose import WHOSE

BUS = "En lokalbuss till lasarettet"


async def given(stage: Stage, meeting: Meeting, user: User | None = None) -> list[tuple[int, str]]:
    """What somebody (Anna) has answered, as (question, text)."""
    return [(each.question, each.text) for each in await own(stage, meeting, user)]


async def own(stage: Stage, meeting: Meeting, user: User | None = None) -> tuple[Given, ...]:
    """The same with all that is known of it."""
    participant = await answers.join(stage.services.database, meeting, (user or stage.anna).id)
    return await answers.own(stage.services.database, participant)


async def typed(stage: Stage, *words: str) -> Message:
    """Anna writes one thing after the other; what the bot said last."""
    for each in words:
        await stage.say(each)
    return stage.simulator.sent(stage.private)[-1]


async def test_what_is_typed_after_the_link_is_the_answer(stage: Stage) -> None:
    """No button first; then the next question in the same place, and nothing goes to the queue."""
    meeting = await held(stage.services.database)
    page = await came(stage, meeting)
    assert "Fråga 1 av 3" in page.text
    assert labels(page) == [texts.SKIP, texts.DONE]
    saved = await typed(stage, "Åsby")
    assert "• Åsby" in saved.text
    await stage.press(saved, texts.NEXT)
    assert WORKS.text in stage.now(saved).text
    await typed(stage, "Vi åker ihop till affären på torsdagar", "nästa", BUS)
    assert await given(stage, meeting) == [(1, "Åsby"), (2, "Vi åker ihop till affären på torsdagar"), (3, BUS)]
    assert await queue.items_of(stage.services.database, stage.anna.id) == []


async def test_the_first_page_says_what_first_contact_must(stage: Stage) -> None:
    """Whose bot it is, that it is one, what is kept and how long, and where more stands; in the page, not before it."""
    meeting = await held(stage.services.database)
    [page] = await stage.say(f"/start m_{meeting.slug}")
    for words in (f"Jag är en bot från {WHOSE.name}", "120 dagar efter nätverksträffen", "/integritet", "/hjalp"):
        assert words in page.text
    assert "Fråga 1 av 3" in page.text


async def test_several_answers_to_a_question_are_several(stage: Stage) -> None:
    """One a message, places between commas, lines of a list."""
    meeting = await held(stage.services.database)
    await came(stage, meeting)
    await typed(stage, "Åsby, Torp", "nästa", "Vi lagar cyklar ihop", "Vi odlar tillsammans", "- Byabio\n- Bytesdag")
    taken = await given(stage, meeting)
    assert [text for number, text in taken if number == 1] == ["Åsby", "Torp"]
    assert [text for number, text in taken if number == 2] == [
        "Vi lagar cyklar ihop", "Vi odlar tillsammans", "Byabio", "Bytesdag",
    ]  # fmt: skip


async def test_a_short_answer_is_asked_about_and_kept(stage: Stage) -> None:
    """It is saved at once; what is written next goes on with it, or it stays as it is."""
    meeting = await held(stage.services.database, (WORKS, NEEDS))
    await came(stage, meeting)
    page = await typed(stage, "Buss")
    assert "lite mer om ”Buss”" in page.text
    assert texts.KEEP in labels(page)
    await typed(stage, "till lasarettet på tisdagar")
    assert await given(stage, meeting) == [(1, "Buss till lasarettet på tisdagar")]
    assert "lite mer" not in (await typed(stage, "Bättre bredband")).text
    page = await typed(stage, "Fiber")
    await stage.press(page, texts.KEEP)
    assert NEEDS.text in stage.now(page).text
    assert (1, "Fiber") in await given(stage, meeting)


async def test_the_rest_of_a_thought_is_no_answer_of_its_own(stage: Stage) -> None:
    """Who sends before the sentence is whole goes on with it; what begins anew is another answer."""
    meeting = await held(stage.services.database, (WORKS,))
    await came(stage, meeting)
    page = await typed(stage, "Vi har en app för skjuts.", "och alla kan vara med", "Den är gratis")
    assert await given(stage, meeting) == [
        (1, "Vi har en app för skjuts och alla kan vara med"), (1, "Den är gratis"),
    ]  # fmt: skip
    assert "Annars är du klar." in page.text


async def test_one_word_after_another_is_an_answer_of_its_own(stage: Stage) -> None:
    """Several words tell more of the last one."""
    meeting = await held(stage.services.database, (NEEDS,))
    await came(stage, meeting)
    page = await typed(stage, "Bussen", "Skolan", "den ska vara kvar")
    assert await given(stage, meeting) == [(1, "Bussen"), (1, "Skolan: den ska vara kvar")]
    assert "Skriv gärna lite mer" not in page.text


async def test_places_are_parted_by_and(stage: Stage) -> None:
    """Before the name of another; where people sit says where they come from, not what they name."""
    meeting = await held(stage.services.database, (PLACE,), ("Skolan", "Gården"))
    await came(stage, meeting, site="_1")
    page = await typed(stage, "Åsby, Norrby och Lillån", "klar")
    assert await given(stage, meeting) == [(1, "Åsby"), (1, "Norrby"), (1, "Lillån")]
    assert "Plats: Skolan." in page.text
    for words, place in (
        ("Jag bor i Torp", "Torp"),
        ("På Öland o Gotland", "Öland"),
        ("i Åsby i Dalarna", "Åsby i Dalarna"),
        ("Jag bor i torp!", "torp"),
        ("Från Åsby", "Åsby"),
        ("I norr", "I norr"),
    ):
        assert rules.answers(PLACE, words)[0] == place
    assert rules.answers(PLACE, "På Öland o Gotland")[1:] == ("Gotland",)


@pytest.mark.parametrize("words", ["nej", "Nej tack!", "det räcker så", "inget mer"])
async def test_who_has_no_more_to_say_goes_on(stage: Stage, words: str) -> None:
    """Also in words that no button has; none of it is an answer."""
    meeting = await held(stage.services.database, (WORKS, NEEDS))
    await came(stage, meeting)
    page = await typed(stage, "Vi har en brygga", words)
    assert "Fråga 2 av 2" in page.text
    page = await typed(stage, words)
    assert page.text.startswith("Tack! Du har svarat på 1 fråga.")


@pytest.mark.parametrize("asked", ["Ska vi ha en julmarknad?", "Var mötet bra?", "Är affären nära? Ska den vara kvar?"])
async def test_no_is_an_answer_to_whoever_asks_for_it(stage: Stage, asked: str) -> None:
    """Once; then it means that there is no more to say."""
    meeting = await held(stage.services.database, (replace(NEEDS, text=asked), NEEDS))
    await came(stage, meeting)
    page = await typed(stage, "Nej", "nej")
    assert await given(stage, meeting) == [(1, "Nej")]
    assert "Fråga 2 av 2" in page.text


async def test_a_thought_that_goes_on_and_on_becomes_several_answers(stage: Stage) -> None:
    """None is longer than a message may be."""
    meeting = await held(stage.services.database, (NEEDS,))
    await came(stage, meeting)
    await typed(stage, "Bussen ska gå oftare", f"och {'x' * 900}", f"och {'y' * 900}")
    assert [len(each) for _, each in await given(stage, meeting)] == [925, 904]


async def test_what_is_no_text_is_not_taken_for_a_question(stage: Stage) -> None:
    """A voice message or a picture: it says how to answer, with the buttons of the question at hand."""
    meeting = await held(stage.services.database, (WORKS, NEEDS))
    await came(stage, meeting)
    for caption in ("", "Vår brygga"):
        stage.simulator.people.send_voice(stage.private, stage.anna)
        stage.simulator.people.send_photo(stage.private, stage.anna, caption)
        await stage.settled()
        refused = stage.simulator.sent(stage.private)[-1]
        assert refused.text == texts.ONLY_WORDS
        assert texts.SKIP in labels(refused)
    await typed(stage, "Vi har en brygga")
    assert await given(stage, meeting) == [(1, "Vi har en brygga")]


async def test_skip_back_take_back_and_done(stage: Stage) -> None:
    """By buttons or words; an answer taken back is gone, and the end says how many were answered."""
    meeting = await held(stage.services.database)
    page = await came(stage, meeting)
    await stage.press(page, texts.SKIP)
    assert "Fråga 2 av 3" in stage.now(page).text
    page = await typed(stage, "Vi har en lanthandel", "tillbaka")
    assert "Fråga 1 av 3" in page.text
    page = await typed(stage, "hoppa över")
    await stage.press(page, texts.TAKE_BACK)
    assert await given(stage, meeting) == []
    page = await typed(stage, "Vi har en byabuss", "klar")
    assert page.text.startswith("Tack! Du har svarat på 1 fråga.")


async def test_place_and_name_are_asked_once(stage: Stage) -> None:
    """The place of a question for places is the person's; else it may be written at the end. The name is a button."""
    meeting = await held(stage.services.database, (Question(1, NEEDS.text), Question(2, WORKS.text)))
    await came(stage, meeting)
    page = await typed(stage, BUS, "klar")
    assert "Var kommer du ifrån?" in page.text
    page = await typed(stage, "Jag kommer från åsby")
    assert "Plats: Åsby" in page.text
    await stage.press(page, texts.show_name(stage.anna.first_name))
    assert f"Ditt namn visas: {stage.anna.first_name}." in stage.now(page).text
    [answer] = await own(stage, meeting)
    assert (answer.name, answer.place) == (stage.anna.first_name, "Åsby")
    assert await prompts.waiting(stage.services.database, stage.anna.id) is None


async def test_a_question_in_between_is_answered_and_the_way_back_is_under_it(stage: Stage) -> None:
    """And the meeting's question still waits; a greeting is no answer either."""
    meeting = await held(stage.services.database)
    await came(stage, meeting)
    page = await typed(stage, "hur ordnar vi samåkning?")
    assert page.text.startswith("En app för samåkning")
    assert any(PLACE.text in label for label in labels(page))
    await typed(stage, "hej", "Åsby")
    assert await given(stage, meeting) == [(1, "Åsby")]
    await typed(stage, "hur ordnar vi samåkning?")
    assert "Fråga 2 av 3" in (await typed(stage, "nästa")).text


async def test_a_link_of_a_site_says_where_one_sits(stage: Stage) -> None:
    """Without it that is asked before the first question."""
    meeting = await held(stage.services.database, sites=("Bygdegården", "Skolan"))
    page = await came(stage, meeting, site="_2")
    assert "Fråga 1 av 3" in page.text
    await typed(stage, "Åsby")
    assert [each.site for each in await own(stage, meeting)] == [2]
    nils = stage.village.officer
    page = await came(stage, meeting, nils)
    assert texts.WHERE.removeprefix("<b>").removesuffix("</b>") in page.text
    await stage.press(page, "Bygdegården", nils)
    assert "Fråga 1 av 3" in stage.now(page).text


async def test_forty_people_need_at_most_eight_messages_for_three_questions(stage: Stage) -> None:
    """All that stands in the chat afterwards, theirs and the bot's, from the link to the thanks; and what they do."""
    meeting = await held(stage.services.database)
    messages, deeds = [], []
    for number in range(40):
        user = stage.simulator.world.add_user(f"Deltagare {number}")
        chat = stage.simulator.world.private(user)
        page = await came(stage, meeting, user)
        done = 1
        for words in (f"By {number}", f"Vi har en egen idé nummer {number}", f"Vi saknar sak nummer {number}"):
            page = (await stage.say(words, chat, user))[-1]
            await stage.press(page, texts.NEXT if words[:4] != "Vi s" else texts.DONE, user)
            done += 2
        assert "Tack! Du har svarat på 3 frågor." in stage.now(page).text
        assert f"Plats: By {number}." in stage.now(page).text
        messages.append(len(chat.messages))
        deeds.append(done)
    assert median(messages) <= 8
    assert median(deeds) <= 8


async def test_a_message_that_is_handled_twice_answers_once(stage: Stage) -> None:
    """Also one that went on with a short answer."""
    database, meeting = stage.services.database, await held(stage.services.database, (WORKS,))
    at = await answers.join(database, meeting, 7)
    for _ in range(2):
        short = await answers.give(database, at, 11, ["Buss"], short=True, places=False)
    for _ in range(2):
        short = await answers.give(database, short, 12, ["Till sjukhuset"], short=False, places=False)
    assert [each.text for each in await answers.own(database, at)] == ["Buss. Till sjukhuset"]


@pytest.mark.parametrize(("words", "problem"), [("?!", "empty"), ("x" * 1_001, "too_long"), ("x" * 4_000, "too_long")])
def test_what_is_no_answer_is_refused(words: str, problem: str) -> None:
    """With a reason."""
    with pytest.raises(NotAnswered) as refused:
        rules.answers(WORKS, words)
    assert refused.value.problem == problem


async def test_four_hundred_people_at_once_lose_no_answer(stage: Stage) -> None:
    """From nineteen places, and each keeps where it was given."""
    places = [f"Plats {number}" for number in range(1, 20)]
    database, meeting = stage.services.database, await held(stage.services.database, (NEEDS,), places)

    async def at_work(user_id: int) -> None:
        participant = await answers.join(database, meeting, user_id, user_id % 19 + 1)
        await answers.give(database, participant, 1, [f"Svar från {user_id}"], short=False, places=False)

    await asyncio.gather(*map(at_work, range(1_000, 1_400)))
    lying = await sorting.shelf(database, meeting.id, 1, "waiting")
    assert sorted((each.author_id or 0, each.site or 0, each.text) for each in lying) == [
        (user_id, user_id % 19 + 1, f"Svar från {user_id}") for user_id in range(1_000, 1_400)
    ]


async def test_nobody_gives_answers_without_end(stage: Stage) -> None:
    """Ten to a question; whoever is silenced gives none."""
    meeting = await held(stage.services.database, (WORKS,))
    await came(stage, meeting)
    page = await typed(stage, *(f"Det är svar nummer {number}" for number in range(11)))
    assert "Nu har du gett 10 svar" in page.text
    assert len(await given(stage, meeting)) == answers.MOST_OF_A_QUESTION
    await mutes.mute(stage.services.database, stage.anna.id, now() + timedelta(days=1), 5)
    assert "pausat" in (await typed(stage, "Ett svar till från mig")).text


async def test_a_tip_that_is_being_written_is_kept(stage: Stage) -> None:
    """The link was followed last, so the words are the meeting's."""
    await typed(stage, "/tips", "Vi lagar cyklar tillsammans varje torsdag")
    meeting = await held(stage.services.database)
    await came(stage, meeting)
    await typed(stage, "Åsby")
    assert await given(stage, meeting) == [(1, "Åsby")]
    draft = await tips_store.current(stage.services.database, stage.anna.id)
    assert draft is not None
    assert draft.text == "Vi lagar cyklar tillsammans varje torsdag"


async def test_moderators_are_told_of_the_first_answer_only(stage: Stage) -> None:
    """With the way to sort them; not of every answer."""
    await moderator(stage)
    meeting = await held(stage.services.database)
    await came(stage, meeting)
    await typed(stage, "Åsby, Torp", "nästa", "Buss", "till affären varje dag")
    [told] = stage.simulator.sent(stage.village.moderators)
    assert told.buttons[0]["url"].endswith(f"?start=svar_{meeting.id}")


async def test_personal_data_is_pointed_out_to_who_writes_it(stage: Stage) -> None:
    """Before a moderator reads it."""
    meeting = await held(stage.services.database, (WORKS,))
    await came(stage, meeting)
    page = await typed(stage, "Ring Sven på 070-123 45 67")
    assert "telefonnummer: 070-123 45 67" in page.text
    await stage.press(page, texts.TAKE_BACK)
    assert await given(stage, meeting) == []


async def test_who_said_what_is_forgotten_in_time(stage: Stage) -> None:
    """90 days after the last day of answering; what was said and the name that was to be shown stay."""
    database, meeting = stage.services.database, await held(stage.services.database)
    await came(stage, meeting)
    await typed(stage, "Åsby")
    await aged(database, meeting, 119)
    await answers.forget(database)
    assert len(await given(stage, meeting)) == 1
    await aged(database, meeting, 121)
    await answers.forget(database)
    [row] = await database.rows("SELECT user_id FROM participants")
    assert row["user_id"] is None
    [kept] = await database.rows("SELECT text FROM meeting_answers")
    assert kept["text"] == "Åsby"
    assert (await summary_of(database, stage.services.library.knowledge, meeting.id)).is_empty


async def test_what_sounds_like_a_cry_for_help_is_an_answer(stage: Stage) -> None:
    """The learnt ear hears rather too many; where words are asked for the number is told too. A real cry is none."""
    meeting, trail = await held(stage.services.database), "Vi märkte upp en led runt sjön"
    await came(stage, meeting)
    assert "112" not in (await typed(stage, "Rånäs")).text
    assert "112" in (await typed(stage, "sos")).text
    await typed(stage, "nästa")
    assert ["112" in each.text for each in await stage.say(trail)] == [True, False]
    assert await given(stage, meeting) == [(1, "Rånäs"), (2, trail)]


@pytest.mark.parametrize(
    ("before", "words", "whole"),
    [
        ("Vägen", "fler turer med bussen", "Vägen: fler turer med bussen"),
        ("Buss", "till lasarettet", "Buss till lasarettet"),
        ("Bussen.", "och den är full", "Bussen och den är full"),
        ("Bussen", "Den är full", "Bussen. Den är full"),
        ("Bussen", "bussen är full", "bussen är full"),
        ("Vi åker ihop", "till stan", "Vi åker ihop till stan"),
        ("Is", "Visa vägen dit", "Is. Visa vägen dit"),
    ],
)
def test_what_comes_after_a_word_is_put_so_that_it_can_be_read(before: str, words: str, whole: str) -> None:
    """Whether it tells more of it, goes on, or is something else."""
    assert rules.joined(before, words) == whole
