"""Pages of /mina and of waiting for an answer.

Actions: "x:mine:<page>" the list, "x:item:<id>" something sent, "y:<token>" wait for the answer to a question of the
log, "y:see:<id>" a question that the member waits for, "y:stop:<id>" wait for it no longer.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import texts, tip_texts, waiting_texts
from bot.handlers import pages
from bot.handlers.pages import Button, Page
from bot.knowledge import Entry, Knowledge
from bot.language.text import units
from bot.moderation.values import Item
from bot.waiters import WAITS, Waiter

PER_PAGE = 10
_MOST = 4_096  # units that Telegram takes; HTML counts for less there than here


def mine(items: Sequence[Item], waiting: Sequence[Waiter], page: int, *, half_written: bool = False) -> Page:
    """What a member has sent and waits for, newest first; a page outside it is moved to the nearest.

    `items` come newest first, `waiting` oldest first.
    """
    if not items and not waiting and half_written:
        return pages.short(tip_texts.HALF_WRITTEN)
    if not items and not waiting:
        return Page((waiting_texts.NOTHING,), ((Button(tip_texts.TIP, "x:tip", ("ja",)),),))
    listed: list[Item | Waiter] = sorted((*items, *reversed(waiting)), key=_since, reverse=True)
    last = -(-len(listed) // PER_PAGE)
    page = min(max(page, 1), last)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = [
        (Button(f"{number}. {waiting_texts.button(each)}", _action(each), (str(number),)),)
        for number, each in enumerate(shown, start=1)
    ]
    earlier = [Button(texts.PREVIOUS, f"x:mine:{page - 1}", ("förra",))] if page > 1 else []
    later = [Button(texts.NEXT, f"x:mine:{page + 1}", ("mer", "fler"))] if page < last else []
    steps = [(*earlier, *later)] if last > 1 else []
    text = waiting_texts.mine(shown, page, last)
    return Page((f"{text}\n\n{tip_texts.HALF_WRITTEN}" if half_written else text,), (*rows, *steps))


def waits(waiter: Waiter, token: str, number: int) -> Page:
    """The member waits from now on; the other ways on from a question without an answer are still there."""
    return Page((waiting_texts.waits(waiter, number),), ((_stop(waiter),), pages.ask_people(token)))


def waiter(waiter: Waiter) -> Page:
    """One of the questions that the member waits for."""
    return Page((waiting_texts.waiter(waiter),), ((_stop(waiter), _back()),))


def stopped() -> Page:
    """The member waits no longer; the way to the rest."""
    return Page((waiting_texts.STOPPED,), ((_back(),),))


def found(knowledge: Knowledge, entry: Entry, waiter: Waiter, link: str) -> Page:
    """The answer that the member has waited for, under a line about which question it is."""
    shown, above = pages.answer(knowledge, entry), waiting_texts.found(waiter, link)
    first, *more = shown.messages
    together = f"{above}\n\n{first}"
    return replace(shown, messages=(together, *more) if units(together) <= _MOST else (above, first, *more))


def _stop(waiter: Waiter) -> Button:
    return Button(waiting_texts.STOP, f"y:stop:{waiter.id}")


def _back() -> Button:
    return Button(tip_texts.MINE, "x:mine", ("tillbaka",))


def _since(each: Item | Waiter) -> float:
    """When it was sent, or the waiting began."""
    since = each.until - WAITS if isinstance(each, Waiter) else each.created_at
    return since.timestamp()


def _action(each: Item | Waiter) -> str:
    return f"y:see:{each.id}" if isinstance(each, Waiter) else f"x:item:{each.id}"
