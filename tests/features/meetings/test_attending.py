"""Coming to a meeting: yes, maybe, no; a calendar file; reminders; and word of what has been changed."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from bot.features.meetings import planning, worker
from bot.features.meetings.documents import ics
from bot.features.meetings.planning import NotPlanned, Plan
from bot.features.meetings.store import answers, comings, meetings
from bot.features.meetings.texts import answering as answering_texts
from bot.features.meetings.texts import coming as texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import plan as plan_texts
from bot.features.meetings.values import Meeting, Question
from bot.simulator.model import Message
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, aged, came, labels, moderator
from tests.stage.whose import WHOSE

MONDAY = date(2026, 11, 23)


async def ahead(
    database: Database, days: int = 3, clock: time | None = time(19), question: str = NEEDS.text
) -> Meeting:
    """A meeting so many days ahead."""
    async with database.transaction() as transaction:
        day = now().astimezone(SWEDEN).date() + timedelta(days=days)
        asked = (Question(1, question),)
        made = await meetings.create(transaction, "Träffen i Åsby", day, "Bygdegården", asked, 5, (), clock)
    return await meetings.meeting(database, made)


async def told(stage: Stage) -> list[Message]:
    """What Anna has been sent, when nothing is queued any more."""
    waiting = "SELECT 1 FROM meeting_notices WHERE status IN ('queued', 'sending')"
    await worker.tell(stage.bot.application.bot, stage.services)
    async with asyncio.timeout(2):
        while await stage.services.database.row(waiting):  # noqa: ASYNC110 - no event of ours says so
            await asyncio.sleep(0.01)
    return stage.simulator.sent(stage.private)


async def edited(stage: Stage, meeting: Meeting, button: str, *words: str) -> Message:
    """Birgitta changes one thing and saves."""
    birgitta, chat = stage.village.organiser, stage.simulator.world.private(stage.village.organiser)
    page = (await stage.say("/traff", chat, birgitta))[-1]
    await stage.press(page, next(each for each in labels(page) if meeting.name in each), birgitta)
    await stage.press(page, meeting_texts.edit(WHOSE), birgitta)
    await stage.press(page, button, birgitta)
    for each in words:
        page = (await stage.say(each, chat, birgitta))[-1]
    await stage.press(page, plan_texts.SAVE, birgitta)
    return stage.now(page)


async def test_who_comes_is_asked_on_the_link_and_counted(stage: Stage) -> None:
    """With the questions beneath; a mind can be changed, and the organiser sees the numbers."""
    birgitta, chat = await moderator(stage)
    meeting = await ahead(stage.services.database)
    page = await came(stage, meeting)
    assert texts.ASKED in page.text
    assert labels(page)[:3] == ["Kommer", "Kanske", "Kommer inte"]
    await stage.press(page, "Kanske")
    await stage.press(page, "Kommer")
    await stage.say("Vad roligt det ska bli")
    assert await stage.services.database.rows("SELECT * FROM meeting_answers") == []
    assert labels(stage.now(page))[0] == "✓ Kommer"
    await stage.press(page, texts.QUESTIONS)
    assert NEEDS.text in stage.now(page).text
    listed = (await stage.say("/traff", chat, birgitta))[-1]
    await stage.press(listed, next(each for each in labels(listed) if meeting.name in each), birgitta)
    assert "Kommer: 1, Kanske: 0, Kommer inte: 0" in stage.now(listed).text


@pytest.mark.parametrize(
    ("question", "answered", "comes"), [("Ska vi ha en julmarknad?", ["Ja"], {}), ("Vad behövs?", [], {"yes": 1})]
)
async def test_yes_is_said_to_what_can_be_answered_with_it(
    stage: Stage, question: str, answered: list[str], comes: dict[str, int]
) -> None:
    """Whoever is asked two things at once that it answers has a button for the one."""
    meeting = await ahead(stage.services.database, question=question)
    await came(stage, meeting)
    await stage.say("Ja")
    rows = await stage.services.database.rows("SELECT text FROM meeting_answers")
    assert [row["text"] for row in rows] == answered
    assert await comings.numbers(stage.services.database, meeting.id) == comes


async def test_nobody_is_asked_about_a_meeting_that_has_begun(stage: Stage) -> None:
    """Nor taken for coming by an old button."""
    meeting = await ahead(stage.services.database)
    page = await came(stage, meeting)
    await aged(stage.services.database, meeting, 1)
    await stage.press(page, "Kommer")
    assert await comings.numbers(stage.services.database, meeting.id) == {}
    assert "Kommer" not in labels(await came(stage, meeting))
    assert answering_texts.DONE in labels(await came(stage, meeting))


async def test_the_calendar_file_says_when_and_where(stage: Stage) -> None:
    """Opened again by a calendar's own reader; sent on a press."""
    meeting = Meeting(7, "x", "Träff, åsby; Ö", date(2026, 7, 1), "Bygdegården", (), clock=time(19), version=3)
    file = ics.calendar(meeting, "https://t.me/x", datetime(2026, 6, 1, tzinfo=UTC))
    [event] = Calendar.from_ical(file).walk("VEVENT")
    assert event["SUMMARY"] == "Träff, åsby; Ö"
    assert event.decoded("DTSTART") == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert (event["LOCATION"], event["SEQUENCE"], event["UID"]) == ("Bygdegården", 3, "x@landsbygdsbot")
    page = await came(stage, await ahead(stage.services.database))
    await stage.press(page, "Kommer")
    [sent] = await stage.press(page, texts.CALENDAR)
    assert sent.content["document"]["file_name"].endswith(".ics")


