"""The commands as an operator types them: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import app
from bot.errors import DatabaseInUse, DatabaseTooNew, DatabaseUnusable, Deaf, TokenRefused, WebhookRefused
from bot.knowledge.values import KnowledgeFaults
from bot.knowledge.yamlfile import Fault
from bot.terminal.manual import PAGES
from tests.cli.conftest import Run
from tests.stage.paths import BROKEN, KNOWLEDGE, ROOT

SHIPPED = KNOWLEDGE


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


def test_evaluate_prints_the_table(run: Run, tmp_path: Path) -> None:
    """All, each kind, AUC."""
    (tmp_path / "q.tsv").write_text(
        "question\tbest\tkind\nhur ordnar vi samåkning\tf2-teknik-01\tshort\nvad blir det för väder\t\toff-topic\n",
        encoding="utf-8",
    )
    code, out, _ = run("evaluate", "--lexical", "q.tsv")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["best@1", "alla", "short", "off-topic", "AUC", "Högst"]


def test_evaluate_reads_what_a_spreadsheet_saved(run: Run, tmp_path: Path) -> None:
    """With a byte order mark and Windows line ends, as Excel writes."""
    (tmp_path / "q.tsv").write_bytes("\ufeffquestion\tbest\r\nhur ordnar vi samåkning\tf2-teknik-01\r\n".encode())
    code, out, err = run("evaluate", "--lexical", "q.tsv")
    assert (code, err) == (0, "")
    assert "alla" in out


def test_evaluate_of_a_file_that_is_not_there_is_told(run: Run) -> None:
    """Its name, no traceback."""
    code, _, err = run("evaluate", "--lexical", "finns-inte.tsv")
    assert code == 1
    assert "finns-inte.tsv" in err


def test_run_without_settings_names_what_is_missing(run: Run) -> None:
    """One error with every fault, and no traceback."""
    code, _, err = run("run")
    assert code == 6
    assert "BOT_TOKEN" in err


@pytest.mark.parametrize("name", [".env.txt", "env.txt", "env"])
def test_run_points_at_settings_under_another_name(run: Run, tmp_path: Path, name: str) -> None:
    """Notepad adds .txt, and says nothing of it."""
    (tmp_path / name).write_text("BOT_TOKEN=1:a\n", encoding="utf-8")
    code, _, err = run("run")
    assert code == 6
    assert f"Här ligger {name}, som inte läses. Döp om den till .env." in err.splitlines()
    (tmp_path / ".env").write_text("", encoding="utf-8")
    assert name not in run("run")[2].replace(".env.", "")


def test_systemd_starts_again_only_what_that_may_mend() -> None:
    """The unit, its guide and the help tell of the same codes."""
    unit = (ROOT / "deploy" / "landsbygdsbot.service").read_text(encoding="utf-8")
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert "RestartPreventExitStatus=2 4 6\n" in unit
    assert "allt utom 0, 2, 4 och 6" in guide
    assert {4, 6} < set(PAGES["run"].codes)


def test_check_tells_who_may_read_what_only_the_owner_should(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The token, the database with what SQLite lays beside it, and copies named by their day."""
    monkeypatch.setenv("BOT_DATABASE", "bot.db")
    for name in (".env", "bot.db", "bot.db-wal", "bot-2026-11-27.db", "other.db"):
        (tmp_path / name).write_text("", encoding="utf-8")
        (tmp_path / name).chmod(0o640)
    code, out, _ = run("check")
    advice = [line.split()[1] for line in out.splitlines() if "chmod 600" in line]
    assert (code, [Path(each).name for each in advice]) == (0, [".env", "bot.db", "bot.db-wal", "bot-2026-11-27.db"])
    for path in tmp_path.iterdir():
        path.chmod(0o600) if path.is_file() else None
    assert "chmod" not in run("check")[1]


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (WebhookRefused("bad"), 4, "Telegram godtar inte BOT_WEBHOOK_URL: bad."),
        (TokenRefused(), 4, "Telegram godtar inte BOT_TOKEN"),
        (Deaf(another=False), 3, "Starta boten igen"),
        (Deaf(another=True), 3, "En annan process"),
        (KnowledgeFaults((Fault("mat.yaml", 3, "titel", "saknas", "skriv en"),)), 6, "mat.yaml"),
        (DatabaseTooNew(Path("x.db"), 99, 14), 6, "Uppdatera programmet"),
        (DatabaseUnusable(Path("x.db"), "foreign"), 6, "annat programs databas"),
        (DatabaseUnusable(Path("x.db"), "full"), 1, "Disken är full"),
        (DatabaseInUse(Path("x.db")), 1, "En annan process kör redan"),
    ],
)
def test_what_ends_a_running_bot_has_a_sentence_and_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: int, words: str
) -> None:
    """Whoever supervises the process can tell what to do by the code."""

    async def end(*_: object) -> None:
        raise failure

    monkeypatch.setattr(app, "run", end)
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    found, _, error = run("run")
    assert found == code
    assert words in error
