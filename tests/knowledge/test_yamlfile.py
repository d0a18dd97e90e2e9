"""One YAML file as values with lines: what is read, what is refused, and that nothing makes it raise."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.yamlfile import MAX_BYTES, Items, Node, Pairs, Text, read_yaml


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    return tmp_path / "mat.yaml"


def _read(file: Path, content: str | bytes) -> tuple[Node | None, list[str]]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    node, faults = read_yaml(file)
    return node, [str(fault) for fault in faults]


def _plain(node: Node | None) -> object:
    if isinstance(node, Items):
        return [_plain(each) for each in node.values]
    if isinstance(node, Pairs):
        return {key: _plain(value) for key, (_, value) in node.values.items()}
    return node.value if node else None


def test_what_yaml_takes_for_other_types_stays_text(file: Path) -> None:
    """Editors mean the words they write: nej, 2018, 1.50 and 12:30 are never false or numbers."""
    node, faults = _read(file, "- nej\n- Yes\n- on\n- 2018\n- 1.50\n- 12:30\n- 0x1F\n- 2018-11-06\n")
    assert _plain(node) == ["nej", "Yes", "on", "2018", "1.50", "12:30", "0x1F", "2018-11-06"]
    assert faults == []


@pytest.mark.parametrize("nothing", ["", "~", "null", "NULL", "''", "'  '"])
def test_nothing_in_any_spelling_is_an_empty_text(file: Path, nothing: str) -> None:
    """An unfilled key is empty, so that rules for empty texts hold for every way to leave it out."""
    assert _plain(_read(file, f"titel: {nothing}\n")[0]) == {"titel": ""}


def test_quoted_null_is_a_word(file: Path) -> None:
    """Citation marks make null a text like others."""
    assert _plain(_read(file, "titel: 'null'\n")[0]) == {"titel": "null"}


def test_lines_are_those_of_the_editor(file: Path) -> None:
    """Keys, texts, lists and mappings know the line they start on, also after comments and long texts."""
    node, _ = _read(file, "# om mat\na: |\n  ett\n  två\n\nb:\n  - c: d\n  - e\n")
    assert isinstance(node, Pairs)
    assert [line for line, _ in node.values.values()] == [2, 6]
    items = node.values["b"][1]
    assert isinstance(items, Items)
    assert [value.line for value in items.values] == [7, 8]


def test_decomposed_letters_become_composed_ones(file: Path) -> None:
    """A Mac writes å as a and a ring; keys and texts from there are the same as others."""
    node, faults = _read(file, "fra\u030agor: a\u0308gg \n")
    assert _plain(node) == {"frågor": "ägg"}
    assert faults == []


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"---\na: b\nc: d\n...\n"])
def test_windows_files_and_document_marks_are_read(file: Path, content: bytes) -> None:
    """A byte order mark, Windows line ends and the marks around one document are harmless."""
    node, faults = _read(file, content)
    assert (_plain(node), faults) == ({"a": "b", "c": "d"}, [])


def test_same_key_in_either_normal_form_is_a_duplicate(file: Path) -> None:
    """Two spellings of the same bytes to the eye must not hide each other."""
    assert _read(file, "å: 1\na\u030a: 2\n")[1] == ["mat.yaml rad 2, å: står redan på rad 1. Behåll en av raderna."]


def test_faults_that_hide_nothing_are_all_told(file: Path) -> None:
    """An editor mends a duplicate key, an anchor and a tag in one go."""
    assert _read(file, "a: 1\na: 2\nb: &x 3\nc: !t 4\n")[1] == [
        "mat.yaml rad 2, a: står redan på rad 1. Behåll en av raderna.",
        "mat.yaml rad 3: använder ett ankare (&). Inga ankare: skriv ut texten, eller sätt den inom citattecken.",
        "mat.yaml rad 4: använder en YAML-tagg (!). Inga taggar: ta bort den, eller sätt texten inom citattecken.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "a:\n\tb: 1\n",
            "rad 2: har en tabb i indraget. Byt tabbar mot blanksteg, två för varje steg.",
        ),
        ("a: 1\n\t\nb: 2\n", "rad 2: har en tabb där raden skulle börja. Byt tabbar mot blanksteg."),
        ("%YAML 3.0\n---\na: 1\n", "rad 1: begär en annan version av YAML. Ta bort raden."),
        ("%SVAR a\n", "rad 1: börjar med %. Sätt hela texten inom citattecken."),
        ("a: 1\n...\nb: 2\n", "rad 3: fortsätter efter slutet (...). Ta bort raden med tre punkter."),
        ("a: ? b\n", "rad 1: börjar en text med ?. Sätt hela texten inom citattecken."),
        (
            "a: ]\n",
            "rad 1: börjar en text med ett tecken som YAML inte tillåter där. Sätt hela texten inom citattecken.",
        ),
        ("a: &\n", "rad 1: börjar en text med &. Sätt hela texten inom citattecken."),
        ("a: !<\n", "rad 1: börjar en text med !. Sätt hela texten inom citattecken."),
        (
            "a: |x\n  b\n",
            "rad 1: har fel efter | eller > eller under. Skriv | ensamt, och texten under med indrag.",
        ),
        (
            "a: |\n  b\n c\nd: e\n",
            "rad 3: har ett annat indrag än raderna ovanför. Ge raden samma indrag som de andra nycklarna i posten.",
        ),
        ("a: 'x': y\n", "rad 1: har ett kolon mitt i texten. Sätt hela texten inom citattecken."),
    ],
)
def test_syntax_is_explained_in_swedish(file: Path, content: str, sentence: str) -> None:
    """Each kind of broken syntax that the broken directories do not show has its own sentence."""
    assert _read(file, content) == (None, [f"mat.yaml {sentence}"])


NOTE = (
    "mat.yaml rad {}: har ett # efter blanksteg, så resten av raden läses inte."
    " Allt efter # är en anteckning; sätt hela texten inom citattecken om det hör till den."
)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: Ring #byalaget på fredag\n", 1),
        ("b: c\na: Ring\n  oss #byalaget\n", 3),
        ("a:\n  - b\n  - Vad gör #byalaget?\n", 3),
        ("a: #byalaget\n", 1),
        ("a: [ägg, mjölk #byalaget\n]\n", 1),
    ],
)
def test_a_note_that_cuts_a_text_is_told(file: Path, content: str, line: int) -> None:
    """Editors write of hashtags; what the file loses is said, with its line, and the rest is read."""
    node, faults = read_yaml(file) if file.write_text(content, encoding="utf-8") else (None, ())
    assert node is not None
    assert [str(fault) for fault in faults] == [NOTE.format(line)]
    assert not faults[0].serious


@pytest.mark.parametrize(
    "content",
    [
        "# om mat\na: b\n  # mer om mat\nc: d\n",
        "a: \"Ring #byalaget\" # så sa de\nb: 'Ring #byalaget'\n",
        "a: | # med stycken\n  Ring #byalaget\n  # inte jag\nb: >\n  Ring #byalaget\n",
        "a: a#b\nb: [c#d, e]  # två\n",
        "a:  # en lista\n  - b\n",
    ],
)
def test_notes_that_cut_nothing_are_let_be(file: Path, content: str) -> None:
    """Whole lines, quoted texts, texts under | and >, a # inside a word, and notes after what is no text."""
    assert _read(file, content)[1] == []


