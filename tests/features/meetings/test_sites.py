"""A meeting that is held at several places at once, as its organiser, moderators and participants see it."""

from datetime import time, timedelta

from icalendar import Calendar

from bot.features.meetings.pages import meeting as pages
from bot.features.meetings.planning import MOST_SITES
from bot.features.meetings.store import meetings
from bot.features.meetings.summary import SEVERAL, summary_of
from bot.features.meetings.texts import coming as coming_texts
from bot.features.meetings.texts import meeting as meeting_texts
from bot.features.meetings.texts import sorting as sorting_texts
from bot.features.meetings.values import Meeting
from bot.features.roles import store as roles_store
from bot.language.text import shown_units
from bot.storage.clock import SWEDEN, now
from bot.storage.database import Database
from tests.conftest import Stage
from tests.features.meetings.test_sorting import answer
from tests.stage.meetings import NEEDS, PLACE, came, held, labels, moderator
from tests.stage.meetings import sorting as opened
from tests.stage.whose import WHOSE

SITES = ("Åsby bygdegård", "Norrby skola")
SEEN = 1_000  # units that a phone shows, with the questions and links folded, above the first button


async def ahead(database: Database, sites: tuple[str, ...] = SITES) -> Meeting:
    """A meeting of the day after tomorrow."""
    async with database.transaction() as transaction:
        day = now().astimezone(SWEDEN).date() + timedelta(days=2)
        made = await meetings.create(transaction, "Byträff", day, None, (PLACE,), 5, sites, time(19))
    return await meetings.meeting(database, made)


async def test_a_page_with_thirty_links_fits(stage: Stage) -> None:
    """They are folded: the buttons are not a screen further down."""
    sites = tuple(f"Bygdegården i by nummer {number}" for number in range(1, MOST_SITES + 1))
    meeting = await ahead(stage.services.database, sites)
    [text] = pages.shown(meeting, "landsbygdsbot", WHOSE, is_open=True, sorts=True).messages
    open_parts = [part.rpartition("</blockquote>")[2] for part in text.split("<blockquote expandable>")]
    assert shown_units("".join(open_parts)) < SEEN / 2
    assert shown_units(text) <= 4096
    assert text.count("<a href") == MOST_SITES
    assert "på 30 platser" in text


async def test_who_sits_somewhere_is_told_of_that_place(stage: Stage) -> None:
    """On the first page, when they come, and in their calendar; others read both names."""
    meeting = await ahead(stage.services.database)
    page = await came(stage, meeting, site="_2")
    assert "Norrby skola" in page.text
    assert "Åsby" not in page.text
    await stage.press(page, "Kommer")
    assert "Åsby" not in stage.now(page).text
    [file] = await stage.press(page, coming_texts.CALENDAR)
    content = stage.simulator.world.files[file.content["document"]["file_id"]].content
    [event] = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert str(event["location"]) == "Norrby skola"
    asked = await came(stage, meeting, stage.village.farmer)
    assert "Åsby bygdegård och Norrby skola" in asked.text


async def test_what_was_said_at_several_places_stands_by_itself_and_all_are_counted(stage: Stage) -> None:
    """An answer of two people is two, wherever numbers are told."""
    await moderator(stage)
    database = stage.services.database
    meeting = await held(database, (NEEDS,), SITES)
    for number, text in enumerate(("En lokalbuss", "En lokalbuss tack", "En lokalbuss, snälla", "En badplats")):
        await answer(stage, meeting, 200 + number, (1, text))
        await database.rows("UPDATE participants SET site = ? WHERE user_id = ?", (1 + number % 2, 200 + number))
    page = await opened(stage, meeting)
    await stage.press(page, sorting_texts.include(2, ticked=False), stage.village.organiser)
    assert sorting_texts.on_shelf("included", 4) in labels(stage.now(page))
    found = await summary_of(database, stage.services.library.knowledge, meeting.id)
    assert [(each.name, each.number) for each in found.parts[0].headings] == [(SEVERAL, 3), (SITES[1], 1)]
    assert found.parts[0].number == 4


async def test_an_organiser_who_is_no_moderator_gets_no_button_that_refuses(stage: Stage) -> None:
    """But reads that answers wait."""
    await moderator(stage)
    meeting = await held(stage.services.database, (NEEDS,))
    await answer(stage, meeting, 201, (1, "En lokalbuss"))
    await roles_store.add_organiser(stage.services.database, stage.anna.id, "Greta", 1)
    listed = (await stage.say("/traff"))[-1]
    await stage.press(listed, next(each for each in labels(listed) if meeting.name in each))
    page = stage.now(listed)
    assert not any(each.startswith("Sortera") for each in labels(page))
    assert meeting_texts.waiting_for_others(1) in page.text
