"""What somebody said at a meeting goes where it is to go, by whatever path it went: /rensa and /glom."""

from typing import Final

from bot.features.adoption import store as adoption_store
from bot.features.meetings import proposing
from bot.features.meetings.store import answers, sorting, spellings
from bot.features.meetings.store import personal as forgetting
from bot.features.meetings.values import Meeting
from bot.features.moderation.rules import Approve
from bot.features.moderation.store import queue
from bot.features.moderation.texts import purge as purge_texts
from bot.features.moderation.values import Item, Proposal
from bot.features.privacy import store as privacy
from bot.knowledge import store as knowledge_store
from bot.knowledge.overlay import new_id
from bot.storage.clock import now, stamp
from bot.storage.database import Database
from bot.wiring import personal
from tests.conftest import Stage
from tests.stage.meetings import NEEDS, PLACE, aged, held, moderator
from tests.stage.tips import decided

NAMED: Final = "Märkta-Måns på Storgatan 3 kör skolbussen"
OTHER: Final = "Någon kör skolbussen hos oss"
BY: Final = 5


async def answered(database: Database, meeting: Meeting, user_id: int, *said: str) -> list[int]:
    """Somebody has answered the only question; the answers' ids."""
    at = await answers.join(database, meeting, user_id)
    for number, text in enumerate(said, start=1):
        await answers.give(database, at, user_id * 100 + number, [text], short=False, places=False)
    return [each.id for each in await answers.own(database, at)]


async def laid(database: Database, meeting: Meeting, *groups: tuple[int, ...]) -> int:
    """A moderator has a page of these before them; its mark."""
    return (await sorting.lay_out(database, BY, (meeting.id, 1, "waiting", 0), groups)).mark


async def proposed(desk: Stage, meeting: Meeting, answer_id: int) -> Item:
    """The answer, as the summary has it, has become a proposal."""
    lying = await sorting.shelf(desk.services.database, meeting.id, 1, "included")
    [answer] = [each for each in lying if each.id == answer_id]
    assert await proposing.propose(desk.services, meeting, answer, is_wish=False)
    [*_, item] = await queue.items_of(desk.services.database, answer.author_id or 0)
    desk.services.outbox.set()
    await desk.settled()
    return item


async def left(database: Database, words: str) -> list[str]:
    """The tables that still have the words."""
    tables = await database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [(table["name"], tuple(row)) for table in tables for row in await database.rows(f"SELECT * FROM {table[0]}")]
    return [name for name, row in rows if words in str(row)]


async def purged(desk: Stage, item: Item) -> None:
    """A moderator asks for it and means it."""
    johan = desk.village.officer
    [asked] = await desk.say(f"/rensa {item.id}", desk.village.moderators, johan)
    desk.simulator.people.press(johan, asked, purge_texts.REALLY)
    await desk.settled()


async def test_what_is_purged_as_a_proposal_is_gone_from_the_meeting_too(desk: Stage) -> None:
    """Also as moderators worded it, and with the name; what others said that was merged into it is new again."""
    await moderator(desk)
    database, meeting = desk.services.database, await held(desk.services.database, (NEEDS,))
    [named] = await answered(database, meeting, desk.anna.id, NAMED)
    [other] = await answered(database, meeting, 202, OTHER)
    at = await answers.join(database, meeting, desk.anna.id)
    await answers.put_place(database, await answers.show_name(database, at, "Märkta-Mia"), "Märktaby")
    await sorting.include(database, BY, await laid(database, meeting, (named, other)), (0,))
    await sorting.mend(database, named, f"{NAMED} varje dag", forgetting=False)
    item = await proposed(desk, meeting, named)
    assert "meeting_answers" in await left(database, "Märkta")
    await purged(desk, item)
    assert await left(database, "Märkta") == []
    assert [each.id for each in await sorting.shelf(database, meeting.id, 1, "waiting")] == [other]


