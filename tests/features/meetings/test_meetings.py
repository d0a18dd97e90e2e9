"""Meetings: made in steps by an organiser, shared by link and QR picture, answered by members, judged in the queue."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.chat import prompts
from bot.features.meetings import planning
from bot.features.meetings.pages import meeting as meetings_pages
from bot.features.meetings.planning import NotPlanned, Plan
from bot.features.meetings.store import meetings, plans
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import plan as plan_texts
from bot.features.meetings.values import Meeting, Question
from bot.features.moderation.errors import NotAllowed
from bot.features.moderation.rules import Approve, Include
from bot.features.moderation.store import decide
from bot.features.moderation.values import Content, Proposal, Submission
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.matching.library import Library
from bot.simulator.model import Chat, Message, User
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database, open_database
from tests.conftest import Stage
from tests.stage.whose import WHOSE

MONDAY = date(2026, 11, 23)
PLACES = Question(1, "Vilka smarta landsbygder finns nära er?", "place")
WORDS = Question(2, "Vad behövs?")


def organiser(stage: Stage) -> tuple[User, Chat]:
    """Birgitta, who is in the moderators' chat, and her own chat with the bot."""
    birgitta = stage.village.organiser
    return birgitta, stage.simulator.world.private(birgitta)


async def at_work(stage: Stage) -> tuple[User, Chat]:
    """Birgitta has started the bot, and the moderators' chat is bound."""
    await roles_store.set_chat(stage.services.database, stage.village.moderators.id)
    birgitta, chat = organiser(stage)
    stage.simulator.people.start(birgitta)
    await stage.settled()
    return birgitta, chat


async def told(stage: Stage, *words: str) -> Message:
    """Birgitta writes one thing after the other; what the bot said last."""
    birgitta, chat = organiser(stage)
    for each in words:
        await stage.say(each, chat, birgitta)
    return stage.simulator.sent(chat)[-1]


async def made(database: Database, days: int = 0, name: str = "Träffen i Åsby") -> Meeting:
    """A meeting so many days from now."""
    async with database.transaction() as transaction:
        day = now().astimezone(SWEDEN).date() + timedelta(days=days)
        number = await meetings.create(transaction, name, day, "Bygdegården", (PLACES, WORDS), 5)
    return await meetings.meeting(database, number)


async def opened(stage: Stage, meeting: Meeting) -> Message:
    """Anna opens the meeting's link; the page that it leads to."""
    stage.simulator.people.start(stage.anna, f"m_{meeting.slug}")
    await stage.settled()
    return stage.simulator.sent(stage.private)[-1]


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button["text"] for button in message.buttons]


def test_a_plan_takes_only_what_fits() -> None:
    """Nothing empty, no day long past or far off, at most five questions; the numbers before them are dropped."""
    for plan, words, problem in (
        (Plan(1), "?!", "empty"),
        (Plan(1), "x" * 81, "too_long"),
        (Plan(1, "date"), "2026-10-01", "too_old"),
        (Plan(1, "date"), "2029-01-01", "too_far"),
        (Plan(1, "date"), "31 februari", "no_such_day"),
        (Plan(1, "date"), "31/2", "no_such_day"),
        (Plan(1, "date"), "2026-13-01", "no_such_day"),
        (Plan(1, "date"), "fredag 6 december", "weekday"),
        (Plan(1, "date"), "om ett tag", "no_date"),
        (Plan(1, "date"), "kl 19", "no_date"),
        (Plan(1, "questions"), "\n".join("abcdef"), "too_many"),
        (Plan(1, "place"), "\n".join(f"Skola {each}" for each in range(31)), "too_many"),
        (Plan(1, "preview"), "ja", "use_buttons"),
    ):
        with pytest.raises(NotPlanned) as refused:
            planning.told(plan, words, MONDAY)
        assert refused.value.problem == problem
    assert planning.told(Plan(1, "date"), "imorgon kl 19", MONDAY).day == MONDAY + timedelta(days=1)
    assert planning.told(Plan(1, "questions"), "1. Var?\n\n2) Hur?\n- När?", MONDAY).questions == (
        "Var?",
        "Hur?",
        "När?",
    )


def test_every_answer_from_the_preview_leads_back_to_it() -> None:
    """Who changes one thing does not go through the rest again; own questions also say how the first is answered."""
    plan = Plan(1, "preview", "Träff", MONDAY, whole=True)
    assert planning.told(planning.chosen(plan, "name"), "Möte", MONDAY).step == "preview"
    asked = planning.told(planning.chosen(plan, "questions"), "Var?", MONDAY)
    assert asked.step == "kind"
    assert planning.chosen(asked, "place") == Plan(1, "preview", "Träff", MONDAY, None, ("Var?",), True, True)
    assert planning.chosen(planning.chosen(plan, "date"), "back").step == "preview"


