"""Broadcasts: what a second organiser approved goes to each recipient once, and the ledger says what became of it."""

import asyncio
import sqlite3
from datetime import timedelta
from typing import Final, Literal

import pytest

from bot.features.broadcasts.errors import (
    Forestalled,
    Incomplete,
    NoSuchBroadcast,
    NotBroadcast,
    NotOpen,
    OtherKind,
    OwnBroadcast,
    WindowPassed,
)
from bot.features.broadcasts.store import corrections, deliveries, drafts, lists
from bot.features.broadcasts.store import recipients as recipients_store
from bot.features.broadcasts.store.recipients import KEPT
from bot.features.broadcasts.store.runs import due, pause, redirect, resume, retry_failed, set_status_message, start
from bot.features.broadcasts.values import Broadcast, Content, Copy, Missed, Window
from bot.features.network.values import Audience, Recipient
from bot.features.roles import store as roles_store
from bot.gateway.values import Reason
from bot.storage import clock
from bot.storage.clock import stamp
from bot.storage.database import Database
from tests.stage.broadcasts import (
    ALONE,
    ALWAYS,
    ANNA,
    BO,
    EVA,
    HELLO,
    MENDED,
    NOON,
    approved,
    arrive,
    groups,
    now,
    outcomes,
    quiet,
    require_complete,
    running,
    submitted,
    taken,
)

HOUR = timedelta(hours=1)
Ended = Literal["sent"] | Missed
WHY: Final[dict[Missed, Reason]] = {"failed": "refused", "unknown": "timeout", "gone": "kicked"}


async def do(database: Database, sql: str) -> None:
    """Write to the database behind the rules' back."""
    await database.execute(sql)


async def test_a_broadcast_goes_from_draft_to_finished_with_a_complete_history(database: Database) -> None:
    """Each step is a version with who did it, and the content comes out as it was put in."""
    found = await running(database, 2)
    copies = await arrive(database, found, 2)
    assert [(each.delivery.chat_id, each.broadcast.content) for each in copies] == [(-1, HELLO), (-2, HELLO)]
    found = await now(database, found)
    assert (found.status, found.finished_at) == ("finished", NOON)
    assert [(each.action, each.actor_id) for each in await lists.history(database, found.id)] == [
        ("create", 1), ("edit", 1), ("submit", 1), ("approve", 2), ("start", 0), ("finish", 0),
    ]  # fmt: skip
    await require_complete(database, found)
    assert await due(database, NOON) == []


@pytest.mark.parametrize("status", ["approved", "scheduled", "running", "finished", "paused"])
async def test_the_database_itself_refuses_illegal_moves(database: Database, status: str) -> None:
    """A draft cannot be made anything but submitted or cancelled, whoever writes and however complete the row is."""
    draft = await drafts.create(database, BO, NOON, HELLO)
    ended = "'x'" if status == "finished" else "NULL"
    why = "'late'" if status == "paused" else "NULL"
    filled = (
        f"approved_by = 2, fingerprint = '{'a' * 64}', starts_at = 'x', deadline = 'x', started_at = 'x',"
        f" finished_at = {ended}, pause_reason = {why}"
    )
    if status == "approved":
        filled = filled.replace("started_at = 'x'", "started_at = NULL")
    with pytest.raises(sqlite3.IntegrityError, match="illegal move"):
        await do(database, f"UPDATE broadcasts SET status = '{status}', version = 2, {filled} WHERE id = {draft.id}")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE broadcasts SET content = json_set(content, '$.text', 'annat')",
        "UPDATE broadcasts SET audience = '{}'",
        "UPDATE broadcasts SET quiet = 0, version = version + 1",
        "UPDATE broadcasts SET overridden = 1",
        "UPDATE broadcasts SET approved_by = created_by",
        "UPDATE broadcasts SET status = 'cancelled', finished_at = 'x'",
        "UPDATE broadcasts SET pause_reason = 'late'",
        "UPDATE deliveries SET status = 'sending', attempts = 1, called_at = 'x', shown_version = 1",
        "DELETE FROM deliveries",
        "INSERT INTO deliveries (broadcast_id, position, chat_id, name, kind) VALUES (1, 9, -9, '', 'group')",
    ],
)
async def test_the_database_itself_binds_what_was_approved(database: Database, sql: str) -> None:
    """Content, recipients, window and approval cannot change unseen, and nothing is sent that is not running."""
    await approved(database)
    with pytest.raises(sqlite3.IntegrityError):
        await do(database, sql)


