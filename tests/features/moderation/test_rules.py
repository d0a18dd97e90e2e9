"""The moderators' queue: who may do what and when, what it leads to, and that one decision holds."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar, get_args

import pytest

from bot.features.moderation import errors as moderation_errors
from bot.features.moderation.rules import Approve, Decline, MergeDetail, MergePhrase, allowed
from bot.features.moderation.store import cards, decide, queue
from bot.features.moderation.values import Action, Card, Content, Count, Item, Kind, Submission
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.language.workdays import working_days_before
from bot.storage.clock import stamp
from bot.storage.database import Database, open_database
from tests.stage.moderators import (
    ANNA,
    BO,
    DECISIONS,
    EVA,
    PROPOSAL,
    SHARED_RIDES,
    Clock,
    decision,
    do,
    live_entries,
    require_complete,
    send_in,
)
from tests.stage.outbox import of_item

ROUNDS = 1_000
DIFFERENT: Final[tuple[Action, ...]] = ("approve", "decline", "merge", "send_back")
MANY = 5_000
QUICK = 0.1  # seconds

T = TypeVar("T")


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Turned by the test."""
    with Clock().followed() as followed:
        yield followed


@pytest.fixture
async def database(tmp_path: Path, clock: Clock) -> AsyncIterator[Database]:  # noqa: ARG001
    """A new file."""
    opened = await open_database(tmp_path / "bot.db")
    yield opened
    await opened.close()


async def told(database: Database, item: Item) -> list[str]:
    """Kinds of notices about an item, those not recalled, oldest first."""
    return [each.kind for each in await of_item(database, item.id) if each.status != "recalled"]


async def timed(work: Awaitable[T]) -> T:
    """What `work` gives, within 100 ms."""
    began = time.perf_counter()
    result = await work
    assert time.perf_counter() - began < QUICK
    return result


async def test_a_submission_waits_and_is_told_to_author_and_moderators(database: Database) -> None:
    """Submitting stores the item, its first history row and both notices."""
    item = await send_in(database)
    assert (item.status, item.version, item.action, item.is_open) == ("waiting", 1, "submit", True)
    assert item.content == Content("Vi köpte solceller.", "Åsby", "energi", "Anna", "photo-7", "Taket på bygdegården.")
    assert [(each.kind, each.chat_id) for each in await of_item(database, item.id)] == [
        ("received", ANNA.id),
        ("card", outbox.MODERATORS),
    ]
    await require_complete(database, item)


async def test_a_submission_is_undone_with_its_transaction(database: Database) -> None:
    """When what uses up the draft fails, nothing has been submitted."""
    with suppress(RuntimeError):
        async with database.transaction() as transaction:
            await decide.submit(transaction, Submission("tip", 1, 1, Content("x")))
            raise RuntimeError
    assert await queue.queue(database) == []
    assert await outbox.take(database) is None


async def test_a_member_has_at_most_five_tips_open(database: Database) -> None:
    """The sixth is refused, a question is not, and a decided tip makes room."""
    first = await send_in(database)
    second = await send_in(database)
    for _ in range(3):
        await send_in(database)
    await do(database, second, BO, "send_back")
    with pytest.raises(moderation_errors.TooManyWaiting) as refused:
        await send_in(database)
    assert refused.value.most == 5
    await send_in(database, kind="question")
    await send_in(database, author=Actor(101))
    await do(database, first, BO, "decline")
    await send_in(database)


@pytest.mark.parametrize(
    ("kind", "entry_id", "actions"),
    [
        ("tip", None, ("approve", "decline", "edit", "send_back", "merge", "claim")),
        ("question", None, ("answer", "decline", "send_back", "merge", "claim")),
        ("report", "samakning", ("answer", "approve", "decline", "edit", "send_back", "claim")),
        ("report", None, ("answer", "decline", "send_back", "claim")),
    ],
)
async def test_each_kind_has_its_actions(
    database: Database, clock: Clock, kind: Kind, entry_id: str | None, actions: tuple[Action, ...]
) -> None:
    """Moderators get what fits the kind, the author what is the author's, others nothing."""
    item = await send_in(database, kind=kind, entry_id=entry_id)
    assert allowed(item, BO, clock.now()) == actions
    assert allowed(item, ANNA, clock.now()) == ("revise", "withdraw")
    assert allowed(item, Actor(ANNA.id, True), clock.now()) == ("revise", "withdraw")
    assert allowed(item, Actor(3), clock.now()) == ()


