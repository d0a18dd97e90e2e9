"""What came of a meeting: the 2018 one from the files, others from approved answers; in chat and as files."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.broadcasts.texts import templates as templates_texts
from bot.features.meetings import places
from bot.features.meetings.store import answers, meetings, sorting
from bot.features.meetings.summary import GIVEN, OTHER, Answer, Heading, Part, Summary, summary_of
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, NoSuchMeeting, Question
from bot.features.moderation.rules import Approve, Decision, Decline, Include, MergePhrase, Undo
from bot.features.moderation.store import decide
from bot.features.moderation.values import Content, Item, Proposal, Submission
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.knowledge import overlay, store
from bot.knowledge.values import Knowledge
from bot.language.text import units
from bot.matching.library import Library
from bot.simulator.markup import parse_html
from bot.simulator.model import Message
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from tests.conftest import Stage
from tests.stage.whose import WHOSE

QUESTIONS = (Question(1, "Vilka smarta landsbygder finns?", "place"), Question(2, "Vilka lösningar finns där?"))
BUS = Proposal("Egen buss", "Byn har köpt en buss.", "service")
MODERATOR = Actor(2, True)


async def held(database: Database) -> Meeting:
    """A meeting of today."""
    async with database.transaction() as transaction:
        day = now().astimezone(SWEDEN).date()
        number = await meetings.create(transaction, "Träffen i Åsby", day, None, QUESTIONS, 5)
    return await meetings.meeting(database, number)


async def answered(database: Database, meeting: Meeting, question: int, text: str, name: str | None = None) -> Item:
    """A member's answer, in the queue; every answer is another member's."""
    content = Content(text, theme="mat", signature=name)
    async with database.transaction() as transaction:
        author = 100 + int((await transaction.rows("SELECT count(*) FROM items"))[0][0])
        new = Submission("tip", author, author, content, None, meeting.id, question)
        return await decide.submit(transaction, new)


async def judged(database: Database, item: Item, decision: Decision) -> Item:
    """A moderator has decided."""
    return await decide.decide(database, item.id, item.version, MODERATOR, decision)


async def summed_up(database: Database, library: Library, meeting: Meeting) -> Summary:
    """The summary with the knowledge as it has become."""
    laid = await store.read(database)
    knowledge = overlay.lay_over(library.base, laid.entries, laid.phrases)
    return await summary_of(database, knowledge, meeting.id)


def shape(part: Part) -> list[tuple[str, list[str]]]:
    """Headings, each with its answers' titles or texts."""
    return [(each.name, [answer.title or answer.text for answer in each.answers]) for each in part.headings]


def words_of(message: Message) -> str:
    """A message's text, or its caption."""
    return str(message.content.get("text") or message.content.get("caption") or "")


async def test_the_meeting_of_2018_is_summed_up_from_the_files(database: Database, library: Library) -> None:
    """Its own headings in their order under each question, and every entry of the files at least once."""
    await meetings.sync(database, library.base)
    [meeting] = await meetings.all_meetings(database)
    first, second, third = (await summary_of(database, library.base, meeting.id)).parts
    assert (first.number, first.by_place) == (0, True)
    assert [name for name, _ in shape(second)] == ["Service", "Mat", "Arbetsliv", "Teknisk utveckling", "Samverkan"]
    assert [name for name, _ in shape(third)] == [
        "Service", "Teknisk utveckling", "Finansiering", "Regelverk", "Samverkan",
    ]  # fmt: skip
    titles = {title for part in (second, third) for _, found in shape(part) for title in found}
    assert {entry.title for entry in library.base.entries if entry.sources} <= titles


async def test_only_approved_answers_count_as_moderators_have_worded_them(database: Database, library: Library) -> None:
    """What waits, is declined or taken back is left out, and the raw text of what was mended is nowhere."""
    meeting = await held(database)
    raw = "Vi har en buss, ring Sven på 070-123 45 67"
    texts = ("väntar och väntar här", "avslaget", "ångrat", raw)
    items = [await answered(database, meeting, 2, text, "Sven") for text in texts]
    await judged(database, items[1], Decline("unclear"))
    undone = await judged(database, items[2], Approve(BUS, "buss-2"))
    await judged(database, undone, Undo())
    await judged(database, items[3], Approve(BUS, "buss"))
    found = await summed_up(database, library, meeting)
    assert found.parts[1].headings == (Heading("Service", (Answer("Egen buss", "Byn har köpt en buss.", "Sven"),)),)
    assert "070" not in "".join(summary_texts.summary_messages(found))