async def test_what_may_have_arrived_cannot_be_queued_again(database: Database) -> None:
    """Sent and unknown are final for the program, in the database itself."""
    found = await running(database)
    await arrive(database, found, 1)
    await _end(database, found, "unknown")
    for outcome in ("sent", "unknown"):
        with pytest.raises(sqlite3.IntegrityError, match="illegal move"):
            await do(
                database,
                f"UPDATE deliveries SET status = 'queued', reason = NULL, message_id = NULL WHERE status = '{outcome}'",
            )
    found = await now(database, found)
    with pytest.raises(NotOpen):
        await retry_failed(database, found.id, found.version, BO, NOON)
    assert await outcomes(database, found) == "sent unknown queued"


async def test_of_two_who_press_at_once_one_decides_and_the_other_hears_who(database: Database) -> None:
    """The late press carries who was first, when and with what outcome."""
    found = await submitted(database, groups(1))
    results = await asyncio.gather(
        drafts.approve(database, found.id, found.version, EVA, NOON, ALWAYS),
        drafts.cancel(database, found.id, found.version, BO, NOON + HOUR),
        return_exceptions=True,
    )
    assert isinstance(results[0], Broadcast)
    late = results[1]
    assert isinstance(late, Forestalled)
    assert (late.by, late.at, late.action, late.status) == (EVA.id, NOON, "approve", "approved")


async def test_nobody_approves_their_own_except_alone_and_then_it_is_recorded(database: Database) -> None:
    """The creator waits for another organiser, whoever the client says they are; who is alone may override."""
    found = await submitted(database, groups(1))
    for actor, override, error in ((BO, False, OwnBroadcast), (BO, True, OwnBroadcast), (ANNA, False, NotOpen)):
        with pytest.raises(error):
            await drafts.approve(database, found.id, found.version, actor, NOON, ALWAYS, override)
    found = await drafts.approve(database, found.id, found.version, ALONE, NOON, ALWAYS, override=True)
    assert (found.status, found.overridden, found.approved_by) == ("approved", True, BO.id)
    assert (await lists.history(database, found.id))[-1].action == "override"


@pytest.mark.parametrize("change", ["content", "audience", "window"])
async def test_any_change_after_submission_asks_again(database: Database, change: str) -> None:
    """It is a draft without approval and recipients then, and an approval pressed on the old card is refused."""
    for before in (await submitted(database, groups(2)), await approved(database)):
        common = (database, before.id, before.version, BO)
        if change == "content":
            after = await drafts.set_content(*common, MENDED, NOON)
        elif change == "audience":
            after = await drafts.set_audience(*common, Audience(counties=("kalmar",)), NOON)
        else:
            after = await drafts.set_window(*common, Window(quiet=False), NOON)
        assert (after.status, after.approved_by, after.fingerprint) == ("draft", None, None)
        assert await outcomes(database, after) == ""
        with pytest.raises(Forestalled):
            await drafts.approve(database, before.id, before.version, EVA, NOON, ALWAYS)
    assert await due(database, NOON) == []


async def test_only_the_creator_changes_what_another_may_approve(database: Database) -> None:
    """Otherwise an organiser could write it and approve it."""
    found = await submitted(database, groups(1))
    with pytest.raises(NotOpen):
        await drafts.set_content(database, found.id, found.version, EVA, MENDED, NOON)


async def test_what_was_changed_behind_the_approval_is_not_sent(database: Database) -> None:
    """The fingerprint is taken again at the start; what does not match is a draft again."""
    found = await approved(database)
    await do(database, "UPDATE deliveries SET chat_id = -99 WHERE position = 2")
    found = await start(database, found.id, found.version, NOON, ALWAYS)
    assert (found.status, found.action, found.changed_by) == ("draft", "unbind", 0)


async def test_what_was_changed_once_it_has_begun_is_neither_sent_nor_approved_by_going_on(database: Database) -> None:
    """It pauses instead of becoming a draft, and only ending it helps: going on would bless the change."""
    found = await running(database)
    await arrive(database, found, 1)
    found = await pause(database, found.id, found.version, BO, NOON)
    later = Window(earliest=NOON + HOUR)
    found = await resume(database, found.id, found.version, EVA, NOON, ALWAYS, later)
    await do(database, "UPDATE deliveries SET chat_id = -99 WHERE position = 2")
    found = await start(database, found.id, found.version, NOON + HOUR, ALWAYS)
    assert (found.status, found.pause_reason) == ("paused", "changed")
    with pytest.raises(NotOpen):
        await resume(database, found.id, found.version, EVA, NOON + HOUR, ALWAYS)
    assert (await drafts.cancel(database, found.id, found.version, EVA, NOON)).status == "cancelled"


