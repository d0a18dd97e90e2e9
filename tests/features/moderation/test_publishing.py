"""What decisions do to the knowledge, and how that is taken back."""

from dataclasses import replace

import pytest

from bot.features.moderation import errors as moderation_errors
from bot.features.moderation.rules import Approve, MergeDetail, MergePhrase
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Action
from bot.gateway import outbox
from bot.storage.clock import stamp
from bot.storage.database import Database
from tests.stage.moderators import (
    ANNA,
    BO,
    EVA,
    PROPOSAL,
    SHARED_RIDES,
    Clock,
    do,
    live_entries,
    require_complete,
    send_in,
    told,
)

pytestmark = pytest.mark.usefixtures("clock")


async def test_approval_publishes_in_one_go(database: Database, clock: Clock) -> None:
    """Status, entry, history and notice follow from one decision."""
    item = await do(database, await send_in(database), BO, "approve")
    assert (item.status, item.entry_id, item.decided_by, item.proposal) == ("approved", "solel-1", BO.id, PROPOSAL)
    row = await database.row("SELECT * FROM entries")
    assert row is not None
    assert tuple(row) == (
        *("solel-1", item.id, "tip", PROPOSAL.title, PROPOSAL.answer, None, "energi", "exempel"),
        *('["solel"]', '["hur får vi solel"]', "Anna", "live", stamp(clock.now()), stamp(clock.now())),
        *(None, "", None, None),
    )
    assert await told(database, item) == ["received", "card", "published"]
    await require_complete(database, item)


async def test_a_failure_in_an_approval_leaves_nothing_behind(database: Database) -> None:
    """An id that another entry has stops the approval as a whole."""
    first, second = await send_in(database), await send_in(database)
    await do(database, first, BO, "approve")
    with pytest.raises(moderation_errors.IdTaken) as refused:
        await decide.decide(database, second.id, 1, EVA, Approve(PROPOSAL, "solel-1"))
    assert refused.value.entry_id == "solel-1"
    assert await queue.item(database, second.id) == second
    assert await told(database, second) == ["received", "card"]
    again = await decide.decide(database, second.id, 1, EVA, Approve(PROPOSAL, "solel-2"))
    assert again.entry_id == "solel-2"


@pytest.mark.parametrize("action", ["approve", "decline", "merge", "edit", "send_back"])
async def test_undo_restores_what_was(database: Database, clock: Clock, action: Action) -> None:
    """Within ten minutes another moderator takes it back: item, wording and knowledge are as before."""
    before = await send_in(database)
    after = await do(database, before, BO, action)
    clock.turn(minutes=9, seconds=59)
    undone = await do(database, after, EVA, "undo")
    assert replace(undone, version=1, action="submit", changed_by=ANNA.id, changed_at=before.changed_at) == before
    assert await live_entries(database) == {}
    assert await told(database, undone) == ["received", "card"]
    await require_complete(database, undone)


async def test_undo_is_for_ten_minutes_and_reopening_for_ever(database: Database, clock: Clock) -> None:
    """At ten minutes undo is refused; a year later the item can be reopened, and its entry is hidden."""
    item = await do(database, await send_in(database), BO, "approve")
    clock.turn(minutes=10)
    with pytest.raises(moderation_errors.NotAllowed):
        await do(database, item, BO, "undo")
    clock.turn(days=365)
    reopened = await do(database, item, BO, "reopen")
    assert (reopened.status, reopened.entry_id, reopened.decided_by) == ("waiting", None, None)
    assert await live_entries(database) == {}
    await require_complete(database, reopened)


async def test_what_is_approved_again_keeps_its_id(database: Database) -> None:
    """A link to an entry leads to the same tip for ever."""
    item = await do(database, await do(database, await send_in(database), BO, "approve"), BO, "reopen")
    again = await decide.decide(database, item.id, item.version, BO, Approve(PROPOSAL, "another"))
    assert again.entry_id == "solel-1"
    assert await live_entries(database) == {"solel-1": None}