async def test_what_is_purged_as_an_answer_for_all_is_gone_from_the_meeting_too(desk: Stage) -> None:
    """Once approved it answers nobody any more, and the summary does not have it; other answers stay."""
    await moderator(desk)
    database, meeting = desk.services.database, await held(desk.services.database, (NEEDS,))
    named, other = await answered(database, meeting, desk.anna.id, NAMED, OTHER)
    await sorting.include(database, BY, await laid(database, meeting, (named,), (other,)), (0, 1))
    item = await proposed(desk, meeting, named)
    entry_id = new_id(NAMED, ())
    await decided(desk, item, Approve(Proposal(NAMED, NAMED, "resor", ("märkta",)), entry_id))
    await adoption_store.plan(database, entry_id, 202)
    async with database.transaction() as transaction:
        await knowledge_store.teach(transaction, entry_id, "vad gör Märkta-Måns", BY, stamp(now()))
    assert {"entries", "adoptions", "items", "phrases"} <= set(await left(database, entry_id))
    await purged(desk, item)
    assert await left(database, "Märkta") == []
    assert await left(database, entry_id) == []
    assert [each.id for each in await sorting.shelf(database, meeting.id, 1, "included")] == [other]


async def test_a_spelling_that_is_forgotten_is_remembered_nowhere(desk: Stage) -> None:
    """What was said of it goes with the answer: by /glom, and when a moderator hides what it tells of somebody."""
    database, meeting = desk.services.database, await held(desk.services.database, (PLACE,))
    for user_id, text in ((desk.anna.id, "Märkta-Mias torp"), (202, "Märkta-Mios torp")):
        await answered(database, meeting, user_id, text)
    for one, other in (("märkta-mias torp", "torp"), ("märkta-mios torp", "torp")):
        await spellings.say(database, meeting.id, (one, other), is_same=True)
    await privacy.erase(database, personal(), desk.anna.id)
    assert list(await spellings.said(database, meeting.id)) == [("märkta-mios torp", "torp")]
    [left_over] = await sorting.shelf(database, meeting.id, 1, "waiting")
    await sorting.mend(database, left_over.id, "Torp", forgetting=True)
    assert await left(database, "Märkta") == await left(database, "märkta") == []


async def test_of_somebody_forgotten_only_what_is_shown_stays(desk: Stage) -> None:
    """What waits, was removed, reworded, merged or proposed leaves no word of theirs; what is shown stays, unsigned."""
    await moderator(desk)
    database, meeting = desk.services.database, await held(desk.services.database, (NEEDS,))
    said = [f"Märkta-Måns {number}" for number in ("väntar", "bort", "omskrivet", "sammanslaget", "föreslaget")]
    _, removed, worded, merged, passed = await answered(database, meeting, desk.anna.id, *said)
    [leader] = await answered(database, meeting, 202, OTHER)
    mark = await laid(database, meeting, (removed,), (worded,), (leader, merged), (passed,))
    await sorting.include(database, BY, mark, (1, 2, 3))
    await sorting.remove(database, BY, mark, (0,))
    for number in (worded, passed):
        await sorting.mend(database, number, "Vi behöver skjuts", forgetting=False)
    await proposed(desk, meeting, passed)
    await privacy.erase(database, personal(), desk.anna.id)
    assert await left(database, "Märkta") == []
    lying = await sorting.shelf(database, meeting.id, 1, "included")
    assert sorted((each.text, each.number) for each in lying) == [
        (OTHER, 2), ("Vi behöver skjuts", 1), ("Vi behöver skjuts", 1),
    ]  # fmt: skip


async def test_what_was_removed_is_forgotten_in_time(desk: Stage) -> None:
    """With whom it came from, when nobody knows any more who that was; what is in the summary stays."""
    database, meeting = desk.services.database, await held(desk.services.database, (NEEDS,))
    [removed] = await answered(database, meeting, desk.anna.id, NAMED)
    [taken] = await answered(database, meeting, 202, OTHER)
    mark = await laid(database, meeting, (removed,), (taken,))
    await sorting.remove(database, BY, mark, (0,))
    await sorting.include(database, BY, mark, (1,))
    for days, number in ((119, 2), (121, 1)):
        await aged(database, meeting, days)
        for forget in (answers.forget, forgetting.forget):
            await forget(database)
        assert len(await database.rows("SELECT * FROM meeting_answers")) == number
        assert len(await database.rows("SELECT * FROM participants")) == number
    assert await left(database, "Märkta") == []
