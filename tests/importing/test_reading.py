"""Every kind of document as proposals: the document's own sentences, each with its place."""

import csv
import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from bot.importing.proposals import proposals
from bot.importing.reading import read
from bot.importing.values import Proposal, UnreadableFile
from bot.language.text import flat
from tests.stage.paths import DATA, SHARED

SUMMARY = DATA / "sammanstallning.md"
SEED = SHARED / "seed" / "sammanstallning-2018-11-06.md"
FAQ = [("När tränar vi?", "På tisdagar kl. 18, i 1,5 timme."), ("Vad kostar det?", "500 kronor för året – åäö.")]
EXPECTED = [
    ("", "Vi var tolv personer. Tack till alla som kom!", "Sammanställning av vårmötet i Åsby", 3),
    ("", "Bygdegården lånas ut gratis till föreningar, och nyckeln hämtas hos Anna.", "Lokaler", 9),
    ("", "Biblioteket är öppet med egen kod, dygnet runt.", "Lokaler", 11),
    ("När går färjan?", "Varje hel timme, 2,5 mil norr om byn.", "Resor", 20),
    ("", "Vi samåker till träningen på tisdagar.", "Resor", 15),
    ("", "Bussen går på beställning.", "Resor", 16),
    ("Hur bokar man bastun?", "Ring den som har jouren.\n\nDet kostar inget.", "Resor", 22),
]


def found(path: Path) -> list[Proposal]:
    """What a file proposes."""
    return proposals(read(path))


def told(path: Path) -> list[tuple[str, str]]:
    """Its questions and answers."""
    return [(each.question, each.answer) for each in found(path)]


def why(path: Path) -> tuple[str, str]:
    """Why nothing can be read of it, and where."""
    with pytest.raises(UnreadableFile) as refused:
        found(path)
    return refused.value.why, refused.value.detail


def test_a_summary_in_markdown_gives_its_statements_and_answers() -> None:
    """Under their headings, at their lines, without marks and addresses; what a heading asks is answered below it."""
    assert [(each.question, each.answer, each.theme, each.place.line) for each in found(SUMMARY)] == EXPECTED
    assert str(found(SUMMARY)[1].place) == "sammanstallning.md, rubriken Lokaler, rad 9"


def test_no_sentence_is_added() -> None:
    """Every line of every proposal stands in the document, but for marks."""
    written = flat(SUMMARY.read_text("utf-8").replace("**", "").replace("[Anna](https://exempel.se/anna)", "Anna"))
    for each in found(SUMMARY):
        for line in [each.question, *each.answer.split("\n")]:
            assert line.removeprefix("• ") in written


