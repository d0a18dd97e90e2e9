"""Screens that show the meeting's page as a browser does, and how far each is behind."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

import httpx

from bot.features.meetings.texts import summary as summary_texts
from bot.features.projector import screen
from bot.language.text import flat, shortened

AGAIN: Final = 0.5  # seconds until the next try when the bot does not answer, as screen.js has it


@dataclass(slots=True)
class Screen:
    """One of them. `late` is, for each approval of something new, how many seconds after the press was acknowledged
    the screen had it.
    """

    url: str
    late: list[float] = field(default_factory=list)
    looks: int = 0
    failed: int = 0
    html: str = ""
    _due: list[tuple[float, list[str]]] = field(default_factory=list)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those of some answers that it does not show."""
        return [each for each in map(_shown, texts) if each not in self.html]

    def approved(self, at: float, new: list[str]) -> None:
        """A press was acknowledged at that moment, for answers that were `missing` before it."""
        if new:
            self._due.append((at, new))
            self._look(at)

    @property
    def waits(self) -> bool:
        """Whether something approved has not been seen."""
        return bool(self._due)

    async def watch(self) -> None:
        """Until cancelled."""
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            tag = ""
            while True:
                try:
                    answer = await client.get(self.url, params={"sedan": tag})
                    self.html, tag = answer.raise_for_status().text, answer.headers["X-Tag"]
                except httpx.HTTPError:
                    self.failed += 1
                    await asyncio.sleep(AGAIN)
                self.looks += 1
                self._look(time.time())

    def _look(self, at: float) -> None:
        for due in list(self._due):
            if all(each in self.html for each in due[1]):
                self._due.remove(due)
                self.late.append(max(0.0, at - due[0]))


def _shown(text: str) -> str:
    """An answer as it stands on a slide."""
    return f"<li>{escape(summary_texts.fit(shortened(flat(text), screen.LONGEST)))}<"