@pytest.mark.parametrize("kind", ["tip", "question", "report"])
@pytest.mark.parametrize("state", [(), ("claim",), ("send_back",), ("decline",), ("edit",), ("decline", "reopen")])
async def test_what_is_allowed_is_exactly_what_is_carried_out(
    database: Database, clock: Clock, kind: Kind, state: tuple[Action, ...]
) -> None:
    """Every action in the list takes effect, and every other one is refused and changes nothing."""
    entry_id = "samakning" if kind == "report" else None
    for number, action in enumerate(get_args(Action)):
        author = 1_000 + number
        for actor in (BO, EVA, Actor(author), Actor(author, True), Actor(3)):
            item = await send_in(database, author=Actor(author), kind=kind, entry_id=entry_id)
            for step in state:
                item = await do(database, item, BO, step) if step in allowed(item, BO, clock.now()) else item
            if action in allowed(item, actor, clock.now()):
                assert (await do(database, item, actor, action)).version == item.version + 1
            else:
                with pytest.raises(moderation_errors.NotDecided):
                    await do(database, item, actor, action)
                assert await queue.item(database, item.id) == item


async def test_approval_publishes_in_one_go(database: Database, clock: Clock) -> None:
    """Status, entry, history and notice follow from one decision."""
    item = await do(database, await send_in(database), BO, "approve")
    assert (item.status, item.entry_id, item.decided_by, item.proposal) == ("approved", "solel-1", BO.id, PROPOSAL)
    row = await database.row("SELECT * FROM entries")
    assert row is not None
    assert tuple(row) == (
        *("solel-1", item.id, "tip", PROPOSAL.title, PROPOSAL.answer, None, "energi", "exempel"),
        *('["solel"]', '["hur får vi solel"]', "Anna", "live", stamp(clock.now()), stamp(clock.now())),
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


async def test_a_late_press_is_told_who_was_first_and_when(database: Database, clock: Clock) -> None:
    """The second decision at the same version names the first."""
    item = await send_in(database)
    await do(database, item, BO, "decline")
    decided_at = clock.now()
    clock.turn(minutes=3)
    with pytest.raises(moderation_errors.AlreadyDecided) as refused:
        await do(database, item, EVA, "approve")
    assert (refused.value.by, refused.value.at, refused.value.outcome) == (BO.id, decided_at, "declined")


async def test_nobody_decides_about_their_own(database: Database) -> None:
    """A moderator's own tip is for the others."""
    item = await send_in(database, author=BO)
    for action in ("approve", "decline", "edit", "claim", "merge"):
        with pytest.raises(moderation_errors.OwnTip):
            await do(database, item, BO, action)
    assert (await do(database, item, EVA, "approve")).status == "approved"


async def test_a_member_cannot_do_what_moderators_do(database: Database) -> None:
    """A forged press by the author or a stranger is refused as not allowed."""
    item = await send_in(database)
    for actor in (ANNA, Actor(3)):
        with pytest.raises(moderation_errors.NotAllowed):
            await do(database, item, actor, "approve")


async def test_a_claim_keeps_others_off_for_fifteen_minutes(database: Database, clock: Clock) -> None:
    """Others are told who and until when; after that anyone takes over, and the first one's claim is gone."""
    item = await do(database, await send_in(database), BO, "claim")
    with pytest.raises(moderation_errors.Claimed) as refused:
        await do(database, item, EVA, "approve")
    assert (refused.value.by, refused.value.until) == (BO.id, clock.now() + timedelta(minutes=15))
    clock.turn(minutes=15)
    taken = await do(database, item, EVA, "claim")
    assert taken.claimed_by == EVA.id
    with pytest.raises(moderation_errors.Claimed):
        await do(database, taken, BO, "decline")
    assert "release" in allowed(taken, EVA, clock.now())
    assert "approve" in allowed(await do(database, taken, EVA, "release"), BO, clock.now())


async def test_the_author_may_withdraw_what_is_claimed(database: Database) -> None:
    """A claim binds moderators only; what was withdrawn stays so."""
    item = await do(database, await send_in(database), BO, "claim")
    withdrawn = await do(database, item, ANNA, "withdraw")
    assert (withdrawn.status, withdrawn.claimed_by) == ("withdrawn", None)
    with pytest.raises(moderation_errors.AlreadyDecided):
        await do(database, withdrawn, BO, "reopen")


async def test_what_changed_while_it_was_shown_is_shown_again(database: Database) -> None:
    """Approving a text that the author has just changed is refused, and the old wording is dropped."""
    item = await do(database, await send_in(database), BO, "edit")
    revised = await do(database, item, ANNA, "revise")
    assert revised.proposal is None
    with pytest.raises(moderation_errors.Outdated) as refused:
        await do(database, item, EVA, "approve")
    assert refused.value.version == revised.version


async def test_a_question_goes_to_the_author_and_the_reply_comes_back(database: Database, clock: Clock) -> None:
    """Sent back, it waits for the author; the reply puts it in the queue anew, with a new card."""
    item = await do(database, await send_in(database), BO, "send_back")
    assert await queue.queue(database) == []
    assert allowed(item, ANNA, clock.now()) == ("reply", "revise", "withdraw")
    clock.turn(days=9)
    back = await do(database, item, ANNA, "reply")
    assert (back.status, back.waiting_since) == ("waiting", clock.now())
    assert await told(database, item) == ["received", "card", "returned", "card"]
    assert [row.note for row in await queue.history(database, item.id)] == [None, "När var det?", "I våras."]


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
        await outbox.unknown(database, notice.id)
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


async def test_a_reason_or_own_words_reach_the_author_and_the_history(database: Database) -> None:
    """The notice says why, and so does the history."""
    item = await send_in(database)
    await decide.decide(database, item.id, 1, BO, Decline(None, "Det finns hos kommunen."))
    [*_, notice] = await of_item(database, item.id)
    assert (notice.kind, notice.payload) == ("declined", {"reason": None, "words": "Det finns hos kommunen."})
    assert (await queue.history(database, item.id))[-1].note == "Det finns hos kommunen."


async def test_the_queue_is_by_age_and_can_be_narrowed(database: Database) -> None:
    """Oldest first, page by page, by kind or theme; what does not wait is not in it."""
    tip = await send_in(database)
    question = await send_in(database, kind="question", theme="resor")
    await do(database, await send_in(database), BO, "decline")
    assert await queue.queue(database) == [tip, question]
    assert await queue.queue(database, limit=1) == [tip]
    assert await queue.queue(database, after=tip.id) == [question]
    assert await queue.queue(database, kind="question") == [question]
    assert await queue.queue(database, theme="energi") == [tip]
    assert await queue.counts(database) == [
        Count("question", "resor", 1),
        Count("tip", "energi", 1),
    ]
    assert [each.id for each in await queue.items_of(database, ANNA.id)] == [3, 2, 1]


async def test_what_was_answered_late_waits_behind_what_came_before_the_answer(database: Database) -> None:
    """The order is that of the waiting, also from page to page, and a decided item still marks its place."""
    first, second, third = [await send_in(database) for _ in range(3)]
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE items SET waiting_since = '2100-01-01T00:00:00Z' WHERE id = ?", (first.id,))
    assert [each.id for each in await queue.queue(database)] == [second.id, third.id, first.id]
    assert [each.id for each in await queue.queue(database, after=second.id)] == [third.id, first.id]
    assert [each.id for each in await queue.queue(database, after=first.id)] == []
    await do(database, second, BO, "decline")
    assert [each.id for each in await queue.queue(database, after=second.id)] == [third.id, first.id]


async def test_what_has_waited_for_five_working_days_is_stale(database: Database, clock: Clock) -> None:
    """From Tuesday noon to Tuesday noon, and weekends do not count; a reply begins the wait anew."""
    item = await send_in(database)
    clock.turn(days=7)
    assert await queue.stale(database, clock.now()) == []
    clock.turn(seconds=1)
    assert await queue.stale(database, clock.now()) == [item]
    back = await do(database, await do(database, item, BO, "send_back"), ANNA, "reply")
    assert back.created_at == item.created_at
    assert await queue.stale(database, clock.now()) == []


@pytest.mark.parametrize(("day", "days", "earlier"), [(9, 5, 2), (12, 5, 5), (12, 1, 9), (14, 3, 9)])
def test_working_days_leave_out_weekends(day: int, days: int, earlier: int) -> None:
    """In November 2018 the 10th and 11th were a weekend."""
    at = datetime(2018, 11, day, 9, 30, tzinfo=UTC)
    assert working_days_before(at, days) == at.replace(day=earlier)


async def test_every_copy_of_a_card_is_known_until_it_shows_the_outcome(database: Database) -> None:
    """After a decision all copies are out of date, each until it has been shown anew; a reply finds its item."""
    item, other = await send_in(database), await send_in(database)
    copies = [Card(item.id, -5, number, 1) for number in (7, 8)]
    for card in (*copies, Card(other.id, -5, 9, 1)):
        await cards.add_card(database, card)
    assert await cards.outdated_cards(database) == []
    decided = await do(database, item, BO, "decline")
    assert await cards.outdated_cards(database) == copies
    await cards.add_card(database, replace(copies[0], shown_version=2))
    assert await cards.outdated_cards(database, item.id) == copies[1:]
    assert await cards.outdated_cards(database, other.id) == []
    assert await cards.item_on_card(database, -5, 7) == (decided, 2)
    await cards.remove_card(database, -5, 8)
    assert await cards.outdated_cards(database) == []
    assert await cards.item_on_card(database, -5, 8) is None


async def test_an_unknown_number_is_said_so(database: Database) -> None:
    """/historik with a number that is nobody's."""
    with pytest.raises(moderation_errors.NoSuchItem):
        await queue.item(database, 17)


async def test_of_simultaneous_decisions_one_holds_each_time(database: Database) -> None:
    """1,000 rounds of five moderators and the author at once: one winner, one outcome, one notice, one history row."""
    rng = random.Random(3)
    for number in range(ROUNDS):
        item = await send_in(database, author=Actor(1_000 + number))
        decisions = [(Actor(item.author_id), DECISIONS["withdraw"])]
        for each in range(1, 6):
            action = rng.choice(DIFFERENT)
            decisions.append((Actor(each, True), decision(item, action)))
        rng.shuffle(decisions)
        results = await asyncio.gather(
            *(decide.decide(database, item.id, 1, actor, each) for actor, each in decisions),
            return_exceptions=True,
        )
        [winner] = [each for each in results if isinstance(each, Item)]
        losers = [each for each in results if each is not winner]
        refusal = (
            moderation_errors.AlreadyDecided
            if winner.decided_at
            else (moderation_errors.Outdated, moderation_errors.NotAllowed)
        )
        assert all(isinstance(each, refusal) for each in losers)
        assert len(losers) == len(decisions) - 1
        assert winner == await queue.item(database, item.id)
        assert winner.version == 2
        assert len(await told(database, item)) == (2 if winner.status == "withdrawn" else 3)


async def test_five_thousand_waiting_items_are_no_hindrance(database: Database) -> None:
    """A page of the queue, a card and a decision each take less than 100 ms."""
    async with database.transaction() as transaction:
        for number in range(MANY):
            content = Content(f"Tips {number}. " + "Vi gjorde så här. " * 50, theme=f"t{number % 9}")
            await decide.submit(transaction, Submission("tip", number, number, content))
    page = await timed(queue.queue(database, theme="t4"))
    assert len(page) == 10
    assert sum(each.number for each in await timed(queue.counts(database))) == MANY
    assert len(await timed(queue.queue(database, after=4_900))) == 10
    item = await timed(queue.item(database, page[9].id))
    for action in ("claim", "edit", "approve", "undo"):
        item = await timed(do(database, item, BO, action))
    await timed(cards.outdated_cards(database))
    await timed(queue.stale(database, datetime(2019, 1, 1, tzinfo=UTC)))
    await timed(outbox.take(database))
