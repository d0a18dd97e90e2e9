"""`import`: proposals for an editor or for the moderators, never knowledge; all files or none."""

import asyncio
from pathlib import Path

import pytest

from bot import cli
from bot.features.moderation.rules import Approve, allowed
from bot.features.moderation.store import queue
from bot.features.moderation.store.decide import decide
from bot.features.moderation.values import Item, Proposal
from bot.features.roles.values import Actor
from bot.knowledge import store
from bot.knowledge.directory import inspect
from bot.storage.clock import now
from bot.storage.database import Database, open_database
from tests.stage.paths import DATA

SUMMARY = DATA / "sammanstallning.md"
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of before 2007, or locked
MODERATOR = Actor(7, is_moderator=True)
KNOWLEDGE = """\
tema: lokaler
poster:
  - id: bastun
    titel: Så bokar man bastun
    svar: Ring den som har jouren.
    frågor: [Hur bokar man bastun?, boka bastu, vem har bastunyckeln]
"""


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kunskap").mkdir()
    (tmp_path / "kunskap" / "lokaler.yaml").write_text(KNOWLEDGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_KNOWLEDGE", str(tmp_path / "kunskap"))
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))


def run(*arguments: str | Path) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main([str(each) for each in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def imported(*arguments: str | Path) -> int:
    """The same of `import`, by words and letters."""
    return run("import", "--lexical", *arguments)


def test_proposals_are_no_knowledge_before_somebody_has_read_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has an empty `granskad`, which `check` refuses; filled in, they are whole, under the themes of the file."""
    assert imported(SUMMARY) == 0
    assert "7 förslag: 2 med fråga, 5 utan." in capsys.readouterr().out
    directory = tmp_path / "forslag"
    knowledge, faults = inspect(directory)
    assert knowledge is None
    serious = [str(each) for each in faults if each.serious]
    assert len(serious) == 7
    assert all("granskad: är tom, så svaret är bara ett förslag" in each for each in serious)
    for path in directory.iterdir():
        path.write_text(path.read_text("utf-8").replace("granskad:\n", "granskad: 2026-11-01\n"), "utf-8")
    knowledge, faults = inspect(directory)
    assert knowledge is not None
    assert {theme.name for theme in knowledge.themes} == {
        "Sammanställning av vårmötet i Åsby", "Lokaler", "Resor",
    }  # fmt: skip
    assert len(knowledge.entries) == 7


def test_each_proposal_tells_its_place_and_what_it_is_like(tmp_path: Path) -> None:
    """What the bot answers already, what the same files have said, and what may be personal data."""
    (tmp_path / "till.md").write_text("## Resor\n- Bussen går på beställning.\n- Ring Anna, 070-174 06 05.\n", "utf-8")
    assert imported(SUMMARY, tmp_path / "till.md", "--till", "ny") == 0
    lines = (tmp_path / "ny" / "resor.yaml").read_text("utf-8").splitlines()
    notes = [line.strip() for line in lines if line.startswith("  #")]
    assert "# Ur sammanstallning.md, rubriken Resor, rad 20" in notes
    assert "# Boten svarar redan med bastun: Så bokar man bastun" in notes
    assert "# Nästan samma som bussen-gar-pa-bestallning" in notes
    assert notes[-1].startswith("# Kan vara personuppgifter: ")
    assert "070-174 06 05" in notes[-1]
    assert lines[0] == "# Förslag ur sammanstallning.md, till.md. Inget av dem är ett svar än."


@pytest.mark.parametrize("where", [("--till", "ny"), ("--till-kon",)])
def test_one_bad_file_and_nothing_is_written(
    where: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a code of its own, and a sentence that names the file."""
    asyncio.run(_empty(tmp_path / "bot.db"))
    (tmp_path / "fel.docx").write_bytes(b"PK\x03\x04")
    before = sorted(tmp_path.iterdir())
    assert imported(SUMMARY, tmp_path / "fel.docx", *where) == 5
    assert capsys.readouterr().err.startswith("fel.docx är skadad. ")
    assert sorted(tmp_path.iterdir()) == before
    assert asyncio.run(_waiting(tmp_path / "bot.db")) == []


def test_what_exists_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a directory with files, nor anything else of that name; a file that is not there is told as such."""
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny" / "min.txt").touch()
    for target in ("ny", "ny/min.txt"):
        assert imported(SUMMARY, "--till", target) == 1
        assert "Ange en ny mapp med --till." in capsys.readouterr().err
    assert imported(tmp_path / "borta.md") == 1
    assert "borta.md finns inte." in capsys.readouterr().err
    assert imported(SUMMARY, "--till", "a", "--till-kon") == 2


def test_the_queue_has_each_proposal_once_and_nobody_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its place, from the document; a second import adds nothing; approved, it is an answer; nobody is told."""
    assert imported(SUMMARY, "--till-kon") == 1  # there is no database: the bot has never run
    asyncio.run(_empty(tmp_path / "bot.db"))
    assert imported(SUMMARY, "--till-kon") == 0
    assert "7 förslag väntar nu i kön. Moderatorerna skriver /nasta." in capsys.readouterr().out
    assert imported(SUMMARY, "--till-kon") == 0
    assert "0 förslag väntar nu i kön. 7 fanns där redan." in capsys.readouterr().out
    waiting = asyncio.run(_waiting(tmp_path / "bot.db"))
    assert len(waiting) == 7
    asked = next(each for each in waiting if each.proposal is not None and each.proposal.questions)
    assert asked.content.place == "sammanstallning.md, rubriken Resor, rad 20"
    assert asked.content.signature == "Sammanställning av vårmötet i Åsby"
    assert asked.proposal == Proposal(
        "När går färjan?", "Varje hel timme, 2,5 mil norr om byn.", "lokaler", questions=("När går färjan?",)
    )
    assert "send_back" not in allowed(asked, MODERATOR, now())
    assert asyncio.run(_approved(tmp_path / "bot.db", asked)) == (["farjan"], 0)


async def _empty(file: Path) -> None:
    await (await open_database(file)).close()


async def _waiting(file: Path) -> list[Item]:
    database = await open_database(file)
    try:
        return await queue.queue(database, limit=50)
    finally:
        await database.close()


async def _approved(file: Path, item: Item) -> tuple[list[str], int]:
    """Ids of the answers after approval, and how many notices there are."""
    database: Database = await open_database(file)
    try:
        assert item.proposal is not None
        await decide(database, item.id, item.version, MODERATOR, Approve(item.proposal, "farjan"))
        [row] = await database.rows("SELECT count(*) AS number FROM notices")
        return [each.entry.id for each in (await store.read(database)).entries], row["number"]
    finally:
        await database.close()


def test_proposals_moved_into_the_knowledge_take_nothing_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All files of both are one whole: the old answers, the old themes with their comments, and the new ones."""
    knowledge = tmp_path / "kunskap"
    (knowledge / "teman.yaml").write_text("# våra\nteman:\n  - id: lokaler\n    namn: Lokaler\n", "utf-8")
    assert imported(SUMMARY) == 0
    assert f"{knowledge} och kör landsbygdsbot check" in capsys.readouterr().out
    assert (tmp_path / "forslag" / "lokaler-2.yaml").exists()
    for path in list((tmp_path / "forslag").iterdir()):
        text = path.read_text("utf-8").replace("granskad:\n", "granskad: 2026-11-01\n")
        path.write_text(text.replace("- Hur bokar man bastun?", "- Kan man boka bastun?"), "utf-8")
        path.replace(knowledge / path.name)
    whole, faults = inspect(knowledge)
    assert [str(each) for each in faults if each.serious] == []
    assert whole is not None
    assert len(whole.entries) == 8
    assert len(whole.themes) == 3
    assert (knowledge / "teman.yaml").read_text("utf-8").startswith("# våra\n")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("brev.pdf", b"%PDF-1.7", "Öppna den i Word, som gör om den, och spara som docx."),
        ("brev.doc", b"\xd0\xcf\x11\xe0", "spara den som docx."),
        ("lista.xls", b"\xd0\xcf\x11\xe0", "spara den som xlsx."),
        ("lista.xlsx", OFFICE + b"x" * 600, "spara den som xlsx."),
        (
            "last.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "ta bort lösenordet",
        ),
        ("tom.csv", b"", "är tom."),
    ],
)
def test_a_file_of_another_sort_is_told_what_to_be_saved_as(
    name: str, raw: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its name, in one sentence that says what to do."""
    (tmp_path / name).write_bytes(raw)
    assert imported(tmp_path / name) == 5
    told = capsys.readouterr().err
    assert told.startswith(f"{name} ")
    assert said in told


def test_a_source_is_a_source_and_no_tip(tmp_path: Path) -> None:
    """As `källa` in the file, in its own words."""
    (tmp_path / "a.csv").write_text("Fråga;Svar;Källa\nNär är det öppet?;På fredagar.;Bygdens tidning 2025\n", "utf-8")
    assert imported(tmp_path / "a.csv", "--till", "ny") == 0
    text = (tmp_path / "ny" / "a.yaml").read_text("utf-8")
    assert "    källa: Bygdens tidning 2025\n" in text
    assert "tipsare" not in text


def test_who_told_it_comes_along_and_is_pointed_out(tmp_path: Path) -> None:
    """As `tipsare` in the file, and as a person to be asked."""
    (tmp_path / "a.csv").write_text("Fråga;Svar;Uppgiftslämnare\nNär är det öppet?;På fredagar.;Lill-Åke\n", "utf-8")
    assert imported(tmp_path / "a.csv", "--till", "ny") == 0
    text = (tmp_path / "ny" / "a.yaml").read_text("utf-8")
    assert "    tipsare: Lill-Åke\n" in text
    assert "# Kan vara personuppgifter: • namn: Lill-Åke" in text
