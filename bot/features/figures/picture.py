"""/statistik as a picture, as wide as a phone shows it; what it says in colours it says in words and numbers too."""

import asyncio
from typing import TYPE_CHECKING, Final

from bot.features.figures import texts
from bot.features.figures.values import OUTCOMES, Statistics, Week
from bot.pictures import DRAWING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure

_COLOURS: Final = {"answer": "#2f6f4f", "suggestions": "#e0a526", "none": "#b8b8b8"}
_HATCHES: Final = {"answer": "", "suggestions": "//", "none": ".."}
_ROW: Final = 0.32  # inches of height that a bar takes
_HEAD: Final = 0.75
_WEEKS: Final = 2.4
_WIDTH: Final = 4.8  # inches; so narrow that the letters can be read in the chat


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
        figure = bars.sheet(sum(heights), _WIDTH)
        top, *below = figure.subfigures(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
        _entitle(top, texts.WEEKS_TITLE)
        _draw_weeks(top.subplots(), found.weeks)
        for part, (title, rows) in zip(below, shown, strict=True):
            _entitle(part, title)
            bars.draw(part.subplots(), rows)
        return bars.png(figure)


def _entitle(part: "SubFigure", title: str) -> None:
    """Over the names of the bars too, which leave a title less room than it needs."""
    part.suptitle(title, x=0.02, ha="left", fontsize=13, fontweight="bold", parse_math=False)


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
    named = places[::-2]  # there is room for every second, the last among them
    axes.set_xticks(list(named), [texts.week(weeks[place]) for place in named], fontsize=12)
    axes.set_ylim(0, max(1, *floor) * 1.15)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(
        ncols=3, frameon=False, fontsize=12, loc="upper center", bbox_to_anchor=(0.5, -0.12),
        handlelength=1.2, columnspacing=1.0,
    )  # fmt: skip
