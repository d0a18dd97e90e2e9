"""Help and refusals: every word Swedish, each command with example, settings and exit codes."""

import re
import subprocess
import sys

import pytest

from bot.terminal.manual import PAGES, SETTINGS
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|show|help message|exit|error|invalid|choose"
    r"|required|unrecognized|expected|default|the|and)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("command", PAGES)
def test_every_command_helps_with_example_settings_and_codes(run: Run, command: str) -> None:
    """An example begins with what one types; the settings are those of the README's table."""
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert f"landsbygdsbot {command}" in out.split("Exempel:")[1]
    assert {name for name in SETTINGS if name in out} >= set(PAGES[command].settings)
    assert all(f"\n  {number} " in out for number in (0, 1, 2, 130))
    assert ENGLISH.findall(re.sub(r"--\w+|BOT_\w+", "", out)) == []


@pytest.mark.parametrize(("command", "codes"), [("run", {3, 4, 6}), ("check", {4}), ("import", {5}), ("ask", set())])
def test_help_tells_only_the_codes_that_the_command_has(run: Run, command: str, codes: set[int]) -> None:
    """What Telegram refuses is nothing that `ask` ends with."""
    _, out, _ = run(command, "--help")
    assert {number for number in (3, 4, 5, 6) if f"\n  {number} " in out} == codes


def test_help_names_every_command(run: Run) -> None:
    """The way in for somebody who knows nothing."""
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"\n    {command} " in out for command in PAGES)
    assert ENGLISH.findall(out.replace("--help", "")) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Det saknas något: kommando."),
        (("rnu",), "Kommandot rnu finns inte. Menade du run?"),
        (
            ("xyz",),
            "Kommandot xyz finns inte."
            " De som finns är init, run, import, demo, ask, check, backup, restore, export, evaluate.",
        ),
        (("ask", "--okänt"), "Jag förstår inte: --okänt."),
        (("ask", "--lex", "fiber"), "Jag förstår inte: --lex."),
        (("check", "a", "b"), "Jag förstår inte: a b."),
        (("ask", "--json=ja"), "Efter --json ska det inte stå något."),
        (("demo", "--port"), "Efter --port ska det stå något."),
        (("evaluate",), "Det saknas något: fil."),
        (("restore",), "Det saknas något: fil."),
        (("backup", "--keep", "0"), "--keep: Skriv hur många kopior som ska finnas kvar, minst 1, inte 0."),
        *(
            (("demo", "--port", port), f"--port: En port är ett tal från 1 till 65535, inte {port}.")
            for port in ("99999", "65536", "0", "-1", "åtta", "8080.5", "１２３")
        ),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_swedish(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """Exit code 2, what is wrong, and where to read more."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    told, where = err.splitlines()
    assert told == sentence
    assert re.fullmatch(r"Se landsbygdsbot( \w+)? --help\.", where)


def test_help_loads_nothing_that_a_command_needs() -> None:
    """It is there at once."""
    heavy = ("telegram", "numpy", "aiosqlite", "rapidfuzz", "bot.app", "bot.wiring")
    loaded = f"import sys, bot.cli; print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
