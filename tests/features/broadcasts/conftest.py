"""Organisers at their desk, at an hour when broadcasts go."""

from pathlib import Path

import pytest

from bot.matching.library import Library
from tests.conftest import Stage, performed
from tests.stage.ledger import Perform
from tests.stage.organisers import Desk, desk_of, never_quiet


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never quiet."""
    never_quiet(monkeypatch)


@pytest.fixture
async def desk(calm: None, stage: Stage) -> Desk:  # noqa: ARG001 - before the stage
    """Two organisers and three groups."""
    return await desk_of(stage)


@pytest.fixture
def perform(tmp_path: Path, library: Library) -> Perform:
    """Without anything that it knows beforehand."""
    return lambda simulator: performed(tmp_path / "bot.db", simulator, library)
