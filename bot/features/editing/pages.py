"""Pages of finding an entry to change."""

from collections.abc import Collection, Sequence
from datetime import date

from bot.chat.page import Button, Page
from bot.features.answers import texts as answers_texts
from bot.features.editing import texts
from bot.features.editing.actions import Change, See, TakeIn, TakeOut, Unpin, WriteNew, mark_of
from bot.features.moderation.texts.decisions import NEW_ANSWER
from bot.knowledge.overlay import Overlay
from bot.knowledge.values import Entry, Knowledge
from bot.language.text import shortened

MOST_TITLE = 40


def how() -> Page:
    """How to find one, or begin a new one."""
    return Page((texts.HOW,), (_new(),))


def found(entries: Sequence[Entry], retired: Collection[str]) -> Page:
    """What the words may have meant; what is out of use says so."""
    rows = [(Button(_label(entry, retired), See(entry.id)),) for entry in entries]
    return Page((texts.FOUND if rows else texts.NOT_FOUND,), (*rows, _new()))


def entry(knowledge: Knowledge, shown: Entry, overlay: Overlay, today: date, changed: Sequence[int]) -> Page:
    """An entry as members read it, and what can be done with it; `changed` are the numbers of what has changed it."""
    retired = shown.id in overlay.retired
    pins = [pin for pin in shown.pins if pin.until >= today]
    place = texts.placed(shown, pins, changed, retired=retired)
    move = Button(texts.TAKE_IN, TakeIn(shown.id)) if retired else Button(texts.TAKE_OUT, TakeOut(shown.id))
    messages = (*answers_texts.answer(knowledge, shown), place)
    off = [(Button(texts.unpinned(pin), Unpin(shown.id, mark_of(pin))),) for pin in pins]
    return Page(messages, ((Button(texts.CHANGE, Change(shown.id)), move), *off))


def _label(entry: Entry, retired: Collection[str]) -> str:
    title = shortened(entry.title, MOST_TITLE)
    return texts.OUT.format(title=title) if entry.id in retired else title


def _new() -> tuple[Button, ...]:
    return (Button(NEW_ANSWER, WriteNew()),)
