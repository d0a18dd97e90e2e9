"""The buttons of tips as they stand in chats."""

import pytest

from bot.chat.actions import Actions, AnswerModerators, AskPeople, GiveTip, Report, ShowMine
from bot.features.tips import actions
from bot.features.tips.values import TIP_STEPS, Draft
from bot.wiring import FEATURES

STORED = {
    "x:tip": GiveTip(),
    "x:ask:Qm3_x-9A": AskPeople("Qm3_x-9A"),
    "x:report:samaka-till-jobbet": Report("samaka-till-jobbet"),
    "x:aB-_12.text:keep": actions.Move("aB-_12.text", "keep"),
    "x:aB-_12.place:back": actions.Move("aB-_12.place", "back"),
    "x:aB-_12.photo_text:resume": actions.Move("aB-_12.photo_text", "resume"),
    "x:aB-_12.preview:go:photo_text": actions.GoTo("aB-_12.preview", "photo_text"),
    "x:aB-_12.photo:skip": actions.Move("aB-_12.photo", "skip"),
    "x:aB-_12.signature:name": actions.Move("aB-_12.signature", "name"),
    "x:aB-_12.theme:t:mat": actions.ChooseTheme("aB-_12.theme", "mat"),
    "x:aB-_12.preview:change": actions.ChangePart("aB-_12.preview"),
    "x:aB-_12.preview:cancel": actions.Cancel("aB-_12.preview", "cancel"),
    "x:aB-_12.preview:same": actions.Cancel("aB-_12.preview", "same"),
    "x:aB-_12.text:anew": actions.BeginAnew("aB-_12.text"),
    "x:aB-_12.preview:send": actions.Send("aB-_12.preview"),
    "x:aB-_12.preview:ask": actions.AskInstead("aB-_12.preview"),
    "x:undo": actions.Undo(),
    "i:Qm3_x-9A": actions.FollowInvitation("Qm3_x-9A"),
    "x:mine": ShowMine(),
    "x:mine:2": ShowMine(2),
    "x:item:17": actions.ShowSent(17),
    "x:withdraw:17:3": actions.AskWithdraw(17, 3),
    "x:withdrawn:17:3": actions.TakeBack(17, 3),
    "x:revise:17:3": actions.Rewrite(17, 3),
    "x:reply:17:3": AnswerModerators(17, 3),
}
FORGED = (
    "x", "x:", "x:send", "x:aB-_12:send", "x:aB-_12.preview", "x:aB-_12.preview:", "x:aB-_12.preview:sent",
    "x:aB-_12.preview:send:1", "x:aB-_12.preview:go:end", "x:åäö.preview:send", "x:.preview:send", "x:tip:1",
    "x:mine:", "x:mine:-1", f"x:item:{'9' * 16}", "x:item:", "x:item:a", "x:withdrawn:17", "x:reply:17:x", "i:",
)  # fmt: skip


@pytest.fixture(name="known")
def _known() -> Actions:
    return Actions(each for feature in FEATURES for each in feature.actions)


def test_every_draft_has_a_mark_that_is_read(known: Actions) -> None:
    """Whatever letters chance gives it, at every step."""
    marks = [Draft(1, "tip", step).mark for step in TIP_STEPS for _ in range(100)]
    assert [known.read(f"x:{mark}:send") for mark in marks] == [actions.Send(mark) for mark in marks]
