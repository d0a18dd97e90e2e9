"""Pages about what came of an answer."""

from bot.chat import texts as chat_texts
from bot.chat.actions import GiveTip, Open
from bot.chat.page import Button, Page
from bot.features.adoption import texts
from bot.features.adoption.actions import AskAnew, Tell, Withdraw
from bot.features.adoption.values import Outcome
from bot.knowledge.values import Entry


def planned(entry_id: str, *, new: bool) -> Page:
    """Somebody means to do it; undo."""
    sentence = texts.PLANNED if new else texts.PLANNED_ALREADY
    return Page((sentence,), ((Button(chat_texts.UNDO, Withdraw(entry_id), ("ångra",)),),))


def question(adoption_id: int, entry: Entry) -> Page:
    """Has it been done? The answer that it was about is one tap away."""
    words: dict[Outcome, tuple[str, ...]] = {"done": ("ja",), "later": ("inte än", "kanske"), "dropped": ("nej",)}
    answers = tuple(
        (Button(label, Tell(adoption_id, outcome), words[outcome]),) for outcome, label in texts.OUTCOMES.items()
    )
    return Page((texts.question(entry.title),), (*answers, (Button(texts.READ, Open(entry.id)),)))


def thanks(adoption_id: int, outcome: Outcome) -> Page:
    """What was answered can be changed; who has done it may tell how."""
    tip = ((Button(texts.TIP, GiveTip(), ("tips",)),),) if outcome == "done" else ()
    return Page((texts.THANKS[outcome],), (*tip, (Button(texts.CHANGE, AskAnew(adoption_id), ("ändra",)),)))