async def test_trying_again_blesses_no_change(database: Database) -> None:
    """A recipient that was changed behind the approval is not let in by "Försök igen"."""
    found = await running(database, 2)
    for outcome in ("sent", "failed"):
        await _end(database, found, outcome)
    await do(database, "UPDATE deliveries SET chat_id = -99 WHERE position = 1")
    found = await now(database, found)
    with pytest.raises(NotOpen):
        await retry_failed(database, found.id, found.version, EVA, NOON)
    assert await outcomes(database, found) == "sent failed"


async def test_a_fingerprint_tells_content_recipients_order_and_window_apart(database: Database) -> None:
    """The same gives the same, and each difference another."""
    later = Window(latest=NOON + HOUR)
    same = [(await submitted(database, groups(2))).fingerprint for _ in range(2)]
    others = [
        (await submitted(database, groups(3))).fingerprint,
        (await submitted(database, groups(2)[::-1])).fingerprint,
        (await submitted(database, groups(2), later)).fingerprint,
        (await submitted(database, groups(2), Window(quiet=False))).fingerprint,
    ]
    assert same[0] == same[1]
    assert len({same[0], *others}) == 5


async def test_incomplete_or_too_late_ones_are_not_submitted(database: Database) -> None:
    """It needs content, recipients and a moment when it may go."""
    draft = await drafts.create(database, BO, NOON)
    with pytest.raises(Incomplete, match="content"):
        await drafts.submit(database, draft.id, draft.version, BO, groups(1), NOON)
    draft = await drafts.set_content(database, draft.id, draft.version, BO, HELLO, NOON)
    draft = await drafts.set_audience(database, draft.id, draft.version, BO, Audience(), NOON)
    with pytest.raises(Incomplete, match="recipients"):
        await drafts.submit(database, draft.id, draft.version, BO, [], NOON)
    for window in (Window(latest=NOON - HOUR), Window(NOON + 2 * HOUR, NOON + HOUR)):
        with pytest.raises(WindowPassed):
            await drafts.set_window(database, draft.id, draft.version, BO, window, NOON)
    draft = await drafts.set_window(database, draft.id, draft.version, BO, Window(latest=NOON + HOUR), NOON)
    with pytest.raises(WindowPassed):
        await drafts.submit(database, draft.id, draft.version, BO, groups(1), NOON + 2 * HOUR)
    with pytest.raises(NoSuchBroadcast):
        await lists.broadcast(database, 99)


async def test_the_first_recipient_goes_first_and_alone(database: Database) -> None:
    """Nobody else is taken until its copy has arrived, whatever is wished for; then those wished for, one at a time."""
    found = await running(database, 12)
    last = (await lists.deliveries(database, found.id))[-1]
    first = await deliveries.take(database, found.id, last.id, NOON, ALWAYS)
    assert first is not None
    assert first.delivery.position == 0
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None
    await deliveries.again(database, first.delivery.id, NOON)
    assert (await taken(database, found)).delivery.attempts == 2
    await deliveries.sent(database, first.delivery.id, 5, NOON)
    wished = await deliveries.take(database, found.id, last.id, NOON, ALWAYS)
    assert wished is not None
    assert wished.delivery.id == last.id
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
async def test_when_the_first_does_not_arrive_it_pauses(database: Database, outcome: Missed) -> None:
    """Everybody else is spared, until an organiser goes on; then the next one is alone again."""
    found = await running(database)
    await _end(database, found, outcome)
    found = await now(database, found)
    assert (found.status, found.pause_reason, found.changed_by) == ("paused", "first", 0)
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None
    found = await resume(database, found.id, found.version, EVA, NOON, ALWAYS)
    await taken(database, found)
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None


async def test_a_first_recipient_that_is_gone_leaves_its_place_to_the_next(database: Database) -> None:
    """Being blocked says nothing of the broadcast: no pause, but the second goes alone."""
    found = await running(database)
    await _end(database, found, "gone")
    assert (await taken(database, found)).delivery.position == 1
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None


async def test_three_failures_in_a_row_pause_it(database: Database) -> None:
    """One that arrives between begins the row anew, one that is gone does not; going on begins it anew too."""
    found = await running(database, 90)
    await arrive(database, found, 40)
    for outcome in ("failed", "unknown", "sent", "failed", "gone", "unknown"):
        await _end(database, found, outcome)
    assert (await now(database, found)).status == "running"
    await _end(database, found, "failed")
    found = await now(database, found)
    assert (found.status, found.pause_reason) == ("paused", "row")
    found = await resume(database, found.id, found.version, BO, NOON, ALWAYS)
    await _end(database, found, "failed")
    assert (await now(database, found)).status == "running"


