"""Approved knowledge as files: the loader takes them, the bytes are stable, what was moved is not exported again."""

import asyncio
from collections.abc import Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cli
from bot.knowledge import store
from bot.knowledge.directory import inspect, load
from bot.knowledge.export import ForeignFiles, export, theme_text
from bot.knowledge.fingerprints import fingerprint
from bot.knowledge.overlay import Laid, Overlay, Phrase, clean, lay_over
from bot.knowledge.pinning import Pinned
from bot.knowledge.values import Entry, Pin
from bot.storage.database import Database, open_database
from tests.stage.entries import put_entry, put_phrase
from tests.stage.paths import KNOWLEDGE

SHIPPED = KNOWLEDGE
FIBER = """\
# skrivet av redaktionen
tema: teknik
poster:
  - id: fiber
    svar: Byn grävde ner bredband själv.
    granskad: 2018-11-06
    länkar: [{namn: Fiber & by, adress: https://fiber.se/?a=1#b}]
    kontakt: "Anna: 070-1740605"
    gäller_till: 2999-12-31
  - id: lan
    svar: Byn lånar ut verktyg.
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A knowledge of two themes."""
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "teman.yaml").write_text("teman:\n  - {id: mat, namn: Mat}\n  - {id: teknik, namn: Teknik}\n", "utf-8")
    (made / "allt-om-fiber.yaml").write_text(FIBER, "utf-8")
    return made


def tip(name: str = "budrunda", theme: str = "mat", answer: str = "Varor körs hem.") -> Laid:
    """An approved tip."""
    return Laid(Entry(name, theme, "exempel", "Budrundan", answer, contributor=""), edit=False)


