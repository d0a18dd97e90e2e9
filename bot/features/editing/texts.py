"""The Swedish of finding an entry to change; safe HTML, except button labels."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.knowledge.values import Entry, Pin
from bot.language.dates import on_date
from bot.language.text import escape, shortened

HOW: Final = (
    "<b>Ändra ett svar</b>\nSkriv några ord om det efter kommandot, till exempel: <code>/svar bussen</code>. "
    "Du kan också svara på ett av botens svar med /svar."
)
FOUND: Final = "<b>Vilket svar vill du ändra?</b>"
NOT_FOUND: Final = "Jag hittar inget sådant svar. Prova med andra ord, eller skriv ett nytt svar."
GONE: Final = "Det svaret finns inte längre."
CHANGE: Final = "Ändra"
TAKE_OUT: Final = "Ta ur bruk"
TAKE_IN: Final = "Ta i bruk igen"
WRITE_NEW: Final = "svara här med titel, svar och tema på var sin rad. Börja med ”titel:”, ”svar:” och ”tema:”."
OUT: Final = "Ur bruk: {title}"
MOST_PHRASE: Final = 30


def overtaken(title: str, day: date | None) -> str:
    """What has happened to an entry that was changed in its file after it was changed in the chat, plain text."""
    when = f" {on_date(day)}" if day is not None else ""
    return (
        f"”{title}” är ändrat på två håll: av er här{when}, och sedan i sin fil. Medlemmarna får filens text. "
        "Godkänn om er text ska gälla i stället."
    )


def unpinned(pin: Pin) -> str:
    """The button that takes a pin away, plain text."""
    return f"Lossa: {shortened(pin.phrase, MOST_PHRASE)}"


def placed(entry: Entry, pins: Sequence[Pin], changed: Sequence[int], *, retired: bool) -> str:
    """Under an entry as members read it: its id, `pins` that count today, if it is out of use, what changed it."""
    lines = [f"Id: <code>{entry.id}</code> · {len(entry.questions)} exempelfrågor"]
    lines += [f"Fäst vid ”{escape(pin.phrase)}” till {on_date(pin.until)}." for pin in pins]
    if retired:
        lines.append("<b>Ur bruk.</b> Medlemmarna får det inte.")
    if changed:
        numbers = ", ".join(f"nr {each}" for each in changed)
        lines.append(f"Ändrat i {numbers}. Skriv /historik och numret så ser du hur.")
    return "\n".join(lines)
