"""What buttons carry is written and read by its format, and nothing else is read."""

from typing import Annotated, Literal

import pytest

from bot.chat.wire import ChatId, Number, action, format_of, pack, unpack
from bot.wiring import FEATURES


@action("m:{item}:d:{reason}")
class Decline:
    """A number, a choice among words, and a literal part."""

    item: Number
    reason: Literal["local", "too_short"]


@action("w:{chat_id}:{theme}:{page}")
class Turn:
    """A chat, a part that may be empty, and one that may be left out."""

    chat_id: ChatId
    theme: Annotated[str, r"[^:]*"]
    page: Number = 1


@pytest.mark.parametrize(
    ("data", "action"),
    [
        ("m:12:d:local", Decline(12, "local")),
        ("w:-100123::2", Turn(-100123, "", 2)),
        ("w:-100123:mat", Turn(-100123, "mat")),
    ],
)
def test_an_action_is_written_and_read_by_its_format(data: str, action: Decline | Turn) -> None:
    """Both ways; what is usual is left out."""
    assert unpack(type(action), data) == action
    assert pack(action) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "m",
        "m:12:d",
        "m:12:d:other",
        "m:x:d:local",
        "m:-1:d:local",
        f"m:{'9' * 16}:d:local",
        "m:12:d:local:",
        "m:12:e:local",
    ],
)
def test_anything_else_is_no_such_action(data: str) -> None:
    """Forged, cut off, or of a button that nobody knows any more."""
    assert unpack(Decline, data) is None


def test_no_two_features_bring_the_same_action() -> None:
    """Each format is read in one way."""
    formats = [format_of(each.kind) for feature in FEATURES for each in feature.actions]
    assert len(formats) == len(set(formats))
