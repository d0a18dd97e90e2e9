"""What is true of the meeting: who has sent which answers, what moderators have approved, and what the bot has kept."""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from bot.features.meetings import rules
from bot.features.meetings.values import Meeting
from bot.simulator.model import Message, Query, User
from bot.simulator.simulator import Simulator
from tests.e2e.kills.meeting.screens import Screen
from tests.e2e.kills.meeting.words import Words
from tests.e2e.process import Process

LOOKED_AT = 4  # of the newest messages in a chat
LOOK = 0.2  # seconds from one look at the chat to the next
PATIENCE = 8.0  # seconds until somebody presses again, or goes on without having seen what came of it


@dataclass(slots=True)
class Owed:
    """Answers that a message gave, to the question at the site. It `may_go` since its writer took it back."""

    question: int
    site: int
    parts: tuple[str, ...]
    may_go: bool = False
    goes_on: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the bot has stored it."""

    user_id: int
    site: int
    question: int
    message_id: int
    part: int
    text: str
    status: str


@dataclass(slots=True)
class Hall:
    """The meeting and everybody at it. A `pause` is the mean time that somebody thinks, in seconds."""

    simulator: Simulator
    process: Process
    meeting: Meeting
    chance: random.Random
    words: Words
    pause: float
    owed: dict[tuple[int, int], Owed] = field(default_factory=dict)
    written: dict[int, int] = field(default_factory=dict)
    pressed: dict[int, int] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    impatient: int = 0
    stuck: int = 0
    screens: list[Screen] = field(default_factory=list)

    async def think(self, share: float = 1.0) -> None:
        """For a while."""
        await asyncio.sleep(self.chance.uniform(0.2, 1.8) * self.pause * share)

    def pages(self, user: User) -> list[Message]:
        """The last things that the bot has written to somebody, newest first."""
        return self.simulator.sent(self.simulator.world.private(user))[: -LOOKED_AT - 1 : -1]

    def write(self, user: User, text: str) -> Message:
        """In the private chat."""
        self.written[user.id] = self.written.get(user.id, 0) + 1
        return self.simulator.people.send_text(self.simulator.world.private(user), user, text)

    def press(self, user: User, carried: str) -> Query | None:
        """The newest button that carries this, or begins so where it ends with a colon; None if there is none."""
        for page in self.pages(user):
            for data in (str(each.get("callback_data", "")) for each in page.buttons):
                if data == carried or (carried.endswith(":") and data.startswith(carried)):
                    self.pressed[user.id] = self.pressed.get(user.id, 0) + 1
                    return self.simulator.people.press(user, page, data)
        return None

    def offers(self, user: User, carried: str) -> bool:
        """Whether there is such a button."""
        data = (str(each.get("callback_data", "")) for page in self.pages(user) for each in page.buttons)
        return any(each == carried or (carried[-1:] == ":" and each.startswith(carried)) for each in data)

    async def seen(self, user: User, condition: Callable[[Message], bool], after: int = 0) -> bool:
        """Whether a page, newer than the message `after`, was what somebody waits for while they had the patience."""
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE:
            if any(condition(page) for page in self.pages(user) if page.id > after):
                self.waited.append(time.monotonic() - begun)
                return True
            await asyncio.sleep(LOOK)
        self.impatient += 1
        return False

    def kept(self) -> list[Kept]:
        """Every answer in the bot's database."""
        rows = self.read(
            "SELECT user_id, site, meeting_answers.question, message_id, part, text, status FROM meeting_answers"
            " JOIN participants ON participants.id = participant_id WHERE meeting_id = ?",
            self.meeting.id,
        )
        return [Kept(*row) for row in rows]

    def read(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        """Rows of the bot's database, while it runs or not."""
        with closing(sqlite3.connect(self.process.database, timeout=10)) as connection:
            return connection.execute(statement, values).fetchall()

    def given_up(self) -> int:
        """Updates that the bot has given up."""
        return int(self.read("SELECT count(*) FROM inbox WHERE status = 'given_up'")[0][0])

    def laid_out(self, user: User, mark: int) -> list[tuple[int, ...]] | None:
        """The groups of ids on a moderator's page, None if that is not the newest."""
        rows = self.read("SELECT shown FROM sortings WHERE user_id = ? AND mark = ?", user.id, mark)
        return [tuple(each) for each in json.loads(rows[0][0])] if rows else None

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Answers by their ids, as they read."""
        marks = ", ".join("?" * len(ids))
        return dict(self.read(f"SELECT id, coalesce(wording, text) FROM meeting_answers WHERE id IN ({marks})", *ids))

    def included(self) -> list[str]:
        """The answers that the summary has, as they read."""
        rows = self.read("SELECT coalesce(wording, text) FROM meeting_answers WHERE status = 'included'")
        return [text for (text,) in rows]

    def waiting(self) -> int:
        """How many answers no moderator has decided about."""
        return sum(each.status == "waiting" for each in self.kept())

    def faults(self) -> list[str]:
        """What is lost, there twice or in the wrong place; empty when every answer is where it belongs once."""
        kept: dict[tuple[int, int], list[Kept]] = {}
        for each in self.kept():
            kept.setdefault((each.user_id, each.message_id), []).append(each)
        found = [f"nobody sent {each}" for key in kept.keys() - self.owed.keys() for each in kept[key]]
        for key, owed in self.owed.items():
            found += self._wrong(key, owed, sorted(kept.get(key, ()), key=lambda each: each.part))
        return found

    def _wrong(self, key: tuple[int, int], owed: Owed, there: Sequence[Kept]) -> list[str]:
        user_id, _ = key
        follower = next((each for each in self.owed.values() if each.goes_on == key[1]), None)
        if not there and (owed.may_go or follower is not None):
            return []
        if any((each.question, each.site) != (owed.question, owed.site) for each in there):
            return [f"of {user_id} in the wrong place: {owed} is {there}"]
        if [each.part for each in there] != list(range(len(owed.parts))):
            return [f"of {user_id} lost or twice: {owed} is {there}"]
        texts = [" ".join(each.text.split()) for each in there]
        wanted = [owed.parts, tuple(map(rules.hidden, owed.parts))]
        if owed.goes_on is not None:
            before = self.owed[user_id, owed.goes_on].parts[0]
            wanted.append((rules.joined(before, owed.parts[0]),))
        return [] if tuple(texts) in wanted else [f"of {user_id} changed: {owed} is {there}"]