async def test_a_fifth_failed_of_at_least_ten_pauses_it(database: Database) -> None:
    """Two failures of nine go on, two of ten do not."""
    found = await running(database, 90)
    await arrive(database, found, 4)
    await _end(database, found, "failed")
    await arrive(database, found, 3)
    await _end(database, found, "unknown")
    assert (await now(database, found)).status == "running"
    await arrive(database, found, 1)
    found = await now(database, found)
    assert (found.status, found.pause_reason) == ("paused", "share")


async def test_failures_of_those_who_were_last_finish_it(database: Database) -> None:
    """Nothing is left to pause for."""
    found = await running(database, 1)
    await _end(database, found, "failed")
    assert (await now(database, found)).status == "finished"


async def test_a_crash_makes_unknown_what_was_being_sent(database: Database) -> None:
    """It is not sent again and counts as no failure; the rest goes on."""
    found = await running(database, 3)
    await arrive(database, found, 1)
    crashed = await taken(database, found)
    assert await deliveries.resume_after_crash(database, NOON) == 1
    assert await outcomes(database, found) == "sent unknown queued"
    await deliveries.sent(database, crashed.delivery.id, 7, NOON)
    await deliveries.again(database, crashed.delivery.id, NOON)
    assert await outcomes(database, found) == "sent unknown queued"
    await arrive(database, found, 1)
    assert (await now(database, found)).status == "finished"
    assert await deliveries.resume_after_crash(database, NOON) == 0


async def test_a_crash_at_the_first_pauses_it(database: Database) -> None:
    """Nobody knows whether anything of it arrives at all."""
    found = await running(database)
    await taken(database, found)
    await deliveries.resume_after_crash(database, NOON)
    assert (await now(database, found)).pause_reason == "first"


async def test_a_press_under_an_unknown_copy_heals_it(database: Database) -> None:
    """It has arrived then, as the message pressed under; who pressed is nowhere, and once healed it stays so."""
    found = await running(database)
    await arrive(database, found, 1)
    await _end(database, found, "unknown")
    for _ in range(2):
        healed = await deliveries.heal(database, found.id, -2, 77, NOON)
        assert healed is not None
        assert (healed.status, healed.message_id, healed.thanked, healed.reason) == ("sent", 77, True, None)
    progress = await lists.progress(database, found.id)
    assert (progress.sent, progress.unknown, progress.thanked, progress.done, progress.total) == (2, 0, 1, 2, 3)


async def test_a_forged_press_heals_nothing(database: Database) -> None:
    """Neither in a chat that has not been sent it, nor under a message that is another broadcast's."""
    other = await running(database, 2)
    await arrive(database, other, 2)
    found = await running(database)
    message = (await lists.deliveries(database, other.id))[1].message_id
    assert message is not None
    await arrive(database, found, 1)
    await _end(database, found, "unknown")
    for chat, number, written in (
        (-2, message, NOON), (-3, 50, NOON), (-50, 50, NOON), (-1, 50, NOON), (-2, 50, NOON - HOUR),
    ):  # fmt: skip
        assert await deliveries.heal(database, found.id, chat, number, written) is None
    assert await outcomes(database, found) == "sent unknown queued"


@pytest.mark.parametrize("outcome", ["sent", "failed", "gone"])
async def test_a_press_before_the_answer_leaves_it_to_the_answer(database: Database, outcome: Ended) -> None:
    """A member can be faster than Telegram's answer to the bot, but it is Telegram that knows, also when it says no."""
    found = await running(database, 1)
    copy = await taken(database, found)
    pressed = await deliveries.heal(database, found.id, -1, copy.delivery.id, NOON)
    assert pressed is not None
    assert pressed.status == "sending"
    await _settled(database, copy, outcome)
    assert await outcomes(database, found) == outcome


async def test_the_ledger_keeps_when_a_copy_was_sent(database: Database) -> None:
    """Neither a press later on nor a correction, refused or not, moves that; a healed one was sent when written."""
    found = await running(database, 3)
    await arrive(database, found, 2)
    await deliveries.missed(database, (await taken(database, found)).delivery.id, "unknown", "timeout", NOON + HOUR)
    first, second, third = await lists.deliveries(database, found.id)
    await deliveries.heal(database, found.id, -1, first.message_id or 0, NOON + HOUR)
    await deliveries.heal(database, found.id, -3, 77, NOON)
    found = await now(database, found)
    await corrections.correct(database, found.id, found.version, EVA, MENDED, NOON + HOUR)
    await corrections.shown(database, first.id, 2)
    await corrections.not_shown(database, second.id, 2, "missing")
    ledger = await lists.deliveries(database, found.id)
    assert third.settled_at == NOON + HOUR
    assert [each.settled_at for each in ledger] == [NOON, NOON, NOON]
    assert [each.thanked for each in ledger] == [True, False, True]


