"""What the tests of the moderators' queue share: people, a clock that can be turned, decisions, and what must hold."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from unittest import mock

from bot.features.moderation import rules
from bot.features.moderation.store import decide, queue
from bot.features.moderation.store.changes import fields_of
from bot.features.moderation.values import Action, Content, Item, Kind, Proposal, Submission
from bot.features.roles.values import Actor
from bot.storage.database import Database
from bot.storage.versions import HistoryRow
from tests.stage.outbox import of_item

ANNA: Final = Actor(100)
BO: Final = Actor(1, True)
EVA: Final = Actor(2, True)
PROPOSAL: Final = Proposal("Solel på bygdegården", "Byn köpte solceller.", "energi", ("solel",), ("hur får vi solel",))
SHARED_RIDES: Final = Proposal("Samåkning", "Byn åker ihop.", "resor", more="De möts vid affären.")
EFFECTS: Final = ("entry", "phrase", "placement")  # of decisions, on the knowledge
DECISIONS: Final[Mapping[Action, rules.Decision]] = {
    "approve": rules.Approve(PROPOSAL, "solel"),
    "decline": rules.Decline("unclear"),
    "answer": rules.Answer("Ring kommunen.", PROPOSAL),
    "edit": rules.Edit(PROPOSAL),
    "send_back": rules.SendBack("När var det?"),
    "merge": rules.MergeDetail("samakning", "Det finns en app.", SHARED_RIDES),
    "claim": rules.Claim(),
    "release": rules.Release(),
    "undo": rules.Undo(),
    "reopen": rules.Reopen(),
    "reply": rules.Reply("I våras."),
    "revise": rules.Revise(Content("Vi köpte fler solceller.", theme="energi")),
    "withdraw": rules.Withdraw(),
}


@dataclass(slots=True)
class Clock:
    """The time that the rules see; a Tuesday noon at first."""

    at: datetime = datetime(2018, 11, 6, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """The time that it shows."""
        return self.at

    def turn(self, **forward: float) -> None:
        """Let time pass."""
        self.at += timedelta(**forward)

    @contextmanager
    def followed(self) -> Iterator["Clock"]:
        """The rules go by this clock while the context lasts."""
        with (
            mock.patch("bot.features.moderation.store.decide.now", self.now),
            mock.patch("bot.gateway.outbox.now", self.now),
        ):
            yield self


async def send_in(
    database: Database, author: Actor = ANNA, kind: Kind = "tip", entry_id: str | None = None, theme: str = "energi"
) -> Item:
    """A member sends something in, named "Anna"."""
    content = Content("Vi köpte solceller.", "Åsby", theme, "Anna", "photo-7", "Taket på bygdegården.")
    async with database.transaction() as transaction:
        return await decide.submit(transaction, Submission(kind, author.id, author.id, content, entry_id))


async def do(database: Database, item: Item, actor: Actor, action: Action) -> Item:
    """Do something with the item as it was shown."""
    return await decide.decide(database, item.id, item.version, actor, decision(item, action))


def decision(item: Item, action: Action, entry_id: str = "samakning") -> rules.Decision:
    """An example of the action; approved, the first tip becomes "solel-1", and merging is into `entry_id`."""
    example = DECISIONS[action]
    if isinstance(example, rules.Approve):
        return replace(example, entry_id=f"solel-{item.id}")
    return replace(example, entry_id=entry_id) if isinstance(example, rules.MergeDetail) else example


async def require_complete(database: Database, item: Item) -> list[HistoryRow]:
    """The item's history, which tells every version and leads from nothing to what the item is."""
    rows = await queue.history(database, item.id)
    assert [row.version for row in rows] == list(range(1, item.version + 1))
    told: dict[str, Any] = {}
    for row in rows:
        assert all(told.get(name) == value for name, value in row.before.items() if name not in EFFECTS)
        told |= row.after
    assert {name: told.get(name) for name in fields_of(item)} == fields_of(item)
    assert (rows[-1].action, rows[-1].actor_id) == (item.action, item.changed_by)
    return rows


async def live_entries(database: Database) -> dict[str, str | None]:
    """Ids of the entries that lie over the files, with what they tell more."""
    rows = await database.rows("SELECT id, more FROM entries WHERE status = 'live' ORDER BY id")
    return {row["id"]: row["more"] for row in rows}


async def told(database: Database, item: Item) -> list[str]:
    """Kinds of notices about an item, those not recalled, oldest first."""
    return [each.kind for each in await of_item(database, item.id) if each.status != "recalled"]
