"""Who answers for the members' data, as the operator has written it."""

import pytest

from bot.errors import SettingsError
from bot.settings import read_settings
from bot.settings.responsible import NOBODY_NAMED, Responsible

TOKEN = {"BOT_TOKEN": "1:a"}


def test_name_contact_and_kind_are_read() -> None:
    """Nothing is demanded; blanks are nothing."""
    assert read_settings({**TOKEN, "BOT_RESPONSIBLE": " "}).responsible == NOBODY_NAMED
    named = {"BOT_RESPONSIBLE": "Orsa kommun", "BOT_RESPONSIBLE_CONTACT": "a@b.se", "BOT_RESPONSIBLE_KIND": "myndighet"}
    assert read_settings({**TOKEN, **named}).responsible == Responsible("Orsa kommun", "a@b.se", "myndighet")


def test_another_kind_is_told() -> None:
    """A slip must not make an authority erase what it has to keep."""
    with pytest.raises(SettingsError) as refused:
        read_settings({**TOKEN, "BOT_RESPONSIBLE_KIND": "kommun"})
    assert "BOT_RESPONSIBLE_KIND" in " ".join(refused.value.faults)