async def test_the_author_hears_of_an_undoing_only_after_hearing_of_the_decision(database: Database) -> None:
    """A notice still queued is recalled; one that may have arrived is followed by another."""
    item = await send_in(database)
    item = await do(database, await do(database, item, BO, "decline"), BO, "undo")
    assert await told(database, item) == ["received", "card"]
    item = await do(database, item, BO, "decline")
    while (notice := await outbox.take(database)) is not None:
        await outbox.finish(database, notice.id, "unknown")
    item = await do(database, item, BO, "undo")
    assert await told(database, item) == ["received", "card", "declined", "undone"]


async def test_a_merged_phrase_is_learnt_and_unlearnt(database: Database) -> None:
    """Merging as a phrase teaches the entry; undoing unteaches it, but not what it knew before."""
    first, second = await send_in(database), await send_in(database)
    phrase = MergePhrase("samakning", "skjutsa varandra")
    first = await decide.decide(database, first.id, 1, BO, phrase)
    second = await decide.decide(database, second.id, 1, BO, phrase)
    assert (first.status, first.entry_id) == ("merged", "samakning")
    await do(database, second, BO, "undo")
    assert [tuple(row)[:3] for row in await database.rows("SELECT * FROM phrases")] == [
        ("samakning", "skjutsa varandra", BO.id)
    ]
    undone = await do(database, first, BO, "undo")
    assert undone.entry_id is None
    assert await database.rows("SELECT * FROM phrases") == []


async def test_details_merged_at_once_are_both_kept(database: Database) -> None:
    """The second is added to what the first made, though it was shown the entry as in the files."""
    for detail in ("Appen är gratis.", "Äldre ringer."):
        item = await send_in(database)
        await decide.decide(database, item.id, 1, BO, MergeDetail("samakning", detail, SHARED_RIDES))
    more = "De möts vid affären.\n\nAppen är gratis.\n\nÄldre ringer."
    assert await live_entries(database) == {"samakning": more}
    row = await database.row("SELECT origin, signature, title FROM entries")
    assert row is not None
    assert tuple(row) == ("edit", None, "Samåkning")


async def test_nothing_is_added_to_a_hidden_tip(database: Database) -> None:
    """A merge that comes after its entry was hidden does not bring it to light again."""
    tip, other, report = [await send_in(database) for _ in range(2)] + [
        await send_in(database, kind="report", entry_id="solel-1")
    ]
    await do(database, await do(database, tip, BO, "approve"), BO, "undo")
    for item, late in (
        (other, MergePhrase("solel-1", "sol")),
        (other, MergeDetail("solel-1", "Mer.", PROPOSAL)),
        (report, Approve(PROPOSAL, "solel-1")),
    ):
        with pytest.raises(moderation_errors.EntryGone):
            await decide.decide(database, item.id, 1, EVA, late)
    assert await live_entries(database) == {}


async def test_a_report_corrects_its_entry_and_undo_puts_it_back(database: Database) -> None:
    """Approving a report changes the entry that it is about, whether it is a tip's or the files'."""
    tip = await do(database, await send_in(database), BO, "approve")
    report = await send_in(database, kind="report", entry_id="solel-1")
    mended = replace(PROPOSAL, answer="Byn hyrde solceller.")
    report = await decide.decide(database, report.id, 1, BO, Approve(mended, "ignored"))
    row = await database.row("SELECT id, item_id, origin, answer, signature FROM entries")
    assert row is not None
    assert tuple(row) == ("solel-1", tip.id, "tip", "Byn hyrde solceller.", "Anna")
    assert await told(database, report) == ["received", "card", "corrected"]
    await do(database, report, BO, "undo")
    row = await database.row("SELECT answer, status FROM entries")
    assert row is not None
    assert tuple(row) == (PROPOSAL.answer, "live")


async def test_an_entry_that_was_changed_since_keeps_its_later_content(database: Database) -> None:
    """Undoing the first of two corrections does not throw away the second."""
    reports = [await send_in(database, kind="report", entry_id="samakning") for _ in range(2)]
    first, second = [
        await decide.decide(database, each.id, 1, BO, Approve(replace(SHARED_RIDES, more=more), ""))
        for each, more in zip(reports, ("ett", "två"), strict=True)
    ]
    await do(database, first, BO, "undo")
    assert await live_entries(database) == {"samakning": "två"}
    await do(database, second, BO, "undo")
    assert await live_entries(database) == {"samakning": "ett"}
