"""The buttons of entries and themes as they stand in chats."""

import pytest

from bot.chat.actions import Actions, Open
from bot.chat.wire import Action, pack
from bot.features.answers import actions
from bot.wiring import FEATURES

STORED = {
    "e:reko-ring": Open("reko-ring"),
    "t": actions.ShowThemes(),
    "t:mat:2": actions.ShowTheme("mat", 2),
    "b:reko-ring:2": actions.Browse("reko-ring", 2),
    "g:Qm3_x-9A:reko-ring": actions.Praise("Qm3_x-9A", "reko-ring"),
    "d:Qm3_x-9A:reko-ring": actions.Reject("Qm3_x-9A", "reko-ring"),
    "r:Qm3_x-9A:not_asked": actions.Explain("Qm3_x-9A", "not_asked"),
}
KNOWN = Actions(each for feature in FEATURES for each in feature.actions)


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_a_chat_means_what_it_did(data: str, action: Action) -> None:
    """Among all that any feature brings."""
    assert KNOWN.read(data) == action
    assert pack(action) == data


@pytest.mark.parametrize("data", ["e", "e:", "e:a:b", "t:mat", "t:mat:x", "g:Qm3_x-9A", "r:Qm3_x-9A:because"])
def test_what_was_never_a_button_means_nothing(data: str) -> None:
    """Forged, or cut off."""
    assert KNOWN.read(data) is None
