"""The moderators' queue: who may do what and when, what it leads to, and that one decision holds."""

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from typing import Final, get_args

import pytest

from bot.features.moderation import errors as moderation_errors
from bot.features.moderation.rules import Decline, allowed
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Action, Content, Item, Kind, Submission
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.storage.database import Database
from tests.stage.moderators import (
    ANNA,
    BO,
    DECISIONS,
    EVA,
    Clock,
    decision,
    do,
    require_complete,
    send_in,
    told,
)
from tests.stage.outbox import of_item

pytestmark = pytest.mark.usefixtures("clock")
ROUNDS = 1_000
DIFFERENT: Final[tuple[Action, ...]] = ("approve", "decline", "merge", "send_back")


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
@pytest.mark.parametrize(
    "state",
    [
        *((), ("claim",), ("send_back",), ("decline",), ("edit",)),
        *(("decline", "reopen"), ("answer",), ("answer", "approve")),
    ],
)
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


async def test_a_reason_or_own_words_reach_the_author_and_the_history(database: Database) -> None:
    """The notice says why, and so does the history."""
    item = await send_in(database)
    await decide.decide(database, item.id, 1, BO, Decline(None, "Det finns hos kommunen."))
    [*_, notice] = await of_item(database, item.id)
    assert (notice.kind, notice.payload) == ("declined", {"reason": None, "words": "Det finns hos kommunen."})
    assert (await queue.history(database, item.id))[-1].note == "Det finns hos kommunen."


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