async def test_what_was_merged_is_said_once_and_anonymously(database: Database, library: Library) -> None:
    """By the entry that it was merged into, however many said the same."""
    meeting, [known, *_] = await held(database), library.base.entries
    for number in range(3):
        item = await answered(database, meeting, 2, f"Det där har vi också, {number}", "Sven")
        await judged(database, item, MergePhrase(known.id, f"fras {number}"))
    [heading] = (await summed_up(database, library, meeting)).parts[1].headings
    assert len(heading.answers) == 1
    assert heading.answers[0].signature == ""
    assert heading.answers[0].text == " ".join(known.answer.split())


async def test_answers_that_came_as_tips_stand_beside_those_that_come_now(database: Database, library: Library) -> None:
    """A meeting that was being answered when answers became its own: nothing is lost, places are counted together."""
    meeting = await held(database)
    await judged(database, await answered(database, meeting, 1, "Åsby"), Include())
    await judged(database, await answered(database, meeting, 2, "Vi har en buss"), Approve(BUS, "buss"))
    at = await answers.join(database, meeting, 7)
    for number, text in ((1, "Åsby"), (2, "Vi har en bilpool")):
        at = await answers.turn_to(database, at, number)
        await answers.give(database, at, number, [text], short=False, places=number == 1)
        lying = await sorting.shelf(database, meeting.id, number, "waiting")
        page = await sorting.lay_out(database, 2, (meeting.id, number, "waiting", 0), [[each.id] for each in lying])
        await sorting.include(database, 2, page.mark, (0,))
    found = await summed_up(database, library, meeting)
    assert found.parts[0].places == (places.Place("Åsby", 2),)
    assert shape(found.parts[1]) == [("Service", ["Egen buss"]), (GIVEN, ["Vi har en bilpool"])]


async def test_themes_come_in_the_networks_order(database: Database, library: Library) -> None:
    """Not in the order in which answers came; a theme that nobody knows any more comes last, without a name."""
    meeting, themes = await held(database), [theme.id for theme in library.base.themes]
    for number, theme in enumerate(["borta", themes[2], themes[0], themes[2]]):
        item = await answered(database, meeting, 2, f"svar nummer {number}")
        await judged(database, item, Approve(Proposal(f"Rubrik {number}", f"Text {number}.", theme), f"id-{number}"))
    bare = Knowledge((), library.base.themes)  # nothing of what was approved is known, and its wording still is
    part = (await summary_of(database, bare, meeting.id)).parts[1]
    named = [library.base.themes[0].name, library.base.themes[2].name, OTHER]
    assert [name for name, _ in shape(part)] == named
    assert shape(part)[1][1] == ["Rubrik 1", "Rubrik 3"]


