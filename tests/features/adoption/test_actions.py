"""What stands on the buttons about what came of an answer, in chats today, goes on being read."""

from bot.chat.actions import Adopt
from bot.chat.wire import Action
from bot.features.adoption.actions import AskAnew, Tell, Withdraw

STORED: dict[str, Action] = {
    "x:do:reko-ring": Adopt("reko-ring"),
    "j:u:reko-ring": Withdraw("reko-ring"),
    "j:a:12:done": Tell(12, "done"),
    "j:a:12:later": Tell(12, "later"),
    "j:q:12": AskAnew(12),
}
FORGED = ("j:a:12:planned", "j:a:x:done", "j:u:", "j:q", "x:do")