@pytest.mark.parametrize(
    "content", ["a: OBS:\u00a0ring 10\u00a0000\n", "a: |\n  Ja\n  \u00a0\u00a0Nej\n", "a: 👩\u200d🌾\n"]
)
def test_hard_spaces_inside_a_text_are_let_be(file: Path, content: str) -> None:
    """They keep a number together; only where YAML looks for a space do they mislead."""
    assert _read(file, content)[1] == []


def test_a_path_in_quotes_that_says_something_else_is_told(file: Path) -> None:
    """C:\\new is a line break to YAML; it is read, and somebody should look."""
    remedy = "har ett omvänt snedstreck inom dubbla citattecken. Byt till enkla citattecken."
    assert _read(file, 'a: "C:\\new"\n')[1] == [f"mat.yaml rad 1: {remedy}"]


def test_link_out_of_the_directory_is_refused(tmp_path: Path) -> None:
    """Nobody publishes a file of the server by linking to it; a link inside the directory is fine."""
    (tmp_path / "kunskap").mkdir()
    (tmp_path / "hemligt.yaml").write_text("a: b\n")
    outside, inside = tmp_path / "kunskap" / "ut.yaml", tmp_path / "kunskap" / "in.yaml"
    outside.symlink_to("../hemligt.yaml")
    inside.symlink_to("mat.yaml")
    (tmp_path / "kunskap" / "mat.yaml").write_text("a: b\n")
    assert [str(fault) for fault in read_yaml(outside)[1]] == [
        "ut.yaml: är en länk ut ur mappen. Lägg själva filen i mappen."
    ]
    assert read_yaml(inside)[1] == ()


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    """Directories, pipes, links to nothing and links in a circle neither raise nor wait."""
    (tmp_path / "mapp.yaml").mkdir()
    os.mkfifo(tmp_path / "ror.yaml")
    (tmp_path / "ingenstans.yaml").symlink_to("finns-inte.yaml")
    (tmp_path / "runt.yaml").symlink_to("runt.yaml")
    sentences = [str(fault) for path in sorted(tmp_path.iterdir()) for fault in read_yaml(path)[1]]
    assert sentences == [
        "ingenstans.yaml: går inte att läsa. Kontrollera att filen finns och får läsas.",
        "mapp.yaml: är ingen vanlig fil. Flytta bort den eller ge den ett annat namn.",
        "ror.yaml: är ingen vanlig fil. Flytta bort den eller ge den ett annat namn.",
        "runt.yaml: går inte att läsa. Kontrollera att filen finns och får läsas.",
    ]


