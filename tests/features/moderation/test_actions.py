"""Buttons on cards and under /ko as they stand in the moderators' chat."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.moderation.actions import (
    Decide,
    Decline,
    Join,
    KeepText,
    MendLine,
    Merge,
    Purge,
    ReadAsked,
    ShowCard,
    ShowMore,
    ShowNext,
    ShowWhole,
    TellHowToAnswer,
    Turn,
    TurnBack,
)
from bot.features.moderation.feature import FEATURE

STORED = {
    "m:12:3:approve": Turn(12, 3, "approve"),
    "m:12:3:decline": Turn(12, 3, "decline"),
    "m:12:3:edit": Turn(12, 3, "edit"),
    "m:12:3:send_back": Turn(12, 3, "send_back"),
    "m:12:3:merge": Turn(12, 3, "merge"),
    "m:12:3:back": TurnBack(12, 3),
    "m:12:3:next": ShowNext(12, 3),
    "m:12:3:whole": ShowWhole(12, 3),
    "m:12:3:answer": TellHowToAnswer(12, 3),
    "m:12:3:publish": Decide(12, 3, "publish"),
    "m:12:3:claim": Decide(12, 3, "claim"),
    "m:12:3:release": Decide(12, 3, "release"),
    "m:12:3:undo": Decide(12, 3, "undo"),
    "m:12:3:reopen": Decide(12, 3, "reopen"),
    "m:12:3:discard": Decide(12, 3, "discard"),
    "m:12:3:e:gäller_till": MendLine(12, 3, "gäller_till"),
    "m:12:3:e:frågor": MendLine(12, 3, "frågor"),
    "m:12:3:asked": ReadAsked(12, 3),
    "m:12:3:d:off_topic": Decline(12, 3, "off_topic"),
    "m:12:3:mp:reko-ring": Merge(12, 3, "mp", "reko-ring"),
    "m:12:3:md:reko-ring": Merge(12, 3, "md", "reko-ring"),
    "m:12:3:j:7": Join(12, 3, 7),
    "j:more:41:11:t:mat": ShowMore(41, 11, "t", "mat"),
    "j:more:41:11:q:": ShowMore(41, 11, "q", ""),
    "j:more:0:1::": ShowMore(0, 1, "", ""),
    "j:card:12": ShowCard(12),
    "j:purge:12": Purge(12),
    "j:keep": KeepText(),
}


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_the_chat_means_what_it_meant(data: str, action: Action) -> None:
    """Read and written."""
    assert Actions(FEATURE.actions).read(data) == action
    assert pack(action) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "m", "m:", "m:12", "m:12:3", "m:12:3:", "m:12:3:toString", "m:12:3:withdraw", "m:12:3:d:ugly", "m:12:3:mp:",
        "m:-1:3:publish", "m:²:3:publish", "m:1234567890123456:3:publish", "m:12:1234567890123456:publish",
        "m:12:3:publish:", "j:", "j:more:x:1::", "j:more:0:1:t", "j:more:0:1:z:", "j:card:", "j:card:1234567890123456",
    ],
)  # fmt: skip
def test_a_forged_button_means_nothing(data: str) -> None:
    """What no button of ours carries."""
    assert Actions(FEATURE.actions).read(data) is None
