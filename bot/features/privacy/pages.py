"""Pages about a member's data."""

from dataclasses import replace
from typing import Final

from bot.chat.page import Button, Page, short
from bot.features.privacy.actions import AskErasure, Erase, Keep, ShowData, ShowPrivacy
from bot.features.privacy.texts import data as texts
from bot.features.privacy.texts import periods
from bot.features.privacy.values import Document, Fate
from bot.knowledge.profile import Profile

YES: Final = ("ja", "ta bort")
NO: Final = ("nej", "behåll")


def privacy(whose: Profile) -> Page:
    """What is kept, for members first."""
    rows = ((Button(texts.SHOW_MINE, ShowData()), Button(texts.FORGET_ME, AskErasure())),)
    return Page((periods.privacy(whose),), rows)


def before_first(page: Page, whose: Profile) -> Page:
    """A dialogue's first page, with what becomes of what is sent."""
    first, *others = page.messages
    told = replace(page, messages=(f"{first}\n\n{periods.before_first(whose)}", *others))
    return told.over((Button(texts.READ_MORE, ShowPrivacy()),))


def mine(document: Document, whose: Profile) -> Page:
    """All of it, readable, as long as it fits; the document has the rest."""
    return Page(texts.mine(document, whose), ((Button(texts.FORGET_ME, AskErasure()),),))


def ask(fate: Fate, whose: Profile, minute: int, *, archived: bool) -> Page:
    """What goes and what stays, before the second tap."""
    yes, no = Button(texts.REALLY, Erase(minute), YES), Button(texts.KEEP, Keep(), NO)
    return Page((texts.ask(fate, whose, archived=archived),), ((yes,), (no,)))


def under_way() -> Page:
    """It is being done."""
    return short(texts.UNDER_WAY)


def kept() -> Page:
    """Nothing was."""
    return short(texts.NOTHING_ERASED)
