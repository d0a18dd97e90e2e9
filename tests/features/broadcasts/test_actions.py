"""Buttons of broadcasts as they stand in chats: each reads as what it meant when it was sent."""

import pytest

from bot.chat.wire import Action
from bot.features.broadcasts import actions
from bot.features.broadcasts.feature import FEATURE

STORED: dict[str, Action] = {
    "u:list": actions.ShowUnfinished(),
    "u:done": actions.ShowEnded(),
    "u:done:31": actions.ShowEnded(31),
    "u:new": actions.Begin(),
    "u:t:tips": actions.TellTips(),
    "u:t:summary": actions.ChooseMeeting("summary"),
    "u:t:remind:7": actions.TellMeeting("remind", 7),
    "u:s:12": actions.Show(12),
    "u:u:12": actions.Read(12),
    "u:l:12": actions.ShowRecipients(12),
    "u:l:12:failed": actions.ShowRecipients(12, "failed"),
    "u:l:12:sent:19": actions.ShowRecipients(12, "sent", 19),
    "u:l:12::9": actions.ShowRecipients(12, "", 9),
    "u:x:12": actions.SendTable(12),
    "u:o:12": actions.TellOutcome(12),
    "u:j:12": actions.DropFollowUp(12),
    "u:n:12": actions.CopyAsNew(12),
    "u:k:12:k_reko-ring": actions.OpenFrom(12, "k_reko-ring"),
    "u:g:12:3:2": actions.ChooseGroups(12, 3, 2),
    "u:i:12:3:-1001234567890:2": actions.TickGroup(12, 3, -1001234567890, 2),
    "u:f:12:3": actions.ToggleFollowUp(12, 3),
    "u:c:12:3": actions.Correct(12, 3),
    "u:c:12:5:yes": actions.ConfirmCorrection(12, 5),
    "u:e:12:3": actions.WriteAnew(12, 3),
    "u:r:12:3": actions.ChooseRecipients(12, 3),
    "u:r:12:3:c": actions.ChooseRecipients(12, 3, "c"),
    "u:a:12:3:all": actions.TickAll(12, 3, "all"),
    "u:a:12:3:subs": actions.TickAll(12, 3, "subs"),
    "u:a:12:3:c:skane": actions.TickTag(12, 3, "c", "skane"),
    "u:a:12:3:t:mat-och-handel": actions.TickTag(12, 3, "t", "mat-och-handel"),
    "u:w:12:3": actions.ChooseTime(12, 3),
    "u:h:12:3:latest": actions.WriteLatest(12, 3),
    "u:h:12:3:tomorrow": actions.SetTime(12, 3, "tomorrow"),
    "u:q:12:3:recall": actions.AskTwice(12, 3, "recall"),
    "u:d:12:3:approve": actions.Decide(12, 3, "approve"),
    "u:d:12:3:loud": actions.Decide(12, 3, "loud"),
    "u:m:12:3": actions.ChooseTopic(12, 3),
    "u:m:12:3:44:0": actions.Redirect(12, 3, 44, 0),
    "a:0": actions.ShowArchive(0),
    "a:31": actions.ShowArchive(31),
    "a:r:12": actions.ReadArchived(12),
    "k:12": actions.Thank(12),
}
FORGED = (
    "", "u", "u:", "u::", "u:s:", "u:s:tolv", "u:s:-1", "u:z:12", "u:list:1", "u:t:other", "u:t:tips:7", "u:l:12:nix",
    "u:l:12:sent:x", "u:d:12:3:edit", "u:d:12:3:sprid", "u:q:12:3:submit", "u:h:12:3:never", "u:a:12:3:c", "u:r:12:3:x",
    "u:a:12:3:all:1", "u:m:12:3:x:y", "u:m:12:3:4", "u:c:12:5:no", "a", "a:r", "a:r:x", "k", "k:", "k:x", "k:12:1",
    f"u:s:{'9' * 16}", f"a:{'9' * 50}", f"k:{'9' * 50}",
)  # fmt: skip


@pytest.mark.parametrize("rest", ["", "x", "9" * 60])
def test_a_link_with_a_wrong_number_leads_to_none(rest: str) -> None:
    """Nothing has the number 0."""
    assert FEATURE.links["u"](rest) == actions.Read(0)
    assert FEATURE.links["a"](rest) == actions.ReadArchived(0)
    assert FEATURE.links["u"]("12") == actions.Read(12)
