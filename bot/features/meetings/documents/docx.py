"""A summary as a Word file, to send, change and print."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.features.meetings.summary import Answer, Part, Summary
from bot.features.meetings.texts import summary as summary_texts

_FONT: Final = "Calibri"


def document(summary: Summary, made: date, charts: Mapping[int, bytes]) -> bytes:
    """A .docx: A4, in Swedish, with headings to find one's way by and page numbers; `charts` are PNGs by question."""
    written = docx.Document()
    _set_up(written, summary, made)
    written.add_heading(summary_texts.fit(summary_texts.title(summary.meeting)), 0)
    written.add_paragraph(summary_texts.fit(summary_texts.held(summary.meeting)))
    for part in summary.parts:
        _write(written, summary, part, charts.get(part.question.number))
    written.add_paragraph()
    written.add_paragraph(summary_texts.made(summary, made)).runs[0].italic = True
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def _write(written: Document, summary: Summary, part: Part, chart: bytes | None) -> None:
    written.add_heading(summary_texts.numbered(part), 1)
    written.add_heading(summary_texts.fit(part.question.text), 2)
    if not part.number:
        written.add_paragraph(summary_texts.fit(summary_texts.missing(summary, part))).runs[0].italic = True
    if chart is not None:
        _add_picture(written, chart, summary_texts.fit(summary_texts.chart_text(part)))
    for named in part.places:
        written.add_paragraph(summary_texts.fit(summary_texts.place(named)), "List Bullet")
    for shown in part.headings:
        written.add_heading(summary_texts.fit(summary_texts.heading(shown)), 3)
        for answer in shown.answers:
            _bullet(written, answer)


def _bullet(written: Document, answer: Answer) -> None:
    paragraph = written.add_paragraph(style="List Bullet")
    if answer.title:
        paragraph.add_run(summary_texts.fit(f"{answer.title}. ")).bold = True
    paragraph.add_run(summary_texts.fit(answer.text))
    if summary_texts.by(answer):
        paragraph.add_run(summary_texts.fit(summary_texts.by(answer))).italic = True


def _add_picture(written: Document, chart: bytes, described: str) -> None:
    picture = written.add_picture(BytesIO(chart), width=Cm(15.5))
    drawn: Any = picture._inline  # python-docx has no way of its own to say what a picture shows
    drawn.docPr.set("descr", described)


def _set_up(written: Document, summary: Summary, made: date) -> None:
    about, at = written.core_properties, datetime.combine(made, time(), UTC)
    about.title, about.language = summary_texts.fit(summary_texts.title(summary.meeting)), summary_texts.LANGUAGE
    about.author, about.comments, about.created, about.modified = "", "", at, at
    page = written.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    styles: Any = written.styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        styles[name].font.name = _FONT
        styles[name].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B) if name == "Normal" else RGBColor(0x1F, 0x4E, 0x38)
    styles["Normal"].font.size, styles["Title"].font.size = Pt(11), Pt(24)
    styles["Heading 1"].font.size, styles["Heading 2"].font.size, styles["Heading 3"].font.size = Pt(18), Pt(14), Pt(12)
    for line in styles["Title"].element.iter(qn("w:bottom")):
        line.set(qn("w:color"), "1F4E38")
    for language in written.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), summary_texts.LANGUAGE)
    _number_pages(page.footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    """ "Sida 1 av 4": fields that Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("Sida ", "PAGE"), (" av ", "NUMPAGES")):
        paragraph.add_run(words)
        _add_field(paragraph, field)


def _add_field(paragraph: Paragraph, code: str) -> None:
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