async def test_places_are_counted_from_approved_answers(database: Database, library: Library) -> None:
    """And no meeting's answers stand in another's."""
    meeting, other = await held(database), await held(database)
    for text in ("Åsby", "åsby, Torp", "Torp."):
        await judged(database, await answered(database, meeting, 1, text), Include())
    await judged(database, await answered(database, other, 1, "Åsby"), Include())
    await answered(database, meeting, 1, "Väntby")
    found = await summed_up(database, library, meeting)
    assert found.parts[0].places == (places.Place("Torp", 2), places.Place("Åsby", 2))
    assert [part.question.number for part in found.counted] == [1]
    assert (found.parts[0].number, found.parts[0].given) == (2, 4)
    assert "4 svar" in templates_texts.summary(found)
    with pytest.raises(NoSuchMeeting):
        await summary_of(database, library.base, 99)


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        (["Åsby", "åsby ", "ÅSBY!", " • åsby."], [("Åsby", 4)]),
        (["åsby", "ÅSBY"], [("Åsby", 2)]),
        (["NORRA KOLSVA", "norra kolsva"], [("Norra Kolsva", 2)]),
        (["väse och nyed"], [("Väse och Nyed", 1)]),
        (["Torp, torp, TORP"], [("Torp", 1)]),
        (["Ö;Å\nÄ"], [("Å", 1), ("Ä", 1), ("Ö", 1)]),
        (["Åsby", "Åsby (Dalarna)"], [("Åsby", 1), ("Åsby (Dalarna)", 1)]),
        (["A\u030asby", "Åsby"], [("Åsby", 2)]),
        (["🏡 Torp 🏡", "12", "…"], [("Torp", 1)]),
        ([], []),
    ],
)
def test_places_are_put_together_by_spelling_only(answers: Sequence[str], counted: Sequence[tuple[str, int]]) -> None:
    """Capital letters, spaces, punctuation and ways to encode a letter; which region a place lies in is not guessed."""
    assert [(each.name, each.number) for each in places.count(answers)] == counted


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (["Asby", "Åsby"], [("asby", "åsby")]),
        (["Hultsfred"] * 2 + ["Hultfred"], [("hultfred", "hultsfred")]),
        (["Hultsfred"] * 2 + ["Hutlsfred"], [("hultsfred", "hutlsfred")]),
        (["Granby"] * 2 + ["Grenby", "Granbyn"], [("granby", "grenby"), ("granby", "granbyn")]),
        (["Granby", "Grenby"], []),  # as many: one is no slip for the other
        (["Ås", "Ås", "Es"], []),
        (["Torp 1"] * 2 + ["Torp 2"], []),
        (["Norrby"] * 2 + ["Söderby"], []),
        (["ASBY", "asby"], []),
    ],
)
def test_places_that_may_be_one_are_asked_about(answers: Sequence[str], asked: Sequence[places.Pair]) -> None:
    """Dots left out, or one letter from a place that more have named; never what capital letters tell apart."""
    assert sorted(each.pair for each in places.doubts(places.count(answers), {})) == sorted(asked)


def test_what_is_said_of_two_spellings_holds_for_those_that_are_one_with_them() -> None:
    """A yes leads on through a third; a no to one of them is a no to the others, and is not asked again."""
    answers, yes = ["Åsby", "Åsby", "Asby", "Äsby"], {("asby", "åsby"): True}
    assert [(each.name, each.number) for each in places.count(answers, yes)] == [("Åsby", 3), ("Äsby", 1)]
    [doubt] = places.doubts(places.count(answers, yes), yes)
    assert doubt.names == ("Äsby", "Åsby")
    no = {**yes, doubt.pair: False}
    assert places.doubts(places.count(answers, no), no) == []
    both = {**yes, doubt.pair: True}
    assert [(each.name, each.number) for each in places.count(["Åsby, Asby", *answers], both)] == [("Åsby", 5)]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_a_place_is_named_by_at_most_all_answers(answers: list[str]) -> None:
    """Whatever is written: names have letters, none stands twice, and no answer counts twice for one."""
    found = places.count(answers)
    assert len({each.name.casefold() for each in found}) == len(found)
    assert all(1 <= each.number <= len(answers) and any(map(str.isalpha, each.name)) for each in found)
    assert [each.number for each in found] == sorted((each.number for each in found), reverse=True)


long_texts = st.builds(lambda word, number: word * number, st.text(min_size=1, max_size=20), st.integers(1, 300))
answers_of = st.builds(Answer, st.text(max_size=60), long_texts, st.text(max_size=60))
headings_of = st.builds(Heading, st.text(max_size=40), st.lists(answers_of, min_size=1, max_size=5).map(tuple))


@given(st.lists(headings_of, max_size=4).map(tuple), st.text(min_size=1, max_size=200))
def test_no_message_is_too_long_or_cut_inside_a_fold(headings: tuple[Heading, ...], asked: str) -> None:
    """Whatever members write: each message is well-formed, at most 4,096 units as shown, and has whole folds."""
    meeting = Meeting(1, "x", "Träff & <möte>", date(2026, 11, 6), None, ())
    found = Summary(meeting, (Part(Question(1, asked), headings),))
    for message in summary_texts.summary_messages(found):
        assert units(parse_html(message).text) <= 4_096
        assert message.count("<blockquote expandable>") == message.count("</blockquote>")