def contents(directory: Path) -> dict[str, bytes]:
    """Every file by name."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


async def test_all_that_is_approved_is_exported_and_loads_without_faults(
    directory: Path, database: Database, tmp_path: Path
) -> None:
    """Tips, an edit and a learnt phrase from the database: what is loaded is what the bot shows."""
    await put_entry(database, "budrunda", signature="Anna", questions=["Vem kör hem varor?"])
    await put_entry(
        database, "fiber", origin="edit", theme="teknik", title="Gräv själva", answer="Gräv!\n\nTillsammans."
    )
    await put_phrase(database, "lan", "låna släp")
    lying = await store.read(database)
    done = export(directory, load(directory), lying, tmp_path / "new")
    assert (done.tips, done.edits, done.phrases) == (1, 1, 1)
    assert done.files == ("allt-om-fiber.yaml", "tips-mat.yaml")
    loaded, faults = inspect(tmp_path / "new")
    assert not [fault for fault in faults if fault.serious]
    whole = lay_over(load(directory), lying.entries, lying.phrases)
    assert loaded is not None
    assert {entry.id: entry for entry in loaded.entries} == {entry.id: entry for entry in whole.entries}


async def test_the_same_bytes_every_time(directory: Path, database: Database, tmp_path: Path) -> None:
    """Over the same target too, and whatever the order of the rows in the database."""
    for name, phrase in (("b", "två"), ("a", "ett")):
        await put_entry(database, name)
        await put_phrase(database, name, phrase)
    first = await store.read(database)
    export(directory, load(directory), first, tmp_path / "one")
    before = contents(tmp_path / "one")
    await database.execute("UPDATE entries SET rowid = -rowid")
    export(directory, load(directory), await store.read(database), tmp_path / "one")
    assert contents(tmp_path / "one") == before


async def test_what_was_moved_is_neither_shown_twice_nor_exported_again(
    directory: Path, database: Database, tmp_path: Path
) -> None:
    """The target becomes the knowledge; with the same database over it nothing is new."""
    await put_entry(database, "budrunda", signature="Anna")
    await put_entry(database, "fiber", origin="edit", theme="teknik", title="Gräv själva", day="2026-05-01")
    await put_phrase(database, "lan", "låna släp")
    lying = await store.read(database)
    moved = tmp_path / "moved"
    export(directory, load(directory), lying, moved)
    base = load(moved)
    assert lay_over(base, lying.entries, lying.phrases) == base
    assert export(moved, base, lying, tmp_path / "again").files == ()
    assert not (tmp_path / "again").exists()


def test_later_tips_join_those_that_were_moved(directory: Path, tmp_path: Path) -> None:
    """One file of tips a theme, the moved ones first, as editors have them now."""
    export(directory, load(directory), Overlay((tip(),)), tmp_path / "moved")
    done = export(tmp_path / "moved", load(tmp_path / "moved"), Overlay((tip(), tip("ny"))), tmp_path / "next")
    assert done.files == ("tips-mat.yaml",)
    assert [entry.id for entry in load(tmp_path / "next").entries_of("mat")] == ["budrunda", "ny"]


def test_files_that_nothing_changes_keep_every_byte(directory: Path, tmp_path: Path) -> None:
    """Comments and all."""
    export(directory, load(directory), Overlay((tip(),)), tmp_path / "new")
    assert contents(directory).items() <= contents(tmp_path / "new").items()


def test_a_theme_that_is_gone_comes_back_in_the_list_of_themes(directory: Path, tmp_path: Path) -> None:
    """The loader wants every theme listed."""
    export(directory, load(directory), Overlay((tip(theme="kultur"),)), tmp_path / "new")
    assert [theme.id for theme in load(tmp_path / "new").themes] == ["mat", "teknik", "kultur"]


def test_a_target_with_other_files_is_refused(directory: Path, tmp_path: Path) -> None:
    """They could be old and would be moved along; nothing is written."""
    target = tmp_path / "new"
    target.mkdir()
    (target / "gammal.yaml").touch()
    with pytest.raises(ForeignFiles) as refused:
        export(directory, load(directory), Overlay((tip(),)), target)
    assert refused.value.names == ("gammal.yaml",)
    assert contents(target) == {"gammal.yaml": b""}


def test_the_shipped_files_come_out_nearly_as_editors_wrote_them() -> None:
    """So that a changed file is easy to look through: the same lines, with an empty one between entries."""
    knowledge = load(SHIPPED)
    written = theme_text(knowledge.entries_of("mat"))
    filed = (SHIPPED / "mat.yaml").read_text("utf-8")
    assert [line for line in written.splitlines() if line] == [line for line in filed.splitlines() if line]
    assert written.count("\n\n  - id: ") == len(knowledge.entries_of("mat")) - 1


def test_the_shipped_knowledge_takes_phrases_and_edits(tmp_path: Path) -> None:
    """Every theme file written anew is the same knowledge, with the phrase."""
    knowledge = load(SHIPPED)
    phrases = tuple(Phrase(entry.id, f"fråga nummer {number}") for number, entry in enumerate(knowledge.entries))
    export(SHIPPED, knowledge, Overlay(phrases=phrases), tmp_path / "new")
    assert load(tmp_path / "new") == lay_over(knowledge, (), phrases)


ANYTHING = st.text(max_size=60) | st.sampled_from(
    ["null", "~", "- a: b", "# nej", "a: b", "'", '"', "|", "1", "\ta\n\tb"]
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, st.lists(ANYTHING, max_size=3), ANYTHING)
def test_whatever_members_write_the_loader_reads_back(
    title: str, answer: str, more: str, lines: Sequence[str], name: str
) -> None:
    """YAML's own characters, emoji, tabs, blank lines: the entry comes back as it is shown."""
    entry = clean(Entry("x", "mat", "exempel", title, answer, more, tuple(lines), tuple(lines), contributor=name))
    if not entry.answer:
        return
    with TemporaryDirectory() as directory:
        (Path(directory) / "mat.yaml").write_bytes(theme_text([entry]).encode())
        knowledge, faults = inspect(Path(directory))
    assert not [fault for fault in faults if fault.serious]
    assert knowledge is not None
    assert knowledge.entries == (entry,)


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


