"""Members and moderators over the real Application, with a Telegram that fails: one generated step after the other."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

from bot.matching.library import Library
from bot.simulator.failures import Rule
from bot.simulator.model import Chat, Message, Query, User
from bot.simulator.refusal import Impossible
from tests.conftest import Stage, performed

MOMENT: Final = 0.01  # seconds in which the bot begins with something and is then disturbed
WITHIN: Final = 10.0  # seconds in which all is said when nothing disturbs
SUBMITTING: Final = ("hoppa över", "hoppa över", "anonym", "nej", "skicka")
WORDS: Final = (
    "avbryt", "ja", "nej", "1", "skicka", "tillbaka", "ångra", "/mina", "Det var i maj.", "svara moderatorerna",
)  # fmt: skip
COURSES: Final = (  # what moderators press on a card, one after the other, and then write in reply to it
    (("approve", "publish"), ""),
    (("decline", "d:exists"), ""),
    (("approve", "publish", "undo"), ""),
    (("send_back",), "När var det?"),
    (("merge", "m"), ""),
    (("edit",), "titel: Så här gjorde byn\nfrågor: Hur gjorde byn?"),
    (("claim",), "Ring byalaget, de vet."),
    (("reopen",), ""),
)
REPLIES: Final = ("När var det?", "avslå: Det stämmer inte.", "titel: Så här gjorde byn", "svar: Ring byalaget.")
COMMANDS: Final = ("/nasta", "/ko", "/historik 1")
SUBJECTS: Final = (
    "Vi lagade bryggan med gamla telefonstolpar",
    "Skolan fick egen potatisåker bakom idrottsplatsen",
    "Mobila slakteriet kommer hit varannan onsdag",
    "Vi i Åsby köpte en begagnad glasskiosk på hjul",
    "Unga gör radio i det gamla pannrummet",
)


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody (`who`) does something with what is there (`which`, `how`), perhaps while Telegram fails.

    Several things are `pressed` at once; who is not `patient` does not wait for what comes of it.
    """

    act: str
    who: int = 0
    which: int = 0
    how: int = 0
    pressed: tuple[tuple[int, int], ...] = ()
    failure: Rule | None = None
    patient: bool = True


