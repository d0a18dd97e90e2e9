"""The commands as an operator types them: what they print, and how they end."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot import cli
from bot.cli import main
from bot.errors import BotError, Deaf, TokenRefused
from bot.storage.database import open_database
from tests.stage.paths import BROKEN, KNOWLEDGE

SHIPPED = KNOWLEDGE
COMMANDS = ("ask", "backup", "check", "demo", "evaluate", "run")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in an empty directory and an empty environment: its exit code, output and error output."""
    for name in os.environ:
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(SHIPPED))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, typed: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed), encoding="utf-8", errors="surrogateescape"))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        code = ended.value.code
        return int(code or 0) if not isinstance(code, str) else 1, said.out, said.err

    return command


def test_ask_prints_the_answer_as_a_member_would_see_it(run: Run) -> None:
    """Title, answer, source; no markup. Words of a question need no quotation marks."""
    code, out, err = run("ask", "--lexical", "hur", "ordnar", "vi", "samåkning")
    assert (code, err) == (0, "")
    assert out.startswith("En app för samåkning\n\n")
    assert "6 november 2018" in out
    assert "<" not in out
    assert run("ask", "--lexical", "hur ordnar vi samåkning")[1] == out


def test_ask_without_a_question_is_wrong_use(run: Run) -> None:
    """It says what to type instead."""
    code, out, err = run("ask", "--lexical")
    assert (code, out) == (2, "")
    assert "landsbygdsbot ask" in err


def test_json_answers_each_line_in_order_to_the_letter(run: Run) -> None:
    """Blank, odd and very long lines too: one object a line, the question given back as it came."""
    lines = [
        "hur ordnar vi samåkning",
        "",
        "  två blanksteg  ",
        '"; DROP',
        "<b>&amp;",
        "å" * 4096,
        "a\u0308\u200f",
        "tack",
    ]
    code, out, _ = run("ask", "--json", "--lexical", typed="\n".join(lines).encode() + b"\n")
    answers = [json.loads(line) for line in out.removesuffix("\n").split("\n")]
    assert code == 0
    assert [each["question"] for each in answers] == lines
    for each in answers:
        assert {"question", "outcome", "confidence", "hits"} <= each.keys()
        assert each["outcome"] in {"answer", "suggestions", "none"}
        assert 0 <= each["confidence"] <= 1
        assert all(hit.keys() == {"id", "title", "sources", "score"} for hit in each["hits"])
    assert answers[-1]["reply"]
    assert answers[0]["hits"][0]["sources"] == ["f2-teknik-01"]


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b""])
def test_json_takes_any_line_ending(run: Run, ending: bytes) -> None:
    """Windows files and a last line without an end."""
    code, out, _ = run("ask", "--json", "--lexical", typed=b"fiber" + ending)
    assert (code, [json.loads(line)["question"] for line in out.splitlines()]) == (0, ["fiber"])


def test_json_of_no_questions_is_empty(run: Run) -> None:
    """An empty file is no error."""
    assert run("ask", "--json", "--lexical") == (0, "", "")


