"""Any interleaving of moderators, authors, restarts and broken sending leaves the queue whole."""

import asyncio
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Literal, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.features.moderation.errors import EntryGone, NotDecided, TooManyWaiting
from bot.features.moderation.rules import allowed
from bot.features.moderation.store import decide, queue
from bot.features.moderation.values import Action, Item, Kind
from bot.features.roles import store as roles_store
from bot.features.roles.values import Actor
from bot.gateway import outbox
from bot.storage.database import Database, open_database
from tests.stage.moderators import Clock, decision, live_entries, require_complete, send_in
from tests.stage.outbox import of_item

MODERATORS = [Actor(number, True) for number in range(1, 6)]
PEOPLE = [*MODERATORS, Actor(100), Actor(101)]  # the first moderator sends in tips too
MOST_ITEMS = 8
AUTHORS = [PEOPLE[0], *PEOPLE[5:]]
DECIDED_BY: dict[str, tuple[str, ...]] = {
    "approve": ("approved",),
    "merge": ("merged",),
    "decline": ("declined",),
    "answer": ("answered",),
    "withdraw": ("withdrawn",),
    "send_back": ("returned",),
    "reply": ("waiting",),
    "reopen": ("waiting",),
    "submit": ("waiting",),
}
TOLD = {"approve": "published", "merge": "merged", "decline": "declined", "answer": "answered", "send_back": "returned"}

people = st.sampled_from(PEOPLE)
actions = st.sampled_from(get_args(Action))
presses = st.lists(st.tuples(people, actions), min_size=2, max_size=5)


