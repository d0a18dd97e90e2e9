"""What stands on the buttons of the organisers' list, in chats today, goes on being read."""

from bot.chat.wire import Action
from bot.features.roles.actions import Accept, AskRemoval, Invite, Remove, Restore, ShowOrganisers

STORED: dict[str, Action] = {
    "w:a": ShowOrganisers(),
    "w:a:sure:601": AskRemoval(601),
    "w:a:remove:601": Remove(601),
    "w:a:undo:7123456789": Restore(7123456789),
    "w:a:invite": Invite(),
    "w:o:0f1e2d3c4b5a6978": Accept("0f1e2d3c4b5a6978"),
}
FORGED = ("", "w", "w:a:", "w:a:sure:", "w:a:sure:Bo", "w:a:remove:" + "9" * 17, "w:a:undo:6:0", "w:a:röj", "w:o:")
