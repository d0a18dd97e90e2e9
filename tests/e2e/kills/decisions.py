"""Kills at random moments while tips are sent and decided; a few in the test, a hundred in the benchmark."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.features.moderation.store.decide import MOST_OPEN
from bot.features.moderation.values import Item
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.simulator.failures import Kind, Rule
from bot.simulator.model import Chat, Message, Query, User
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.storage.database import Database, open_database
from tests.e2e.kills.questions import API_SECONDS, live_and_die
from tests.e2e.process import Process, until
from tests.stage.whole import require_whole

MEMBERS = 150
MODERATORS = 3
PAUSE = 0.03  # seconds between two acts
LATEST_KILL = 1.5  # seconds after the bot is at work; enough for some decisions
THANKS = dialogue_texts.THANKS.partition("!")[0].removeprefix("<b>")
SYLLABLES = ("bra", "dol", "fin", "gry", "hav", "jul", "kro", "lum", "mas", "nor", "pil", "rus", "sta", "tor", "vik")
DIALOGUE = ("hoppa över", "hoppa över", "anonym", "nej", "skicka")
SETTLING = 60.0  # seconds, on a machine that others use too


@dataclass(slots=True)
class Redaktion:
    """Members who write tips, moderators who press; `tips` are the texts that were sent to the last word.

    `missing` of them stand nowhere since a word of theirs was `given_up`: three processes in a row died under it.
    """

    simulator: Simulator
    chance: random.Random
    desk: Chat
    moderators: Sequence[User]
    members: Sequence[User]
    tips: dict[str, User] = field(default_factory=dict)
    presses: list[Query] = field(default_factory=list)
    asked: int = 0
    given_up: int = 0
    missing: int = 0

    async def work(self) -> None:
        """Until cancelled: now a tip, now a press, seldom a look at the queue."""
        while True:
            turn = self.chance.random()
            if turn < 0.08 and len(self.tips) < MOST_OPEN * MEMBERS:
                self._write_tip(self.members[len(self.tips) % MEMBERS])
            elif turn < 0.1:
                self.asked += 1
                self.simulator.people.send_text(self.desk, self.chance.choice(self.moderators), "/nasta")
            else:
                self._press()
            await asyncio.sleep(PAUSE)

    def thanked(self) -> int:
        """How often members were told that their tip had come."""
        texts = (str(call.params.get("text", "")) for call in self.simulator.log if call.done)
        return sum(THANKS in text for text in texts)

    def _write_tip(self, member: User) -> None:
        """All of the dialogue in one go, as somebody types who knows it."""
        made = ["".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(5)]
        text = f"({len(self.tips) + 1}) Byn {made[0].title()} har {made[1]} med {made[2]} {made[3]} vid {made[4]}"
        chat = self.simulator.world.private(member)
        for words in (f"/tips {text}", *DIALOGUE):
            self.simulator.people.send_text(chat, member, words)
        self.tips[text] = member

    def _press(self) -> None:
        """By a moderator who has been heard; the second tap rather than another first one."""
        answered = self.simulator.people.answer_to
        waiting = {query.user.id for query in self.presses if answered(query) is None}
        who = self.chance.choice(self.moderators)
        ways = [(card, data) for card in self.simulator.sent(self.desk) for data in self._ways(card)]
        second = [each for each in ways if each[1].endswith((":publish", ":d:exists"))]
        if who.id in waiting or not ways:
            return
        card, data = self.chance.choice(second or ways)
        self.presses.append(self.simulator.people.press(who, card, data))

    def _ways(self, card: Message) -> list[str]:
        """The buttons that lead to a decision, and now and then back from it."""
        data = [str(button.get("callback_data")) for button in card.buttons]
        leading = ("publish", "approve", "d:exists", "decline", *(["undo"] if self.chance.random() < 0.02 else []))
        return [each for each in data if each.split(":", 3)[-1] in leading]


async def decide_often(folder: Path, kills: int, chance: random.Random) -> tuple[Redaktion, list[Item]]:
    """Work, kill and start again; when all is settled, assert that nothing is lost or half done."""
    simulator = Simulator()
    simulator.world.query_lifetime = 3_600.0  # a press may wait long for a process that lives long enough
    simulator.failures.order(Rule(Kind.SLOW, method="sendMessage", seconds=API_SECONDS))
    people = [simulator.world.add_user(f"Moderator {number}") for number in range(MODERATORS)]
    desk = simulator.world.add_group("Redaktionen", *people)
    members = [simulator.world.add_user(f"Medlem {number}") for number in range(MEMBERS)]
    server, redaktion = await serve(simulator), Redaktion(simulator, chance, desk, people, members)
    environment = {"BOT_TOKEN": simulator.token, "BOT_API_URL": server.url, "BOT_MODERATOR_CHAT": str(desk.id)}
    process = Process(folder, environment)
    working = asyncio.create_task(redaktion.work())
    try:
        for number in range(kills):
            await live_and_die(process, chance, at_work=number % 5 != 4, latest=LATEST_KILL)
        working.cancel()
        await process.start()
        await until(lambda: process.is_idle() and not simulator.world.updates.waiting, SETTLING)
        items = await _require_all(process, redaktion)
        await _require_answers(redaktion, items)
        assert await process.stop() == 0, process.said
    finally:
        working.cancel()
        process.kill()
        await server.close()
    return redaktion, items


async def _require_all(process: Process, redaktion: Redaktion) -> list[Item]:
    """The queue is whole, what was written and not given up is in it once, and every press was acknowledged."""
    database: Database = await open_database(process.database)
    try:
        [row] = await database.rows("SELECT count(*) FROM inbox WHERE status = 'given_up'")
        redaktion.given_up = row[0]
        items = await require_whole(database, redaktion.simulator, redaktion.desk, redaktion.asked)
    finally:
        await database.close()
    there = [item.content.text for item in items]
    assert len(there) == len(set(there))
    redaktion.missing = len(set(redaktion.tips) - set(there))
    assert redaktion.missing <= redaktion.given_up
    assert [item for item in items if item.content.signature is not None] == []
    assert redaktion.thanked() >= len(items)
    people = redaktion.simulator.people
    assert sum(people.answer_to(query) is None for query in redaktion.presses) <= redaktion.given_up
    return items


async def _require_answers(redaktion: Redaktion, items: list[Item]) -> None:
    """What was published last answers a member who asks for it."""
    simulator, member = redaktion.simulator, redaktion.members[0]
    chat = simulator.world.private(member)
    for item in [each for each in items if each.status == "approved"][-5:]:
        seen = len(simulator.sent(chat))
        simulator.people.send_text(chat, member, f"/fraga {item.content.text}")
        await until(lambda seen=seen: len(simulator.sent(chat)) > seen)  # type: ignore[misc]
        assert item.content.text in simulator.sent(chat)[-1].text