async def test_trying_again_touches_only_the_failed(database: Database) -> None:
    """What was finished is running again with those alone, whatever its last moment was."""
    found = await running(database, 5, Window(latest=NOON + HOUR))
    for outcome in ("sent", "failed", "unknown", "gone", "sent"):
        await _end(database, found, outcome)
    found = await now(database, found)
    found = await retry_failed(database, found.id, found.version, EVA, NOON + 2 * HOUR)
    assert await outcomes(database, found) == "sent queued unknown gone sent"
    copy = await deliveries.take(database, found.id, None, NOON + 2 * HOUR, ALWAYS)
    assert copy is not None
    await deliveries.sent(database, copy.delivery.id, 9, NOON + 2 * HOUR)
    found = await now(database, found)
    assert (found.status, copy.delivery.attempts) == ("finished", 2)
    await require_complete(database, found)


async def test_a_closed_topic_waits_for_a_choice(database: Database) -> None:
    """An organiser sends it to General instead; one that has not failed is not moved."""
    found = await running(database, 2)
    await arrive(database, found, 1)
    copy = await taken(database, found)
    await deliveries.missed(database, copy.delivery.id, "failed", "topic_closed", NOON)
    found = await now(database, found)
    with pytest.raises(NotOpen):
        await redirect(database, found.id, found.version, BO, copy.delivery.id - 1, 5, NOON)
    found = await redirect(database, found.id, found.version, BO, copy.delivery.id, 5, NOON)
    assert (await taken(database, found)).delivery.topic == 5


async def _end(database: Database, found: Broadcast, outcome: Ended) -> None:
    """The next copy ends so."""
    await _settled(database, await taken(database, found), outcome)


async def _settled(database: Database, copy: Copy, outcome: Ended) -> None:
    """Telegram's answer says so."""
    number = copy.delivery.id
    if outcome == "sent":
        await deliveries.sent(database, number, number + 1000, NOON)
    else:
        await deliveries.missed(database, number, outcome, WHY[outcome], NOON)


async def test_it_waits_for_its_window(database: Database) -> None:
    """Not before its earliest moment, also when the clock is set back; then it starts."""
    found = await approved(database, 2, Window(earliest=NOON + HOUR))
    assert (found.status, found.starts_at) == ("scheduled", NOON + HOUR)
    for at in (NOON, NOON - HOUR, NOON + HOUR - timedelta(seconds=1)):
        assert await due(database, at) == []
        assert (await start(database, found.id, found.version, at, ALWAYS)).status == "scheduled"
    assert (await start(database, found.id, found.version, NOON + HOUR, ALWAYS)).status == "running"


async def test_what_is_approved_in_quiet_hours_waits_for_them_to_end(database: Database) -> None:
    """Approved in the evening it goes in the morning, by itself."""
    evening = quiet(NOON - HOUR, NOON + 3 * HOUR)
    found = await submitted(database, groups(1))
    found = await drafts.approve(database, found.id, found.version, EVA, NOON, evening)
    assert found.starts_at == NOON + 3 * HOUR
    assert (await start(database, found.id, found.version, NOON, evening)).status == "scheduled"
    late = await submitted(database, groups(1), Window(latest=NOON + HOUR))
    with pytest.raises(WindowPassed):
        await drafts.approve(database, late.id, late.version, EVA, NOON, evening)


@pytest.mark.parametrize(
    ("window", "after"),
    [(Window(latest=NOON + HOUR), HOUR + timedelta(seconds=1)), (Window(), timedelta(hours=3, seconds=1))],
)
async def test_late_means_pause_and_ask(database: Database, window: Window, after: timedelta) -> None:
    """After its last moment, or hours after the planned start where none is given: before the start and under way."""
    unstarted, begun = await approved(database, 2, window), await running(database, 2, window)
    found = await start(database, unstarted.id, unstarted.version, NOON + after, ALWAYS)
    assert (found.status, found.pause_reason) == ("paused", "late")
    assert await deliveries.take(database, begun.id, None, NOON + after, ALWAYS) is None
    begun = await now(database, begun)
    assert (begun.status, begun.pause_reason) == ("paused", "late")
    begun = await resume(database, begun.id, begun.version, EVA, NOON + after, ALWAYS)
    assert (begun.status, begun.window.latest) == ("running", None)
    assert await deliveries.take(database, begun.id, None, NOON + after, ALWAYS) is not None
    await require_complete(database, begun)


