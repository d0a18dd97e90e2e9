"""Pages of /mina: the list, and one thing that a member has sent."""

from collections.abc import Sequence
from typing import Final

from bot.chat import texts as chat_texts
from bot.chat import wire
from bot.chat.actions import AnswerModerators, GiveTip, Open, SeeWait, ShowMine
from bot.chat.page import Button, Page, in_rows, short
from bot.features.answers import texts as answers_texts
from bot.features.moderation.values import Action, Item
from bot.features.tips.actions import AskWithdraw, Rewrite, ShowSent, TakeBack
from bot.features.tips.pages.dialogue import NO, YES
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.texts import mine as mine_texts
from bot.features.unanswered.store.waiters import WAITS, Waiter
from bot.knowledge.values import Entry

PER_PAGE = 10
_BACK: Final = (Button(answers_texts.MINE, ShowMine(), ("tillbaka",)),)


def mine(items: Sequence[Item], waiting: Sequence[Waiter], page: int, *, half_written: bool = False) -> Page:
    """What a member has sent and waits for, newest first; a page outside it is moved to the nearest.

    `items` come newest first, `waiting` oldest first.
    """
    if not items and not waiting and half_written:
        return short(dialogue_texts.HALF_WRITTEN)
    if not items and not waiting:
        return Page((mine_texts.NOTHING,), ((Button(answers_texts.TIP, GiveTip(), ("ja",)),),))
    listed: list[Item | Waiter] = sorted((*items, *reversed(waiting)), key=_since, reverse=True)
    last = -(-len(listed) // PER_PAGE)
    page = min(max(page, 1), last)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = [
        (Button(f"{number}. {mine_texts.button(each)}", _action(each), (str(number),)),)
        for number, each in enumerate(shown, start=1)
    ]
    earlier = [Button(chat_texts.PREVIOUS, ShowMine(page - 1), ("förra",))] if page > 1 else []
    later = [Button(chat_texts.NEXT, ShowMine(page + 1), ("mer", "fler"))] if page < last else []
    steps = [(*earlier, *later)] if last > 1 else []
    text = mine_texts.mine(shown, page, last)
    return Page((f"{text}\n\n{dialogue_texts.HALF_WRITTEN}" if half_written else text,), (*rows, *steps))


def item(item: Item, note: str | None, entry: Entry | None, actions: Sequence[Action]) -> Page:
    """One of a member's own, with what may be done with it."""
    known: dict[Action, Button] = {
        "reply": Button(dialogue_texts.REPLY, AnswerModerators(item.id, item.version), ("svara",)),
        "revise": Button(dialogue_texts.REVISE, Rewrite(item.id, item.version)),
        "withdraw": Button(dialogue_texts.WITHDRAW, AskWithdraw(item.id, item.version), ("ta bort",)),
    }
    buttons = [known[each] for each in actions if each in known]
    read = [(Button(dialogue_texts.READ_PUBLISHED, Open(entry.id), ("läs",)),)] if entry is not None else []
    return Page((dialogue_texts.item(item, note, entry),), (*read, *in_rows(buttons), _BACK))


def ask_withdraw(item_id: int, version: int) -> Page:
    """Withdrawing asks once."""
    yes = Button(dialogue_texts.REALLY_WITHDRAW, TakeBack(item_id, version), YES)
    return Page((dialogue_texts.ASK_WITHDRAW,), ((yes, Button(dialogue_texts.NO_KEEP, ShowSent(item_id), NO)),))


def withdrawn() -> Page:
    """It is taken back; the way to the rest."""
    return Page((dialogue_texts.WITHDRAWN,), (_BACK,))


def _since(each: Item | Waiter) -> float:
    """When it was sent, or the waiting began."""
    since = each.until - WAITS if isinstance(each, Waiter) else each.created_at
    return since.timestamp()


def _action(each: Item | Waiter) -> wire.Action:
    return SeeWait(each.id) if isinstance(each, Waiter) else ShowSent(each.id)
