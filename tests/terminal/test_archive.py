"""Whether what is erased is kept in a file, as the operator has written it."""

import pytest

from bot.errors import SettingsError
from bot.settings import read_settings

TOKEN = {"BOT_TOKEN": "1:a"}


@pytest.mark.parametrize(("kind", "is_kept"), [("", False), (" ", False), ("forening", False), ("myndighet", True)])
def test_an_authority_keeps_what_it_erases(kind: str, is_kept: bool) -> None:
    """Nothing is demanded; blanks are nothing."""
    assert read_settings({**TOKEN, "BOT_RESPONSIBLE_KIND": kind}).archive.is_kept is is_kept


def test_another_kind_is_told() -> None:
    """A slip must not make an authority erase what it has to keep."""
    with pytest.raises(SettingsError) as refused:
        read_settings({**TOKEN, "BOT_RESPONSIBLE_KIND": "kommun"})
    assert "BOT_RESPONSIBLE_KIND" in " ".join(refused.value.faults)
