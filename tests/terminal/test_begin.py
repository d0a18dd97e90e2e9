"""`init`: six answers become a network's own bot; nothing is written over."""

import io
import stat
from pathlib import Path

import pytest

from bot import cli
from bot.knowledge.directory import inspect
from bot.knowledge.profile import Word
from bot.matching.encoder import find_encoder

ANSWERS = ("Åsby byalag", "lokaler, bad och snöröjning.", "Anna Ek, anna@asby.se", "dalarna", "Lokaler", "byamöte")
OPTIONS = ("--namn", "--syfte", "--ansvarig", "--lan", "--tema", "--traff")
GIVEN = tuple(word for pair in zip(OPTIONS, ANSWERS, strict=True) for word in pair)


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.delenv("BOT_KNOWLEDGE", raising=False)


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_from_an_empty_folder_to_the_first_right_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At most twelve lines are typed: the command, six answers, cd, a question; the answer is the network's own."""
    typed = ["landsbygdsbot init asby", *ANSWERS]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ANSWERS) + "\n"))
    assert run("init", "asby") == 0
    next_lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    typed += [line for line in next_lines if line.startswith(("cd ", "landsbygdsbot ask"))]
    assert typed[-2:] == ["cd asby", 'landsbygdsbot ask "vem ansvarar för Åsby byalag"']
    assert len(typed) <= 12
    monkeypatch.chdir(tmp_path / "asby")
    if find_encoder() is None:
        pytest.skip("words alone are not sure enough here: the answer is one of two suggestions")
    assert run("ask", "vem ansvarar för Åsby byalag") == 0
    assert "Anna Ek ansvarar för Åsby byalag. Kontakt: anna@asby.se" in capsys.readouterr().out


def test_what_is_written_is_whole_and_says_whose_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` has neither faults nor advice; only the owner reads .env."""
    assert run("init", "asby", *GIVEN) == 0
    knowledge, faults = inspect(tmp_path / "asby")
    assert knowledge is not None
    assert faults == ()
    whose = knowledge.profile
    assert (whose.name, whose.purpose, whose.county) == ("Åsby byalag", "lokaler, bad och snöröjning", "Dalarna")
    assert (whose.responsible, whose.contact) == ("Anna Ek", "anna@asby.se")
    assert whose.meeting == Word("byamöte", "byamötet", "byamöten")
    assert [theme.name for theme in knowledge.themes] == ["Lokaler"]
    assert len(knowledge.entries) == 2
    environment = tmp_path / "asby" / ".env"
    assert stat.S_IMODE(environment.stat().st_mode) == 0o600
    assert "# Botens nyckel." in environment.read_text("utf-8")
    assert "landsbygdsbot import FIL" in capsys.readouterr().out


@pytest.mark.parametrize("name", [".env", "natverk.yaml", "lokaler.yaml"])
def test_nothing_is_written_over(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not the theme's file either, whose name is known only afterwards; nothing else is written then."""
    (tmp_path / "asby").mkdir()
    (tmp_path / "asby" / name).write_text("mitt", "utf-8")
    assert run("init", "asby", *GIVEN) == 1
    assert f"finns redan {name}" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "asby").iterdir()] == [name]
    assert (tmp_path / "asby" / name).read_text("utf-8") == "mitt"


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--lan", "Dalrna", "Menade du Dalarna?"),
        ("--lan", "Småland", "Menade du Jönköping, Kalmar eller Kronoberg?"),
        ("--lan", "Norge", "Skriv till exempel Dalarna"),
        ("--traff", "jippo", "Skriv tre former"),
        ("--ansvarig", "Anna Ek", "ett komma"),
        ("--namn", "å" * 61, "högst 60"),
    ],
)
def test_an_option_that_cannot_be_taken_is_said(
    option: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its name and with what would be right, before anything is asked or written."""
    assert run("init", "asby", option, text) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{option}: ")
    assert said in told
    assert not (tmp_path / "asby").exists()


def test_an_answer_that_cannot_be_taken_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is written when no more answers come."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Åsby\nbad\nAnna Ek\n"))
    assert run("init", "asby") == 1
    told = capsys.readouterr()
    assert "Skriv namnet, ett komma" in told.out
    assert "inget är skrivet" in told.err
    assert not (tmp_path / "asby").exists()


@pytest.mark.parametrize("theme", ["Teman", "Smaprat", "🎉", "Å" * 60])
def test_any_theme_has_a_file_of_its_own(theme: str, tmp_path: Path) -> None:
    """Also one that is called as a file is that means something else."""
    assert run("init", "asby", *GIVEN[:8], "--tema", theme, *GIVEN[10:]) == 0
    knowledge, faults = inspect(tmp_path / "asby")
    assert faults == ()
    assert knowledge is not None
    assert len(knowledge.entries) == 2
