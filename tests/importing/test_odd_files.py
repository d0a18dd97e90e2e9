"""Files as people have them: made in haste, by several programs, with cells merged and lists in lists."""

import json
import time
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from bot.importing.files import personal, title_of
from bot.importing.proposals import proposals
from bot.importing.reading import read
from bot.importing.sheets import _fill
from bot.importing.values import Place, Proposal, UnreadableFile


def found(path: Path) -> list[Proposal]:
    """What a file proposes."""
    return proposals(read(path))


def written(folder: Path, name: str, text: str) -> Path:
    """A text file."""
    (folder / name).write_text(text, "utf-8")
    return folder / name


def counted(path: Path, values: dict[str, str]) -> Path:
    """An Excel file with what its formulas came to, as Excel saves it."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for cell, value in values.items():
        head, mark, tail = sheet.partition(f'<c r="{cell}"')
        assert mark
        sheet = head + mark + tail.replace("<v></v>", f"<v>{value}</v>", 1).replace("<v />", f"<v>{value}</v>", 1)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with ZipFile(path, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return path


def test_a_formula_is_read_as_what_it_came_to(tmp_path: Path) -> None:
    """As the file was saved; cells that nothing has counted are named, all of them."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Fråga", "Svar"), ("Hur mycket?", "=250*2"), ("Hur många?", "=1+1")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFile) as refused:
        found(tmp_path / "a.xlsx")
    assert (refused.value.why, refused.value.detail) == ("formula", "Sheet, cell B2, B3")
    answers = [each.answer for each in found(counted(tmp_path / "a.xlsx", {"B2": "500.5", "B3": "2"}))]
    assert answers == ["500,5", "2"]


