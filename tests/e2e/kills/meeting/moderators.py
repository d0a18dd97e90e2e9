"""Moderators who sort a meeting's answers in their chat while it goes on, as somebody does who reads each row."""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bot.language.personal_data import find
from bot.language.text import units
from bot.simulator.model import Query, User
from tests.e2e.kills.meeting.hall import LOOK, Hall
from tests.e2e.kills.meeting.screens import Screen
from tests.e2e.kills.meeting.words import JUNK

Groups = Sequence[tuple[int, ...]]
Texts = Mapping[int, str]
SPINNER = 20.0  # seconds that somebody looks at a press that is not acknowledged
_MARK = re.compile(r"v:[oy]:(\d+):")
_WAITING = re.compile(r"Fråga (\d) \((\d+)\)")


@dataclass(slots=True)
class Moderator:
    """Takes in what waits, a page at a time: junk goes, rows about the same are joined, personal data is hidden.

    One who does not join takes the rows as the bot has grouped them. One who `writes` joins all of a page in a message,
    which counts as a press; others tick rows. `refused` counts the presses that were of no use any more, `waited` are
    the seconds until a press showed what came of it.
    """

    hall: Hall
    user: User
    joins: bool = True
    writes: bool = False
    presses: int = 0
    refused: int = 0
    waited: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Follow the link of the moderators' chat, again where nothing comes of it."""
        while not self.hall.offers(self.user, "v:l:"):
            self.hall.write(self.user, f"/start svar_{self.hall.meeting.id}")
            await self.hall.seen(self.user, lambda page: bool(page.buttons) and "fråga 1" in page.text)

    async def work(self) -> None:
        """Until nothing waits and this is cancelled."""
        await self.open()
        while True:
            if not await self.step():
                await self._turn()
                await asyncio.sleep(LOOK)
            await self.hall.think(0.1)

    async def step(self) -> bool:
        """One thing done with the page that is shown; False if there is nothing to do on it."""
        mark = self._mark()
        groups = self.hall.laid_out(self.user, mark) if mark else None
        if not mark or not groups:
            return False
        texts = self.hall.texts([each for group in groups for each in group])
        if any(each not in texts for group in groups for each in group):
            return False  # taken back, or changed just now
        chosen, deed = self._decided(groups, texts)
        if deed == "join" and self.writes:
            return await self._write(groups, texts)
        for number in chosen:
            if not await self._press(f"v:o:{mark}:{number}"):
                return False
        taken = [number for number in range(len(groups)) if not _is_careful(groups[number], texts)]
        shown = [texts[groups[number][0]] for number in chosen or taken]
        missing = self._missing([max(shown, key=units)] if deed == "join" else shown)
        query = await self._press(f"v:y:{mark}:{deed}")
        if query is not None and deed in {"include", "join"}:
            self._approved(self._acknowledged(query), missing)
        return query is not None

    def _decided(self, groups: Groups, texts: Texts) -> tuple[list[int], str]:
        """Which rows to tick, and what to do with them."""
        about = [self.hall.words.topic(texts[group[0]]) for group in groups]
        junk = [number for number, each in enumerate(about) if each == JUNK]
        if junk:
            return junk, "remove"
        careful = [number for number, group in enumerate(groups) if _is_careful(group, texts)]
        free = [number for number in range(len(groups)) if number not in careful]
        for one, other in combinations(free, 2):
            if self.joins and about[one] == about[other]:
                return [number for number in free if about[number] == about[one]], "join"
        if free:
            return [], "include"
        return careful, "hide"

    async def _write(self, groups: Groups, texts: Texts) -> bool:
        """The rows about the same, each topic's as a sum, in a message; returns when the list comes anew."""
        about: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            if not _is_careful(group, texts):
                about.setdefault(self.hall.words.topic(texts[group[0]]), []).append(number)
        sums = [rows for rows in about.values() if len(rows) > 1]
        missing = self._missing([max((texts[groups[row][0]] for row in rows), key=units) for rows in sums])
        self.presses += 1
        written = self.hall.write(self.user, ", ".join("+".join(str(row + 1) for row in rows) for rows in sums))
        if not await self.hall.seen(self.user, lambda page: "fråga " in page.text, after=written.id):
            self.refused += 1
            return False
        self._approved(time.time(), missing)
        return True

    def _missing(self, shown: Sequence[str]) -> list[tuple[Screen, list[str]]]:
        """What each screen does not show yet of what is about to be taken in; of places it shows the most named."""
        return [(each, each.missing(shown if self._is_of_words() else [])) for each in self.hall.screens]

    def _approved(self, at: float, missing: Sequence[tuple[Screen, list[str]]]) -> None:
        for screen, new in missing:
            screen.approved(at, new)

    async def _turn(self) -> None:
        """To another question: one with answers that wait, if there is any; else the next."""
        page = self.hall.pages(self.user)[0]
        ways = {each["text"]: each["callback_data"] for each in page.buttons if _is_question(each)}
        waiting = [data for text, data in ways.items() if _WAITING.match(text)]
        if waiting or ways:
            await self._press(self.hall.chance.choice(waiting or list(ways.values())))
        else:
            await self._press("v:l:")

    async def _press(self, carried: str) -> Query | None:
        """A button; None if it did nothing. Returns when the page shows what came of it."""
        page = self.hall.pages(self.user)[0]
        query = self.hall.press(self.user, carried)
        if query is None:
            return None
        self.presses += 1
        begun = time.monotonic()
        while time.monotonic() < begun + SPINNER:
            answer, now = self.hall.simulator.people.answer_to(query), self.hall.pages(self.user)[0]
            if answer is not None and answer.get("text"):
                self.refused += 1
                return None
            if answer is not None and now != page:
                self.waited.append(time.monotonic() - begun)
                return query
            await asyncio.sleep(LOOK / 4)
        self.hall.impatient += 1
        return None

    def _mark(self) -> int:
        """Which page is shown, 0 if it is no list of answers that wait."""
        if "\nNya: " not in self.hall.pages(self.user)[0].text:
            return 0
        carried = [str(each.get("callback_data", "")) for each in self.hall.pages(self.user)[0].buttons]
        found = next((match for match in map(_MARK.match, carried) if match), None)
        return int(found[1]) if found is not None else 0

    def _is_of_words(self) -> bool:
        """Whether the answers are words, each of which a slide shows; of places it has the most named."""
        return ", fråga 1\n" not in self.hall.pages(self.user)[0].text

    def _acknowledged(self, query: Query) -> float:
        calls = reversed(self.hall.simulator.calls("answerCallbackQuery"))
        return next(each.at for each in calls if each.params["callback_query_id"] == query.id)


def _is_careful(group: Sequence[int], texts: Texts) -> bool:
    return any(find(texts[each]) for each in group)


def _is_question(button: Mapping[str, str]) -> bool:
    return button["text"].startswith("Fråga ") and button.get("callback_data", "").startswith("v:l:")