async def test_quiet_hours_pause_it_and_a_person_decides(database: Database) -> None:
    """Going on waits for the morning, unless the organiser says that it may go at night."""
    night = quiet(NOON + HOUR, NOON + 9 * HOUR)
    at, found = NOON + HOUR, await running(database, 2)
    assert await deliveries.take(database, found.id, None, at, night) is None
    found = await now(database, found)
    assert (found.status, found.pause_reason) == ("paused", "quiet")
    found = await resume(database, found.id, found.version, BO, at, night)
    assert (found.status, found.starts_at) == ("scheduled", NOON + 9 * HOUR)
    found = await start(database, found.id, found.version, NOON + 9 * HOUR, night)
    assert found.status == "running"
    found = await pause(database, found.id, found.version, EVA, at)
    found = await resume(database, found.id, found.version, BO, at, night, Window(quiet=False))
    assert found.status == "running"
    assert await deliveries.take(database, found.id, None, at, night) is not None


async def test_outcomes_of_a_paused_or_cancelled_one_are_still_kept(database: Database) -> None:
    """What Telegram was being called for may arrive; nothing more is taken, and all done means finished."""
    paused, cancelled = await running(database, 1), await running(database, 2)
    first, second = await taken(database, paused), await taken(database, cancelled)
    paused = await pause(database, paused.id, paused.version, EVA, NOON)
    cancelled = await drafts.cancel(database, cancelled.id, cancelled.version, EVA, NOON)
    for copy in (first, second):
        await deliveries.sent(database, copy.delivery.id, 5, NOON)
    assert (await now(database, paused)).status == "finished"
    assert await outcomes(database, cancelled) == "sent queued"
    assert await deliveries.take(database, cancelled.id, None, NOON, ALWAYS) is None


async def test_a_late_one_that_never_started_can_be_taken_back(database: Database) -> None:
    """It becomes a draft; what has begun cannot."""
    found = await approved(database)
    found = await start(database, found.id, found.version, NOON + 9 * HOUR, ALWAYS)
    found = await drafts.withdraw(database, found.id, found.version, EVA, NOON)
    assert (found.status, await outcomes(database, found)) == ("draft", "")
    begun = await running(database)
    begun = await pause(database, begun.id, begun.version, EVA, NOON)
    with pytest.raises(NotOpen):
        await drafts.withdraw(database, begun.id, begun.version, EVA, NOON)


@pytest.mark.parametrize("queued", ["old", "new", "none"])
async def test_a_renumbered_group_gets_it_once(database: Database, queued: str) -> None:
    """Whether only its old number is a recipient or both, and whichever of them has got it already."""
    found = await running(database, 4)
    old, new = {"old": (-4, -1), "new": (-1, -4), "none": (-3, -77)}[queued]
    await arrive(database, found, 1)
    async with database.transaction() as transaction:
        for _ in range(2):
            await recipients_store.renumber(transaction, old, new)
    rest = 2 if queued != "none" else 3
    chats = [each.delivery.chat_id for each in await arrive(database, found, rest)]
    assert chats == ([-2, -3] if queued != "none" else [-2, -77, -4])
    assert (await now(database, found)).status == "finished"


async def test_a_group_renumbered_while_it_is_sent_to_gets_it_once(database: Database) -> None:
    """Telegram is being called with the old number: if that did not send it, the new number gets it, also late."""
    found = await running(database, 3)
    await arrive(database, found, 1)
    copy = await taken(database, found)
    async with database.transaction() as transaction:
        await recipients_store.renumber(transaction, -2, -3)
    await deliveries.again(database, copy.delivery.id, NOON)
    assert [each.delivery.chat_id for each in await arrive(database, found, 1)] == [-3]
    assert await outcomes(database, found) == "sent sent gone"


async def test_renumbering_keeps_the_approval_but_blesses_nothing_else(database: Database) -> None:
    """What was approved starts under the new number; what had been changed behind the approval still does not."""
    found, tampered = await approved(database), await approved(database)
    await do(database, f"UPDATE deliveries SET topic = 9 WHERE broadcast_id = {tampered.id} AND position = 1")
    async with database.transaction() as transaction:
        await recipients_store.renumber(transaction, -3, -77)
    assert (await start(database, found.id, found.version, NOON, ALWAYS)).status == "running"
    assert (await start(database, tampered.id, tampered.version, NOON, ALWAYS)).status == "draft"


async def test_a_group_that_stops_is_not_sent_to(database: Database) -> None:
    """Its copy is gone with that reason, and the broadcast ends if it was the last."""
    found = await running(database, 2)
    await arrive(database, found, 1)
    async with database.transaction() as transaction:
        await recipients_store.drop(transaction, -2)
    assert (await lists.deliveries(database, found.id))[1].reason == "stopped"
    assert (await now(database, found)).status == "finished"


