"""Buttons under /obesvarade as they stand in the moderators' chat."""

from bot.features.unanswered import actions

STORED = {
    "o:p:2": actions.ShowList(2),
    "o:h:1": actions.ShowHidden(1),
    "o:r:k3Jq-9_a": actions.Read("k3Jq-9_a"),
    "o:c:k3Jq-9_a:2": actions.OpenCluster("k3Jq-9_a", 2),
    "o:l:k3Jq-9_a:reko-ring": actions.LinkTo("k3Jq-9_a", "reko-ring"),
    "o:x:7": actions.Unlink(7),
    "o:s:k3Jq-9_a:reko-ring:1": actions.MakeSynonym("k3Jq-9_a", "reko-ring", 1),
    "o:k:k3Jq-9_a:reko-ring:1": actions.TeachSynonym("k3Jq-9_a", "reko-ring", 1),
    "o:y:7": actions.DropSynonym(7),
    "o:w:1": actions.ShowTaught(1),
    "o:t:k3Jq-9_a": actions.AskForTips("k3Jq-9_a"),
}
FORGED = (
    "", "o", "o:", "o:p", "o:p:", "o:p:x", "o:p:-1", "o:p:1234567890123456", "o:h:²", "o:r:", "o:c", "o:c:abc",
    "o:c:abc:x", "o:l:abc", "o:l:abc:", "o:x:", "o:x:1234567890123456", "o:t:", "o:t:abc:1", "o:z:abc",
)  # fmt: skip
