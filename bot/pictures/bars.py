"""Bars with names and numbers: PNGs, the same bytes for the same values.

Names are shown letter by letter: "$" does not begin a formula, and what the font lacks becomes a box.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font

from bot.language.text import shortened

LONGEST_NAME: Final = 28
WIDTH: Final = 7.2  # inches; the fewer there are the larger are the letters
_PIXELS: Final = 1_080  # as wide as phones show pictures
INK: Final = "#1b1b1b"
_BAR: Final = "#2f6f4f"  # against white 6 to 1; the length and the number say the same


def sheet(height: float, width: float = WIDTH) -> Figure:
    """Something to draw on, so many inches high and wide."""
    figure = Figure(figsize=(width, height), dpi=_PIXELS / width)
    figure.set_layout_engine("constrained", w_pad=0.15, h_pad=0.12)
    return figure


def png(figure: Figure) -> bytes:
    """The picture."""
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def draw(axes: Axes, bars: Sequence[tuple[str, int]]) -> None:
    """Lying bars, at least one, the first on top."""
    shown = bars[::-1]
    numbers = [number for _, number in shown]
    drawn = axes.barh(range(len(shown)), numbers, height=0.68, color=_BAR)
    names = [drawable(shortened(name, LONGEST_NAME)) for name, _ in shown]
    axes.set_yticks(range(len(shown)), names, fontsize=12, color=INK, parse_math=False)
    axes.bar_label(drawn, padding=4, fontsize=12, color=INK)
    axes.set_xlim(0, max(1, *numbers) * 1.08)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def drawable(text: str) -> str:
    """The text with a box for each letter that the font has not; it would warn about every one."""
    font = get_font(findfont("DejaVu Sans"))
    return "".join(letter if font.get_char_index(ord(letter)) else "□" for letter in text)
