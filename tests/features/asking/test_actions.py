"""The buttons of questions and waits as they stand in chats."""

from bot.chat.actions import AskAgain, SeeWait
from bot.features.asking import actions

STORED = {
    "s:Qm3_x-9A:reko-ring": actions.Choose("Qm3_x-9A", "reko-ring"),
    "n:Qm3_x-9A": actions.ChooseNone("Qm3_x-9A"),
    "q:Qm3_x-9A": AskAgain("Qm3_x-9A"),
    "q:too:Qm3_x-9A": actions.AskToo("Qm3_x-9A"),
    "h": actions.ShowHow(),
    "y:Qm3_x-9A": actions.Wait("Qm3_x-9A"),
    "y:see:12": SeeWait(12),
    "y:stop:12": actions.StopWaiting(12),
}
FORGED = ("", "s", "s:Qm3_x-9A", "y:see:x", "y:stop:-1", "q:", "q:a:b:c", "z:1", f"y:see:{'9' * 16}")
