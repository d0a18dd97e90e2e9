"""The places of a meeting as a bar chart: a PNG for the chat and for print, the same bytes for the same places."""

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font

from bot.features.meetings.places import Place
from bot.language.text import shortened

MOST: Final = 15  # bars that are still readable on a phone
LONGEST_NAME: Final = 28
LINE: Final = 58  # letters of the title
WIDTH: Final = 7.2  # inches; at 150 dots each the picture is 1,080 pixels wide, as phones show it
DOTS: Final = 150
_INK: Final = "#1b1b1b"
_BAR: Final = "#2f6f4f"  # against white 6 to 1; the length and the number say the same


def picture(title: str, places: Sequence[Place], note: str) -> bytes:
    """A PNG of the most named places, at most 15, the most named on top; `note` says what the bars count.

    Names are shown letter by letter: "$" does not begin a formula, and what the font lacks becomes a box.
    """
    shown = places[:MOST][::-1]
    lines = wrap(_drawable(title), LINE, max_lines=4, placeholder=" …")
    figure = Figure(figsize=(WIDTH, 1.1 + 0.3 * len(lines) + 0.42 * len(shown)), dpi=DOTS)
    figure.set_layout_engine("constrained", w_pad=0.15, h_pad=0.12)
    figure.suptitle("\n".join(lines), fontsize=13, fontweight="bold", color=_INK, parse_math=False, x=0.03, ha="left")
    axes = figure.add_subplot()
    _draw(axes, shown)
    axes.set_xlabel(note, fontsize=11, color=_INK, parse_math=False, loc="left", labelpad=8)
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _draw(axes: Axes, places: Sequence[Place]) -> None:
    numbers = [place.number for place in places]
    bars = axes.barh(range(len(places)), numbers, height=0.68, color=_BAR)
    names = [_drawable(shortened(place.name, LONGEST_NAME)) for place in places]
    axes.set_yticks(range(len(places)), names, fontsize=12, color=_INK, parse_math=False)
    axes.bar_label(bars, padding=4, fontsize=12, color=_INK)
    axes.set_xlim(0, max(numbers) * 1.08)
    axes.set_ylim(-0.6, len(places) - 0.4)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def _drawable(text: str) -> str:
    """The text, shortened, with a box for each letter that the font has not; it would warn about every one."""
    font = get_font(findfont("DejaVu Sans"))
    return "".join(letter if font.get_char_index(ord(letter)) else "□" for letter in text)
