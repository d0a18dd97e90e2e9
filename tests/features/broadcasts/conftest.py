"""Organisers at their desk, at an hour when broadcasts go."""

import pytest

from tests.conftest import Stage
from tests.stage.organisers import Desk, desk_of, never_quiet


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never quiet."""
    never_quiet(monkeypatch)


@pytest.fixture
async def desk(calm: None, stage: Stage) -> Desk:  # noqa: ARG001 - before the stage
    """Two organisers and three groups."""
    return await desk_of(stage)