async def test_the_time_is_one_that_phones_can_read(stage: Stage) -> None:
    """Telegram's own entity over the Swedish words, in the answer to when the next meeting is."""
    meeting = await ahead(stage.services.database)
    [told] = await stage.say("när är nästa träff?")
    assert "kl. 19.00, Bygdegården" in told.text
    [entity] = [each for each in told.content["entities"] if each["type"] == "date_time"]
    assert meeting.begins is not None
    assert entity["unix_time"] == int(meeting.begins.timestamp())


async def test_those_who_come_are_told_of_a_change(stage: Stage) -> None:
    """Of time and place as they are now; who does not come is not told, and nothing changed tells nobody."""
    await moderator(stage)
    database = stage.services.database
    meeting = await ahead(database)
    await comings.answer(database, meeting.id, stage.anna.id, "maybe")
    await comings.answer(database, meeting.id, stage.village.officer.id, "no")
    before = len(await told(stage))
    shown = await edited(stage, meeting, plan_texts.CHANGE["time"], "halv åtta på kvällen")
    assert "kl. 19.30" in shown.text
    *_, news = await told(stage)
    assert "Tiden är ändrad." in news.text
    assert "kl. 19.30" in news.text
    await edited(stage, meeting, plan_texts.CHANGE["time"], "19.30")
    assert len(await told(stage)) == before + 1
    rows = await database.rows("SELECT user_id FROM meeting_notices")
    assert [row["user_id"] for row in rows] == [stage.anna.id]


async def test_an_edit_that_is_cancelled_changes_nothing_and_loses_no_half_made_meeting(stage: Stage) -> None:
    """One that is half made is asked about first."""
    birgitta, chat = await moderator(stage)
    database = stage.services.database
    meeting = await ahead(database)
    page = (await stage.say("/traff", chat, birgitta))[-1]
    await stage.press(page, next(each for each in labels(page) if meeting.name in each), birgitta)
    await stage.press(page, meeting_texts.edit(WHOSE), birgitta)
    await stage.press(page, plan_texts.CHANGE["name"], birgitta)
    page = (await stage.say("Annat namn", chat, birgitta))[-1]
    await stage.press(page, plan_texts.CANCEL, birgitta)
    assert stage.now(page).text == plan_texts.cancelled(WHOSE, editing=True)
    assert await meetings.meeting(database, meeting.id) == meeting
    for words in ("/traff", "ny", "börja om", "Julfesten"):
        page = (await stage.say(words, chat, birgitta))[-1]
    page = (await stage.say("/traff", chat, birgitta))[-1]
    await stage.press(page, next(each for each in labels(page) if meeting.name in each), birgitta)
    await stage.press(page, meeting_texts.edit(WHOSE), birgitta)
    assert "Julfesten" in stage.now(page).text