async def test_an_organiser_makes_a_meeting_in_steps(stage: Stage) -> None:
    """Name, date, place, questions, a look; then a link of at most 64 letters and a picture with the same link."""
    birgitta, chat = await at_work(stage)
    listed = await told(stage, "/traff")
    assert "Landsbygdsnätverkets digitala nätverksträff" in listed.text
    await stage.press(listed, meeting_texts.new(WHOSE), birgitta)
    await told(stage, "Träffen i Åsby", "om ett tag")
    assert "förstår jag inte" in stage.simulator.sent(chat)[-1].text
    await told(stage, "imorgon kl 19", "Bygdegården i Åsby")
    preview = await told(stage, "ja")
    assert "Träffen i Åsby" in preview.text
    assert WHOSE.questions[2] in preview.text
    [page] = await stage.say("skapa", chat, birgitta)
    [picture] = await stage.press(page, meeting_texts.QR, birgitta)
    [meeting] = await meetings.find(stage.services.database, "åsby")
    link = f"https://t.me/{stage.simulator.world.bot.username}?start=m_{meeting.slug}"
    assert link in page.text
    assert link in picture.content["caption"]
    assert len(f"m_{meeting.slug}") <= 64
    assert [each.answered_by for each in meeting.questions] == ["place", "words", "words"]
    assert await plans.current(stage.services.database, birgitta.id) is None


async def test_every_place_has_a_link_and_a_picture_of_its_own(stage: Stage) -> None:
    """Several that meet at once can be told apart; the first link is everybody's."""
    birgitta, chat = await at_work(stage)
    await told(stage, "/traff", "ny", "Byträff", "imorgon kl 19", "Bygdegården\nSkolan", "ja")
    [page] = await stage.say("skapa", chat, birgitta)
    assert "Bygdegården och Skolan" in page.text
    pictures = await stage.press(page, meeting_texts.QR, birgitta)
    [meeting] = await meetings.find(stage.services.database, "byträff")
    assert (meeting.sites, meeting.clock) == (("Bygdegården", "Skolan"), time(19))
    for site, picture in enumerate(pictures):
        link = meetings_pages.link("landsbygdsbot", meeting, site)
        assert link.endswith(f"_{site}") is (site > 0)
        assert link in page.text.split() if site == 0 else link in str(page.content["entities"])
        assert picture.content["caption"].endswith(link)
    assert len(pictures) == 3


async def test_a_half_made_meeting_is_kept(stage: Stage) -> None:
    """Another command leaves it, a question is answered meanwhile, and /traff leads back to where it was."""
    birgitta, _ = await at_work(stage)
    await told(stage, "/traff", "ny", "Träffen i Åsby", "/hjalp", "hur ordnar vi samåkning")
    plan = await plans.current(stage.services.database, birgitta.id)
    assert plan is not None
    assert (plan.step, plan.name) == ("date", "Träffen i Åsby")
    page = await told(stage, "/traff", "ny", "fortsätt")
    assert "När är nätverksträffen?" in page.text
    await stage.press(page, plan_texts.CANCEL, birgitta)
    assert "Avbrutet" in stage.now(page).text
    await stage.press(page, plan_texts.GO_ON, birgitta)
    assert "Var är nätverksträffen?" in (await told(stage, "6 december", "hoppa över")).text
    kept = await plans.current(stage.services.database, birgitta.id)
    assert kept is not None
    assert kept.name == "Träffen i Åsby"
    assert await meetings.find(stage.services.database, "åsby") == ()


async def test_a_plan_survives_a_restart(tmp_path: Path) -> None:
    """What has been said is in the database, whichever process reads it."""
    first = await open_database(tmp_path / "bot.db")
    try:
        await plans.begin(first, 7)
        await plans.change(first, 7, "name", lambda plan: planning.told(plan, "Träff", MONDAY))
        await plans.change(first, 7, None, lambda plan: planning.told(plan, "idag", MONDAY))
    finally:
        await first.close()
    second = await open_database(tmp_path / "bot.db")
    found = await plans.current(second, 7)
    await second.close()
    assert found == Plan(7, "time", "Träff", MONDAY)


async def test_a_meeting_is_made_once(stage: Stage) -> None:
    """Two presses on "Skapa" make one meeting."""
    birgitta, chat = await at_work(stage)
    preview = await told(stage, "/traff", "ny", "Träffen i Åsby", "imorgon kl 19", "nej", "ja")
    stage.simulator.people.press(birgitta, preview, plan_texts.create(WHOSE))
    stage.simulator.people.press(birgitta, preview, plan_texts.create(WHOSE))
    await stage.settled()
    assert len(await meetings.find(stage.services.database, "åsby")) == 1
    assert sum("Nu kan du bjuda in" in each.text for each in stage.simulator.sent(chat)) == 1


async def test_an_early_hour_is_asked_about(stage: Stage) -> None:
    """ "halv åtta" is half past seven in the morning, which an organiser seldom means."""
    await at_work(stage)
    preview = await told(stage, "/traff", "ny", "Träffen i Åsby", "imorgon halv åtta", "nej", "ja")
    assert "Kl. 07.30 är på morgonen" in preview.text
    changed = await told(stage, "ändra tid", "19.30")
    assert "på morgonen" not in changed.text


