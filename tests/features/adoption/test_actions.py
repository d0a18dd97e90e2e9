"""What stands on the buttons about what came of an answer, in chats today, goes on being read."""

import pytest

from bot.chat.actions import Actions, Adopt
from bot.chat.wire import Action, pack
from bot.features.adoption.actions import AskAnew, Tell, Withdraw
from bot.features.adoption.feature import FEATURE

ACTIONS = Actions(FEATURE.actions)
STORED: dict[str, Action] = {
    "x:do:reko-ring": Adopt("reko-ring"),
    "j:u:reko-ring": Withdraw("reko-ring"),
    "j:a:12:done": Tell(12, "done"),
    "j:a:12:later": Tell(12, "later"),
    "j:q:12": AskAnew(12),
}


def test_every_kind_has_its_example() -> None:
    """A new kind of button needs one."""
    assert {type(action) for action in STORED.values()} == {each.kind for each in FEATURE.actions}


@pytest.mark.parametrize("data", STORED)
def test_what_stands_in_chats_is_read_and_written_alike(data: str) -> None:
    """To the letter."""
    assert ACTIONS.read(data) == STORED[data]
    assert pack(STORED[data]) == data


@pytest.mark.parametrize("data", ["j:a:12:planned", "j:a:x:done", "j:u:", "j:q", "x:do"])
def test_what_is_forged_is_none(data: str) -> None:
    """Answers there are none of, and parts that lack."""
    assert ACTIONS.read(data) is None
