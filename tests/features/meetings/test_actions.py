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
    "v:m:traffen-i-asby-2026-12-06_2": actions.Visit("traffen-i-asby-2026-12-06_2"),
    "v:p:time:skip": actions.Choose("time", "skip"),
    "v:p:preview:time": actions.Choose("preview", "time"),
    "v:c:3:maybe": actions.Attend(3, "maybe"),
    "v:cr:3:on": actions.Remind(3, "on"),
    "v:cr:3:off": actions.Remind(3, "off"),
    "v:ci:3": actions.Calendar(3),
    "v:e:3": actions.EditMeeting(3),
    "v:k:3": actions.Finish(3),
    "v:u:3:17": actions.TakeBack(3, 17),
    "v:n:3:name": actions.ShowName(3, "name"),
    "v:n:3:none": actions.ShowName(3, "none"),
    "v:w:3:2": actions.SitAt(3, 2),
    "v:l:3": actions.OpenShelf(3),
    "v:l:3:2": actions.OpenShelf(3, 2),
    "v:l:3:2:removed:4": actions.OpenShelf(3, 2, "removed", 4),
    "v:o:8:9": actions.Tick(8, 9),
    "v:y:8:join": actions.Sort(8, "join"),
    "v:z:8": actions.Undo(8),
    "v:x:7:off": actions.CallOff(7, "off"),
    "v:i:7:0f3a9c21de:same": actions.JudgePlaces(7, "0f3a9c21de", "same"),
    "v:j:8:0f3a9c21de:other": actions.SortPlaces(8, "0f3a9c21de", "other"),
    "v:r:8": actions.LookAt(8),
    "v:rm:17": actions.Mend(17),
    "v:rh:17": actions.Hide(17),
    "v:rf:17:2": actions.Move(17, 2),
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
    """Each has one."""
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