def test_json_survives_bytes_that_are_no_text() -> None:
    """Latin-1 in a UTF-8 pipe: as many objects as lines, all valid JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json", "--lexical", "--knowledge", str(SHIPPED)],
        input=b"bil\nb\xe5t \xff\nbuss\n", capture_output=True, check=False, cwd=SHIPPED.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    answers = [json.loads(line) for line in done.stdout.decode("utf-8", "surrogateescape").splitlines()]
    assert len(answers) == 3
    assert (answers[0]["question"], answers[2]["question"]) == ("bil", "buss")


def test_explain_tells_why(run: Run) -> None:
    """The evidence in words and the decision."""
    code, out, _ = run("ask", "--explain", "--lexical", "hur ordnar vi samåkning")
    assert code == 0
    assert out.splitlines()[0] == "Fråga: hur ordnar vi samåkning"
    assert "Gemensamma ord: " in out
    assert "Säkerhet att det finns svar" in out


def test_check_of_whole_knowledge_says_so(run: Run) -> None:
    """How much there is, and that all is well."""
    code, out, _ = run("check")
    assert code == 0
    assert "Kunskapen är hel" in out


def test_check_of_broken_knowledge_prints_every_fault_and_fails(run: Run) -> None:
    """File and line first, so that an editor can go there."""
    for directory in sorted(each for each in BROKEN.iterdir() if each.is_dir())[:10]:
        code, out, _ = run("check", "--knowledge", str(directory))
        assert code == 1
        assert out


@pytest.mark.parametrize("command", [("check",), ("ask", "fiber"), ("ask", "--json"), ("evaluate", "q.tsv")])
def test_a_knowledge_that_is_not_there_is_told(run: Run, command: tuple[str, ...]) -> None:
    """In Swedish, without a traceback."""
    code, out, err = run(*command, "--knowledge", "finns-inte")
    assert code == 1
    assert "finns-inte" in out + err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [(), ("finns-inte",), ("ask", "--okänt"), ("demo", "--port", "åtta"), ("evaluate",)]
)
def test_wrong_use_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    """As other programs do."""
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(run: Run, command: str) -> None:
    """An example that begins with what one types."""
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"landsbygdsbot {command}" in out.split("Exempel:")[1]


def test_help_names_every_command(run: Run) -> None:
    """The way in for somebody who knows nothing."""
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)


def test_evaluate_prints_the_table(run: Run, tmp_path: Path) -> None:
    """All, each kind, AUC."""
    (tmp_path / "q.tsv").write_text(
        "question\tbest\tkind\nhur ordnar vi samåkning\tf2-teknik-01\tshort\nvad blir det för väder\t\toff-topic\n",
        encoding="utf-8",
    )
    code, out, _ = run("evaluate", "--lexical", "q.tsv")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["best@1", "alla", "short", "off-topic", "AUC"]


def test_evaluate_of_a_file_that_is_not_there_is_told(run: Run) -> None:
    """Its name, no traceback."""
    code, _, err = run("evaluate", "--lexical", "finns-inte.tsv")
    assert code == 1
    assert "finns-inte.tsv" in err


def test_backup_copies_the_database_once(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A whole database under the name given; an existing file is never written over."""
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))
    asyncio.run(_make(tmp_path / "bot.db"))
    code, out, _ = run("backup", "kopia.db")
    assert (code, "kopia.db" in out) == (0, True)
    asyncio.run(_make(tmp_path / "kopia.db"))
    before = (tmp_path / "kopia.db").read_bytes()
    code, _, err = run("backup", "kopia.db")
    assert (code, "finns redan" in err) == (1, True)
    assert (tmp_path / "kopia.db").read_bytes() == before


def test_backup_without_a_database_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And makes none."""
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))
    code, _, err = run("backup", "kopia.db")
    assert (code, "ingen databas" in err) == (1, True)
    assert not list(tmp_path.glob("*.db"))
    asyncio.run(_make(tmp_path / "bot.db"))
    code, _, err = run("backup", "saknas/kopia.db")
    assert (code, "finns inte" in err) == (1, True)


def test_run_without_settings_names_what_is_missing(run: Run) -> None:
    """One error with every fault, and no traceback."""
    code, _, err = run("run")
    assert code == 1
    assert "BOT_TOKEN" in err


async def _make(file: Path) -> None:
    database = await open_database(file)
    await database.close()


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (TokenRefused(), 1, "Telegram godtar inte BOT_TOKEN"),
        (Deaf(another=False), 3, "Starta boten igen"),
        (Deaf(another=True), 3, "En annan process"),
    ],
)
def test_what_ends_a_running_bot_has_a_sentence_and_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, failure: BotError, code: int, words: str
) -> None:
    """Whoever supervises the process can tell what to do by the code."""

    async def end(*_: object) -> None:
        raise failure

    monkeypatch.setattr(cli, "run", end)
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    found, _, error = run("run")
    assert found == code
    assert words in error