async def _approve(file: Path) -> None:
    database = await open_database(file)
    await put_entry(database, "budrunda")
    await database.close()


async def test_the_command_writes_and_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the database and the knowledge of the settings, into a directory that `check` finds whole."""
    copytree(SHIPPED, tmp_path / "knowledge")
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(tmp_path / "knowledge"))
    target = str(tmp_path / "new")
    assert await asyncio.to_thread(run, "export", target) == 1
    assert "Det finns ingen databas" in capsys.readouterr().err
    await _approve(tmp_path / "bot.db")
    assert await asyncio.to_thread(run, "export", target) == 0
    assert "1 tips, 0 ändrade svar och 0 lärda frågor." in capsys.readouterr().out
    assert await asyncio.to_thread(run, "check", "--knowledge", target) == 0
    (tmp_path / "new" / "annat.txt").touch()
    assert await asyncio.to_thread(run, "export", target) == 1
    assert "annat.txt" in capsys.readouterr().err


NOTED = """\
# Redaktionens fil.
tema: teknik   # byt inte

poster:
- id: fiber
  svar: Byn grävde.   # kort och gott
  # fler behövs
  frågor:
    - hur får vi fiber   # den vanligaste

    # från träffen:
    - "gräva: själva"
  granskad: 2018-11-06
- svar: >
    Byn lånar
    ut verktyg.

  id: lan
  nyckelord: [släp, 'såg']

# Sist i filen.
"""


def changed(old: str, new: str) -> list[str]:
    """What a reader of the diff sees, line by line."""
    return [line for line in unified_diff(old.split("\n"), new.split("\n"), n=0) if line[:3] not in {"---", "+++"}][1:]


def exported(directory: Path, target: Path, overlay: Overlay) -> str:
    """The theme's file after an export, in its own line ends."""
    export(directory, load(directory), overlay, target)
    assert load(target) == lay_over(load(directory), overlay.entries, overlay.phrases)
    return (target / "allt-om-fiber.yaml").read_bytes().decode()


@pytest.mark.parametrize(("mark", "ends"), [("", "\n"), ("\ufeff", "\r\n")])
def test_only_what_has_changed_is_another_line(directory: Path, tmp_path: Path, mark: str, ends: str) -> None:
    """Comments, blank lines, order, indents, quotes, line ends and a mark at the beginning are the editors' own."""
    (directory / "allt-om-fiber.yaml").write_bytes((mark + NOTED.replace("\n", ends)).encode())
    edit = Entry(
        "fiber", "teknik", "exempel", "Byn grävde.", "Gräv!", None, ("hur får vi fiber", "gräva: själva", "ny: fråga"),
        ("spade",), reviewed=date(2026, 11, 1),
    )  # fmt: skip
    text = exported(directory, tmp_path / "new", Overlay((Laid(edit, edit=True),), (Phrase("lan", "låna släp"),)))
    assert text.startswith(mark)
    assert text.count("\n") == text.count(ends)
    lines = changed(NOTED, text.removeprefix(mark).replace(ends, "\n"))
    assert sorted(line for line in lines if not line.startswith("@@")) == sorted([
        "+  titel: Byn grävde.",
        "-  svar: Byn grävde.   # kort och gott",
        "+  svar: Gräv!   # kort och gott",
        "+    - 'ny: fråga'",
        "+  nyckelord: [spade]",
        "-  granskad: 2018-11-06",
        "+  granskad: 2026-11-01",
        "+  frågor:",
        "+    - låna släp",
    ])  # fmt: skip


