"""Buttons under /obesvarade as they stand in the moderators' chat."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.unanswered.actions import (
    AskForTips,
    DropSynonym,
    LinkTo,
    MakeSynonym,
    OpenCluster,
    Read,
    ShowHidden,
    ShowList,
    TeachSynonym,
    Unlink,
)
from bot.features.unanswered.feature import FEATURE

STORED = {
    "o:p:2": ShowList(2),
    "o:h:1": ShowHidden(1),
    "o:r:k3Jq-9_a": Read("k3Jq-9_a"),
    "o:c:k3Jq-9_a:2": OpenCluster("k3Jq-9_a", 2),
    "o:l:k3Jq-9_a:reko-ring": LinkTo("k3Jq-9_a", "reko-ring"),
    "o:x:7": Unlink(7),
    "o:s:k3Jq-9_a:reko-ring:1": MakeSynonym("k3Jq-9_a", "reko-ring", 1),
    "o:k:k3Jq-9_a:reko-ring:1": TeachSynonym("k3Jq-9_a", "reko-ring", 1),
    "o:y:7": DropSynonym(7),
    "o:t:k3Jq-9_a": AskForTips("k3Jq-9_a"),
}


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_the_chat_means_what_it_meant(data: str, action: Action) -> None:
    """Read and written."""
    assert Actions(FEATURE.actions).read(data) == action
    assert pack(action) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "o", "o:", "o:p", "o:p:", "o:p:x", "o:p:-1", "o:p:1234567890123456", "o:h:²", "o:r:", "o:c", "o:c:abc",
        "o:c:abc:x", "o:l:abc", "o:l:abc:", "o:x:", "o:x:1234567890123456", "o:t:", "o:t:abc:1", "o:z:abc",
    ],
)  # fmt: skip
def test_a_forged_button_means_nothing(data: str) -> None:
    """What no button of ours carries."""
    assert Actions(FEATURE.actions).read(data) is None
