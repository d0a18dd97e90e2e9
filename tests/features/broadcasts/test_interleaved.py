"""Any interleaving of organisers, deliveries, crashes and the clock leaves a ledger that says what Telegram did."""

import asyncio
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.features.broadcasts.errors import NotBroadcast
from bot.features.broadcasts.rules import allowed
from bot.features.broadcasts.store import corrections, deliveries, drafts, lists, recipients, runs
from bot.features.broadcasts.values import Action, Broadcast, Content, Copy, Delivery, Window
from bot.features.roles.values import Actor
from bot.storage.database import Database, open_database
from tests.stage.broadcasts import BO, EVA, NOON, groups, quiet, require_complete, submitted

PEOPLE: Final = (BO, EVA, replace(EVA, id=3))
DECISIONS: Final[tuple[Action, ...]] = ("pause", "resume", "retry", "correct", "recall", "cancel", "withdraw")
RECIPIENTS: Final = 14
NEW: Final = 1000  # a renumbered group's new number is its old one less this
FINAL: Final = ("sent", "failed", "unknown", "gone")


class Broadcasting(RuleBasedStateMachine):
    """One broadcast; `arrived` is what Telegram has really delivered, by group whatever its number is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.at = NOON
        self.telegram = self.at
        self.hours = quiet()
        self.database = self.opened()
        self.flying: list[Copy] = []
        self.arrived: Counter[int] = Counter()
        self.outcomes: dict[int, str] = {}
        self.shown: list[Broadcast] = []
        self.messages = 5000

    def opened(self) -> Database:
        """The file, as a process opens it."""
        return self.runner.run(open_database(Path(self.folder.name) / "bot.db"))

    def found(self) -> Broadcast:
        """The broadcast as it is now."""
        return self.runner.run(lists.broadcast(self.database, self.shown[0].id))

    def ledger(self) -> list[Delivery]:
        """Its recipients."""
        return self.runner.run(lists.deliveries(self.database, self.shown[0].id))

    @initialize()
    def begin(self) -> None:
        """It is approved."""
        found = self.runner.run(submitted(self.database, groups(RECIPIENTS), at=self.at))
        self.shown.append(
            self.runner.run(drafts.approve(self.database, found.id, found.version, EVA, self.at, self.hours))
        )

    def start(self) -> None:
        """The worker starts what is due."""
        for each in self.runner.run(runs.due(self.database, self.at)):
            if each.status != "running":
                self.runner.run(runs.start(self.database, each.id, each.version, self.at, self.hours))

    @rule(wish=st.integers(0, RECIPIENTS - 1), times=st.integers(1, 4))
    def take(self, wish: int, times: int) -> None:
        """The worker takes some, the first of them alone."""
        self.start()
        for _ in range(times):
            before = self.ledger()
            if not before:
                return
            wished = before[wish].id
            copy = self.runner.run(deliveries.take(self.database, self.shown[0].id, wished, self.at, self.hours))
            if copy is None:
                return
            assert before[copy.delivery.position].status == "queued"
            if not any(each.status == "sent" for each in before):
                assert self.flying == []
                assert copy.delivery.position == min(each.position for each in before if each.status == "queued")
            assert copy.broadcast.recalled_at is None
            assert copy.delivery.shown_version == copy.broadcast.content_version
            assert not self.hours.is_quiet(self.at) or not copy.broadcast.window.quiet
            self.flying.append(copy)

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), outcome=st.sampled_from(["sent"] * 4 + ["failed", "gone", "again", "lost", "unanswered"]))
    def end(self, data: st.DataObject, outcome: str) -> None:
        """Telegram answers, or does not: what is lost has not arrived, what is unanswered has."""
        copy = self.flying.pop(data.draw(st.integers(0, len(self.flying) - 1)))
        number, database = copy.delivery.id, self.database
        self.outcomes[number] = {"lost": "unknown", "unanswered": "unknown", "again": "queued"}.get(outcome, outcome)
        if outcome in ("sent", "unanswered"):
            self.deliver(copy)
        match outcome:
            case "sent":
                self.runner.run(deliveries.sent(database, number, self.messages, self.at))
            case "failed":
                self.runner.run(deliveries.missed(database, number, "failed", "refused", self.at))
            case "gone":
                self.runner.run(deliveries.missed(database, number, "gone", "kicked", self.at))
            case "again":
                self.runner.run(deliveries.again(database, number, self.at))
            case _:
                self.runner.run(deliveries.missed(database, number, "unknown", "timeout", self.at))

    def deliver(self, copy: Copy) -> None:
        """It really arrives, in the group whatever it is called now."""
        self.messages += 1
        self.arrived[copy.delivery.position] += 1

    @rule(data=st.data())
    def crash(self, data: st.DataObject) -> None:
        """The process is killed; what it was sending has arrived or not, and another process opens the file."""
        for copy in self.flying:
            self.outcomes[copy.delivery.id] = "unknown"
            if data.draw(st.booleans()):
                self.deliver(copy)
        self.runner.run(self.database.close())
        self.database = self.opened()
        assert self.runner.run(deliveries.resume_after_crash(self.database, self.at)) == len(self.flying)
        self.flying = []

    @rule(data=st.data(), action=st.sampled_from(DECISIONS), actor=st.sampled_from(PEOPLE), fresh=st.booleans())
    def decide(self, data: st.DataObject, action: Action, actor: Actor, fresh: bool) -> None:
        """An organiser presses a button that is there, or on an old message one that was."""
        if action in ("recall", "cancel", "withdraw") and data.draw(st.integers(0, 3)):
            return  # else few broadcasts come far
        seen = self.found() if fresh else data.draw(st.sampled_from(self.shown))
        now = self.found()
        may = seen.version == now.version and action in allowed(now, actor)
        failed = [each.id for each in self.ledger() if each.status == "failed"]
        try:
            self.runner.run(self.press(seen, action, actor))
        except NotBroadcast:
            assert not may or (action == "retry" and not failed)
            assert self.found() == now
        else:
            assert may
            self.outcomes |= dict.fromkeys(failed, "queued") if action == "retry" else {}
        self.shown.append(self.found())

    async def press(self, seen: Broadcast, action: Action, actor: Actor) -> None:
        """Do what the button says."""
        common = (self.database, seen.id, seen.version, actor)
        match action:
            case "pause":
                await runs.pause(*common, self.at)
            case "resume":
                await runs.resume(*common, self.at, self.hours, Window(quiet=False) if seen.id % 2 else None)
            case "retry":
                await runs.retry_failed(*common, self.at)
            case "correct":
                await corrections.correct(*common, Content("text", f"Rättat {seen.content_version}"), self.at)
            case "recall":
                await corrections.recall(*common, self.at)
            case "cancel":
                await drafts.cancel(*common, self.at)
            case _:
                await drafts.withdraw(*common, self.at)

    @precondition(lambda self: self.found().status == "draft")
    @rule()
    def submit_again(self) -> None:
        """What was taken back is approved after all."""
        self.runner.run(self.approved_again(self.found()))

    async def approved_again(self, found: Broadcast) -> None:
        """Bo asks, Eva says yes."""
        found = await drafts.submit(self.database, found.id, found.version, BO, groups(RECIPIENTS), self.at)
        await drafts.approve(self.database, found.id, found.version, EVA, self.at, self.hours)

    @rule(minutes=st.sampled_from([-60, 1, 20, 200, 3_000]))
    def wait(self, minutes: int) -> None:
        """Time passes, the clock is set back, or the machine was off for days."""
        self.at += timedelta(minutes=minutes)
        self.telegram = max(self.telegram, self.at)  # its clock is never set back

    @rule(is_night=st.booleans())
    def night(self, is_night: bool) -> None:
        """Quiet hours begin, or end."""
        self.hours = quiet(self.at, self.at + timedelta(hours=12)) if is_night else quiet()

    @rule(position=st.integers(0, RECIPIENTS - 1))
    def thank(self, position: int) -> None:
        """Somebody in a group that has got it presses its button."""
        found = [each for each in self.ledger() if each.position == position]
        if not self.arrived[position] or not found or found[0].status != "unknown":
            return
        self.messages += 1
        healed = self.runner.run(
            deliveries.heal(self.database, found[0].broadcast_id, found[0].chat_id, self.messages, self.telegram)
        )
        assert healed is not None
        self.outcomes[healed.id] = "sent"

    @rule(position=st.integers(0, RECIPIENTS - 1))
    def renumber(self, position: int) -> None:
        """A group becomes a supergroup."""
        self.runner.run(self.renumbered(-position - 1, -position - 1 - NEW))

    async def renumbered(self, old: int, new: int) -> None:
        """The same in a transaction."""
        async with self.database.transaction() as transaction:
            await recipients.renumber(transaction, old, new)

    @rule(limit=st.integers(1, 5), refused=st.booleans())
    def mend(self, limit: int, refused: bool) -> None:
        """The worker corrects or recalls some copies."""
        for copy in self.runner.run(corrections.outdated(self.database, limit)):
            version, number = copy.broadcast.content_version, copy.delivery.id
            if refused:
                self.runner.run(corrections.not_shown(self.database, number, version, "missing"))
            else:
                self.runner.run(corrections.shown(self.database, number, version))

    @invariant()
    def the_ledger_says_what_telegram_did(self) -> None:
        """Sent has arrived once, unknown at most once, and everything else not at all."""
        if not self.shown or self.found().status in ("draft", "waiting"):
            return
        flying = {copy.delivery.id for copy in self.flying}
        for each in self.ledger():
            expected = "sending" if each.id in flying else self.outcomes.get(each.id, "queued")
            assert each.status == expected
            times = self.arrived[each.position]
            assert times == 1 if each.status == "sent" else times <= (each.status == "unknown")
        counted = Counter(each.status for each in self.ledger())
        progress = self.runner.run(lists.progress(self.database, self.shown[0].id))
        assert [progress.queued, progress.sending, *(getattr(progress, each) for each in FINAL)] == [
            counted[each] for each in ("queued", "sending", *FINAL)
        ]
        assert progress.total == RECIPIENTS

    @invariant()
    def it_is_legal_with_a_complete_history(self) -> None:
        """Finished means that nobody is left out; at most one is in flight."""
        if not self.shown:
            return
        found = self.found()
        self.runner.run(require_complete(self.database, found))
        assert len(self.flying) <= 1
        if found.status == "finished":
            assert all(each.status in FINAL for each in self.ledger())

    def teardown(self) -> None:
        """Telegram takes everything from now on, and organisers go on: nobody is skipped, nobody gets it twice."""
        try:
            if self.shown:
                self.finish()
        finally:
            self.runner.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    def finish(self) -> None:
        """What was not taken back goes to everybody."""
        self.hours = quiet()
        for _ in range(RECIPIENTS * 5):
            while self.flying:
                copy = self.flying.pop()
                self.deliver(copy)
                self.runner.run(deliveries.sent(self.database, copy.delivery.id, self.messages, self.at))
            found = self.found()
            if found.status == "paused":
                other = BO if found.unapproved_by == EVA.id else EVA
                self.runner.run(
                    runs.resume(self.database, found.id, found.version, other, self.at, self.hours, Window())
                )
            self.start()
            copy_or_none = self.runner.run(deliveries.take(self.database, found.id, None, self.at, self.hours))
            self.flying = [] if copy_or_none is None else [copy_or_none]
            if found.status == "scheduled" and found.starts_at is not None:
                self.at = max(self.at, found.starts_at)
        found = self.found()
        assert found.status in ("finished", "cancelled", "draft")
        if found.status == "finished":
            for each in self.ledger():
                assert self.arrived[each.position] == 1 or each.status in ("failed", "unknown", "gone")
        assert all(times <= 1 for times in self.arrived.values())


TestInterleavings = Broadcasting.TestCase
TestInterleavings.settings = settings(
    max_examples=15,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
