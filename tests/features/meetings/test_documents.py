"""A summary as files: opened again, they hold what the summary says, for eyes, printers and screen readers."""

import subprocess
import sys
import zlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from bot.features.meetings import documents
from bot.features.meetings.documents import chart, html, pdf, qr
from bot.features.meetings.places import Place
from bot.features.meetings.summary import Answer, Heading, Part, Summary
from bot.features.meetings.texts import summary as summary_texts
from bot.features.meetings.values import Meeting, Question

MADE = date(2026, 11, 23)
NASTY = 'Å & <script>alert("x")</script> $x^2$ \x00\x0b\ud800\ufffe 🏡'
MEETING = Meeting(7, "traffen-2026-11-06", "Träffen <i> Åsby", date(2026, 11, 6), "Bygdegården & logen", ())
SUMMARY = Summary(
    MEETING,
    (
        Part(Question(1, "Vilka landsbygder?", "place"), places=(Place("Åsby", 3), Place("Norra Kolsva", 1))),
        Part(
            Question(2, "Vilka lösningar?"),
            (
                Heading("Service", (Answer("Egen buss", "Byn köpte en buss.", "Åsby byalag"), Answer("", NASTY))),
                Heading("Mat", (Answer("Reko", "Ring & <hämta>."),)),
            ),
        ),
        Part(Question(3, "Vad behövs?")),
    ),
)


class Outline(HTMLParser):
    """What a page is made of: its tags, with the text of headings and items."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; those of its kind that never end are left out of what is open."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every tag is closed in its order."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the text with the tag that it stands in."""
        if data.strip():
            self.texts.append((self._open[-1], data))

    def of(self, tag: str) -> list[str]:
        """The texts that stand directly in such tags."""
        return [text for each, text in self.texts if each == tag]


async def word(summary: Summary = SUMMARY) -> Document:
    """The Word file, opened again."""
    return docx.Document(BytesIO(await documents.word(summary, MADE)))


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height, and the picture is whole."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND" + zlib.crc32(b"IEND").to_bytes(4, "big"))
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


async def test_the_word_file_has_headings_to_find_ones_way_by() -> None:
    """Title, question, its text, themes, and a bullet an answer, with the name of whoever wants to be named."""
    written = await word()
    outline = [(each.style.name, each.text) for each in written.paragraphs if each.style is not None and each.text]
    assert outline[:6] == [
        ("Title", "Sammanställning av Träffen <i> Åsby"),
        ("Normal", "fredag 6 november 2026, Bygdegården & logen"),
        ("Heading 1", "Fråga 1"),
        ("Heading 2", "Vilka landsbygder?"),
        ("List Bullet", "Åsby (3)"),
        ("List Bullet", "Norra Kolsva (1)"),
    ]
    assert outline[6:13] == [
        ("Heading 1", "Fråga 2"),
        ("Heading 2", "Vilka lösningar?"),
        ("Heading 3", "Service"),
        ("List Bullet", "Egen buss. Byn köpte en buss. (Åsby byalag)"),
        ("List Bullet", 'Å & <script>alert("x")</script> $x^2$  🏡'),
        ("Heading 3", "Mat"),
        ("List Bullet", "Reko. Ring & <hämta>."),
    ]
    assert ("Normal", summary_texts.NOTHING_YET) in outline


