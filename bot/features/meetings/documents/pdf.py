"""A summary, and the page with a meeting's QR picture, as PDF: A4, to print or send as it is.

The letters are DejaVu Sans, which comes with matplotlib and has those of Swedish, Finnish, Sami and many more.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from matplotlib import get_data_path
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)

from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.texts import summary as summary_texts

_MARGIN: Final = 22 * mm
_WIDTH: Final = A4[0] - 2 * _MARGIN
_INK: Final = HexColor("#1b1b1b")
_GREEN: Final = HexColor("#1f4e38")
_FONT: Final = "DejaVuSans"
_QR: Final = 120 * mm
_SHORT: Final = 45  # letters of a title that is set large
_FILES: Final = {"": "DejaVuSans", "-Bold": "DejaVuSans-Bold", "-Oblique": "DejaVuSans-Oblique"}


def document(summary: Summary, made: date, charts: Mapping[int, bytes]) -> bytes:
    """The same as the Word file says, with page numbers; `charts` are PNGs by question."""
    title = summary_texts.title(summary.meeting)
    held, how = summary_texts.held(summary.meeting), summary_texts.made(summary, made)
    story: list[Flowable] = [_text(title, "title"), _text(held, "body"), _text(how, "small")]
    for part in summary.parts:
        story += _part(summary, part, charts.get(part.question.number))
    return _written(title, story)


def posters(title: str, pages: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Pages for the wall, each of when and where it is held, the link there, and that as a QR picture (PNG)."""
    story = [each for held, link, qr in pages for each in _poster(title, held, link, qr)]
    return _written(title, story, numbered=False)


def _poster(title: str, held: str, link: str, qr: bytes) -> list[Flowable]:
    """One page: what it is, a QR picture as large as a hand, and the link to write instead."""
    return [
        Spacer(1, 6 * mm),
        _text(title, "poster" if len(title) <= _SHORT else "poster of many words"),
        _text(held, "centred"),
        Spacer(1, 6 * mm),
        Image(BytesIO(qr), _QR, _QR),
        _text(summary_texts.POSTER_DO, "call"),
        _text(summary_texts.POSTER_HOW, "centred"),
        Spacer(1, 4 * mm),
        _on_one_line(link.removeprefix("https://")),
        PageBreak(),
    ]


def _on_one_line(link: str) -> Paragraph:
    """As large as it can be without being parted, for whoever writes it by hand."""
    style = _styles()["link"]
    size = min(style.fontSize, style.fontSize * 0.98 * _WIDTH / stringWidth(link, _FONT, style.fontSize))
    return Paragraph(_safe(link), style.clone("link of a width", fontSize=size))


def _part(summary: Summary, part: Part, chart: bytes | None) -> Iterator[Flowable]:
    head = [_text(summary_texts.numbered(part), "question"), _text(part.question.text, "asked")]
    if not part.number:
        yield KeepTogether([*head, _text(summary_texts.missing(summary, part), "small")])
    elif part.by_place:
        picture = [] if chart is None else [_picture(chart)]
        yield KeepTogether([*head, *picture])
        yield _listed([_text(summary_texts.place(each), "body") for each in part.places])
    else:
        for place, shown in enumerate(part.headings):
            yield from _heading(shown, [] if place else head)


def _heading(shown: Heading, above: list[Paragraph]) -> Iterator[Flowable]:
    """A theme and its answers; its name is never alone at the foot of a page."""
    first, *rest = [_answer(each) for each in shown.answers]
    yield KeepTogether([*above, _text(summary_texts.heading(shown), "theme"), _listed([first])])
    if rest:
        yield _listed(rest)


def _answer(answer: Answer) -> Paragraph:
    title = f"<b>{_safe(answer.title)}.</b> " if answer.title else ""
    by = summary_texts.by(answer)
    signature = f"<i>{_safe(by)}</i>" if by else ""
    return Paragraph(f"{title}{_safe(answer.text)}{signature}", _styles()["body"])


def _listed(items: list[Paragraph]) -> ListFlowable:
    shown: list[Any] = [ListItem(each, bulletColor=_GREEN) for each in items]  # its types name a list of lists only
    return ListFlowable(shown, bulletType="bullet", start="•", bulletFontName=_FONT, leftIndent=14)


def _picture(chart: bytes) -> Image:
    """As wide as the text, unless it were higher than half a page then."""
    width, height = ImageReader(BytesIO(chart)).getSize()
    scale = min(_WIDTH / width, 0.5 * A4[1] / height)
    return Image(BytesIO(chart), width * scale, height * scale, hAlign="LEFT")


def _text(words: str, style: str) -> Paragraph:
    return Paragraph(_safe(words), _styles()[style])


def _safe(words: str) -> str:
    return escape(summary_texts.fit(words))


def _written(title: str, story: list[Flowable], *, numbered: bool = True) -> bytes:
    """The pages as a file, the same for the same story."""
    title = summary_texts.fit(title)
    file = BytesIO()
    pages = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=title,
        lang=summary_texts.LANGUAGE,
        invariant=1,
    )
    footer = _number if numbered else _nothing
    pages.build(story, onFirstPage=footer, onLaterPages=footer)
    return file.getvalue()


def _number(canvas: Canvas, _: object) -> None:
    canvas.setFont(_FONT, 9)
    canvas.setFillColor(_INK)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, f"Sida {canvas.getPageNumber()}")


def _nothing(_: Canvas, __: object) -> None:
    """No number on a page that is alone."""


@cache
def _styles() -> dict[str, ParagraphStyle]:
    """How each kind of text looks; the first call brings the letters in."""
    for ending, file in _FILES.items():
        registerFont(TTFont(f"{_FONT}{ending}", Path(get_data_path()) / "fonts" / "ttf" / f"{file}.ttf"))
    registerFontFamily(_FONT, _FONT, f"{_FONT}-Bold", f"{_FONT}-Oblique", f"{_FONT}-Bold")
    bold = f"{_FONT}-Bold"
    return {
        "body": _style(_FONT, 10, _INK, after=4),
        "small": _style(f"{_FONT}-Oblique", 9, _INK),
        "title": _style(bold, 20, _GREEN, after=6),
        "question": _style(bold, 15, _GREEN, before=16),
        "asked": _style(bold, 11.5, _INK, after=8),
        "theme": _style(bold, 10.5, _GREEN, before=8, after=4),
        "poster": _style(bold, 30, _GREEN, after=10, alignment=TA_CENTER),
        "poster of many words": _style(bold, 19, _GREEN, after=8, alignment=TA_CENTER),
        "centred": _style(_FONT, 15, _INK, alignment=TA_CENTER),
        "call": _style(bold, 26, _INK, before=2, after=10, alignment=TA_CENTER),
        "link": _style(_FONT, 14, _GREEN, alignment=TA_CENTER),
    }


def _style(
    font: str, size: float, ink: Color, *, before: float = 0, after: float = 0, alignment: Literal[0, 1] = TA_LEFT
) -> ParagraphStyle:
    return ParagraphStyle(
        font,
        fontName=font,
        fontSize=size,
        leading=size * 1.4,
        textColor=ink,
        spaceBefore=before,
        spaceAfter=after,
        alignment=alignment,
        splitLongWords=True,
    )
