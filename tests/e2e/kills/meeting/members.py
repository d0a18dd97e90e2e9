"""People who follow their site's link and answer three questions, each in their own way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.features.meetings import rules
from bot.simulator.model import Message, User
from tests.e2e.kills.meeting.hall import LOOK, Hall, Owed
from tests.e2e.kills.meeting.words import Said

TRIES: Final = 6
ASIDE: Final = "vad är en reko-ring?"


@dataclass(slots=True)
class Member:
    """Somebody at a site. What they have said and pressed tells which `question` their next words answer."""

    hall: Hall
    user: User
    site: int
    question: int = 1
    short: int | None = None

    async def attend(self) -> None:
        """From the link to the end."""
        self.hall.write(self.user, f"/start m_{self.hall.meeting.slug}_{self.site}")
        await self.hall.seen(self.user, partial(_asks, number=1))
        for number in range(1, 4):
            await self._answer(number)
        if self.hall.offers(self.user, "v:n:") and self.hall.chance.random() < 0.3:
            await self._press(f"v:n:{self.hall.meeting.id}:name", lambda page: "Ditt namn visas:" in page.text)

    async def _answer(self, number: int) -> None:
        """One question: skipped, answered once or several times, regretted, gone back from."""
        chance, turn = self.hall.chance, self.hall.chance.random()
        await self.hall.think()
        if turn < 0.08 and not self.hall.words.distinct:
            await self._onward(number)
            return
        if turn < 0.11:
            self.hall.write(self.user, ASIDE)
            await self.hall.think(0.5)
        await self._say(self.hall.words.said(number))
        if not self.hall.words.distinct:
            await self._more(number, chance.random())
        await self._onward(number)

    async def _more(self, number: int, turn: float) -> None:
        """Sometimes."""
        if turn < 0.25:
            await self._say(self.hall.words.said(number), waiting=turn < 0.12)
        elif turn < 0.28 and self.short is None:
            await self._regret(number)
        elif turn < 0.32 and number > 1:
            await self._press(f"v:a:{self.hall.meeting.id}:{number - 1}", partial(_asks, number=number - 1))
            self.question, self.short = number - 1, None
            await self._say(self.hall.words.said(number - 1))
            await self._onward(number - 1)

    async def _say(self, said: Said, *, waiting: bool = True) -> None:
        """Write an answer, and perhaps wait until it is there."""
        message = self.hall.write(self.user, said.text)
        owed = Owed(self.question, self.site, said.parts)
        alone = len(said.parts) == 1
        owed.goes_on = self.short if alone and rules.tells_more(said.text) else None
        self.hall.owed[self.user.id, message.id] = owed
        question = self.hall.meeting.questions[self.question - 1]
        is_short = alone and owed.goes_on is None and rules.is_short(question, said.parts[0])
        self.short = message.id if is_short else None
        if waiting:
            await self.hall.seen(self.user, partial(_asks, number=self.question), after=message.id)

    async def _regret(self, number: int) -> None:
        """What was said last is taken back, if no moderator has decided about it."""
        newest = max(message for user, message in self.hall.owed if user == self.user.id)
        if len(self.hall.owed[self.user.id, newest].parts) > 1 or not self.hall.offers(self.user, "v:u:"):
            return
        self.hall.owed[self.user.id, newest].may_go = True
        message = self.hall.write(self.user, "ångra")
        await self.hall.seen(self.user, partial(_asks, number=number), after=message.id)

    async def _onward(self, number: int) -> None:
        """To the next question, or the end: pressed, or typed."""
        await self.hall.think(0.3)
        following = number % 3 + 1
        done = _is_end if number == 3 else partial(_asks, number=following)
        if self.hall.chance.random() < 0.3:
            self.hall.write(self.user, "klar" if number == 3 else "nästa")
            await self.hall.seen(self.user, done)
        else:
            meeting = self.hall.meeting.id
            await self._press(f"v:k:{meeting}" if number == 3 else f"v:a:{meeting}:{following}", done)
        self.question, self.short = following, None

    async def _press(self, carried: str, done: Callable[[Message], bool]) -> None:
        """A button, as soon as it is there; again where nothing comes of it."""
        for _ in range(TRIES):
            while not self.hall.offers(self.user, carried):
                if any(map(done, self.hall.pages(self.user))):
                    return
                await asyncio.sleep(LOOK)
            self.hall.press(self.user, carried)
            if await self.hall.seen(self.user, done):
                return
        self.hall.stuck += 1


def _asks(page: Message, number: int) -> bool:
    return f"Fråga {number} av " in page.text


def _is_end(page: Message) -> bool:
    return "Du har svarat på" in page.text or "Du har inte svarat" in page.text
