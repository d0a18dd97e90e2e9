"""What stands on buttons, in chats today, goes on being read; what never stood on one means nothing.

Each feature's own `test_actions.py` has the examples, `STORED`, and what is `FORGED` or cut off.
"""

from importlib import import_module
from pathlib import Path

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.wiring import FEATURES

KNOWN = Actions(each for feature in FEATURES for each in feature.actions)
FILES = sorted(Path(__file__).parent.glob("*/test_actions.py"))
EXAMPLES = [import_module(f"tests.features.{each.parent.name}.test_actions") for each in FILES]
STORED: dict[str, Action] = {data: action for module in EXAMPLES for data, action in module.STORED.items()}
FORGED = sorted({data for module in EXAMPLES for data in getattr(module, "FORGED", ())})


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_that_stands_in_a_chat_means_what_it_did(data: str, action: Action) -> None:
    """It is read as that, among all that any feature brings, and written so again."""
    assert KNOWN.read(data) == action
    assert pack(action) == data


def test_every_kind_of_button_has_its_example() -> None:
    """A new one needs one."""
    assert {type(each) for each in STORED.values()} == {each.kind for feature in FEATURES for each in feature.actions}


@pytest.mark.parametrize("data", FORGED)
def test_what_was_never_a_button_means_nothing(data: str) -> None:
    """Numbers too long, words for numbers, choices that there are none of, parts that lack or are too many."""
    assert KNOWN.read(data) is None
