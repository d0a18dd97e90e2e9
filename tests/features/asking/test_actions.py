"""The buttons of questions and waits as they stand in chats."""

import pytest

from bot.chat.actions import Actions, AskAgain, SeeWait
from bot.chat.wire import Action, pack
from bot.features.asking import actions
from bot.wiring import FEATURES

STORED = {
    "s:Qm3_x-9A:reko-ring": actions.Choose("Qm3_x-9A", "reko-ring"),
    "n:Qm3_x-9A": actions.ChooseNone("Qm3_x-9A"),
    "q:Qm3_x-9A": AskAgain("Qm3_x-9A"),
    "h": actions.ShowHow(),
    "y:Qm3_x-9A": actions.Wait("Qm3_x-9A"),
    "y:see:12": SeeWait(12),
    "y:stop:12": actions.StopWaiting(12),
}
KNOWN = Actions(each for feature in FEATURES for each in feature.actions)


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_a_chat_means_what_it_did(data: str, action: Action) -> None:
    """Among all that any feature brings."""
    assert KNOWN.read(data) == action
    assert pack(action) == data


@pytest.mark.parametrize(
    "data", ["", "s", "s:Qm3_x-9A", "y:see:x", "y:stop:-1", "q:", "q:a:b:c", "z:1", f"y:see:{'9' * 16}"]
)
def test_what_was_never_a_button_means_nothing(data: str) -> None:
    """Forged, or cut off."""
    assert KNOWN.read(data) is None
