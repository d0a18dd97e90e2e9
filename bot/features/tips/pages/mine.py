"""Pages of /mina and of waiting for an answer.

Actions: "x:mine:<page>" the list, "x:item:<id>" something sent, "y:<token>" wait for the answer to a question of the
log, "y:see:<id>" a question that the member waits for, "y:stop:<id>" wait for it no longer.
"""

from collections.abc import Sequence

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, short
from bot.features.answers import texts as answers_texts
from bot.features.moderation.values import Item
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.tips.texts import mine as mine_texts
from bot.features.unanswered.store.waiters import WAITS, Waiter

PER_PAGE = 10


def mine(items: Sequence[Item], waiting: Sequence[Waiter], page: int, *, half_written: bool = False) -> Page:
    """What a member has sent and waits for, newest first; a page outside it is moved to the nearest.

    `items` come newest first, `waiting` oldest first.
    """
    if not items and not waiting and half_written:
        return short(dialogue_texts.HALF_WRITTEN)
    if not items and not waiting:
        return Page((mine_texts.NOTHING,), ((Button(answers_texts.TIP, "x:tip", ("ja",)),),))
    listed: list[Item | Waiter] = sorted((*items, *reversed(waiting)), key=_since, reverse=True)
    last = -(-len(listed) // PER_PAGE)
    page = min(max(page, 1), last)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = [
        (Button(f"{number}. {mine_texts.button(each)}", _action(each), (str(number),)),)
        for number, each in enumerate(shown, start=1)
    ]
    earlier = [Button(chat_texts.PREVIOUS, f"x:mine:{page - 1}", ("förra",))] if page > 1 else []
    later = [Button(chat_texts.NEXT, f"x:mine:{page + 1}", ("mer", "fler"))] if page < last else []
    steps = [(*earlier, *later)] if last > 1 else []
    text = mine_texts.mine(shown, page, last)
    return Page((f"{text}\n\n{dialogue_texts.HALF_WRITTEN}" if half_written else text,), (*rows, *steps))


def _since(each: Item | Waiter) -> float:
    """When it was sent, or the waiting began."""
    since = each.until - WAITS if isinstance(each, Waiter) else each.created_at
    return since.timestamp()


def _action(each: Item | Waiter) -> str:
    return f"y:see:{each.id}" if isinstance(each, Waiter) else f"x:item:{each.id}"
