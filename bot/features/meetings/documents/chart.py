"""The places of a meeting as a bar chart: a PNG for the chat and for print."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from bot.features.meetings.places import Place
from bot.pictures import bars

MOST: Final = 15  # bars that are still readable on a phone
LINE: Final = 58  # letters of the title


def picture(title: str, places: Sequence[Place], note: str) -> bytes:
    """A PNG of the most named places, at most 15, the most named on top; `note` says what the bars count.

    Without a `title` it has no room for one.
    """
    shown = places[:MOST]
    lines = wrap(bars.drawable(title), LINE, max_lines=4, placeholder=" …")
    figure = bars.sheet(1.1 + 0.3 * len(lines) + 0.42 * len(shown))
    figure.suptitle(
        "\n".join(lines), fontsize=13, fontweight="bold", color=bars.INK, parse_math=False, x=0.03, ha="left"
    )
    axes = figure.add_subplot()
    bars.draw(axes, [(place.name, place.number) for place in shown])
    axes.set_xlabel(note, fontsize=11, color=bars.INK, parse_math=False, loc="left", labelpad=8)
    return bars.png(figure)