class Clock(datetime):
    """The present moment, put forward by what has been waited in a test."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        """Later than it is."""
        at = datetime.now(tz) + cls.ahead
        return cls.fromtimestamp(at.timestamp(), tz)


@dataclass(slots=True)
class Play:
    """The village with five moderators and three authors, one of whom moderates too.

    `asked` counts the cards that moderators have asked for; `calm` are presses that no failure touched.
    """

    stage: Stage
    file: Path
    library: Library
    running: AsyncExitStack
    desk: Chat
    moderators: Sequence[User]
    authors: Sequence[User]
    written: int = 0
    asked: int = 0
    calm: list[Query] = field(default_factory=list)

    async def take(self, step: Step) -> None:
        """Do one step; what is no longer on anybody's screen is left."""
        failures = self.stage.simulator.failures
        if step.failure is not None:
            failures.order(step.failure)
        with suppress(Impossible):
            await ACTS[step.act](self, step)
        await (self.stage.settled() if step.patient else asyncio.sleep(MOMENT))
        failures.clear()

    async def rest(self) -> None:
        """Nothing disturbs any longer, and the bot is started once more; returns when it has said all it has to say."""
        self.stage.simulator.failures.clear()
        for author in self.authors:
            self.stage.simulator.rooms.unblock_bot(author)
        await self.stage.settled()
        await self.restart(Step("restart"))
        async with asyncio.timeout(WITHIN):
            while await self.stage.is_telling():
                await self.stage.settled()

    async def submit(self, step: Step) -> None:
        """A tip, from the first word to the last."""
        self._write(step, f"/tips {self._marked(step)}", *SUBMITTING)

    async def ask_a_human(self, step: Step) -> None:
        """What the bot cannot answer goes to a human."""
        self._write(step, f"{self._marked(step)} qwerty", "Fråga en människa", "skicka")

    async def report(self, step: Step) -> None:
        """An answer is wrong."""
        self._write(step, "hur ordnar vi samåkning", "Rapportera fel", self._marked(step), "skicka")

    async def answer(self, step: Step) -> None:
        """The moderators' question gets its answer."""
        self._write(step, "svara moderatorerna", "Det var i maj.", "skicka")

    async def revise(self, step: Step) -> None:
        """The author changes the text of what waits."""
        self._write(step, "/mina", str(1 + step.how % 3), "ändra", "texten", self._marked(step), "skicka")

    async def withdraw(self, step: Step) -> None:
        """The author takes it back."""
        self._write(step, "/mina", str(1 + step.how % 3), "dra tillbaka", "ja")

    async def say(self, step: Step) -> None:
        """Words in the bot's chat, whatever they come in the middle of."""
        self._write(step, WORDS[step.how % len(WORDS)])

    async def press_own(self, step: Step) -> None:
        """One of the buttons that the bot has shown an author lately."""
        who = self.authors[step.who % len(self.authors)]
        shown = self._with_buttons(self.stage.simulator.world.private(who))
        self._press_on(who, shown[-1 - step.which % min(3, len(shown))] if shown else None, step.how, step)

    async def decide(self, step: Step) -> None:
        """A moderator takes a card all the way to a decision."""
        shown, who = self._with_buttons(self.desk), self.moderators[step.who % len(self.moderators)]
        if not shown:
            return
        card, (presses, words) = shown[step.which % len(shown)], COURSES[step.how % len(COURSES)]
        for each in presses:
            data = [str(button.get("callback_data")) for button in self.stage.now(card).buttons]
            found = (one for one in data if one.split(":", 3)[-1].startswith(each))
            self.stage.simulator.people.press(who, card, next(found, each))
            await self._handled()
        if words:
            self.stage.simulator.people.send_text(self.desk, who, words, reply_to=card)

    async def press(self, step: Step) -> None:
        """One card is in front of everybody who presses on it."""
        shown = self._with_buttons(self.desk)
        if not shown:
            return
        card = shown[step.which % len(shown)]
        for who, button in step.pressed:
            self._press_on(self.moderators[who % len(self.moderators)], card, button, step)

    async def reply(self, step: Step) -> None:
        """A moderator's words beneath a card."""
        shown, who = self._with_buttons(self.desk), self.moderators[step.who % len(self.moderators)]
        if shown:
            card, words = shown[step.which % len(shown)], REPLIES[step.how % len(REPLIES)]
            self.stage.simulator.people.send_text(self.desk, who, words, reply_to=card)

    async def command(self, step: Step) -> None:
        """A moderator asks for the queue."""
        who, words = self.moderators[step.who % len(self.moderators)], COMMANDS[step.how % len(COMMANDS)]
        self.asked += words == "/nasta"
        self.stage.simulator.people.send_text(self.desk, who, words)

    async def wait(self, step: Step) -> None:
        """Claims end, and so does the time to undo."""
        Clock.ahead += timedelta(minutes=(1, 9, 15, 4_000)[step.how % 4])

    async def block(self, step: Step) -> None:
        """An author blocks the bot, or lets it in again."""
        rooms, who = self.stage.simulator.rooms, self.authors[step.who % len(self.authors)]
        (rooms.block_bot if step.how % 2 else rooms.unblock_bot)(who)

    async def restart(self, _: Step) -> None:
        """The process ends in good order, whatever it is in the middle of, and another one opens the file."""
        await self.running.aclose()
        self.stage.simulator.failures.clear()
        self.stage.bot = await self.running.enter_async_context(
            performed(self.file, self.stage.simulator, self.library)
        )

    async def _handled(self) -> None:
        """Every update is, whatever has come of it."""
        await self.stage.simulator.until(lambda: not self.stage.simulator.world.updates.waiting)
        await self.stage.bot.application.update_queue.join()

    def _write(self, step: Step, *messages: str) -> None:
        who = self.authors[step.who % len(self.authors)]
        for each in messages:
            self.stage.simulator.people.send_text(self.stage.simulator.world.private(who), who, each)

    def _marked(self, step: Step) -> str:
        """A text that nobody else writes."""
        self.written += 1
        return f"({self.written}) {SUBJECTS[step.which % len(SUBJECTS)]}"

    def _with_buttons(self, chat: Chat) -> list[Message]:
        return [each for each in self.stage.simulator.sent(chat) if any("callback_data" in b for b in each.buttons)]

    def _press_on(self, who: User, message: Message | None, button: int, step: Step) -> None:
        if message is None:
            return
        buttons = [each for each in message.buttons if "callback_data" in each]
        data = str(buttons[button % len(buttons)]["callback_data"])
        self.asked += data.endswith(":next") or not data.startswith("m:")
        query = self.stage.simulator.people.press(who, message, data)
        if step.failure is None and step.patient:
            self.calm.append(query)


ACTS: Final[dict[str, Callable[[Play, Step], Coroutine[Any, Any, None]]]] = {
    "submit": Play.submit,
    "ask a human": Play.ask_a_human,
    "report": Play.report,
    "answer": Play.answer,
    "revise": Play.revise,
    "withdraw": Play.withdraw,
    "say": Play.say,
    "press own": Play.press_own,
    "decide": Play.decide,
    "press": Play.press,
    "reply": Play.reply,
    "command": Play.command,
    "wait": Play.wait,
    "block": Play.block,
    "restart": Play.restart,
}
