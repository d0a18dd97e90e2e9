"""Moderators sort a meeting's answers: by question, in groups, many at once."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from bot.features.answers import texts as answers_texts
from bot.features.meetings import proposing, rules
from bot.features.meetings.handlers import shelf as handlers
from bot.features.meetings.store import answers, sorting, spellings
from bot.features.meetings.summary import SEVERAL, Answer, Heading, summary_of
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import sorting as texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Given, Meeting
from bot.features.moderation.rules import Revise
from bot.features.moderation.store import decide, queue
from bot.features.moderation.store.news import outcome
from bot.features.moderation.values import Content
from bot.features.privacy import store as privacy
from bot.features.roles.values import Actor
from bot.matching.library import Library
from bot.simulator.model import Message
from bot.storage.clock import now
from bot.storage.database import Database, Row, Value
from bot.storage.personal import NOBODY
from bot.wiring import personal
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, PLACE, WORKS, held, labels, moderator
from tests.stage.meetings import sorting as opened

BUS = "En lokalbuss till lasarettet"
_THINGS: Final = ("buss", "bredband", "vägbelysning", "bilpool", "lekplats", "värmestuga", "badplats", "lanthandel")


async def answer(stage: Stage, meeting: Meeting, user_id: int, *said: tuple[int, str]) -> None:
    """Somebody has answered questions of the meeting."""
    at = await answers.join(stage.services.database, meeting, user_id)
    for message_id, (number, text) in enumerate(said, start=1):
        at = await answers.turn_to(stage.services.database, at, number)
        places = meeting.questions[number - 1].answered_by == "place"
        await answers.give(stage.services.database, at, user_id * 100 + message_id, [text], short=False, places=places)


async def press(stage: Stage, page: Message, *buttons: str) -> Message:
    """Birgitta presses one after the other, on the page as it then is."""
    for each in buttons:
        await stage.press(page, each, stage.village.organiser)
    return stage.now(page)


async def taken(stage: Stage, meeting: Meeting, number: int = 1) -> list[tuple[str, int]]:
    """What the summary has of a question: text and how many said so."""
    lying = await sorting.shelf(stage.services.database, meeting.id, number, "included")
    return [(each.text, each.number) for each in lying]


async def test_what_means_the_same_is_taken_in_as_one(stage: Stage) -> None:
    """A press takes in the whole page; the summary says each thing once and how many said it."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate((BUS, "En lokalbuss till lasarettet tack", "Vi behöver en badplats"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await opened(stage, meeting)
    assert "×2" in page.text
    await press(stage, page, texts.include(2, ticked=False))
    assert sorted(await taken(stage, meeting)) == [(BUS, 2), ("Vi behöver en badplats", 1)]
    found = await summary_of(stage.services.database, stage.services.library.knowledge, meeting.id)
    [heading] = found.parts[0].headings
    assert heading.answers[0] == Answer("", BUS, "", 2)


async def test_ticked_groups_are_joined_parted_and_removed(stage: Stage) -> None:
    """And can be taken up again from where they were put."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate(("En lokalbuss", "Skjuts till sjukhuset", "Idioter allihop"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await opened(stage, meeting)
    page = await press(stage, page, "3", texts.remove(1))
    page = await press(stage, page, "1", "2", texts.JOIN)
    assert await taken(stage, meeting) == [("Skjuts till sjukhuset", 2)]
    page = await press(stage, page, texts.on_shelf("included", 2), "1", texts.PART)
    assert await taken(stage, meeting) == [("En lokalbuss", 1), ("Skjuts till sjukhuset", 1)]
    await press(stage, page, texts.on_shelf("removed", 1), "1", texts.include(1, ticked=True))
    assert len(await taken(stage, meeting)) == 3


async def test_what_was_removed_is_new_again_by_a_press(stage: Stage) -> None:
    """By undoing it at once, or later from where it was put; the summary never had it."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, BUS))
    page = await press(stage, await opened(stage, meeting), "1", texts.remove(1))
    assert BUS not in page.text
    page = await press(stage, page, "Ångra")
    assert BUS in page.text
    assert "Ångra" not in labels(page)
    page = await press(stage, page, "1", texts.remove(1), texts.on_shelf("removed", 1))
    assert "Ångra" not in labels(page)
    page = await press(stage, page, "1", texts.renew(1), texts.on_shelf("waiting", 1))
    assert BUS in page.text
    assert await taken(stage, meeting) == []