async def test_sammanstall_shows_2018_at_once_and_sends_its_files(stage: Stage) -> None:
    """In private chat: folded parts, the honest sentence, then a Word file and a web page that can be opened."""
    birgitta = stage.village.organiser
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    stage.simulator.people.start(birgitta)
    await stage.settled()
    chat = stage.simulator.world.private(birgitta)
    *_, last = shown = await stage.say("/sammanstall", chat, birgitta)
    text = "\n".join(map(words_of, shown))
    assert summary_texts.SHOWN_ELSEWHERE in text
    assert "Fråga 3" in text
    folds = [each for message in shown for each in message.content["entities"]]
    assert sum(each["type"] == "expandable_blockquote" for each in folds) >= 10
    labels = [button["text"] for button in last.buttons]
    assert labels == [summary_texts.WORD, summary_texts.PDF, summary_texts.WEB_PAGE, summary_texts.others(WHOSE)]
    signs = {"docx": b"PK", "pdf": b"%PDF-", "html": b"<!doctype html>"}
    for button, (ending, sign) in zip(labels, signs.items(), strict=False):
        [sent] = await stage.press(last, button, birgitta)
        document = sent.content["document"]
        assert document["file_name"] == f"sammanstallning-2018-11-06.{ending}"
        content = stage.simulator.world.files[document["file_id"]].content
        assert content.startswith(sign)
        assert ending != "docx" or ZipFile(BytesIO(content)).testzip() is None


async def test_a_summary_of_ones_own_meeting_has_a_chart_in_the_moderators_chat(stage: Stage) -> None:
    """Chosen by a part of its name; the picture's caption says what it shows."""
    database, redaktionen = stage.services.database, stage.village.moderators
    await roles_store.set_chat(database, redaktionen.id)
    await judged(database, await answered(database, await held(database), 1, "Åsby, Torp"), Include())
    stage.services.outbox.set()  # what has been queued is sent at once
    await stage.settled()
    [shown] = await stage.say("/sammanstall åsby", redaktionen, stage.village.officer)
    assert "Åsby (1)" in shown.text
    assert summary_texts.others(WHOSE) in [button["text"] for button in shown.buttons]
    [sent] = await stage.press(shown, summary_texts.CHART, stage.village.officer)
    assert "Stapeldiagram över platserna i svaren på fråga 1: Torp (1), Åsby (1)." in words_of(sent)
    assert "photo" in sent.content
    [missing] = await stage.say("/sammanstall finns inte", redaktionen, stage.village.officer)
    assert missing.text == summary_texts.no_meeting(WHOSE)


async def test_only_organisers_see_summaries(stage: Stage) -> None:
    """A member is refused, also with a forged button; on the organisers' list she is not; groups are told where."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    [refused] = await stage.say("/sammanstall")
    assert refused.text == summary_texts.NOT_ORGANISER
    assert await stage.forge(refused, "v:d:1:docx") == summary_texts.NOT_ORGANISER
    [elsewhere] = await stage.say("/sammanstall", stage.village.association)
    assert elsewhere.text == summary_texts.IN_PRIVATE
    assert elsewhere.buttons[0]["url"].endswith("?start=sammanstall")
    await roles_store.add_organiser(stage.services.database, stage.anna.id, "Greta", 1)
    assert await stage.forge(refused, "v:s:999") == meeting_texts.STALE
    assert len(await stage.say("/sammanstall")) > 1
    stage.simulator.people.start(stage.anna, "sammanstall")
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text.startswith("Vilken nätverksträff vill du se?")


async def test_the_newest_answered_meeting_is_shown_first(stage: Stage) -> None:
    """A coming meeting without answers does not stand in the way of what there is; the others are one press away."""
    database = stage.services.database
    await roles_store.add_organiser(database, stage.anna.id, "Greta", 1)
    async with database.transaction() as transaction:
        coming = now().date() + timedelta(days=9)
        await meetings.create(transaction, "Nästa träff", coming, None, QUESTIONS, 5)
    shown = await stage.say("/sammanstall")
    assert "Landsbygdsnätverkets" in shown[0].text
    await stage.press(shown[-1], summary_texts.others(WHOSE))
    [empty] = await stage.press(shown[-1], 0)
    assert summary_texts.FOLDED not in empty.text
    assert "Nästa träff" in empty.text
    assert summary_texts.NOTHING_YET in empty.text