@pytest.mark.parametrize("gone", ["fiber", "lan", "bio"])
def test_what_is_out_of_use_leaves_the_notes_around_it(directory: Path, tmp_path: Path, gone: str) -> None:
    """The entry's own lines go, the first, the middle or the last one, while others are changed beside it."""
    text = NOTED.replace("# Sist", "# bio:\n\n- id: bio\n  svar: Byn visar film.\n\n# Sist")
    (directory / "allt-om-fiber.yaml").write_text(text, "utf-8")
    phrases = tuple(Phrase(each, f"ny om {each}") for each in ("fiber", "lan", "bio"))
    export(directory, load(directory), Overlay((), phrases, retired=frozenset({gone})), tmp_path / "new")
    written = (tmp_path / "new" / "allt-om-fiber.yaml").read_text("utf-8")
    left = {"fiber", "lan", "bio"} - {gone}
    assert load(tmp_path / "new") == lay_over(load(directory), (), phrases, {gone})
    assert {each for each in ("fiber", "lan", "bio") if f"ny om {each}" in written} == left
    for note in ("# Redaktionens fil.", "# byt inte", "# bio:", "# Sist i filen."):
        assert note in written


def test_themes_and_moved_tips_are_added_to_without_touching_the_rest(directory: Path, tmp_path: Path) -> None:
    """teman.yaml keeps its notes, and so does a file of tips that editors have moved in."""
    themes = "# ordningen\nteman:\n  - id: mat  # först\n    namn: Mat\n  - id: teknik\n    namn: Teknik\n"
    (directory / "teman.yaml").write_text(themes + "  - id: kultur\n    namn: Kultur\n", "utf-8")
    (directory / "tips-kultur.yaml").write_text(theme_text([tip("gammal", "kultur").entry]) + "# slut\n", "utf-8")
    export(directory, load(directory), Overlay((tip("ny", "kultur"), tip("bio", "film"))), tmp_path / "new")
    more = "  - id: kultur\n    namn: Kultur\n  - id: film\n    namn: Film\n"
    assert (tmp_path / "new" / "teman.yaml").read_text("utf-8") == themes + more
    tips = (tmp_path / "new" / "tips-kultur.yaml").read_text("utf-8")
    assert tips.endswith("    tipsare: anonym\n# slut\n")
    assert [entry.id for entry in load(tmp_path / "new").entries_of("kultur")] == ["gammal", "ny"]


def test_a_file_that_nothing_can_be_put_into_is_written_anew(directory: Path, tmp_path: Path) -> None:
    """All on one line, as a program may write it: the knowledge is right all the same."""
    (directory / "allt-om-fiber.yaml").write_text("{tema: teknik, poster: [{id: lan, svar: Byn lånar ut.}]}\n", "utf-8")
    text = exported(directory, tmp_path / "new", Overlay((), (Phrase("lan", "låna släp"),)))
    assert "      - låna släp\n" in text


@settings(max_examples=150, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, st.lists(ANYTHING, max_size=3), st.lists(ANYTHING, max_size=2))
def test_whatever_an_edit_says_the_notes_stay_and_the_loader_reads_it(
    title: str, answer: str, more: str, questions: Sequence[str], keywords: Sequence[str]
) -> None:
    """YAML's own characters in every field of an entry among notes."""
    entry = clean(
        Entry(
            "fiber",
            "teknik",
            "rekommendation",
            title,
            answer,
            more,
            tuple(questions),
            tuple(keywords),
            reviewed=date(2026, 1, 1),
        )
    )
    if not entry.answer:
        return
    with TemporaryDirectory() as folder:
        directory = Path(folder) / "old"
        directory.mkdir()
        (directory / "allt-om-fiber.yaml").write_text(NOTED, "utf-8")
        text = exported(directory, Path(folder) / "new", Overlay((Laid(entry, edit=True),)))
    for note in ("# Redaktionens fil.", "# byt inte", "# fler behövs", "# Sist i filen.", "nyckelord: [släp, 'såg']"):
        assert note in text


