"""What stands on the buttons of the organisers' list, in chats today, goes on being read."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.roles.actions import Accept, AskRemoval, Invite, Remove, Restore, ShowOrganisers
from bot.features.roles.feature import FEATURE

ACTIONS = Actions(FEATURE.actions)
STORED: dict[str, Action] = {
    "w:a": ShowOrganisers(),
    "w:a:sure:601": AskRemoval(601),
    "w:a:remove:601": Remove(601),
    "w:a:undo:7123456789": Restore(7123456789),
    "w:a:invite": Invite(),
    "w:o:0f1e2d3c4b5a6978": Accept("0f1e2d3c4b5a6978"),
}


def test_every_kind_has_its_example() -> None:
    """A new kind of button needs one."""
    assert {type(action) for action in STORED.values()} == {each.kind for each in FEATURE.actions}


@pytest.mark.parametrize("data", STORED)
def test_what_stands_in_chats_is_read_and_written_alike(data: str) -> None:
    """To the letter."""
    assert ACTIONS.read(data) == STORED[data]
    assert pack(STORED[data]) == data


@pytest.mark.parametrize(
    "data", ["", "w", "w:a:", "w:a:sure:", "w:a:sure:Bo", "w:a:remove:" + "9" * 17, "w:a:undo:6:0", "w:a:röj", "w:o:"]
)
def test_what_is_forged_is_none(data: str) -> None:
    """Too long numbers, words for numbers, parts that lack or are too many."""
    assert ACTIONS.read(data) is None