async def test_those_who_come_are_told_that_it_does_not_take_place(stage: Stage, soon: Meeting) -> None:
    """Asked about first; then nobody can sign up or answer, nor is it the next one; and it can be taken back."""
    birgitta, chat = await moderator(stage)
    page = (await stage.say("/traff", chat, birgitta))[-1]
    for button in (next(each for each in labels(page) if soon.name in each), meeting_texts.CALL_OFF):
        await stage.press(page, button, birgitta)
    assert "1 person som har sagt att de kommer får veta det." in stage.now(page).text
    await stage.press(page, meeting_texts.NO_OFF, birgitta)
    assert (await meetings.meeting(stage.services.database, soon.id)).is_open(now())
    for button in (meeting_texts.CALL_OFF, meeting_texts.YES_OFF):
        await stage.press(page, button, birgitta)
    assert stage.now(page).text.startswith("Träffen i Åsby blir inte av.")
    assert meeting_texts.CALL_OFF not in labels(stage.now(page))
    news = (await told(stage))[-1]
    assert news.text.startswith("Träffen i Åsby blir inte av.")
    assert labels(news) == []
    assert (await came(stage, soon)).text.startswith("Träffen i Åsby blir inte av.")
    assert "Jag vet inte när nästa nätverksträff är." in (await stage.say("när är nästa träff"))[-1].text
    await stage.press(page, meeting_texts.CALL_ON, birgitta)
    news = (await told(stage))[-1]
    assert news.text.startswith("Träffen i Åsby blir av ändå.")
    assert "✓ Kommer" in labels(news)