async def test_a_group_that_changes_its_mind_is_sent_to_after_all(database: Database) -> None:
    """What it would have missed is queued again while it is under way; nothing that is over begins anew."""
    over, found = await running(database, 2), await running(database, 3)
    await arrive(database, over, 1)
    await arrive(database, found, 1)
    async with database.transaction() as transaction:
        await recipients_store.drop(transaction, -2)
        await recipients_store.restore(transaction, -2)
    assert await outcomes(database, over) == "sent gone"
    assert await outcomes(database, found) == "sent queued queued"
    await arrive(database, found, 2)
    with pytest.raises(sqlite3.IntegrityError, match="illegal move"):
        await do(database, "UPDATE deliveries SET status = 'queued', reason = NULL, settled_at = NULL WHERE id = 2")


async def test_a_correction_reaches_every_delivered_copy(database: Database) -> None:
    """Those to come get it at once, those in flight or healed afterwards; a refused edit is kept with its reason."""
    found = await running(database, 5)
    await arrive(database, found, 2)
    lost = await taken(database, found)
    await deliveries.missed(database, lost.delivery.id, "unknown", "timeout", NOON)
    flying = await taken(database, found)
    with pytest.raises(OtherKind):
        await corrections.correct(database, found.id, found.version, EVA, Content("photo", "", (), "file-1"), NOON)
    found = await corrections.correct(database, found.id, found.version, EVA, MENDED, NOON + HOUR)
    assert (found.content_version, found.corrected_at, found.content) == (2, NOON + HOUR, MENDED)
    await deliveries.sent(database, flying.delivery.id, 33, NOON)
    await deliveries.heal(database, found.id, lost.delivery.chat_id, 44, NOON)
    found = await now(database, found)
    with pytest.raises(OwnBroadcast):
        await resume(database, found.id, found.version, EVA, NOON, ALWAYS)
    found = await resume(database, found.id, found.version, BO, NOON, ALWAYS)
    [late] = await arrive(database, found, 1)
    assert (late.broadcast.content, late.delivery.shown_version) == (MENDED, 2)
    copies = await corrections.outdated(database)
    assert [each.delivery.position for each in copies] == [0, 1, 2, 3]
    assert all(each.broadcast.content == MENDED for each in copies)
    await corrections.not_shown(database, copies[0].delivery.id, 2, "missing")
    for each in copies[1:]:
        await corrections.shown(database, each.delivery.id, 2)
    assert await corrections.outdated(database) == []
    progress = await lists.progress(database, found.id)
    assert (progress.outdated, progress.unmended) == (0, 1)
    found = await now(database, found)
    await corrections.correct(database, found.id, found.version, BO, HELLO, NOON)
    assert len(await corrections.outdated(database)) == 5


async def test_a_recall_stops_the_rest_and_takes_the_copies_back(database: Database) -> None:
    """Nothing more is taken, delivered copies are to be deleted, and it cannot be corrected any more."""
    found = await running(database, 3)
    await arrive(database, found, 1)
    found = await corrections.recall(database, found.id, found.version, EVA, NOON)
    assert (found.status, found.recalled_at) == ("cancelled", NOON)
    assert await deliveries.take(database, found.id, None, NOON, ALWAYS) is None
    [copy] = await corrections.outdated(database)
    assert (copy.delivery.position, copy.broadcast.recalled_at) == (0, NOON)
    for again in (corrections.recall, retry_failed):
        with pytest.raises(NotBroadcast):
            await again(database, found.id, found.version, BO, NOON)
    finished = await running(database, 1)
    await arrive(database, finished, 1)
    finished = await now(database, finished)
    assert (await corrections.recall(database, finished.id, finished.version, BO, NOON)).status == "finished"


async def test_the_archive_follows(database: Database) -> None:
    """It shows the newest content, nothing of what was recalled, and neither trials nor what nobody got."""
    found, recalled, unsent = [await running(database, 2) for _ in range(3)]
    await arrive(database, found, 1)
    await arrive(database, recalled, 1)
    await corrections.correct(database, found.id, found.version, EVA, MENDED, NOON)
    await corrections.recall(database, recalled.id, recalled.version, EVA, NOON)
    listed = await lists.archive(database)
    assert [(each.id, each.content, each.corrected_at, each.recalled_at) for each in listed] == [
        (recalled.id, None, None, NOON),
        (found.id, MENDED, NOON, None),
    ]
    assert await lists.archive(database, before=recalled.id) == listed[1:]
    assert await lists.archived(database, found.id) == listed[1]
    assert await lists.archived(database, unsent.id) is None


