"""/statistik as a picture, as wide as a phone shows it; what it says in colours it says in words and numbers too."""

import asyncio
from typing import TYPE_CHECKING, Final

from bot.features.figures import texts
from bot.features.figures.values import OUTCOMES, Statistics, Week
from bot.pictures import DRAWING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS: Final = {"answer": "#2f6f4f", "suggestions": "#e0a526", "none": "#b8b8b8"}
_HATCHES: Final = {"answer": "", "suggestions": "//", "none": ".."}
_ROW: Final = 0.42  # inches of height that a bar takes
_HEAD: Final = 1.1
_WEEKS: Final = 3.6


async def picture(found: Statistics) -> bytes:
    """A PNG, drawn in a thread."""
    return await asyncio.to_thread(_drawn, found)


def _drawn(found: Statistics) -> bytes:
    from bot.pictures import bars

    parts = [
        (texts.THEMES_TITLE, list(found.themes)),
        (texts.TIPS_TITLE, texts.tips(found)),
        (texts.DECIDED_TITLE, texts.decided(found)),
        (texts.ADOPTED_TITLE, texts.adopted(found)),
    ]
    shown = [(title, rows) for title, rows in parts if rows]
    heights = [_WEEKS, *(_HEAD + _ROW * len(rows) for _, rows in shown)]
    with DRAWING:
        figure = bars.sheet(sum(heights))
        below = figure.subplots(len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
        _draw_weeks(below[0], found.weeks)
        for axes, (title, rows) in zip(below[1:], shown, strict=True):
            bars.draw(axes, rows)
            axes.set_title(title, fontsize=13, fontweight="bold", color=bars.INK, loc="left", parse_math=False)
        return bars.png(figure)


def _draw_weeks(axes: "Axes", weeks: tuple[Week, ...]) -> None:
    """Standing bars in layers, one for each outcome, with the week's number on top."""
    places, floor = range(len(weeks)), [0] * len(weeks)
    for outcome in OUTCOMES:
        numbers = [week.asked.get(outcome, 0) for week in weeks]
        name = texts.OUTCOME_NAMES[outcome]
        axes.bar(
            places, numbers, 0.7, floor, color=_COLOURS[outcome], hatch=_HATCHES[outcome], edgecolor="white", label=name
        )
        floor = [below + number for below, number in zip(floor, numbers, strict=True)]
    for place, number in zip(places, floor, strict=True):
        axes.annotate(str(number), (place, number), (0, 3), textcoords="offset points", ha="center", fontsize=12)
    axes.set_title(texts.WEEKS_TITLE, fontsize=13, fontweight="bold", loc="left")
    axes.set_xticks(list(places), [texts.week(week) for week in weeks], fontsize=12)
    axes.set_ylim(0, max(1, *floor) * 1.15)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(ncols=3, frameon=False, fontsize=12, loc="upper center", bbox_to_anchor=(0.5, -0.1))
