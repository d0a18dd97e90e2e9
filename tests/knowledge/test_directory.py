"""YAML -> knowledge: the format, every fault at once in Swedish with its line, and the shipped knowledge.

tests/data/broken holds one directory for each mistake with the faults it must give in faults.txt.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.directory import inspect, load
from bot.knowledge.profile import Profile, Word, declined
from bot.knowledge.shared import general_talk
from bot.knowledge.values import Entry, Knowledge, KnowledgeFaults, Link, Meeting, Reply, Source, Synonyms, Theme
from tests.stage.paths import BROKEN, KNOWLEDGE

DIRECTORIES = sorted(BROKEN.iterdir())
SHIPPED = KNOWLEDGE

MAT = """\
tema: mat
poster:
  - id: reko-ring
    typ: exempel
    titel: Köp mat direkt av bonden
    svar: |
      Du beställer i en grupp.

      Du hämtar på en parkering.
    mer: Fler detaljer.
    frågor:
      - Var köper man ägg?
      - nej
    nyckelord: [ägg, 2018]
    källor: [f2-mat-05]
    relaterat: [andelsjordbruk]
    granskad: 2018-11-06
    länkar: [{namn: Jordbruksverket, adress: https://www.jordbruksverket.se}]
    kontakt: Anna i byalaget
    gäller_till: 2999-12-31
  - id: andelsjordbruk
    typ: rekommendation
    svar: Ni delar på skörden och på arbetet med att odla den, i goda år och i dåliga.
"""
SOURCES = """\
möten:
  2018-11-06:
    namn: Nätverksmöte
    datum: 2018-11-06
    frågor: {2: Vilka goda exempel har ni?}
källor:
  f2-mat-05: {möte: 2018-11-06, fråga: 2, rubrik: Mat}
"""
SYNONYMS = "ömsesidiga:\n  - [affär, butik]\nenvägs:\n  mack: [bensinstation, butik]\n"
PROFILE = """\
namn: Åsby IF
syfte: träningar och matcher.
ansvarig: Anna Ek
kontakt: anna@asby.se
län: dalarnas län
träff: [mässa, mässan, mässor]
exempelfråga: när tränar vi
om: Svaren har styrelsen skrivit.
frågor: [Var?, Vad?, Hur?]
"""
SMALL_TALK = """\
smaprat:
  - {id: hej, svar: Hej!, fraser: [hej, tjena]}
vagvisare:
  - {id: larm, svar: Ring 112., fraser: [det brinner]}
utanfor: [hur blir vädret]
"""
GOOD = {
    "mat.yaml": MAT,
    "teman.yaml": "teman:\n  - {id: mat, namn: Mat och odling, beskrivning: Från jord till bord}\n",
    "kallor.yaml": SOURCES,
    "synonymer.yaml": SYNONYMS,
    "smaprat.yaml": SMALL_TALK,
    "natverk.yaml": PROFILE,
}
MISNAMED = ("service.yml", "TEKNIK.YAML", "vagar.yaml.txt")  # the last one by Notepad
REKO = Entry(
    "reko-ring", "mat", "exempel", "Köp mat direkt av bonden",
    "Du beställer i en grupp.\n\nDu hämtar på en parkering.", "Fler detaljer.",
    ("Var köper man ägg?", "nej"), ("ägg", "2018"), ("f2-mat-05",), ("andelsjordbruk",), date(2018, 11, 6),
    links=(Link("Jordbruksverket", "https://www.jordbruksverket.se"),), contact="Anna i byalaget",
    valid_until=date(2999, 12, 31),
)  # fmt: skip
SHARE = Entry(
    "andelsjordbruk", "mat", "rekommendation", "Ni delar på skörden och på arbetet med att odla den, i goda…",
    "Ni delar på skörden och på arbetet med att odla den, i goda år och i dåliga.",
)  # fmt: skip


def _write(directory: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (directory / name).write_text(content, encoding="utf-8")
    return directory


def _faults(directory: Path) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        load(directory)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return [str(fault) for fault in caught.value.faults]


def _advice(directory: Path) -> list[str]:
    return [str(fault) for fault in inspect(directory)[1] if not fault.serious]


def test_every_file_becomes_values(tmp_path: Path) -> None:
    """The whole format of all six kinds of files arrives as written, in order."""
    assert load(_write(tmp_path, GOOD)) == Knowledge(
        entries=(REKO, SHARE),
        themes=(Theme("mat", "Mat och odling", "Från jord till bord"),),
        meetings=(Meeting("2018-11-06", "Nätverksmöte", date(2018, 11, 6), {2: "Vilka goda exempel har ni?"}),),
        sources=(Source("f2-mat-05", "2018-11-06", 2, "Mat"),),
        synonyms=Synonyms((("affär", "butik"),), {"mack": ("bensinstation", "butik")}),
        small_talk=(Reply("hej", "Hej!", ("hej", "tjena")), *general_talk().small_talk),
        pointers=(Reply("larm", "Ring 112.", ("det brinner",)), *general_talk().pointers),
        out_of_scope=("hur blir vädret",),
        profile=Profile(
            "Åsby IF",
            "träningar och matcher",
            "Anna Ek",
            "anna@asby.se",
            "Dalarna",
            Word("mässa", "mässan", "mässor"),
            "när tränar vi",
            "Svaren har styrelsen skrivit.",
            ("Var?", "Vad?", "Hur?"),
        ),
    )


def test_lookups_find_what_ids_point_at(tmp_path: Path) -> None:
    """Ids lead to what they name, also in a copy with other entries."""
    knowledge = load(_write(tmp_path, GOOD))
    assert knowledge.entry("reko-ring") == REKO
    assert knowledge.entries_of("mat") == (REKO, SHARE)
    assert knowledge.related_to(REKO) == (SHARE,)
    assert [source.heading for source in knowledge.sources_of(REKO)] == ["Mat"]
    assert [knowledge.theme("mat"), knowledge.meeting("2018-11-06")] == [
        knowledge.themes[0],
        knowledge.meetings[0],
    ]
    assert [knowledge.entry("x"), knowledge.theme("x"), knowledge.meeting("x")] == [None, None, None]
    other = replace(knowledge, entries=(REKO, replace(SHARE, id="bil", theme="service")), sources=())
    assert (other.entry("andelsjordbruk"), other.related_to(REKO), other.sources_of(REKO)) == (None, (), ())
    assert other.entries_of("mat") == (REKO,)


def test_bare_entries_are_enough(tmp_path: Path) -> None:
    """A file of ids and answers alone is a whole knowledge: the rest is advice, not faults."""
    knowledge = load(_write(tmp_path, {"fragor-och-svar.yaml": "tema: ovrigt\nposter:\n  - {id: a, svar: Ja.}\n"}))
    assert knowledge.entries == (Entry("a", "ovrigt", "exempel", "Ja.", "Ja."),)
    assert knowledge.themes == (Theme("ovrigt", "Ovrigt"),)


def test_unfilled_lists_are_empty(tmp_path: Path) -> None:
    """A template whose lists nobody filled in is fine."""
    text = "tema: mat\nposter:\n  - id: a\n    svar: Ja.\n    frågor:\n    nyckelord: []\n    källor:\n    länkar:\n"
    entry = load(_write(tmp_path, {"mat.yaml": text})).entries[0]
    assert (entry.questions, entry.links) == ((), ())


def test_an_entry_may_be_old_from_the_day_after_its_last() -> None:
    """On the last day itself it still holds, and without one it always does."""
    days = (date(2999, 12, 31), date(3000, 1, 1))
    assert [REKO.may_be_old(day) for day in days] == [False, True]
    assert [SHARE.may_be_old(day) for day in days] == [False, False]


def test_lines_broken_by_an_editor_are_one_line(tmp_path: Path) -> None:
    """Titles and questions that go on over several lines are read as one; paragraphs of answers stay."""
    text = "titel: |\n  Mat\n  nära\nsvar: |\n  Ja.\n\n  Nej.\nfrågor:\n  - |\n    är\n    det så\nid: a\n"
    posts = f"tema: mat\nposter:\n-\n{indent(text, '  ')}"
    entry = load(_write(tmp_path, {"mat.yaml": posts})).entries[0]
    assert (entry.title, entry.answer, entry.questions) == ("Mat nära", "Ja.\n\nNej.", ("är det så",))


def test_complete_knowledge_gets_only_the_advice_it_needs(tmp_path: Path) -> None:
    """Nothing is said of files and keys that are there."""
    assert {advice.split(". ")[0] for advice in _advice(_write(tmp_path, GOOD))} == {
        "mat.yaml rad 11, frågor: är bara 2",
        "mat.yaml rad 21, frågor: är bara 0",
        "mat.yaml rad 21, titel: saknas",
        "mat.yaml rad 21, källor: saknas",
        "mat.yaml rad 21, granskad: saknas",
    }


def test_advice_does_not_stop_anything(tmp_path: Path) -> None:
    """What could be better is told with place and reason, and the knowledge loads."""
    text = (
        "tema: mat\nposter:\n  - id: a\n    svar: " + "Lång. " * 100 + "\n    nyckelord: [ägg, Ägg]\n    frågor: [b]\n"
    )
    knowledge, _ = inspect(_write(tmp_path, {"mat.yaml": text} | dict.fromkeys(MISNAMED, "")))
    assert knowledge
    assert knowledge.entries[0].keywords == ("ägg",)
    assert _advice(tmp_path) == [
        "TEKNIK.YAML: läses inte. Döp om filen så att namnet slutar på .yaml.",
        "kallor.yaml: finns inte. Källor går inte att kontrollera eller visa; lägg till filen.",
        "mat.yaml rad 3, titel: saknas. Skriv en rubrik på högst 60 tecken; annars visas svarets början.",
        "mat.yaml rad 3, källor: saknas. Skriv varifrån svaret kommer; med egna ord efter källa, eller "
        "vem som har berättat efter tipsare.",
        "mat.yaml rad 3, granskad: saknas. Skriv när någon senast läste igenom svaret, till exempel 2026-05-17.",
        "mat.yaml rad 4, svar: är 599 tecken. Upp till 500 läses lätt i en telefon; flytta detaljer till mer.",
        "mat.yaml rad 5, nyckelord: har ”Ägg” två gånger. Ta bort den ena.",
        "mat.yaml rad 6, frågor: är bara 1. Boten hittar svaret bättre med minst 12 olika sätt att fråga.",
        "natverk.yaml: finns inte. Boten vet inte vems den är; lägg till filen, eller börja med: "
        "landsbygdsbot init MAPP.",
        "service.yml: läses inte. Döp om filen så att namnet slutar på .yaml.",
        "teman.yaml: finns inte. Teman visas i bokstavsordning med filernas ord; lägg till filen för att "
        "välja namn och ordning.",
        "vagar.yaml.txt: läses inte. Döp om filen så att namnet slutar på .yaml.",
    ]


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda path: path.name)
def test_broken_directory_gives_its_faults(directory: Path) -> None:
    """Each mistake gives exactly the Swedish sentences of its faults.txt, with file, line and field."""
    assert _faults(directory) == (directory / "faults.txt").read_text(encoding="utf-8").splitlines()


def test_there_are_forty_mistakes() -> None:
    """The issue asks for forty broken files, each with its message."""
    assert len(DIRECTORIES) >= 40


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("saknas", "{}/saknas: finns inte. Kontrollera vad mappen med kunskap heter."),
        ("fil.txt", "{}/fil.txt: är ingen mapp. Ange mappen där YAML-filerna ligger."),
        ("tom", "tom: har inga poster. Lägg minst en temafil där, till exempel mat.yaml."),
        ("ogiltig\0", "{}/ogiltig\0: går inte att läsa. Kontrollera att mappen finns och får läsas."),
    ],
)
def test_directory_that_cannot_be_used_is_one_fault(tmp_path: Path, name: str, sentence: str) -> None:
    """A wrong path says what is wrong with the path and nothing about files."""
    (tmp_path / "tom").mkdir()
    (tmp_path / "fil.txt").touch()
    assert _faults(tmp_path / name) == [sentence.format(tmp_path)]
    assert _advice(tmp_path / name) == []


def test_unreadable_file_does_not_blame_those_that_point_into_it(tmp_path: Path) -> None:
    """A broken file is one fault: ids, sources and themes that it would have held are not called unknown."""
    broken = dict.fromkeys(("teman.yaml", "kallor.yaml", "service.yaml"), "a: 'b\n")
    related = {"mat.yaml": MAT.replace("[andelsjordbruk]", "[lanthandel]")}
    assert [fault.split(":")[0] for fault in _faults(_write(tmp_path, GOOD | broken | related))] == [
        "kallor.yaml rad 1", "service.yaml rad 1", "teman.yaml rad 1",
    ]  # fmt: skip


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """What editors and systems leave behind is not knowledge."""
    extra = {".mat.yaml.swp": "\0", "._mat.yaml": "\0", "mat.yaml~": "\0", "LÄS MIG.txt": "\0"}
    assert load(_write(tmp_path, GOOD | extra)).entries == (REKO, SHARE)


_lines = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
_ids = st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)
_entry = st.fixed_dictionaries(
    {"svar": _lines},
    optional={
        "titel": _lines,
        "mer": _lines,
        "typ": st.sampled_from(["exempel", "rekommendation"]),
        "nyckelord": st.lists(_lines, max_size=3),
        "källor": st.lists(_ids, max_size=3),
        "granskad": st.dates(max_value=date(2020, 1, 1), min_value=date(1000, 1, 1)),
    },
)


@pytest.fixture(name="scratch", scope="module")
def _scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@settings(max_examples=60, deadline=None)
@given(entries=st.dictionaries(_ids, _entry, min_size=1, max_size=4), unescaped=st.booleans())
def test_good_values_survive_the_round_trip(scratch: Path, entries: dict[str, dict[str, Any]], unescaped: bool) -> None:
    """What an ordinary YAML writer makes of good values loads as those values, whatever letters they hold."""
    posts = [{"id": name, **fields} for name, fields in entries.items()]
    text = yaml.safe_dump({"tema": "mat", "poster": posts}, allow_unicode=unescaped)
    loaded = load(_write(scratch, {"mat.yaml": text}))
    for entry, post in zip(loaded.entries, posts, strict=True):
        assert (entry.id, entry.answer) == (post["id"], normalize("NFC", post["svar"]))
        assert entry.more == (normalize("NFC", post["mer"]) if "mer" in post else None)
        assert (entry.kind, entry.reviewed) == (post.get("typ", "exempel"), post.get("granskad"))
        assert set(entry.sources) == set(post.get("källor", ()))
        assert len(entry.title) <= 60


_KEYS = st.sampled_from(re.findall(r"\w+", "\n".join([MAT, *GOOD.values()])))
_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)
_NAMES = st.sampled_from(sorted(GOOD))


@settings(max_examples=200, deadline=None)
@given(
    files=st.dictionaries(_NAMES, _values.map(lambda value: yaml.safe_dump(value).encode()) | st.binary(max_size=80))
)
def test_any_files_load_or_give_faults(scratch: Path, files: dict[str, bytes]) -> None:
    """Whatever stands under whatever key of whatever file: knowledge with entries, or faults."""
    for name in GOOD:
        (scratch / name).unlink(missing_ok=True)
    for name, content in files.items():
        (scratch / name).write_bytes(content)
    knowledge, faults = inspect(scratch)
    assert (knowledge is None) == any(fault.serious for fault in faults)
    assert knowledge is None or knowledge.entries
    assert all(fault.file and fault.problem and fault.remedy for fault in faults)


def test_ten_thousand_bare_entries_load(tmp_path: Path) -> None:
    """What knowledge may become in years is read whole; how fast stands in tests/benchmarks/scale.py."""
    posts = "".join(
        f"  - id: e-{n}\n    svar: Det här är svar nummer {n}, med några ord till.\n" for n in range(10_000)
    )
    _write(tmp_path, {"mat.yaml": f"tema: mat\nposter:\n{posts}"})
    assert len(load(tmp_path).entries) == 10_000


def test_shipped_knowledge_has_no_faults() -> None:
    """The knowledge that comes with the program loads, without even advice."""
    assert [str(fault) for fault in inspect(SHIPPED)[1]] == []


def test_shipped_first_steps_lead_to_the_buttons_under_them() -> None:
    """At most three, each names a related entry by the title that its button has today."""
    knowledge = load(SHIPPED)
    for entry in knowledge.entries:
        steps = (entry.more or "").partition("Så kan ni börja:\n")[2].splitlines()
        named = [step.rpartition(" – se ”")[2].removesuffix("”.") for step in steps]
        assert len(named) <= 3, entry.id
        assert set(named) <= {other.title for other in knowledge.related_to(entry)}, entry.id


def test_shipped_answers_are_short_and_told_apart() -> None:
    """They fit over the first button of a phone, say nothing of what is missing, and no title is another's."""
    knowledge = load(SHIPPED)
    assert len({entry.title.casefold() for entry in knowledge.entries}) == len(knowledge.entries)
    for entry in knowledge.entries:
        assert len(entry.answer) <= 205, entry.id
        assert not re.search("sammanställning|mötet|deltagarna|alltså", f"{entry.answer} {entry.more}"), entry.id


def test_shipped_knowledge_covers_the_meeting() -> None:
    """Each of the 56 statements is the source of an entry, and every entry has questions enough."""
    knowledge = load(SHIPPED)
    used = {source for entry in knowledge.entries for source in entry.sources}
    assert used == {source.id for source in knowledge.sources}
    assert len(used) == 56
    assert [entry.id for entry in knowledge.entries if len(set(entry.questions)) < 12] == []
    assert [theme.id for theme in knowledge.themes if not knowledge.entries_of(theme.id)] == []
    assert min(len(knowledge.small_talk), len(knowledge.pointers), len(knowledge.synonyms.mutual)) > 0


@pytest.mark.parametrize(
    ("word", "the", "many", "that"),
    [
        ("nätverksträff", "nätverksträffen", "nätverksträffar", "den nätverksträffen"),
        ("byamöte", "byamötet", "byamöten", "det byamötet"),
        ("föreningsstämma", "föreningsstämman", "föreningsstämmor", "den föreningsstämman"),
    ],
)
def test_a_word_for_meetings_is_declined(word: str, the: str, many: str, that: str) -> None:
    """As it is in Swedish; what cannot be is told by `check` (tests/data/broken/profile-ill-formed)."""
    found = declined(word)
    assert found is not None
    assert (found.the, found.many, found.that) == (the, many, that)
    assert declined("mässa") is None


@pytest.mark.parametrize(
    ("name", "whose"), [("Åsby byalag", "Åsby byalags"), ("Åsby IF", "Åsby IF:s"), ("Vikens", "Vikens")]
)
def test_a_name_has_its_genitive(name: str, whose: str) -> None:
    """Also abbreviations and what ends with s."""
    assert Profile(name).whose == whose


def test_no_sentence_of_the_program_names_the_shipped_network() -> None:
    """Neither its name nor its year: they stand in the shipped knowledge alone."""
    files = [path for path in (KNOWLEDGE.parent / "bot").rglob("*") if path.suffix in {".py", ".yaml", ".js", ".html"}]
    assert len(files) > 100
    for path in files:
        assert not re.search("landsbygdsnätverk|2018", path.read_text("utf-8"), re.IGNORECASE), path