class Moderation(RuleBasedStateMachine):
    """One database with its clock; `shown` are items as they have been seen on some screen, so some are old."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.following = self.clock.followed()
        self.following.__enter__()
        self.shown: list[Item] = []
        self.arrived: Counter[int] = Counter()
        self.database = self.opened()
        self.runner.run(roles_store.set_chat(self.database, -77))

    def entry(self, data: st.DataObject) -> str:
        """An entry that a member or moderator sees, in the files or a tip's."""
        entries = {"samakning", *self.runner.run(live_entries(self.database))}
        return data.draw(st.sampled_from(sorted(entries)))

    def opened(self) -> Database:
        """The file, as a process opens it."""
        return self.runner.run(open_database(Path(self.folder.name) / "bot.db"))

    def teardown(self) -> None:
        """Send what is left; then every notice is accounted for."""
        try:
            self.restart()
            self.send_the_rest()
        finally:
            self.runner.run(self.database.close())
            self.following.__exit__(None, None, None)
            self.runner.close()
            self.folder.cleanup()

    def send_the_rest(self) -> None:
        """Telegram takes everything from now on."""
        while (notice := self.runner.run(outbox.take(self.database))) is not None:
            self.arrived[notice.id] += 1
            assert self.arrived[notice.id] == 1
            self.runner.run(outbox.finish(self.database, notice.id, "sent"))
        for item in self.newest():
            for each in self.runner.run(of_item(self.database, item.id)):
                assert each.status in ("sent", "unknown", "gone", "recalled")

    def newest(self) -> list[Item]:
        """Every item as it is now."""
        numbers = sorted({each.id for each in self.shown})
        return [self.runner.run(queue.item(self.database, number)) for number in numbers]

    @initialize()
    def begin(self) -> None:
        """Something of each kind waits."""
        for author, kind in zip(AUTHORS, get_args(Kind), strict=True):
            self.shown.append(self.runner.run(send_in(self.database, author, kind, "samakning")))

    @precondition(lambda self: len(self.newest()) < MOST_ITEMS)
    @rule(data=st.data(), author=st.sampled_from(AUTHORS), kind=st.sampled_from(get_args(Kind)))
    def submit(self, data: st.DataObject, author: Actor, kind: Kind) -> None:
        """Somebody sends something in; the sixth open tip is refused."""
        full = sum(each.author_id == author.id and each.kind == "tip" and each.is_open for each in self.newest()) >= 5
        entry_id = self.entry(data) if kind == "report" else None
        try:
            self.shown.append(self.runner.run(send_in(self.database, author, kind, entry_id)))
            assert not (full and kind == "tip")
        except TooManyWaiting:
            assert full
            assert kind == "tip"

    @rule(data=st.data(), pressed=presses)
    def press_at_once(self, data: st.DataObject, pressed: list[tuple[Actor, Action]]) -> None:
        """Up to five people press at the same time on what they were shown: at most one of them has their way."""
        item = data.draw(st.sampled_from(self.shown))
        before = self.runner.run(queue.item(self.database, item.id))
        may = [
            before.version == item.version and action in allowed(before, actor, self.clock.now())
            for actor, action in pressed
        ]
        results = self.runner.run(self.all_press(item, pressed, self.entry(data)))
        won = [each for each in results if isinstance(each, Item)]
        lost = [each for each in results if not isinstance(each, Item)]
        assert all(isinstance(each, NotDecided) for each in lost)
        if not any(isinstance(each, EntryGone) for each in lost):
            assert len(won) == any(may)
        assert len(won) <= any(may)
        if won and before.claimed_until is not None and before.claimed_until > self.clock.now():
            assert won[0].changed_by in (before.claimed_by, before.author_id)
        now = self.runner.run(queue.item(self.database, item.id))
        assert now == (won[0] if won else before)
        self.shown.append(now)

    async def all_press(self, item: Item, pressed: list[tuple[Actor, Action]], entry_id: str) -> list[Any]:
        """What becomes of each press."""
        return await asyncio.gather(
            *(
                decide.decide(self.database, item.id, item.version, actor, decision(item, action, entry_id))
                for actor, action in pressed
            ),
            return_exceptions=True,
        )

    @rule(data=st.data(), steps=st.integers(3, 9))
    def press_buttons_that_are_there(self, data: st.DataObject, steps: int) -> None:
        """One item goes through some hands, each of which does something that is allowed."""
        item = data.draw(st.sampled_from(self.newest()))
        for _ in range(steps):
            offered = self.offered(item)
            if not offered:
                return
            action = data.draw(st.sampled_from(sorted(offered)))
            actor = data.draw(st.sampled_from(offered[action]))
            [result] = self.runner.run(self.all_press(item, [(actor, action)], self.entry(data)))
            assert isinstance(result, Item | EntryGone)
            item = result if isinstance(result, Item) else item
            self.shown.append(item)
            self.exactly_what_is_approved_is_published()

    def offered(self, item: Item) -> dict[Action, list[Actor]]:
        """What could be done with the item, and by whom."""
        may = {actor: allowed(item, actor, self.clock.now()) for actor in PEOPLE}
        return {each: who for each in get_args(Action) if (who := [actor for actor in PEOPLE if each in may[actor]])}

    @rule(minutes=st.sampled_from([1, 10, 15, 3_000]))
    def wait(self, minutes: int) -> None:
        """Claims end, and so does the time to undo."""
        self.clock.turn(minutes=minutes)

    @rule(outcome=st.sampled_from(["sent", "unknown", "gone", "queued", "crash"]))
    def send(self, outcome: Literal["sent", "unknown", "gone", "queued", "crash"]) -> None:
        """The sender takes a notice, and Telegram takes it or not; in a crash it may have."""
        notice = self.runner.run(outbox.take(self.database))
        if notice is None:
            return
        self.arrived[notice.id] += outcome in ("sent", "unknown", "crash")
        if outcome == "crash":
            self.restart()
        else:
            self.runner.run(outbox.finish(self.database, notice.id, outcome))

    @rule()
    def restart(self) -> None:
        """The process ends and another one opens the file."""
        self.runner.run(self.database.close())
        self.database = self.opened()
        self.runner.run(outbox.resume(self.database))

    @invariant()
    def every_item_is_legal_with_a_complete_history(self) -> None:
        """The history leads to the state, and each step's outcome is that of its action."""
        for item in self.newest():
            for row in self.runner.run(require_complete(self.database, item)):
                if row.action in DECIDED_BY:
                    assert row.after.get("status") in DECIDED_BY[row.action]
            assert item.is_open == (item.decided_by is None)
            assert item.is_open or item.claimed_by is None

    @invariant()
    def exactly_what_is_approved_is_published(self) -> None:
        """The entry of a tip, or of an answered question, is live while that is approved."""
        rows = self.runner.run(
            self.database.rows("SELECT item_id FROM entries WHERE origin = 'tip' AND status = 'live'")
        )
        approved = {each.id for each in self.newest() if each.kind != "report" and each.status == "approved"}
        assert {row["item_id"] for row in rows} == approved

    @invariant()
    def nothing_is_told_twice_or_forgotten(self) -> None:
        """Each decision has its notice, which arrived at most once; one is recalled only if its decision was undone."""
        assert all(times <= 1 for times in self.arrived.values())
        for item in self.newest():
            rows = self.runner.run(queue.history(self.database, item.id))
            queued = self.runner.run(of_item(self.database, item.id))
            kinds = {(each.version, each.kind) for each in queued}
            for row in rows:
                kind = "corrected" if (row.action, item.kind) == ("approve", "report") else TOLD.get(row.action)
                assert kind is None or (row.version, kind) in kinds
            undone = {row.version - 1 for row in rows if row.action in ("undo", "reopen")}
            assert all(each.version in undone for each in queued if each.status == "recalled")


TestInterleavings = Moderation.TestCase
TestInterleavings.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