async def test_what_was_joined_is_parted_as_it_was_by_undoing(stage: Stage) -> None:
    """Also what had been merged before; not once another moderator has done something else with it."""
    await moderator(stage)
    database, meeting = stage.services.database, await held(stage.services.database, (NEEDS,))
    for number, text in enumerate(("En lokalbuss", "Skjuts till sjukhuset", "Vägbelysning"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await press(stage, await opened(stage, meeting), "1", "2", texts.JOIN)
    page = await press(stage, page, texts.include(1, ticked=False), texts.on_shelf("included", 3))
    page = await press(stage, page, "1", "2", texts.JOIN)
    assert await taken(stage, meeting) == [("Skjuts till sjukhuset", 3)]
    page = await press(stage, page, "Ångra")
    assert await taken(stage, meeting) == [("Skjuts till sjukhuset", 2), ("Vägbelysning", 1)]
    page = await press(stage, page, "2", texts.remove(1))
    removed = await sorting.shelf(database, meeting.id, 1, "removed")
    other = await sorting.lay_out(database, 5, (meeting.id, 1, "removed", 0), [(each.id,) for each in removed])
    await sorting.renew(database, 5, other.mark, (0,))
    await press(stage, page, "Ångra")
    assert await taken(stage, meeting) == [("Skjuts till sjukhuset", 2)]


async def test_rows_are_joined_by_what_is_written_too(stage: Stage) -> None:
    """Several joins in one message, undone together; the row that says most of each stands for it."""
    birgitta, chat = await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    said = ("En lokalbuss", "Vägbelysning", "Skjuts till sjukhuset", "Badplats", "Lampor längs hela vägen")
    for number, text in enumerate(said, start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    await opened(stage, meeting)
    page = (await stage.say("1 + 3, 2+5", chat, birgitta))[-1]
    assert await taken(stage, meeting) == [("Skjuts till sjukhuset", 2), ("Lampor längs hela vägen", 2)]
    await press(stage, page, "Ångra")
    assert await taken(stage, meeting) == []
    for wrong in ("1+1", "4+6", "1+3, 3+4"):
        refused, shown = await stage.say(wrong, chat, birgitta)
        assert refused.text == texts.CHOOSE_TWO
        assert "5. Lampor" in shown.text
    shown = await press(stage, shown, "4")
    assert "✓ 4" in labels((await stage.say("1+1", chat, birgitta))[-1])
    assert await taken(stage, meeting) == []
    await stage.say("/traff", chat, birgitta)
    assert texts.STALE not in [each.text for each in await stage.say("2+3", chat, birgitta)]
    assert await taken(stage, meeting) == []


async def test_of_joined_places_the_one_that_most_name_stands_for_all(stage: Stage) -> None:
    """In whatever order they are written or lie; a longer name is not a better one."""
    birgitta, chat = await moderator(stage)
    meeting = await held(stage.services.database, (PLACE,))
    for number, text in enumerate(("Torpa gamla by", "Torp", "Torp"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    await opened(stage, meeting)
    page = (await stage.say("slå ihop 2 och 1", chat, birgitta))[-1]
    assert await taken(stage, meeting) == [("Torp", 3)]
    page = await press(stage, page, "Ångra", texts.include(2, ticked=False))
    await press(stage, page, texts.on_shelf("included", 3), "1", "2", texts.JOIN)
    assert await taken(stage, meeting) == [("Torp", 3)]


async def test_sums_on_a_list_that_has_changed_join_nothing(stage: Stage) -> None:
    """What a member has added to meanwhile is read first."""
    birgitta, chat = await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    at = await answers.join(stage.services.database, meeting, 201)
    at = await answers.give(stage.services.database, at, 1, ["Bussen"], short=True, places=False)
    await answer(stage, meeting, 202, (1, "Vägbelysning"))
    await opened(stage, meeting)
    await answers.give(stage.services.database, at, 2, ["och chefen är dum"], short=False, places=False)
    told = await stage.say("1+2", chat, birgitta)
    assert texts.STALE in [each.text for each in told]
    assert "Bussen och chefen är dum" in told[-1].text
    assert await taken(stage, meeting) == []


async def test_the_same_emoji_makes_no_answers_alike(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are compared by their words only; where there are none, by what there is."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate(("Fler turer 🙂 på kvällen!", "🙂🙂"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    compared: list[str] = []

    async def together(said: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        compared.extend(said)
        return tuple((number,) for number in range(len(said)))

    monkeypatch.setattr(stage.services.library, "together", together)
    await opened(stage, meeting)
    assert compared == ["Fler turer på kvällen!", "🙂🙂"]


async def test_what_says_little_does_not_stand_for_what_says_more(stage: Stage) -> None:
    """Of alike answers the first stands for all, unless it is a word or two."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate(("Lokalbussen", "En lokalbuss till lasarettet", "Lokalbussen till lasarettet")):
        await answer(stage, meeting, 200 + number, (1, text))
    assert "1. En lokalbuss till lasarettet ×3" in (await opened(stage, meeting)).text


async def test_spellings_of_a_place_are_one_once_that_has_been_said(stage: Stage) -> None:
    """Capital letters make no difference; dots are asked about, once, and what is said holds for what comes later."""
    await moderator(stage)
    meeting = await held(stage.services.database, (PLACE,))
    for number, text in enumerate(("Asby", "Åsby", "åsby", "Torp"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await opened(stage, meeting)
    assert "Är Asby och Åsby samma plats?" in page.text
    page = await press(stage, page, summary_texts.SAME)
    assert "samma plats?" not in page.text
    assert "1. Åsby ×3\nockså: Asby · åsby" in page.text
    await press(stage, page, texts.include(2, ticked=False))
    assert await counted(stage, meeting) == [("Åsby", 3), ("Torp", 1)]
    await answer(stage, meeting, 205, (1, "asby"))
    page = await opened(stage, meeting)
    assert "samma plats?" not in page.text
    await press(stage, page, texts.include(1, ticked=False))
    assert await counted(stage, meeting) == [("Åsby", 4), ("Torp", 1)]


async def counted(stage: Stage, meeting: Meeting) -> list[tuple[str, int]]:
    """The places of the first question, as the summary has them."""
    found = await summary_of(stage.services.database, stage.services.library.knowledge, meeting.id)
    return [(each.name, each.number) for each in found.parts[0].places]


async def test_an_organiser_is_asked_about_places_that_may_be_one(stage: Stage) -> None:
    """Under the summary, one pair after the other; until then, and where the answer is no, they are counted apart."""
    birgitta, chat = await moderator(stage)
    database, meeting = stage.services.database, await held(stage.services.database, (PLACE,))
    for number, text in enumerate(("Hultsfred", "hultsfred ", "Hultfred", "Asby", "Åsby"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await opened(stage, meeting)
    await press(stage, page, texts.include(4, ticked=False))
    asked = (await stage.say("/sammanstall", chat, birgitta))[-1]
    assert await counted(stage, meeting) == [("Hultsfred", 2), ("Asby", 1), ("Hultfred", 1), ("Åsby", 1)]
    assert asked.text.startswith("Är Hultfred och Hultsfred samma plats?")
    asked = await press(stage, asked, summary_texts.SAME)
    assert asked.text.startswith("Är Åsby och Asby samma plats?")
    asked = await press(stage, asked, summary_texts.NOT_SAME)
    assert asked.text.startswith("Tack.")
    assert await counted(stage, meeting) == [("Hultsfred", 3), ("Asby", 1), ("Åsby", 1)]
    assert "samma plats?" not in (await stage.say("/sammanstall", chat, birgitta))[-1].text
    assert (await spellings.said(database, meeting.id)) == {("hultfred", "hultsfred"): True, ("asby", "åsby"): False}


async def test_personal_data_is_not_taken_in_by_the_dozen(stage: Stage) -> None:
    """It is marked, left out of "alla", and hidden by a press: then nobody has kept it."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, "Ring Sven på 070-123 45 67 om bussen"))
    await answer(stage, meeting, 202, (1, "Vi behöver en badplats"))
    page = await opened(stage, meeting)
    assert f"{texts.PERSONAL} Ring Sven" in page.text
    page = await press(stage, page, texts.include(1, ticked=False))
    assert await taken(stage, meeting) == [("Vi behöver en badplats", 1)]
    page = await press(stage, page, "1", texts.HIDE)
    assert "Ring … på … om bussen" in page.text
    assert "Ångra" not in labels(page)
    [row] = await stage.services.database.rows("SELECT text, wording FROM meeting_answers WHERE status = 'waiting'")
    assert (row["text"], row["wording"]) == ("Ring … på … om bussen",) * 2


async def test_an_answer_is_mended_and_moved(stage: Stage) -> None:
    """The moderator's next words are its wording; another question's list has it then."""
    birgitta, chat = await moderator(stage)
    meeting = await held(stage.services.database, (WORKS, NEEDS))
    await answer(stage, meeting, 201, (1, "vi behöver en badplats!!!"))
    page = await opened(stage, meeting)
    await press(stage, page, "1", texts.LOOK, texts.MEND)
    mended = (await stage.say("Vi behöver en badplats", chat, birgitta))[-1]
    assert "Skrivet: vi behöver en badplats!!!" in mended.text
    await press(stage, mended, texts.move(2))
    lying = await sorting.shelf(stage.services.database, meeting.id, 2, "waiting")
    assert [each.text for each in lying] == ["Vi behöver en badplats"]


async def test_who_was_slower_sees_the_list_as_it_is_now(stage: Stage) -> None:
    """Two moderators have the same answers before them; the second press changes nothing, and is no dead end."""
    birgitta, _ = await moderator(stage)
    johan = stage.village.officer
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate((BUS, "Vi behöver en badplats"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    mine = await opened(stage, meeting)
    stage.simulator.people.start(johan, f"svar_{meeting.id}")
    await stage.settled()
    his = stage.simulator.sent(stage.simulator.world.private(johan))[-1]
    await stage.press(his, "1", johan)
    await stage.press(mine, texts.include(2, ticked=False), birgitta)
    await stage.press(his, texts.remove(1), johan)
    assert stage.simulator.calls("answerCallbackQuery")[-1].params.get("text") == texts.STALE
    assert texts.on_shelf("included", 2) in labels(stage.now(his))
    assert len(await taken(stage, meeting)) == 2


async def test_a_press_on_an_older_page_changes_nothing(stage: Stage) -> None:
    """The list has been laid out anew since."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, BUS))
    old = await opened(stage, meeting)
    await opened(stage, meeting)
    await press(stage, old, texts.include(1, ticked=False))
    assert await taken(stage, meeting) == []


async def test_only_moderators_sort(stage: Stage) -> None:
    """A member who follows the link is told so, and a forged press does nothing."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, BUS))
    stage.simulator.people.start(stage.anna, f"svar_{meeting.id}")
    await stage.settled()
    refused = stage.simulator.sent(stage.private)[-1]
    assert refused.text == texts.NOT_MODERATOR
    await opened(stage, meeting)
    assert await stage.forge(refused, "v:y:1:include") == texts.NOT_MODERATOR
    assert await stage.forge(refused, "v:q:1:1+2") == texts.NOT_MODERATOR
    assert await taken(stage, meeting) == []
    [row] = await stage.services.database.rows("SELECT count(*) AS number FROM sortings")
    assert row["number"] == 1


async def test_forty_people_and_three_questions_take_at_most_forty_presses(stage: Stage) -> None:
    """Every page is read; places, several who say the same, two that say nothing and one with a phone number."""
    await moderator(stage)
    meeting = await held(stage.services.database)
    chance = random.Random(7)
    for number in range(40):
        place, thing = chance.choice(("Åsby", "Asby", "Torp", "Granby")), chance.choice(_THINGS)
        works = f"Vår {chance.choice(_THINGS)} i byn sköter vi {chance.choice(('varje lördag', 'på tur', 'ihop'))}"
        needs = {3: "asdf asdf", 9: "Ring mig på 070-123 45 67"}.get(number, f"Vi behöver en {thing} i byn")
        await answer(stage, meeting, 200 + number, (1, place), (2, works), (3, needs))
    page = await opened(stage, meeting)
    presses = 0
    for number in (1, 2, 3):
        if number > 1:
            page = await press(stage, page, next(each for each in labels(page) if each.startswith(f"Fråga {number} (")))
            presses += 1
        while any(each.isdecimal() for each in labels(page)):
            lines = [line for line in page.text.split("\n") if line[:1].isdecimal()]
            bad = [line.split(".")[0] for line in lines if "asdf" in line or texts.PERSONAL in line]
            good = next((each for each in labels(page) if each.startswith("Ta med")), "")
            done = [*bad, texts.remove(len(bad))] if bad else [good]
            page = await press(stage, page, *done)
            presses += len(done)
    assert presses <= 40
    lying = await sorting.counts(stage.services.database, meeting.id)
    assert sum(number for (_, shelf), number in lying.items() if shelf == "waiting") == 0
    assert sum(number for _, number in await taken(stage, meeting, 3)) == 38
    assert sum(number for _, number in await taken(stage, meeting, 1)) == 40


async def test_a_wish_that_becomes_an_entry_is_told_as_one(stage: Stage) -> None:
    """Through the queue and a moderator's yes as always; who asks hears that it was wanted, not that it is there."""
    await moderator(stage)
    database, johan = stage.services.database, stage.village.officer
    meeting = await held(database, (NEEDS,))
    await answer(stage, meeting, stage.anna.id, (1, BUS))
    page = await opened(stage, meeting)
    page = await press(stage, page, texts.include(1, ticked=False))
    await press(stage, page, texts.on_shelf("included", 1), "1", texts.WISH)
    [item] = await queue.items_of(database, stage.anna.id)
    assert item.proposal is not None
    assert item.proposal.kind == "rekommendation"
    card = stage.simulator.sent(stage.village.moderators)[-1]
    await stage.press(card, "Godkänn", johan)
    await stage.press(card, "Publicera", johan)
    told = (await stage.say("vem kör till lasarettet med en lokalbuss"))[-1]
    assert "Efterlyst: En lokalbuss till lasarettet" in told.text
    told = (await stage.say("Efterlyst: En lokalbuss till lasarettet"))[-1]
    assert answers_texts.WISHED in told.text
    assert "Deltagarna på Träffen i Åsby efterlyste: ”En lokalbuss till lasarettet”" in told.text
    came = await outcome(database, now() + timedelta(days=1), meeting.id, await sorting.proposed(database, meeting.id))
    assert (came.tips, came.published, len(came.entry_ids)) == (1, 1, 1)
    page = await opened(stage, meeting)
    await press(stage, page, texts.on_shelf("included", 1), "1", texts.EXAMPLE)
    assert len(await queue.items_of(database, stage.anna.id)) == 1


@pytest.mark.parametrize(
    ("said", "alike", "title", "wished"),
    [
        ("Vägen", "", "Efterlyst: Vägen (Vad behöver ni hjälp med?)", "fick frågan ”Vad behöver ni hjälp med?” och"),
        ("Vägen. Den är full av hål.", "", "Efterlyst: Vägen. Den är full av hål.", "efterlyste: ”Vägen. Den är full"),
        ("Vägen", "Laga vägen i vår", "Efterlyst: Laga vägen i vår", "efterlyste: ”Vägen” och ”Laga vägen i vår”."),
        ("Laga vägen i vår.", "Laga vägen i vår", "Efterlyst: Laga vägen i vår", "efterlyste: ”Laga vägen i vår.”."),
        ("Vägen", "Mejla a.b@example.se", "Efterlyst: Vägen (Vad behöver ni hjälp med?)", "”Vägen”."),
    ],
)
async def test_a_wish_of_one_word_is_headed_so_that_others_understand(
    stage: Stage, said: str, alike: str, title: str, wished: str
) -> None:
    """By the whole answer, else one that is like it, else the question; nothing is added that nobody has said."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, stage.anna.id, (1, said))
    leader = (await sorting.shelf(stage.services.database, meeting.id, 1, "waiting"))[0]
    others = (replace(leader, id=0, written=alike),) if alike else ()
    assert await proposing.propose(stage.services, meeting, replace(leader, alike=others), is_wish=True)
    [item] = await queue.items_of(stage.services.database, stage.anna.id)
    assert item.proposal is not None
    assert item.proposal.title == title
    assert wished in item.proposal.answer
    assert "example.se" not in item.proposal.answer


async def test_a_wish_that_its_author_rewrites_stays_one(stage: Stage) -> None:
    """The author reads their own words, not the bot's about them; what they write instead is wished as well."""
    await moderator(stage)
    database, anna = stage.services.database, stage.anna
    meeting = await held(database, (NEEDS,))
    await answer(stage, meeting, anna.id, (1, BUS))
    page = await press(stage, await opened(stage, meeting), texts.include(1, ticked=False))
    await press(stage, page, texts.on_shelf("included", 1), "1", texts.WISH)
    [item] = await queue.items_of(database, anna.id)
    assert item.content.text == BUS
    author = Actor(anna.id)
    revised = await decide.decide(database, item.id, item.version, author, Revise(Content("En buss till stan")))
    assert revised.content.text == "En buss till stan"
    assert revised.proposal is not None
    assert revised.proposal.kind == "rekommendation"


async def test_no_wish_is_ever_given_as_a_fact(library: Library) -> None:
    """Every wish of the knowledge, asked for by its title and by each of its questions."""
    wishes = [each for each in library.knowledge.entries if each.is_wish]
    assert len(wishes) > 20
    for wish in wishes:
        for question in (wish.title, *wish.questions):
            result = await library.ask(question)
            for entry in [hit.entry for hit in result.hits[:1] if result.outcome == "answer"]:
                shown = answers_texts.answer(library.knowledge, entry)[0]
                assert (answers_texts.WISHED in shown.partition("\n\n")[0]) is entry.is_wish


async def test_answers_stand_by_site_where_there_are_several(stage: Stage) -> None:
    """In the sites' order, with who wanted to be named."""
    database = stage.services.database
    meeting = await held(database, (NEEDS,), ("Bygdegården", "Skolan"))
    for user_id, site, name in ((201, 2, "Greta"), (202, 1, None)):
        at = await answers.join(database, meeting, user_id, site)
        at = await answers.show_name(database, at, name)
        await answers.give(database, at, user_id, [f"Svar från {site}"], short=False, places=False)
    lying = await sorting.shelf(database, meeting.id, 1, "waiting")
    page = await sorting.lay_out(database, 5, (meeting.id, 1, "waiting", 0), [(each.id,) for each in lying])
    await sorting.include(database, 5, page.mark, (0, 1))
    found = await summary_of(database, stage.services.library.knowledge, meeting.id)
    assert found.parts[0].headings == (
        Heading("Bygdegården", (Answer("", "Svar från 1"),)),
        Heading("Skolan", (Answer("", "Svar från 2", "Greta"),)),
    )


async def test_the_meetings_page_leads_to_its_answers(stage: Stage) -> None:
    """And says how many are new."""
    birgitta, chat = await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, BUS))
    page = (await stage.say("/traff", chat, birgitta))[-1]
    page = await press(stage, page, next(each for each in labels(page) if "Träffen i Åsby" in each))
    assert BUS in (await press(stage, page, meeting_texts.sort(1))).text


async def test_of_somebody_erased_what_has_been_taken_in_stays_without_them(stage: Stage) -> None:
    """What waits is gone; it is said beforehand how many stay. Nor does a moderator who is erased stay."""
    birgitta, _ = await moderator(stage)
    database, meeting = stage.services.database, await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, BUS), (1, "Vi behöver en badplats"))
    known = await answers.join(database, meeting, 201)
    await answers.put_place(database, await answers.show_name(database, known, "Greta"), "Åsby")
    page = await opened(stage, meeting)
    await press(stage, page, "1", texts.include(1, ticked=True))
    fate = privacy.fate(personal(), await privacy.gather(database, personal(), 201))
    trace = "meeting_answers.participant_id"
    assert (fate.goes[trace], fate.stays) == (1, {trace: 1})
    for person in (201, birgitta.id):
        await privacy.erase(database, personal(), person)
    assert await taken(stage, meeting) == [(BUS, 1)]
    [row] = await database.rows("SELECT user_id, name, place FROM participants")
    assert tuple(row) == (None, None, None)
    rows = await database.rows("SELECT text, decided_by FROM meeting_answers")
    assert [tuple(row) for row in rows] == [(BUS, NOBODY)]


async def test_a_list_that_has_changed_is_shown_as_it_is_now(stage: Stage) -> None:
    """What a member has added to meanwhile is not taken in unread: the press changes nothing and shows the rest."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    at = await answers.join(stage.services.database, meeting, 201)
    at = await answers.give(stage.services.database, at, 1, ["Bussen"], short=True, places=False)
    page = await opened(stage, meeting)
    await answers.give(stage.services.database, at, 2, ["och chefen är dum"], short=False, places=False)
    await stage.press(page, texts.include(1, ticked=False), stage.village.organiser)
    assert "Bussen och chefen är dum" in stage.now(page).text
    assert await taken(stage, meeting) == []
    await press(stage, stage.now(page), texts.include(1, ticked=False))
    assert await taken(stage, meeting) == [("Bussen och chefen är dum", 1)]


async def test_a_press_reads_the_answers_once_for_what_it_shows(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of places; what decides something looks before it and after it."""
    await moderator(stage)
    meeting = await held(stage.services.database, (PLACE,))
    for number, text in enumerate(("Asby", "Åsby", "Torp"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    read: list[bool] = []
    rows = Database.rows

    async def noting(database: Database, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        read.append(statement.startswith(answers.SELECT))
        return await rows(database, statement, values)

    monkeypatch.setattr(Database, "rows", noting)
    page = await opened(stage, meeting)
    assert sum(read) == 1
    page = await press(stage, page, "1")
    assert sum(read) == 2
    await press(stage, page, texts.include(1, ticked=True))
    assert sum(read) == 4


async def test_a_tick_that_is_handled_twice_is_one(stage: Stage) -> None:
    """And nothing is removed by a press for chosen rows when none is chosen."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    for number, text in enumerate((BUS, "Vi behöver en badplats", "Vägbelysning"), start=1):
        await answer(stage, meeting, 200 + number, (1, text))
    page = await opened(stage, meeting)
    await stage.press(page, "2", stage.village.organiser)
    before, data = page, page.buttons[1]["callback_data"]
    page = stage.now(page)
    stage.simulator.world.store(before)
    await stage.press(before, data, stage.village.organiser)
    assert "✓ 2" in labels(stage.now(page))
    page = await press(stage, stage.now(page), "✓ 2")
    assert "✓ 2" not in labels(page)
    stage.simulator.people.forge_press(
        stage.village.organiser, page, data.replace("v:o:", "v:y:").rsplit(":", 1)[0] + ":remove"
    )
    await stage.settled()
    assert len(await sorting.shelf(stage.services.database, meeting.id, 1, "waiting")) == 3


async def test_what_several_sites_say_stands_under_none_of_them(stage: Stage) -> None:
    """It comes first, with how many said it; the same words are one answer whenever they were taken in."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,), sites=("Åsby", "Torp"))
    for number, (site, text) in enumerate([(1, BUS), (2, BUS), (2, "Vi behöver en badplats")], start=1):
        at = await answers.join(stage.services.database, meeting, 200 + number, site)
        await answers.give(stage.services.database, at, number, [text], short=False, places=False)
        page = await opened(stage, meeting)
        await press(stage, page, texts.include(1, ticked=False))
    found = await summary_of(stage.services.database, stage.services.library.knowledge, meeting.id)
    assert found.parts[0].headings == (
        Heading(SEVERAL, (Answer("", BUS, "", 2),)),
        Heading("Torp", (Answer("", "Vi behöver en badplats"),)),
    )


async def test_of_very_many_answers_all_have_their_turn(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first are grouped at a time; the next page is there also when a row has been chosen."""
    await moderator(stage)
    monkeypatch.setattr(handlers, "MOST_GROUPED", 12)
    meeting = await held(stage.services.database, (NEEDS,))
    for number in range(14):
        await answer(stage, meeting, 201 + number, (1, chr(97 + number) * 12))
    page = await press(stage, await opened(stage, meeting), "1")
    assert texts.NEXT in labels(page)
    page = await press(stage, page, "✓ 1", texts.NEXT)
    assert [each for each in labels(page) if each.isdecimal()] == ["1", "2"]
    for number in (2, 2, 10):
        page = await press(stage, page, texts.include(number, ticked=False))
    assert len(await taken(stage, meeting)) == 14


def test_of_joined_rows_the_one_that_says_most_stands_for_all() -> None:
    """But one that tells of a person only where all do."""
    said = ("Fler bussar", "Ring Sven på 070-123 45 67 om bussen", "Buss", "Fler bussar på kvällen")
    rows = [Given(1, 1, text, None, "waiting", None, None, None, None) for text in said]
    assert rules.headed(rows, [0, 1, 2, 3]) == [3, 0, 2, 1]
    blank = replace(rows[1], wording=rules.hidden(said[1]))
    assert rules.headed([rows[0], blank], [0, 1]) == [0, 1]


def test_of_two_names_that_begin_alike_both_are_hidden_whole() -> None:
    """And each is underlined once."""
    said = "Ring Anna Berg eller Anna Bergström <i>"
    assert rules.hidden(said) == "Ring … eller … <i>"
    assert texts._marked(said) == "Ring <u>Anna Berg</u> eller <u>Anna Bergström</u> &lt;i&gt;"


def test_sums_are_told_from_other_words() -> None:
    """Nobody joins rows by a number, a question or a telephone number."""
    assert rules.sums(" 1 + 3,\n2+5; 10+11+12. ") == "1+3,2+5,10+11+12"
    assert rules.sums("Slå ihop rad 1, 2 och 12") == "1+2+12"
    assert rules.sums("slå ihop 1 + 2 och 3+5") == rules.sums("1+2, 3+5") == "1+2,3+5"
    assert rules.sums("slå ihop 1+2 och 5") == "1+2+5"
    assert rules.sums("slå ihop 1") == rules.sums("slå ihop 1 och byarna") == ""
    for other in ("1", "1+", "+46 70 123 45 67", "1+2 är tre", "2+5 och 1+4?", "100+2", "1,2"):
        assert rules.sums(other) == ""
