"""Buttons on cards and under /ko as they stand in the moderators' chat."""

from bot.features.moderation import actions

STORED = {
    "m:12:3:approve": actions.Turn(12, 3, "approve"),
    "m:12:3:decline": actions.Turn(12, 3, "decline"),
    "m:12:3:edit": actions.Turn(12, 3, "edit"),
    "m:12:3:send_back": actions.Turn(12, 3, "send_back"),
    "m:12:3:merge": actions.Turn(12, 3, "merge"),
    "m:12:3:back": actions.TurnBack(12, 3),
    "m:12:3:next": actions.ShowNext(12, 3),
    "m:12:3:whole": actions.ShowWhole(12, 3),
    "m:12:3:answer": actions.TellHowToAnswer(12, 3),
    "m:12:3:publish": actions.Decide(12, 3, "publish"),
    "m:12:3:claim": actions.Decide(12, 3, "claim"),
    "m:12:3:release": actions.Decide(12, 3, "release"),
    "m:12:3:undo": actions.Decide(12, 3, "undo"),
    "m:12:3:reopen": actions.Decide(12, 3, "reopen"),
    "m:12:3:discard": actions.Decide(12, 3, "discard"),
    "m:12:3:e:gäller_till": actions.MendLine(12, 3, "gäller_till"),
    "m:12:3:e:frågor": actions.MendLine(12, 3, "frågor"),
    "m:12:3:asked": actions.ReadAsked(12, 3),
    "m:12:3:d:off_topic": actions.Decline(12, 3, "off_topic"),
    "m:12:3:mp:reko-ring": actions.Merge(12, 3, "mp", "reko-ring"),
    "m:12:3:md:reko-ring": actions.Merge(12, 3, "md", "reko-ring"),
    "m:12:3:j:7": actions.Join(12, 3, 7),
    "j:more:41:11:t:mat": actions.ShowMore(41, 11, "t", "mat"),
    "j:more:41:11:q:": actions.ShowMore(41, 11, "q", ""),
    "j:more:0:1::": actions.ShowMore(0, 1, "", ""),
    "j:card:12": actions.ShowCard(12),
    "j:purge:12": actions.Purge(12),
    "j:keep": actions.KeepText(),
}
FORGED = (
    "", "m", "m:", "m:12", "m:12:3", "m:12:3:", "m:12:3:toString", "m:12:3:withdraw", "m:12:3:d:ugly", "m:12:3:mp:",
    "m:-1:3:publish", "m:²:3:publish", "m:1234567890123456:3:publish", "m:12:1234567890123456:publish",
    "m:12:3:publish:", "j:", "j:more:x:1::", "j:more:0:1:t", "j:more:0:1:z:", "j:card:", "j:card:1234567890123456",
)  # fmt: skip