def test_merged_cells_stand_in_each_of_their_rows(tmp_path: Path) -> None:
    """Under a title above the columns; the sheet's own name is the theme where no column is."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Badet"
    for row in (("Frågor 2026",), (), ("Kategori", "Fråga", "Svar"), ("Bastu", "När?", "På fredagar"),
                (None, "Vem?", None), (None, "Hur varm?", 0.855), (None, "Var?", "Vid sjön")):  # fmt: skip
        sheet.append(row)
    for cells in ("A1:C1", "A4:A6", "C4:C5"):
        sheet.merge_cells(cells)
    sheet["C6"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    assert [(each.theme, each.question, each.answer, each.place.line) for each in found(tmp_path / "a.xlsx")] == [
        ("Bastu", "När?", "På fredagar", 4),
        ("Bastu", "Vem?", "På fredagar", 5),
        ("Bastu", "Hur varm?", "85,5 %", 6),
        ("Badet", "Var?", "Vid sjön", 7),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_row_that_names_somebody_is_pointed_out(encoding: str, tmp_path: Path) -> None:
    """By a column of persons, by how people are named in a village, by a number; who told it comes along."""
    table = (
        "Fråga;Svar;Uppgiftslämnare\r\nNär är det öppet?;På fredagar, i 1,5 timme.;Lill-Åke\r\n"
        "Vem har nyckeln?;Åke på Övergården.;\r\nVem ringer man?;070-174 06 05;\r\nVar?;Vid sjön.;\r\n"
    )
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    rows = found(tmp_path / "a.csv")
    assert [[each.text for each in personal(row)] for row in rows] == [
        ["Lill-Åke"], ["Åke på Övergården"], ["070-174 06 05"], [],
    ]  # fmt: skip
    assert [row.source for row in rows] == ["Lill-Åke", "", "", ""]


def test_what_stands_under_no_heading_is_under_the_documents_title_or_a_bold_line(tmp_path: Path) -> None:
    """In Word, on a web page, in Markdown; a numbered list and what lies under an item come along."""
    made = docx.Document()
    made.core_properties.title = "Årsmötet i Åsby"
    made.add_paragraph("Mötet hölls i bygdegården i maj.")
    made.add_paragraph().add_run("Bastun:").bold = True
    made.add_paragraph("Den är varm på fredagar.", "List Number")
    made.add_paragraph("Kod fås av jouren.", "List Number 2")
    for row, texts in zip(made.add_table(2, 3).rows, [("Vad", "När", "Plats"), ("Bad", "18.00", "Sjön")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.save(str(tmp_path / "a.docx"))
    assert [(each.theme, each.answer) for each in found(tmp_path / "a.docx")] == [
        ("Årsmötet i Åsby", "Mötet hölls i bygdegården i maj."),
        ("Bastun", "Den är varm på fredagar.\n• Kod fås av jouren."),
        ("Bastun", "Bad · 18.00 · Sjön"),
    ]
    head = "---\ntitle: Byaplanen\n---\n\nVi vill ha mer liv i byn.\n\n"
    markdown = head + "**Bad**\n- Bastu\n  - fredagar\n    - kväll\n- Sim\n"
    assert [(each.theme, each.answer, each.place.line) for each in found(written(tmp_path, "a.md", markdown))] == [
        ("Byaplanen", "Vi vill ha mer liv i byn.", 5),
        ("Bad", "Bastu\n• fredagar\n• kväll", 8),
        ("Bad", "Sim", 11),
    ]
    page = (
        "<title>Frågor</title><p>Allt om vår fina by.</p><p><b>Bastun</b></p><p>Den <b>varma</b> bastun vid sjön.</p>"
        "<details><summary>När?</summary><ul><li>Vinter<ul><li>17–21</li></ul></li></ul></details>"
    )
    assert [(each.theme, each.question, each.answer) for each in found(written(tmp_path, "a.html", page))] == [
        ("Frågor", "", "Allt om vår fina by."),
        ("Bastun", "", "Den varma bastun vid sjön."),
        ("Bastun", "När?", "• Vinter\n• 17–21"),
    ]


@pytest.mark.parametrize(
    ("answer", "heading", "title"),
    [
        ("Bussen går på beställning.", "Resor", "Resor: Bussen går på beställning"),
        ("Bussen går på beställning", "", "Fil: Bussen går på beställning"),
        ("Bygdegården lånas ut gratis, och nyckeln hämtas hos jouren.", "Hus", "Bygdegården lånas ut gratis"),
        ("Ja, det går. Ring först.", "Hus", "Ja, det går"),
        (
            "En lång mening utan ett enda komma " * 3,
            "Hus",
            "Hus: En lång mening utan ett enda komma En lång mening utan…",
        ),
        ("Bad\n• fredagar", "Hus", "Bad"),
    ],
)
def test_a_title_is_how_a_statement_begins_and_not_all_of_it(answer: str, heading: str, title: str) -> None:
    """Cut at a word, where its first clause ends; with the heading where there is only one."""
    assert title_of(Proposal(answer, "", heading, Place("fil.md", heading, 0, 1, "rad"))) == title
    assert title != answer


@pytest.mark.parametrize(
    "between", ["Vi har en bastu vid sjön.", "Fråga: Var ligger bastun?\nSvar: Den ligger vid sjön."]
)
def test_what_stands_between_two_rules_is_read(between: str, tmp_path: Path) -> None:
    """It is not what a program is told above a document."""
    [only] = found(written(tmp_path, "a.md", f"---\n\n{between}\n\n---\n"))
    assert only.answer.endswith("vid sjön.")


def test_cells_merged_without_end_take_no_longer_than_others() -> None:
    """A million of them are not gone through."""
    rows = [["Fråga", "Svar"], *([f"Nr {number}?", "Ja."] for number in range(9_000))]
    began = time.monotonic()
    _fill(rows, b'<mergeCell ref="B2:B1048576"/>' * 20_000)
    assert time.monotonic() - began < 5
    assert rows[-1] == ["Nr 8999?", "Ja."]


PAGE = """<div class="message service" id="message-1"><div class="body details">1 november</div></div>
<div class="message default" id="message1"><div class="from_name">Bo</div><div class="text">När tränar vi?</div></div>
<div class="message default" id="message2"><div class="from_name">Cia</div><div class="text">Hej på er alla!</div></div>
<div class="message default" id="message3"><div class="from_name">Anna</div><div class="reply_to details">Svar på
<a href="#go_to_message1">det</a></div><div class="text">På tisdagar<br>i den stora hallen.</div></div>
<div class="message default joined" id="message4"><div class="text">Kommer alla i år?</div></div>
<div class="message default" id="message5"><div class="from_name">Bo</div><div class="text">Nej, bara de stora barnen.
</div></div>"""
TALK = [("När tränar vi?", "På tisdagar i den stora hallen."), ("Kommer alla i år?", "Nej, bara de stora barnen.")]


def test_chats_are_read_however_they_were_saved(tmp_path: Path) -> None:
    """Telegram's page and file of all chats, WhatsApp's from an iPhone and from America; replies go before order."""
    (bo, anna), messages = ("u1", "u2"), []
    for number, (who, text, reply) in enumerate(
        [(bo, "När tränar vi?", None), ("u3", "Hej på er alla!", None), (anna, TALK[0][1], 1),
         (anna, TALK[1][0], None), (bo, TALK[1][1], None)], start=1,
    ):  # fmt: skip
        message = {"id": number, "type": "message", "from_id": who, "text": text, "reply_to_message_id": reply}
        messages.append(message)
    everything = json.dumps({"about": "", "chats": {"list": [{"messages": messages}, {"messages": []}]}})
    phone = "".join(
        f"\u200e[2026-11-0{day} 10:00:00] {who}: {text}\n"
        for day, pair in enumerate(TALK, start=1)
        for who, text in zip(("Bo", "Anna"), pair, strict=True)
    )
    american = phone.replace("\u200e[2026-11-0", "11/").replace(" 10:00:00]", "/26, 10:00\u202fAM -")
    for name, text in (("messages.html", PAGE), ("result.json", everything), ("a.txt", phone), ("b.txt", american)):
        assert [(each.question, each.answer) for each in found(written(tmp_path, name, text))] == TALK, name