async def test_nobody_is_reminded_of_what_does_not_take_place(
    stage: Stage, soon: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by what is due later nor by what is queued already."""
    database, moment = stage.services.database, at(monkeypatch, soon, timedelta(hours=23))
    await comings.queue_reminders(database, soon, moment)
    async with database.transaction() as transaction:
        assert await meetings.call_off(transaction, soon.id, is_off=True)
        assert not await meetings.call_off(transaction, soon.id, is_off=True)
        await comings.drop_reminders(transaction, soon.id)
    await told(stage)
    assert await database.rows("SELECT * FROM meeting_notices") == []


async def test_an_edited_meeting_keeps_what_was_answered(stage: Stage) -> None:
    """Its link, its answers, and a question that has some, though the organiser has written fewer."""
    await moderator(stage)
    database = stage.services.database
    meeting = await ahead(database)
    async with database.transaction() as transaction:
        await meetings.change(transaction, meeting_with(meeting, "Vad finns?", "Vad saknas?"))
    at = await answers.turn_to(database, await answers.join(database, meeting, 7), 2)
    await answers.give(database, at, 1, ["En badplats vid sjön"], short=False, places=False)
    async with database.transaction() as transaction:
        await meetings.change(transaction, meeting_with(meeting, "Vad har ni?"))
    after = await meetings.meeting(database, meeting.id)
    assert [each.text for each in after.questions] == ["Vad har ni?", "Vad saknas?"]
    assert (after.slug, after.version) == (meeting.slug, 3)


def meeting_with(meeting: Meeting, *questions: str) -> Meeting:
    """The meeting with other questions."""
    asked = tuple(Question(number, text) for number, text in enumerate(questions, start=1))
    return Meeting(meeting.id, meeting.slug, meeting.name, meeting.day, meeting.place, asked, clock=meeting.clock)


@pytest.fixture(name="soon")
async def _soon(stage: Stage) -> Meeting:
    """A meeting in three days that Anna comes to and wants to be reminded of."""
    meeting = await ahead(stage.services.database)
    await comings.answer(stage.services.database, meeting.id, stage.anna.id, "yes")
    await comings.remind(stage.services.database, meeting.id, stage.anna.id, True)
    return meeting


def at(monkeypatch: pytest.MonkeyPatch, meeting: Meeting, before: timedelta) -> datetime:
    """It is so long before the meeting begins; which moment that is."""
    assert meeting.begins is not None
    moment = meeting.begins.astimezone(UTC) - before
    monkeypatch.setattr(worker, "now", lambda: moment)
    return moment


async def test_who_wants_to_is_reminded_a_day_and_an_hour_before(
    stage: Stage, soon: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once each, however often the loop comes by; and a day that has passed is not made up for."""
    before = len(await told(stage))
    for ahead_of_it, number in ((25, 0), (23, 1), (22, 1), (2, 1), (0.9, 2), (0.5, 2), (-1, 2)):
        at(monkeypatch, soon, timedelta(hours=ahead_of_it))
        assert len(await told(stage)) == before + number
    day, hour = (await told(stage))[before:]
    assert day.text.startswith("Imorgon är det dags.\nTräffen i Åsby")
    assert hour.text.startswith("Snart börjar det, kl. 19.00.\nTräffen i Åsby")


async def test_who_does_not_want_to_is_not_reminded(
    stage: Stage, soon: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor whoever does not come after all, nor one who signs up so late that they know."""
    database = stage.services.database
    await comings.answer(database, soon.id, stage.anna.id, "no")
    late = at(monkeypatch, soon, timedelta(hours=23))
    monkeypatch.setattr(comings, "now", lambda: late)
    await comings.answer(database, soon.id, stage.village.officer.id, "yes")
    await comings.remind(database, soon.id, stage.village.officer.id, True)
    await told(stage)
    assert await database.rows("SELECT * FROM meeting_notices") == []


async def test_who_comes_is_forgotten_with_the_meeting(stage: Stage, soon: Meeting) -> None:
    """When no answers are taken any more."""
    database = stage.services.database
    await aged(database, soon, 29)
    await comings.forget(database)
    assert await comings.numbers(database, soon.id) == {"yes": 1}
    await aged(database, soon, 31)
    await comings.forget(database)
    assert await comings.numbers(database, soon.id) == {}


async def test_whoever_cannot_be_reached_keeps_nobody_from_being_told(
    stage: Stage, soon: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has blocked the bot."""
    database = stage.services.database
    stranger = stage.simulator.world.add_user("Aldrig Här")
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE comings SET user_id = ?", (stranger.id,))
    await comings.answer(database, soon.id, stage.anna.id, "yes")
    await comings.remind(database, soon.id, stage.anna.id, True)
    before = len(await told(stage))
    at(monkeypatch, soon, timedelta(hours=23))
    assert len(await told(stage)) == before + 1
    rows = await database.rows("SELECT status FROM meeting_notices ORDER BY id")
    assert sorted(row["status"] for row in rows) == ["gone", "sent"]


def test_a_time_is_asked_for_unless_it_was_said_with_the_day() -> None:
    """One reader: "imorgon kl 19" is both."""
    dated = planning.told(Plan(1, "date", "Träff"), "imorgon kl 19", MONDAY)
    assert (dated.step, dated.day, dated.clock) == ("place", MONDAY + timedelta(days=1), time(19))
    assert planning.told(Plan(1, "date", "Träff"), "6 december", MONDAY).step == "time"
    for words, clock in (("19", time(19)), ("kl 18.30", time(18, 30)), ("halv sju på kvällen", time(18, 30))):
        assert planning.told(Plan(1, "time", "Träff", MONDAY), words, MONDAY).clock == clock
    with pytest.raises(NotPlanned) as refused:
        planning.told(Plan(1, "time", "Träff", MONDAY), "sen", MONDAY)
    assert refused.value.problem == "no_clock"


def test_several_lines_at_the_place_are_several_places_but_no_questions() -> None:
    """One is one; questions belong to the next step."""
    placed = planning.told(Plan(1, "place", "Träff", MONDAY), "Bygdegården\nSkolan", MONDAY)
    assert (placed.place, placed.sites) == (None, ("Bygdegården", "Skolan"))
    assert planning.told(Plan(1, "place", "Träff", MONDAY), "Skolan", MONDAY).place == "Skolan"
    with pytest.raises(NotPlanned) as refused:
        planning.told(Plan(1, "place", "Träff", MONDAY), "Vad behöver ni?\nVad har ni?", MONDAY)
    assert refused.value.problem == "questions"
