"""The buttons about a member's data as they stand in chats."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.privacy import actions
from bot.features.privacy.feature import FEATURE

STORED = {
    "p:all": actions.ShowPrivacy(),
    "p:mine": actions.ShowData(),
    "p:ask": actions.AskErasure(),
    "p:erase:29400000": actions.Erase(29_400_000),
    "p:keep": actions.Keep(),
}


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_the_chat_means_what_it_meant(data: str, action: Action) -> None:
    """Read and written."""
    assert Actions(FEATURE.actions).read(data) == action
    assert pack(action) == data


@pytest.mark.parametrize("data", ["p", "p:", "p:erase", "p:erase:", "p:erase:-1", "p:erase:1:2", "p:everybody"])
def test_a_forged_button_means_nothing(data: str) -> None:
    """What no button of ours carries."""
    assert Actions(FEATURE.actions).read(data) is None
