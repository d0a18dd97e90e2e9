"""The clock that the rules of the queue go by."""

from collections.abc import Iterator

import pytest

from tests.stage.moderators import Clock


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Turned by the test."""
    with Clock().followed() as followed:
        yield followed