async def test_who_saves_is_told_what_happens(stage: Stage) -> None:
    """Also when nothing was changed."""
    await at_work(stage)
    await told(stage, "/traff", "ny", "Träffen i Åsby", "imorgon kl 19", "nej", "ja", "skapa", "ändra")
    assert (await told(stage, "spara")).text.startswith(plan_texts.NOTHING_NEW)
    saved = await told(stage, "/traff", "1", "ändra", "ändra namn", "Höstträff", "spara")
    assert saved.text.startswith(re.sub("<.*?>", "", plan_texts.SAVED_AND_TOLD))


async def test_only_organisers_make_meetings(stage: Stage) -> None:
    """A member is told so, in words and for a forged button."""
    await at_work(stage)
    [refusal] = await stage.say("/traff")
    assert refusal.text == meeting_texts.NOT_ORGANISER
    assert await stage.forge(refusal, "v:create") == meeting_texts.NOT_ORGANISER
    [page] = await stage.say("/traff", stage.village.moderators, stage.village.organiser)
    assert labels(page) == [meeting_texts.OPEN_IN_PRIVATE]


async def test_two_meetings_of_the_same_name_and_day_have_different_links(database: Database) -> None:
    """The second gets a number; a name without usable letters a word of ours; never more than 40 letters."""
    slugs = [(await made(database, 0, name)).slug for name in ("Träff", "Träff", "Träff", "…", "å" * 80)]
    assert len(set(slugs)) == 5
    assert slugs[1].endswith("-2")
    assert slugs[2].endswith("-3")
    assert slugs[3].startswith("traff-")
    assert max(map(len, slugs)) == 40


async def test_a_meeting_is_open_for_thirty_days_after_it(database: Database) -> None:
    """In Swedish time: the thirtieth day counts to its end, which in summer is 22 in UTC."""
    meeting = Meeting(1, "x", "Träff", date(2026, 6, 1), None, (WORDS,))
    assert meeting.is_open(datetime(2026, 7, 1, 21, 59, tzinfo=UTC))
    assert not meeting.is_open(datetime(2026, 7, 1, 22, 0, tzinfo=UTC))
    assert (await made(database, 400)).is_open(now())


async def test_a_closed_meeting_says_so(stage: Stage) -> None:
    """From the link and from a button of an older message; nothing is begun."""
    meeting = await made(stage.services.database, -31)
    page = await opened(stage, meeting)
    assert "gick att svara till och med" in page.text
    assert labels(page) == [meeting_texts.TIP]
    await stage.forge(page, f"v:a:{meeting.id}:1")
    assert "gick att svara till och med" in stage.now(page).text
    assert await prompts.waiting(stage.services.database, stage.anna.id) is None
    stage.simulator.people.start(stage.anna, "m_finns-inte")
    await stage.settled()
    assert stage.simulator.sent(stage.private)[-1].text == meeting_texts.no_such_meeting(WHOSE)


async def test_a_place_is_no_entry_and_a_tip_is_no_place(database: Database) -> None:
    """The rule itself refuses the other one's approval, whatever the buttons say."""
    meeting = await made(database)
    async with database.transaction() as transaction:
        content = Content("Vi har en buss")
        place = await decide.submit(transaction, Submission("tip", 1, 1, content, None, meeting.id, 1))
        tip = await decide.submit(transaction, Submission("tip", 1, 1, content, None, meeting.id, 2))
    approve = Approve(Proposal("Buss", "Vi har en buss.", "service"), "buss")
    for item, decision in ((place, approve), (tip, Include())):
        with pytest.raises(NotAllowed):
            await decide.decide(database, item.id, item.version, Actor(2, True), decision)


async def test_the_files_meetings_are_there_from_the_start(stage: Stage, library: Library) -> None:
    """With their questions; read again they are the same row, and made anew where the files changed."""
    database = stage.services.database
    [first] = await meetings.all_meetings(database)
    assert (first.slug, first.day, first.is_filed) == ("traff-2018-11-06", date(2018, 11, 6), True)
    assert [each.answered_by for each in first.questions] == ["place", "words", "words"]
    [filed] = library.base.meetings
    changed = replace(filed, name="Annat namn", questions={**filed.questions, 2: "Hur?"})
    await meetings.sync(database, replace(library.base, meetings=(changed,)))
    [second] = await meetings.all_meetings(database)
    assert (second.id, second.name, second.questions[1].text) == (first.id, "Annat namn", "Hur?")


def test_a_links_payload_is_one_that_telegram_takes() -> None:
    """At most 64 letters of A-Z a-z 0-9 _ -, also for the longest slug."""
    meeting = Meeting(1, "a" * 40, "Träff", MONDAY, None, (WORDS,))
    payload = meetings_pages.link("landsbygdsbot", meeting).partition("start=")[2]
    assert len(payload) <= 64
    assert payload.replace("_", "").isalnum()
