"""Outputs with few letters: what cannot be written is replaced, and no command dies of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stage.paths import KNOWLEDGE, ROOT


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., bytes]:
    """What a command writes where output has an encoding."""

    def said(encoding: str, *arguments: str, typed: str = "") -> bytes:
        environment = {
            "PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(tmp_path.parent / "cache"),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments], cwd=KNOWLEDGE.parent, env=environment, capture_output=True,
            check=False, input=typed.encode(encoding, "replace"), timeout=30,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        return done.stdout or done.stderr

    return said


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp850"])
def test_every_letter_is_written_or_replaced_by_the_nearest(encoding: str, said: Callable[..., bytes]) -> None:
    """å is a where there is no å, and a quotation mark a simpler one; help, answers and refusals alike."""
    assert "Kunskapen" in said(encoding, "check", "--knowledge", str(KNOWLEDGE)).decode(encoding)
    answer = said(encoding, "ask", "--lexical", "hur ordnar vi samåkning").decode(encoding)
    assert answer.startswith("En app f")
    assert said("ascii", "--help").decode("ascii").startswith("Skriv sa har: ")
    assert b"Jag forstar inte: --okant." in said("ascii", "ask", "--okänt")


def test_json_keeps_every_letter_where_output_has_few(said: Callable[..., bytes]) -> None:
    """As escapes, so that a question is given back to the letter."""
    [line] = said("latin-1", "ask", "--json", "--lexical", typed="samåkning").decode("ascii").splitlines()
    assert json.loads(line)["question"] == "samåkning"
