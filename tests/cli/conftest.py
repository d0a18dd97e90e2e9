"""Typing a command."""

import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli import main
from tests.stage.paths import KNOWLEDGE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in an empty directory and an empty environment: its exit code, output and error output."""
    for name in os.environ:
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / "cache"))  # what is derived once serves all tests
    monkeypatch.setenv("BOT_KNOWLEDGE", str(KNOWLEDGE))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, typed: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed), encoding="utf-8", errors="surrogateescape"))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        code = ended.value.code
        return int(code or 0) if not isinstance(code, str) else 1, said.out, said.err

    return command
