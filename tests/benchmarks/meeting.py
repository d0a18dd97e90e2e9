"""A meeting of hundreds, whose bot is killed again and again.

    python -m tests.benchmarks.meeting [PEOPLE SITES KILLS [letters]]

PEOPLE at SITES follow their link and answer three questions while two moderators sort and each site's screen shows what
they have approved. Telegram's limits are enforced. The bot's process dies by `kill -9` at random moments. Then meetings
of forty, where everything is said once and where it repeats as in life, tell how often a moderator presses. With
`letters` the bot has no encoder.
"""

import asyncio
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from statistics import median, quantiles

from bot.language.text import flat
from tests.e2e.kills.meeting.evening import Outcome, Size, hold

FORTIES = (
    ("no two alike", True, False),
    ("as in life, taken in as grouped", False, False),
    ("as in life, whatever is alike joined", False, True),
)


def main(size: Size) -> None:
    """Print what came of it; exit 1 where an answer is lost, is there twice, or stands in the wrong place."""
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    outcome = _held(size)
    faults = _told(outcome)
    for name, distinct, joins in FORTIES:
        forty = _held(replace(size, people=40, sites=2, kills=0), distinct=distinct, joins=joins)
        faults += forty.faults
        print(f"40 people, {name}: {len(forty.kept)} answers, {forty.moderators[0].presses} presses", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")
    print("\n".join(faults[:20]))
    sys.exit(1 if faults else 0)


def _held(size: Size, *, distinct: bool = False, joins: bool = True) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(hold(Path(folder), size, distinct=distinct, joins=joins))


def _told(outcome: Outcome) -> list[str]:
    """Print the figures; what is wrong."""
    hall, statuses = outcome.hall, Counter(each.status for each in outcome.kept)
    late = [each for screen in hall.screens for each in screen.late]
    there = {user for user, _ in hall.owed}
    written, pressed = (median(of.get(each, 0) for each in there) for of in (hall.written, hall.pressed))
    print(f"{outcome.kills} kills; the last one was done after {outcome.answered_in:.0f} s")
    print(f"{len(hall.owed)} messages with answers, {len(outcome.kept)} answers kept: {dict(statuses)}")
    print(f"in the median each wrote {written} messages and pressed {pressed} times")
    print(f"impatient {hall.impatient}, stuck {hall.stuck}; waited {_spread(hall.waited)}")
    for by in outcome.moderators:
        print(f"{by.presses} presses of a moderator, {by.refused} refused; waited {_spread(by.waited)}")
    print(f"screens behind, {len(late)} times: {_spread(late)}")
    print(f"{sum(each.looks for each in hall.screens)} looks, {sum(each.failed for each in hall.screens)} in vain")
    print(
        "ready, after it was asked for when the last had been approved:",
        ", ".join(f"{name} {at:.1f} s" for name, at in outcome.ready.items()),
    )
    print({name: len(content) for name, content in outcome.files.items()})
    page = outcome.files["html"].decode().casefold()
    lost = [each for each in outcome.included if escape(flat(each)).casefold() not in page]
    print(f"{len(outcome.included)} in the summary, {len(lost)} of them not in the page")
    print(Counter(outcome.told).most_common(10))
    return [*outcome.faults, *(f"not in the page: {each}" for each in lost)]


def _spread(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return "-"
    return f"p50 {median(seconds):.2f} p95 {quantiles(seconds, n=20)[-1]:.2f} max {max(seconds):.2f} s"


if __name__ == "__main__":
    people, sites, kills = map(int, sys.argv[1:4] or (400, 19, 50))
    main(Size(people, sites, kills, "letters" not in sys.argv))