async def test_trying_out_goes_the_real_way_to_the_creator_alone(database: Database) -> None:
    """Also at night and without approval; the draft stays as it is, and the trial is in no list."""
    draft = await drafts.create(database, BO, NOON, HELLO)
    trial = await drafts.try_out(database, draft.id, draft.version, BO, NOON)
    night = quiet(NOON, NOON + 9 * HOUR)
    trial = await start(database, trial.id, trial.version, NOON, night)
    copy = await deliveries.take(database, trial.id, None, NOON, night)
    assert copy is not None
    assert (copy.delivery.chat_id, copy.broadcast.content, copy.broadcast.trial_of) == (BO.id, HELLO, draft.id)
    await deliveries.sent(database, copy.delivery.id, 5, NOON)
    assert (await now(database, trial)).status == "finished"
    assert await lists.archive(database) == []
    assert [each.id for each in await lists.broadcasts(database)] == [draft.id]
    assert await now(database, draft) == draft


async def test_a_trial_that_is_late_ends_and_a_second_press_makes_no_second(database: Database) -> None:
    """It is on no list where it could be let go on; one is under way at a time, and no name is kept."""
    draft = await drafts.create(database, BO, NOON, HELLO)
    trial = await drafts.try_out(database, draft.id, draft.version, BO, NOON)
    assert await drafts.try_out(database, draft.id, draft.version, BO, NOON) == trial
    assert [each.name for each in await lists.deliveries(database, trial.id)] == [""]
    ended = await start(database, trial.id, trial.version, NOON + 4 * HOUR, ALWAYS)
    assert ended.status == "cancelled"
    assert [each.id for each in await lists.missed_trials(database)] == [trial.id]
    assert (await drafts.try_out(database, draft.id, draft.version, BO, NOON)).id != trial.id


async def test_lists_come_in_pages_and_by_status(database: Database) -> None:
    """Newest first for broadcasts, in order for recipients."""
    first, second = await approved(database, 3), await submitted(database, groups(1))
    assert [each.id for each in await lists.broadcasts(database, ("waiting", "draft"))] == [second.id]
    assert [each.id for each in await lists.broadcasts(database, before=second.id)] == [first.id]
    page = await lists.deliveries(database, first.id, ("queued",), after=0, limit=1)
    assert [(each.position, each.name) for each in page] == [(1, "Grupp 2")]
    assert await lists.deliveries(database, first.id, ("sent",)) == []
    await set_status_message(database, first.id, 1, 77, "running")
    assert (await now(database, first)).status_message == 77


async def test_who_the_subscribers_were_is_forgotten_90_days_after_the_end(database: Database) -> None:
    """Their outcome stays, the groups stay, and what has just ended is left alone."""
    recipients = [*groups(1), Recipient(555, None, "1", "subscriber")]
    found = await submitted(database, recipients)
    found = await drafts.approve(database, found.id, found.version, EVA, NOON, ALWAYS)
    found = await start(database, found.id, found.version, NOON, ALWAYS)
    await arrive(database, found, 2)
    await do(database, f"UPDATE broadcasts SET finished_at = '{stamp(clock.now() - KEPT + HOUR)}'")
    await recipients_store.forget(database)
    assert [each.chat_id for each in await lists.deliveries(database, found.id)] == [-1, 555]
    await do(database, f"UPDATE broadcasts SET finished_at = '{stamp(clock.now() - KEPT - HOUR)}'")
    await recipients_store.forget(database)
    kept, forgotten = await lists.deliveries(database, found.id)
    assert kept.chat_id == -1
    assert forgotten.chat_id < -(10**15)
    assert forgotten.status == "sent"


async def test_words_that_are_of_no_use_are_forgotten(database: Database) -> None:
    """After 90 days what was cancelled unsent and what was said before a correction is gone; what was sent stays."""
    unsent = await drafts.create(database, BO, NOON, HELLO)
    await drafts.cancel(database, unsent.id, unsent.version, BO, NOON)
    found = await running(database, 1)
    await arrive(database, found, 1)
    found = await now(database, found)
    correction = await corrections.propose(database, found.id, 1, BO, MENDED, NOON)
    await corrections.correct(database, found.id, found.version, BO, MENDED, NOON)
    await recipients_store.forget(database)
    assert (await now(database, unsent)).content is None
    assert (await now(database, found)).content == MENDED
    rows = [*await lists.history(database, unsent.id), *await lists.history(database, found.id)]
    assert not any("content" in {*row.before, *row.after} for row in rows)
    assert await corrections.proposed(database, correction.id) is None


async def test_whoever_is_asked_is_queued_with_the_question(database: Database) -> None:
    """A process that ends right after leaves nobody unasked: the others of the list, and not whoever asks."""
    for each in (BO, EVA):
        await roles_store.add_organiser(database, each.id, "Namn", 1)
    found = await submitted(database, groups(1))
    rows = await database.rows("SELECT broadcast_id, kind, chat_id, status FROM notices")
    assert [tuple(row) for row in rows] == [(found.id, "asked", EVA.id, "queued")]
