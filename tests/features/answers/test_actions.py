"""The buttons of entries and themes as they stand in chats."""

from bot.chat.actions import Open
from bot.features.answers import actions

STORED = {
    "e:reko-ring": Open("reko-ring"),
    "t": actions.ShowThemes(),
    "t:mat:2": actions.ShowTheme("mat", 2),
    "b:reko-ring:2": actions.Browse("reko-ring", 2),
    "g:Qm3_x-9A:reko-ring": actions.Praise("Qm3_x-9A", "reko-ring"),
    "d:Qm3_x-9A:reko-ring": actions.Reject("Qm3_x-9A", "reko-ring"),
    "r:Qm3_x-9A:not_asked": actions.Explain("Qm3_x-9A", "not_asked"),
}
FORGED = ("e", "e:", "e:a:b", "t:mat", "t:mat:x", "g:Qm3_x-9A", "r:Qm3_x-9A:because")
