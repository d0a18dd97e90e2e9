"""Buttons under /svar as they stand in the moderators' chat."""

from bot.chat.wire import pack
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, Unpin, WriteNew

STORED = {
    "sv:see:reko-ring": See("reko-ring"),
    "sv:change:reko-ring": Change("reko-ring"),
    "sv:out:reko-ring": TakeOut("reko-ring"),
    "sv:in:reko-ring": TakeIn("reko-ring"),
    "sv:off:reko-ring:0a1b2c3d": Unpin("reko-ring", "0a1b2c3d"),
    "sv:new": WriteNew(),
}


def test_the_longest_id_leaves_room_on_the_wire() -> None:
    """64 bytes are all there are."""
    assert len(pack(Change("a" * 40)).encode()) <= 64
    assert len(pack(Unpin("a" * 40, "0a1b2c3d")).encode()) <= 64
