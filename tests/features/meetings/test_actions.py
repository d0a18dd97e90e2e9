"""The buttons of meetings as they stand in chats."""

import pytest

from bot.chat.actions import Actions
from bot.chat.wire import Action, pack
from bot.features.meetings import actions
from bot.wiring import FEATURES

STORED = {
    "v:list": actions.ListMeetings(),
    "v:show:3": actions.ShowMeeting("show", 3),
    "v:qr:3": actions.ShowMeeting("qr", 3),
    "v:new": actions.NewMeeting("new"),
    "v:anew": actions.NewMeeting("anew"),
    "v:go": actions.GoOn(),
    "v:cancel": actions.CancelPlan(),
    "v:p:place:skip": actions.Choose("place", "skip"),
    "v:p:questions:usual": actions.Choose("questions", "usual"),
    "v:p:kind:words": actions.Choose("kind", "words"),
    "v:p:preview:date": actions.Choose("preview", "date"),
    "v:p:date:back": actions.Choose("date", "back"),
    "v:create": actions.Create(),
    "v:m:traffen-i-asby-2026-12-06": actions.Visit("traffen-i-asby-2026-12-06"),
    "v:a:3:1": actions.AnswerQuestion(3, 1),
    "v:s": actions.ChooseSummary(),
    "v:s:3": actions.ShowSummary(3),
    "v:d:3:docx": actions.Download(3, "docx"),
    "v:d:3:html": actions.Download(3, "html"),
    "v:d:3:png": actions.Download(3, "png"),
    "v:d:3:pdf": actions.Download(3, "pdf"),
    "v:d:3:a4": actions.Download(3, "a4"),
}


@pytest.fixture(name="known")
def _known() -> Actions:
    return Actions(each for feature in FEATURES for each in feature.actions)


@pytest.mark.parametrize(("data", "action"), STORED.items())
def test_a_button_in_a_chat_is_read_as_what_it_says(known: Actions, data: str, action: Action) -> None:
    """Both ways, among the actions of every feature."""
    assert known.read(data) == action
    assert pack(action) == data


def test_every_kind_of_button_has_an_example() -> None:
    """Also that which begins a tip."""
    here = {each.kind for feature in FEATURES for each in feature.actions if each.kind.__module__ == actions.__name__}
    assert here == {type(each) for each in STORED.values()}


@pytest.mark.parametrize(
    "data",
    [
        "v",
        "v:",
        "v:show",
        "v:show:",
        "v:show:x",
        f"v:show:{'9' * 16}",
        "v:renew",
        "v:p:end:skip",
        "v:p:place:kind",
        "v:p:place:",
        "v:m:",
        "v:a:3",
        "v:a:1:x",
        "v:s:",
        "v:s:-3",
        "v:d:3:exe",
        "v:d:3:docx:1",
        "v:list:1",
    ],
)
def test_anything_else_is_read_as_nothing(known: Actions, data: str) -> None:
    """Forged or cut off."""
    assert known.read(data) is None