async def test_a_changed_answer_keeps_its_id_and_what_stands_beside_it(
    directory: Path, database: Database, tmp_path: Path
) -> None:
    """Links, contact and last day of the edit where it says them, otherwise those of the file."""
    await put_entry(database, "fiber", origin="edit", theme="teknik", title="Gräv", answer="Gräv!")
    export(directory, load(directory), await store.read(database), tmp_path / "one")
    assert "Anna: 070-1740605" in (tmp_path / "one" / "allt-om-fiber.yaml").read_text("utf-8")
    await database.execute("UPDATE entries SET links = '[]', contact = 'Byn', valid_until = '2998-01-01'")
    export(directory, load(directory), await store.read(database), tmp_path / "two")
    fiber = load(tmp_path / "two").entry("fiber")
    assert fiber is not None
    assert (fiber.links, fiber.contact, str(fiber.valid_until)) == ((), "Byn", "2998-01-01")


@pytest.mark.parametrize("ids", [("fiber",), ("fiber", "lan")])
async def test_what_is_out_of_use_leaves_the_files(
    directory: Path, database: Database, tmp_path: Path, ids: Sequence[str]
) -> None:
    """With every reference to it; a file that nothing is left in goes too, and the rest loads without faults."""
    entries = "tema: mat\nposter:\n  - {id: kiosk, svar: Byn har en kiosk., relaterat: [fiber]}\n"
    (directory / "mat.yaml").write_text(entries, "utf-8")
    async with database.transaction() as transaction:
        for each in ids:
            await transaction.execute("INSERT INTO retired (entry_id, retired_at) VALUES (?, '2026-05-01')", (each,))
    export(directory, load(directory), await store.read(database), tmp_path / "new")
    loaded, faults = inspect(tmp_path / "new")
    assert loaded is not None
    assert not [fault for fault in faults if fault.serious]
    assert {entry.id for entry in loaded.entries} == {"kiosk", "fiber", "lan"} - set(ids)
    assert (tmp_path / "new" / "allt-om-fiber.yaml").exists() == (len(ids) == 1)


SYNONYMS = """\
# Redaktionens ord.
ömsesidiga:
  - [skjuts, lift]   # resa

envägs:
  # till det vi har
  mack: [tankställe]
  kiosk:
    - butik
# slut
"""
TAUGHT = (
    ("mack", "laddstolpe"),
    ("kiosk", "glass"),
    ("busskur", "buss: lokal"),
    ("null", "inget"),
    ("mack", "tankställe"),
)


@pytest.mark.parametrize("written", [SYNONYMS, "ömsesidiga:\n  - [skjuts, lift]\n", "envägs: {mack: [bensin]}\n", ""])
def test_words_taught_in_the_chat_are_put_among_the_editors_own(directory: Path, tmp_path: Path, written: str) -> None:
    """Where the file keeps them, with its notes; a file that has no place for them gets one, and none is made."""
    file = directory / "synonymer.yaml"
    if written:
        file.write_text(written, "utf-8")
    overlay = Overlay(synonyms=TAUGHT)
    done = export(directory, load(directory), overlay, tmp_path / "new")
    assert done.files == ("synonymer.yaml",)
    loaded = load(tmp_path / "new")
    assert loaded == overlay.over(load(directory))
    assert overlay.over(loaded) == loaded
    assert export(tmp_path / "new", loaded, overlay, tmp_path / "again").files == ()


def test_words_taught_in_the_chat_are_other_lines_only(directory: Path, tmp_path: Path) -> None:
    """Notes, order and the other words stay."""
    (directory / "synonymer.yaml").write_text(SYNONYMS, "utf-8")
    done = export(directory, load(directory), Overlay(synonyms=TAUGHT), tmp_path / "new")
    assert done.synonyms == 4
    lines = changed(SYNONYMS, (tmp_path / "new" / "synonymer.yaml").read_text("utf-8"))
    assert sorted(line for line in lines if not line.startswith("@@")) == sorted([
        "-  mack: [tankställe]",
        "+  mack: [tankställe, laddstolpe]",
        "+    - glass",
        "+  busskur: ['buss: lokal']",
        "+  'null': [inget]",
    ])  # fmt: skip


