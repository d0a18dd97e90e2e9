"""The Swedish of asking too fast, of waiting for an answer, and of /mina, where a member sees it; safe HTML."""

from collections.abc import Sequence
from datetime import datetime
from html import escape as quoted
from typing import Final

from bot import texts, tip_texts
from bot.clock import SWEDEN
from bot.language.dates import on_date
from bot.language.text import escape, flat, shortened
from bot.moderation.values import Item
from bot.waiters import MOST, Waiter

WAIT: Final = "Säg till när det finns svar"
STOP: Final = "Sluta vänta"
STOPPED: Final = "Klart. Frågan är borttagen, och jag säger inte till."
NOT_WAITING: Final = "Du väntar inte längre på svar på den frågan."
NOTHING: Final = (
    "Du har inte skickat något, och du väntar inte på något svar. "
    "Skriv /tips om du vill berätta om något som fungerar hos er."
)
ASK_WHILE_WRITING: Final = (
    "Du håller på att skriva. Vill du ställa en fråga under tiden skriver du /fraga och sedan frågan."
)
TOO_FAST: Final = "Nu kom det många frågor på en gång. Vänta en minut, så svarar jag igen."
_ASK_FIRST: Final = "Ställ först din fråga. Hittar jag inget svar kan du välja det sedan."
SLIPS: Final = {
    WAIT: _ASK_FIRST,
    "Säg till": _ASK_FIRST,
    tip_texts.HUMAN: _ASK_FIRST,
    **{label: texts.not_now(label) for label in (STOP, texts.NONE_OF_THESE, texts.BACK_TO_SUGGESTIONS)},
}
TITLE: Final = "<b>Det du har skickat och väntar på</b>"

_FULL: Final = f"\n\nDu kan vänta på svar på {MOST} frågor. Kommer det en till faller den äldsta bort."
_SHOWN: Final = 200  # letters of a question


def waits(waiter: Waiter, number: int) -> str:
    """What is stored from now on, for how long, and how to stop; the member waits for `number` answers in all."""
    full = _FULL if number >= MOST else ""
    return (
        f"<b>Jag säger till här när det finns ett svar.</b>\n\nDu frågade: {_asked(waiter)}\n\n"
        f"Frågan sparas tillsammans med ditt konto tills du har fått svaret, men längst till {_day(waiter.until)}. "
        f"Vill du inte vänta? Tryck på {STOP}, eller skriv /mina.{full}"
    )


def waiter(waiter: Waiter) -> str:
    """One of the questions that a member waits for."""
    return f"<b>Du väntar på svar</b>\n\n{_asked(waiter)}\n\nJag säger till om det kommer före {_day(waiter.until)}."


def found(waiter: Waiter, link: str) -> str:
    """What stands above the answer when it comes; `link` leads to the answer."""
    return (
        f"<b>Nu finns det ett svar på din fråga</b>\n\nDu frågade: {_asked(waiter)}\n"
        f'<a href="{quoted(link)}">Länk till svaret</a>'
    )


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
    state = f"Du väntar på svar, till {_day(each.until)}" if isinstance(each, Waiter) else tip_texts.state(each)
    return f"{escape(button(each))}\n<i>{state}</i>"


def _asked(waiter: Waiter) -> str:
    return f"<i>{escape(shortened(waiter.question, _SHOWN))}</i>"


def _day(until: datetime) -> str:
    return f"den {on_date(until.astimezone(SWEDEN).date())}"