async def test_the_word_file_is_swedish_a4_with_page_numbers() -> None:
    """Language and title are known to screen readers, also the picture's text, and every page says which it is."""
    written = await word()
    about, page = written.core_properties, written.sections[0]
    assert (about.title, about.language, about.author) == ("Sammanställning av Träffen <i> Åsby", "sv-SE", "")
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    languages = {each.get(qn("w:val")) for each in written.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    fields = [each.get(qn("w:instr")) for each in page.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    [picture] = written.inline_shapes
    shape: Any = picture._inline
    assert "Åsby (3), Norra Kolsva (1)" in shape.docPr.get("descr")


def test_the_web_page_is_one_accessible_file() -> None:
    """Swedish, fit for phones and print, nothing loaded from elsewhere, headings in order, a table with headers."""
    page = html.page(SUMMARY, MADE)
    found = Outline(page)
    assert ("html", {"lang": "sv-SE"}) in found.tags
    assert any(attrs.get("name") == "viewport" for tag, attrs in found.tags if tag == "meta")
    assert b"@media print" in page
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in found.tags}
    assert b"http" not in page.replace(b"http-equiv", b"")
    levels = [int(tag[1]) for tag, _ in found.tags if tag[0] == "h" and tag[1:].isdigit()]
    assert levels == [1, 2, 3, 2, 3, 4, 4, 2, 3]
    assert {attrs.get("scope") for tag, attrs in found.tags if tag == "th"} == {"row", "col"}
    assert found.of("td") == ["3", "1"]


def test_the_web_page_escapes_everything() -> None:
    """What a member has written is shown, never obeyed."""
    found = Outline(html.page(SUMMARY, MADE))
    assert any('<script>alert("x")</script>' in text for text in found.of("li"))
    assert found.of("h1") == ["Sammanställning av Träffen <i> Åsby"]
    assert "i" not in {tag for tag, _ in found.tags}


def test_the_chart_is_as_wide_as_a_phone_and_always_the_same() -> None:
    """1,080 pixels; the same places give the same bytes, and fifteen bars are the most."""
    few, many = [Place("Åsby", 3), Place("Torp", 1)], [Place(f"By {number}", 40 - number) for number in range(40)]
    first = chart.picture("Fråga 1", few, "Antal svar")
    assert first == chart.picture("Fråga 1", few, "Antal svar")
    assert first != chart.picture("Fråga 1", few[:1], "Antal svar")
    assert pixels(first)[0] == pixels(chart.picture("x", many, ""))[0] == 1_080
    assert pixels(chart.picture("x", many, "")) == pixels(chart.picture("x", many[:15], ""))
    assert pixels(first)[1] < pixels(chart.picture("x", many, ""))[1] < 1_400


@pytest.mark.parametrize("name", ["$x^2$", "A$B", "$\\nonsense{$", "日本 🏡", "x" * 300, "_a_^b"])
def test_a_places_name_is_drawn_letter_by_letter(name: str) -> None:
    """No formula, no missing letter and no length makes the drawing fail or warn."""
    pixels(chart.picture(name, [Place(name, 1)], "Antal svar"))


def test_the_chart_has_a_text_in_its_place() -> None:
    """Places and numbers, and how many are left out; it fits under a picture however long the names are."""
    part = Part(Question(1, "V" * 200, "place"), places=tuple(Place(f"By {n} " + "å" * 50, 1) for n in range(30)))
    assert "och 15 till" in summary_texts.chart_text(part)
    assert "By 14" in summary_texts.chart_text(part)
    assert "By 15" not in summary_texts.chart_text(part)
    assert len(summary_texts.chart_caption(part)) <= 1_024
    assert summary_texts.chart_note(part, 15) == "Antal svar. 15 platser till visas inte."


def test_a_qr_picture_holds_the_link_and_has_a_quiet_edge() -> None:
    """Sharp on paper, with four empty modules around, as readers want; another link gives another picture."""
    link = "https://t.me/landsbygdsbot?start=m_" + "a" * 40
    picture = qr.picture(link)
    width, height = pixels(picture)
    assert width == height >= 400
    rows = zlib.decompress(picture[picture.index(b"IDAT") + 4 : -16])
    row = -(-width // 8) + 1  # a bit a dot, after a byte that says how the row is filtered
    assert all(set(rows[row * number + 1 : row * (number + 1)]) <= {0xFF, 0xF0} for number in range(4 * qr.SCALE))
    assert any(0 in rows[row * number + 1 : row * (number + 1)] for number in range(4 * qr.SCALE, 5 * qr.SCALE))
    assert picture == qr.picture(link) != qr.picture(link[:-1])


@pytest.mark.parametrize("made", [documents.word, documents.printed])
async def test_a_question_stands_once_above_its_chart(
    made: Callable[[Summary, date], Coroutine[Any, Any, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's heading has it; the picture alone in the chat has it itself."""
    titles: list[str] = []
    picture = chart.picture

    def noting(title: str, places: Sequence[Place], note: str) -> bytes:
        titles.append(title)
        return picture(title, places, note)

    monkeypatch.setattr(chart, "picture", noting)
    await made(SUMMARY, MADE)
    await documents.chart_of(SUMMARY.parts[0])
    assert titles == ["", "Fråga 1: Vilka landsbygder?"]
    few = SUMMARY.parts[0].places
    assert pixels(picture("", few, "Antal svar"))[1] < pixels(picture("Fråga 1", few, "Antal svar"))[1]


async def test_the_page_for_the_wall_says_which_day_of_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    """People plan by it."""
    told: list[str] = []

    def noting(_: str, pages: Sequence[tuple[str, str, bytes]]) -> bytes:
        told.extend(held for held, *_ in pages)
        return b""

    monkeypatch.setattr(pdf, "posters", noting)
    await documents.poster(MEETING, ("https://t.me/landsbygdsbot?start=m_traffen",))
    assert told == ["fredag 6 november 2026, Bygdegården & logen"]


async def test_files_are_called_after_their_day() -> None:
    """A name that sorts and says what it is."""
    assert summary_texts.file_name(SUMMARY, "docx") == "sammanstallning-2026-11-06.docx"
    assert pixels(await documents.chart_of(SUMMARY.parts[0]))[0] == 1_080


def test_a_bot_that_is_only_asked_loads_none_of_it() -> None:
    """matplotlib, python-docx and prometheus-client stay on the disk until somebody wants what they make."""
    heavy = ("matplotlib", "docx", "lxml", "prometheus_client")
    loaded = f"import sys, bot.app; print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_pdf_is_a4_in_swedish_and_the_same_for_the_same_summary() -> None:
    """With a title for whoever opens it, and letters of its own, which every printer has then."""
    written = await documents.printed(SUMMARY, MADE)
    assert written.startswith(b"%PDF-")
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in written
    assert b"/Lang (sv-SE)" in written
    assert b"DejaVuSans-Bold" in written
    assert written == await documents.printed(SUMMARY, MADE)
    assert written != await documents.printed(replace(SUMMARY, parts=SUMMARY.parts[:1]), MADE)


async def test_a_pdf_holds_answers_of_any_length() -> None:
    """One longer than a page, and a word longer than a line, go on below."""
    answers = (Answer("T" * 400, "lång mening " * 900, "N" * 90), Answer("", "å" * 3000))
    part = Part(Question(2, "Vad? " * 60), (Heading("Mat", answers),))
    written = await documents.printed(Summary(MEETING, (part,)), MADE)
    assert written.count(b"/Type /Page\n") >= 4


def test_a_link_on_the_wall_is_never_parted() -> None:
    """It is written by hand there: the longest that there can be fits on a line."""
    drawn = pdf._on_one_line(f"t.me/landsbygdsbot?start=m_{'w' * 45}")
    assert drawn.wrap(pdf._WIDTH, 1_000)[1] <= drawn.style.leading


async def test_the_page_for_the_wall_is_one_page() -> None:
    """Whatever the meeting is called; each of several places has one."""
    for name in ("Träff", "En träff med ett mycket långt namn " * 3, NASTY):
        written = await documents.poster(replace(MEETING, name=name), ("https://t.me/landsbygdsbot?start=m_traffen",))
        assert written.count(b"/Type /Page\n") == 1
    links = tuple(f"https://t.me/landsbygdsbot?start=m_traffen{each}" for each in ("", "_1", "_2"))
    written = await documents.poster(replace(MEETING, place=None, sites=("Skolan", "Kyrkan")), links)
    assert written.count(b"/Type /Page\n") == 2
