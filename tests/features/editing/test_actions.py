"""Buttons under /svar as they stand in the moderators' chat."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, Unpin, WriteNew
from bot.wiring import FEATURES

STORED = {
    "sv:see:reko-ring": See("reko-ring"),
    "sv:change:reko-ring": Change("reko-ring"),
    "sv:out:reko-ring": TakeOut("reko-ring"),
    "sv:in:reko-ring": TakeIn("reko-ring"),
    "sv:off:reko-ring:0a1b2c3d": Unpin("reko-ring", "0a1b2c3d"),
    "sv:new": WriteNew(),
}
KNOWN = Actions(each for feature in FEATURES for each in feature.actions)


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_a_chat_means_what_it_did(data: str, action: Action) -> None:
    """Among all that any feature brings; the longest id leaves room on the wire."""
    assert KNOWN.read(data) == action
    assert pack(action) == data
    assert len(pack(Change("a" * 40)).encode()) <= 64
    assert len(pack(Unpin("a" * 40, "0a1b2c3d")).encode()) <= 64
