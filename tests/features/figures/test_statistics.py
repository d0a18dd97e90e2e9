"""/statistik: what was asked, sent in and decided lately, as a picture and in words."""

from datetime import date, datetime, timedelta

from bot.features.adoption import store as adoption
from bot.features.figures import statistics, texts
from bot.features.figures.picture import picture
from bot.features.figures.values import Statistics, Week
from bot.features.unanswered.store import questions
from bot.features.unanswered.store.questions import Asked
from bot.pictures import bars
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from tests.conftest import Stage
from tests.stage.queue import send_in

SUNDAY = date(2026, 11, 29)


async def asked_at(database: Database, at: datetime, outcome: str, entry: str | None = None) -> None:
    """A question in the log."""
    token = await questions.record(database, Asked("x", "private", outcome, 0.9, entry))
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE questions SET asked_at = ? WHERE token = ?", (stamp(at), token))


async def test_moderators_get_a_picture_with_the_same_in_words(desk: Stage) -> None:
    """One message: whoever does not see the picture reads its text."""
    await send_in(desk, "Vi har en bastu på en flotte i sjön.")
    await desk.say("hur ordnar vi samåkning")
    await adoption.plan(desk.services.database, "lokalbuss", 7)
    [shown] = await desk.say("/statistik", desk.village.moderators, desk.village.officer)
    assert "photo" in shown.content
    assert "1 (1 svar, 0 förslag, 0 inget svar)" in shown.text
    assert "Mest frågade teman" in shown.text
    assert "väntar på er: 1" in shown.text
    assert shown.text.endswith("har gjort det: 0\npå gång: 1\nblev inget: 0")


async def test_where_nothing_has_happened_a_sentence_says_so(desk: Stage) -> None:
    """No empty picture."""
    [shown] = await desk.say("/statistik", desk.village.moderators, desk.village.officer)
    assert shown.text == texts.NOTHING_YET


async def test_weeks_begin_on_monday_and_go_back_eight(desk: Stage) -> None:
    """Questions count also when only their number is left, and what is older than eight weeks does not."""
    database, knowledge = desk.services.database, desk.services.library.knowledge
    entry = knowledge.entries[0]
    today = now()
    await asked_at(database, today, "answer", entry.id)
    await asked_at(database, today - timedelta(weeks=1), "none")
    await asked_at(database, today - timedelta(weeks=9), "none")
    found = await statistics.statistics(database, knowledge, today.date())
    assert [week.number for week in found.weeks] == [0, 0, 0, 0, 0, 0, 1, 1]
    assert all(week.monday.weekday() == 0 for week in found.weeks)
    assert found.themes == ((knowledge.theme_names[entry.theme], 1),)
    await asked_at(database, today - timedelta(days=91), "answer", entry.id)
    await questions.forget(database)
    later = await statistics.statistics(database, knowledge, (today - timedelta(days=84)).date())
    assert sum(week.number for week in later.weeks) >= 1


def test_decisions_stand_in_the_first_span_that_holds_them() -> None:
    """A day, three, a week, later; exactly a day is within it."""
    assert statistics.within([0.1, 1.0, 2.0, 6.9, 8.0, 80.0]) == (2, 1, 1, 2)


async def test_the_picture_is_as_wide_as_a_phone_and_takes_any_name() -> None:
    """Also one that looks like a formula or that the font has not."""
    weeks = tuple(Week(SUNDAY - timedelta(weeks=each), {"answer": each, "none": 1}) for each in range(8))
    nasty = Statistics(weeks, (("$x^2$ 🏡", 12), ("Mat", 0)), {"approved": 3}, (0, 0, 1, 0))
    png = await picture(nasty)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 1_080
    assert int.from_bytes(png[20:24], "big") < 2 * 1_080
    assert png == await picture(nasty)
    assert len(texts.statistics(nasty)) < 1_024


def test_a_narrower_sheet_has_larger_letters_and_as_many_pixels() -> None:
    """Twelve points of one are more of the picture's width."""
    wide, narrow = bars.sheet(2.0), bars.sheet(2.0, bars.WIDTH / 2)
    assert narrow.dpi == 2 * wide.dpi
    assert narrow.get_figwidth() * narrow.dpi == wide.get_figwidth() * wide.dpi == 1_080