def test_huge_file_is_refused_unread(file: Path) -> None:
    """A log file put in the wrong place does not fill the memory."""
    with file.open("wb") as opened:
        opened.truncate(MAX_BYTES + 1)
    assert [str(fault) for fault in read_yaml(file)[1]] == ["mat.yaml: är större än 10 MB. Dela upp den i flera filer."]


@pytest.mark.parametrize(
    "content",
    [
        "[" * 1_000_000,
        "{" * 1_000_000,
        "- " * 500_000,
        "? " * 500_000,
        "a: " * 300_000,
        "\t\n" * 500_000,
        "\tx\n" * 300_000,
        "a: '" + "x" * 1_000_000,
        "x" * 1_000_000 + ": 1",
        "a: &a [b, b]\n" + "".join(f"c{n}: &c{n} [*a, *a]\n" for n in range(2_000)),
    ],
    ids=lambda content: content[:4].strip(),
)
def test_cost_follows_size(file: Path, content: str) -> None:
    """A million characters made to hurt a parser are refused in the time that they take to read."""
    started = time.perf_counter()
    assert _read(file, content)[1]
    assert time.perf_counter() - started < 5


@settings(max_examples=300, deadline=None)
@given(content=st.one_of(st.binary(max_size=200), st.text("ab: -\n\t'\"[]{}&*!|>%@#?,~åäö\\0", max_size=60)))
def test_any_bytes_give_values_or_faults(tmp_path_factory: pytest.TempPathFactory, content: bytes | str) -> None:
    """Whatever a file holds, reading it ends, never raises, and hides content only with a fault."""
    node, faults = _read(tmp_path_factory.getbasetemp() / "any.yaml", content)
    assert node is not None or faults
    assert all(fault.startswith("any.yaml") and fault.endswith((".", "?")) for fault in faults)
    assert all("\n" not in fault for fault in faults)


def test_text_is_a_value(file: Path) -> None:
    """A file of one text gives that text and its line."""
    assert read_yaml(file)[0] is None
    assert _read(file, "\nhej\n") == (Text("hej", 2), [])