def test_a_pin_is_one_line_of_its_answer(directory: Path, tmp_path: Path) -> None:
    """With its phrase and last day; one that is let go of leaves the file."""
    pin = Pin("när är det öppet", date(2090, 1, 1))
    overlay = Overlay(pins=(Pinned("lan", pin),))
    done = export(directory, load(directory), overlay, tmp_path / "new")
    assert done.pins == 1
    text = (tmp_path / "new" / "allt-om-fiber.yaml").read_text("utf-8")
    assert changed(FIBER, text) == ["+    fäst: [{fråga: när är det öppet, till: 2090-01-01}]"]
    loaded = load(tmp_path / "new")
    assert loaded == overlay.over(load(directory))
    away = Overlay(pins=(Pinned("lan", pin, removed=True),))
    export(tmp_path / "new", loaded, away, tmp_path / "next")
    assert (tmp_path / "next" / "allt-om-fiber.yaml").read_text("utf-8") == FIBER


IDS = st.sampled_from(["fiber", "lan", "budrunda", "okänd"])
PHRASES = st.sampled_from(["när är det öppet", "När är det öppet", "vem: har nyckeln", "mack"])
DAYS = st.sampled_from([date(2026, 1, 1), date(2090, 1, 1), date(2091, 1, 1)])
PINNED = st.builds(Pinned, IDS, st.builds(Pin, PHRASES, DAYS), st.booleans())


@settings(max_examples=25, deadline=None)
@given(
    st.lists(PINNED, max_size=4, unique_by=lambda each: (each.entry_id, each.pin.phrase.casefold())),
    st.lists(st.tuples(PHRASES, st.sampled_from(["bredband", "å: ö"])), max_size=3),
    st.lists(st.builds(Phrase, IDS, PHRASES), max_size=3),
    st.lists(IDS, max_size=1),
    st.booleans(),
)
def test_what_is_exported_and_read_back_is_what_the_bot_had(
    pins: list[Pinned], synonyms: list[tuple[str, str]], phrases: list[Phrase], retired: list[str], is_edited: bool
) -> None:
    """Tips, an edit, phrases, pins, words, what is out of use: the files alone, and under the same overlay again."""
    with TemporaryDirectory() as folder:
        directory = Path(folder) / "old"
        directory.mkdir()
        (directory / "allt-om-fiber.yaml").write_text(
            f"{FIBER}    fäst: [{{fråga: Mack, till: 2090-01-01}}]\n", "utf-8"
        )
        base = load(directory)
        filed = base.entry("fiber")
        assert filed is not None
        edit = Laid(clean(Entry("fiber", "teknik", "exempel", "Gräv", "Gräv!")), True, based_on=fingerprint(filed))
        laid = (tip(theme="teknik"), *([edit] if is_edited else []))
        overlay = Overlay(laid, tuple(phrases), pins=tuple(pins), retired=frozenset(retired), synonyms=tuple(synonyms))
        done = export(directory, base, overlay, Path(folder) / "new")
        loaded = load(Path(folder) / "new") if done.files else base
    whole = overlay.over(base)
    assert {each.id: each for each in loaded.entries} == {each.id: each for each in whole.entries}
    assert loaded.synonyms == whole.synonyms
    again = overlay.over(loaded)
    assert {each.id: each for each in again.entries} == {each.id: each for each in loaded.entries}
    assert again.synonyms == loaded.synonyms
    assert overlay.overtaken(loaded) == ()


def test_a_change_that_the_file_has_gone_past_is_told_and_not_exported(directory: Path, tmp_path: Path) -> None:
    """The file's text stands until moderators have chosen."""
    edit = Laid(clean(Entry("fiber", "teknik", "exempel", "Gräv", "Gräv!")), edit=True, based_on="0123456789abcdef")
    done = export(directory, load(directory), Overlay((edit,)), tmp_path / "new")
    assert (done.files, done.edits, done.overtaken) == ((), 0, ("fiber",))
