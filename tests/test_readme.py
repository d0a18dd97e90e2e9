"""The README names what there is, and nothing that is not there."""

import re

import pytest

from bot.terminal.manual import PAGES, SETTINGS
from bot.wiring import COMMANDS, MENU
from tests.stage.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", MENU)
def test_every_chat_command_is_named(command: str) -> None:
    """In a table or in a sentence."""
    assert re.search(rf"(?<!\w)/{command}\b", README)


def test_commands_stand_in_the_order_in_which_the_bot_lists_them() -> None:
    """/hjalp and the tables are one list."""
    named = re.findall(r"^\| /(\w+)", README, re.MULTILINE)
    of_members = COMMANDS.of("private")
    assert named[: len(of_members)] == [each.name for each in of_members]


@pytest.mark.parametrize("command", PAGES)
def test_every_command_of_an_operator_is_named(command: str) -> None:
    """As one types it."""
    assert f"landsbygdsbot {command}" in README


def test_the_settings_are_those_of_the_help() -> None:
    """No more and no fewer."""
    table = README.partition("| Inställning |")[2].partition("\n\n")[0]
    assert set(re.findall(r"\b(?:BOT|HTTPS|SSL)_[A-Z_]+", table)) == set(SETTINGS)