@pytest.mark.skipif(not SEED.exists(), reason="the summary of 2018 is not in the repository")
@pytest.mark.parametrize("in_word", [False, True])
def test_the_summary_of_2018_gives_back_its_statements(in_word: bool, tmp_path: Path) -> None:
    """At least nine in ten of the 56, word for word under their headings; as Markdown and as a Word file."""
    with (SEED.parent / "statements.tsv").open(encoding="utf-8", newline="") as file:
        stated = {(row["rubrik"], row["text"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert len(stated) == 56
    given = {(each.theme, each.answer) for each in found(as_word(SEED, tmp_path) if in_word else SEED)}
    assert len(stated & given) >= 0.9 * len(stated)


def as_word(path: Path, folder: Path) -> Path:
    """The same document as Word would have it."""
    made = docx.Document()
    for line in path.read_text("utf-8").splitlines():
        marks, _, text = line.partition(" ")
        if marks and not marks.strip("#"):
            made.add_heading(text, len(marks))
        elif marks == "-":
            made.add_paragraph(text, "List Bullet")
        elif line:
            made.add_paragraph(line)
    made.save(str(folder / "summary.docx"))
    return folder / "summary.docx"


def word(folder: Path, write: Callable[[WordFile], None]) -> Path:
    """A Word file."""
    made = docx.Document()
    write(made)
    made.save(str(folder / "fil.docx"))
    return folder / "fil.docx"


def test_a_word_file_tells_page_and_paragraph(tmp_path: Path) -> None:
    """Bold lines ask too, tables count, what has been struck out is gone and what was put in is there."""

    def write(made: WordFile) -> None:
        made.add_heading("Träning", 1)
        made.add_paragraph().add_run("När tränar vi?").bold = True
        made.add_paragraph("På tisdagar.")
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        made.add_heading("Hallen", 2)
        made.add_paragraph("Vi har", "List Bullet")._p.append(
            parse_xml(
                '<w:ins xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                "<w:r><w:t> en hall.</w:t></w:r></w:ins>"
            )
        )
        table = made.add_table(2, 2)
        for cell, text in zip(
            [*table.rows[0].cells, *table.rows[1].cells], ["Fråga", "Svar", "Vem?", "Anna."], strict=True
        ):
            cell.text = text

    trained, hall, asked = sorted(found(word(tmp_path, write)), key=lambda each: each.place.line)
    assert (trained.question, trained.answer, str(trained.place)) == (
        "När tränar vi?", "På tisdagar.", "fil.docx, sida 1, rubriken Träning, stycke 2",
    )  # fmt: skip
    assert (hall.answer, str(hall.place)) == ("Vi har en hall.", "fil.docx, sida 2, rubriken Hallen, stycke 6")
    assert (asked.question, asked.answer) == ("Vem?", "Anna.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_tables_of_swedish_office_programs(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """With marks and without, decimal commas and commas in sentences, and lines of Windows."""
    path = tmp_path / "frågor.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("Fråga", "Svar"), *FAQ])
    assert told(path) == FAQ
    assert [each.place.line for each in found(path)] == [2, 3]


def test_two_columns_without_names_are_question_and_answer(tmp_path: Path) -> None:
    """Other tables without names are refused, since nobody knows what is what."""
    (tmp_path / "a.csv").write_text("Vem?;Anna, kassören\nNär?;Tisdag kl. 8,5\n", "utf-8")
    assert told(tmp_path / "a.csv") == [("Vem?", "Anna, kassören"), ("När?", "Tisdag kl. 8,5")]
    (tmp_path / "b.csv").write_text("1;2;3\n4;5;6\n", "utf-8")
    assert why(tmp_path / "b.csv")[0] == "columns"


def excel(folder: Path, *rows: tuple[str | float | None, ...]) -> Path:
    """An Excel file of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(folder / "fil.xlsx")
    return folder / "fil.xlsx"


def test_excel_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """Numbers with a comma, a theme of its own; a formula counts only where it would become an answer."""
    path = excel(
        tmp_path, ("Tema", "Fråga", "Svar", "Nr"), ("Bad", "Hur långt är det?", 2.5, "=1+1"), (None, "Vem?", "Anna", 2)
    )
    assert [(each.theme, each.question, each.answer) for each in found(path)] == [
        ("Bad", "Hur långt är det?", "2,5"),
        ("", "Vem?", "Anna"),
    ]
    assert why(excel(tmp_path, ("Fråga", "Svar"), ("Vem?", '=HYPERLINK("http://x","y")'))) == (
        "formula",
        "Sheet, cell B2",
    )


PAGE = """<!DOCTYPE html><html><head><title>Vanliga frågor</title><style>p {}</style></head><body><nav>Meny</nav>
<h2>Bastun</h2><dl><dt>Vem har nyckeln?</dt><dd>Anna &amp; Bo.</dd></dl>
<details><summary>När är den varm?</summary><p>På <b>fredagar</b>.</p><p>Alltid.</p></details>
<h3>Kostar det något?</h3><p>Nej.</p><script>alert("x")</script><h2>Övrigt</h2><ul><li>Ta med handduk.</li></ul>
<table><tr><th>Fråga</th><th>Svar</th></tr><tr><td><p>Var?</p></td><td><p>Vid sjön.</p></td></tr></table>
</body></html>"""


def test_a_web_page_gives_its_questions(tmp_path: Path) -> None:
    """Definitions, what folds out, headings, tables; nothing of menus, scripts and styles."""
    (tmp_path / "faq.html").write_text(PAGE, "utf-8")
    assert sorted(told(tmp_path / "faq.html")) == [
        ("", "Ta med handduk."),
        ("Kostar det något?", "Nej."),
        ("När är den varm?", "På fredagar.\n\nAlltid."),
        ("Var?", "Vid sjön."),
        ("Vem har nyckeln?", "Anna & Bo."),
    ]
    assert [each.place.line for each in found(tmp_path / "faq.html") if each.question == "När är den varm?"] == [3]


def test_a_saved_chat_gives_what_was_asked_and_replied(tmp_path: Path) -> None:
    """In Telegram by replies, in WhatsApp by who speaks next; no name comes along."""
    messages = [
        {"id": 1, "type": "message", "from": "Bo", "from_id": "u1", "text": "När tränar vi i vinter?"},
        {"id": 2, "type": "message", "from": "Cia", "from_id": "u2", "text": "Hej på er"},
        {"id": 3, "type": "message", "from": "Anna", "from_id": "u3", "reply_to_message_id": 1,
         "text": ["På tisdagar ", {"type": "bold", "text": "kl. 18"}, " i hallen."]},
        {"id": 4, "type": "message", "from": "Bo", "from_id": "u1", "reply_to_message_id": 1, "text": "Ok!"},
    ]  # fmt: skip
    (tmp_path / "result.json").write_text(json.dumps({"name": "Laget", "messages": messages}), "utf-8")
    [only] = found(tmp_path / "result.json")
    assert (only.question, only.answer) == ("När tränar vi i vinter?", "På tisdagar kl. 18 i hallen.")
    (tmp_path / "chatt.txt").write_text(
        "2026-11-01 10:00 - Bo: När tränar vi i vinter?\n2026-11-01 10:01 - Anna: På tisdagar kl. 18\ni hallen.\n"
        "2026-11-01 10:02 - Bo: Tack\n",
        "utf-8",
    )
    assert told(tmp_path / "chatt.txt") == told(tmp_path / "result.json")
    (tmp_path / "rader.txt").write_text("Fråga: Vem har nyckeln?\nSvar: Den som har jouren.\n", "utf-8")
    assert told(tmp_path / "rader.txt") == [("Vem har nyckeln?", "Den som har jouren.")]


def test_heavy_libraries_are_loaded_when_they_are_used() -> None:
    """Other commands do not wait for Excel's."""
    code = "import sys; from bot import cli; print([each for each in ('openpyxl', 'docx') if each in sys.modules])"
    from subprocess import run

    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parents[1])
    assert done.stdout.strip() == "[]"


BAD: list[tuple[str, bytes, str]] = [
    ("tom.docx", b"", "empty"),
    ("tom.md", b" \r\n", "empty"),
    ("bild.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x01\x02", "binary"),
    ("text.docx", b"Det var en gang", "not_zip"),
    ("text.xlsx", b"Det var en gang", "not_zip"),
    ("last.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ("gammal.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old_kind"),
    ("avhuggen.docx", b"PK\x03\x04" + b"\x00" * 50, "damaged"),
    ("brev.pdf", b"%PDF-1.7", "old_kind"),
    ("ljud.mp3", b"ID3", "unknown_kind"),
    ("chatt.json", b'{"messages": 1}', "not_chat"),
    ("djup.json", b"[" * 200_000, "not_chat"),
    ("inget.html", b"<html><body><script>x</script></body></html>", "nothing"),
]


@pytest.mark.parametrize(("name", "raw", "reason"), BAD, ids=[each[0] for each in BAD])
def test_a_file_that_cannot_be_read_says_why(name: str, raw: bytes, reason: str, tmp_path: Path) -> None:
    """Whatever its name promises."""
    (tmp_path / name).write_bytes(raw)
    assert why(tmp_path / name)[0] == reason


def test_what_is_dangerous_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Entities that name other files, what unpacks without end, what is too big, a directory."""
    from zipfile import ZIP_DEFLATED, ZipFile

    path = tmp_path / "x.docx"
    with ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    assert why(path)[0] == "entities"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "<x/>")
        packed.writestr("word/media/a.bin", b"\0" * 201_000_000)
    assert why(path)[0] == "bomb"
    with (tmp_path / "stor.md").open("wb") as file:
        file.truncate(100_000_000)
    assert why(tmp_path / "stor.md")[0] == "too_big"
    (tmp_path / "mapp.md").mkdir()
    assert why(tmp_path / "mapp.md")[0] == "irregular"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 200_000, "<a " * 300_000, "<!--" * 300_000, "&a;" * 300_000, "<table><tr><td>" * 100_000, "[" * 900_000],
)
@pytest.mark.parametrize("ending", ["html", "md"])
def test_hostile_text_takes_no_longer_than_its_size(page: str, ending: str, tmp_path: Path) -> None:
    """Nesting, unclosed tags and references without end."""
    path = tmp_path / f"bomb.{ending}"
    path.write_text(page + "\n\nEn punkt som går att läsa.\n", "utf-8")
    began = time.monotonic()
    with suppress(UnreadableFile):
        found(path)
    assert time.monotonic() - began < 10
