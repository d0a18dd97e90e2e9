"""The buttons about a member's data as they stand in chats."""

from bot.features.privacy import actions

STORED = {
    "p:all": actions.ShowPrivacy(),
    "p:mine": actions.ShowData(),
    "p:ask": actions.AskErasure(),
    "p:erase:29400000": actions.Erase(29_400_000),
    "p:keep": actions.Keep(),
}
FORGED = ("p", "p:", "p:erase", "p:erase:", "p:erase:-1", "p:erase:1:2", "p:everybody")
