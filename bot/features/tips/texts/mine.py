"""The Swedish of what a member has sent and waits for."""

from collections.abc import Sequence
from typing import Final

from bot.features.moderation.values import Item
from bot.features.tips.texts import dialogue as dialogue_texts
from bot.features.unanswered.store.waiters import Waiter
from bot.language.dates import last_day
from bot.language.text import escape, flat, shortened

NOTHING: Final = (
    "Du har inte skickat något, och du väntar inte på något svar. "
    "Skriv /tips om du vill berätta om något som fungerar hos er."
)

TITLE: Final = "<b>Det du har skickat och väntar på</b>"


def mine(shown: Sequence[Item | Waiter], page: int, pages: int) -> str:
    """One page of what a member has sent and waits for, each with its state; pages count from 1."""
    place = f" (sida {page} av {pages})" if pages > 1 else ""
    lines = [f"{number}. {_line(each)}" for number, each in enumerate(shown, start=1)]
    return "\n\n".join([TITLE + place, *lines])


def button(each: Item | Waiter) -> str:
    """One of them on a button."""
    text = each.question if isinstance(each, Waiter) else each.content.text
    return shortened(flat(text), 40)


def _line(each: Item | Waiter) -> str:
    state = (
        f"Du väntar på svar, till {last_day(each.until)}" if isinstance(each, Waiter) else dialogue_texts.state(each)
    )
    return f"{escape(button(each))}\n<i>{state}</i>"
