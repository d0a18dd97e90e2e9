"""A meeting's slides, made once for all the screens that show them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from bot.features.meetings.decisions import Decisions
from bot.features.meetings.summary import Summary
from bot.features.projector import screen

FRESH: Final = 1.0  # seconds; what else changes them, as a name or a tip, is looked for as often

Told = Callable[[], Awaitable[Summary | None]]


@dataclass(frozen=True, slots=True)
class Slides:
    """Their HTML with a `tag` that tells it from any other; `heard` is how many decisions there had been."""

    html: str
    tag: str
    heard: int
    made_at: float


@dataclass(slots=True)
class Shown:
    """The newest slides of each meeting, by its slug."""

    _latest: dict[str, Slides] = field(default_factory=dict)
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self, slug: str, decisions: Decisions, told: Told) -> Slides | None:
        """The slides as they are now; None where there is no such meeting."""
        async with self._making:
            known = self._latest.get(slug)
            if known is not None and known.heard == decisions.number and time.monotonic() < known.made_at + FRESH:
                return known
            heard, summary = decisions.number, await told()
            if summary is None:
                return None
            html = await asyncio.to_thread(screen.slides, summary)
            made = Slides(html, blake2b(html.encode(), digest_size=16).hexdigest(), heard, time.monotonic())
            self._latest[slug] = made
            return made

    async def after(self, tag: str, slug: str, decisions: Decisions, told: Told, seconds: float) -> Slides | None:
        """Slides other than those with the tag as soon as there are any, those that there are after so many seconds."""
        end = time.monotonic() + seconds
        while (
            (found := await self.now(slug, decisions, told)) is not None and found.tag == tag and time.monotonic() < end
        ):
            await decisions.after(found.heard, FRESH)
        return found
