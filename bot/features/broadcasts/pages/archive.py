"""Pages of the archive; a deep link is "a_<number>"."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from telegram.helpers import create_deep_linked_url

from bot.chat.page import Button, Page
from bot.features.broadcasts.actions import ReadArchived, ShowArchive
from bot.features.broadcasts.texts import archive as archive_texts
from bot.features.broadcasts.texts import card as card_texts
from bot.features.broadcasts.values import Archived

PER_PAGE: Final = 5


def listed(found: Sequence[Archived], now: datetime) -> Page:
    """The latest in private chat, each opened by its number in the list."""
    rows = tuple(
        (Button(archive_texts.read_button(each, position), ReadArchived(each.id), (str(position),)),)
        for position, each in enumerate(found, start=1)
    )
    older = ((Button(card_texts.OLDER, ShowArchive(found[-1].id), ("mer", "fler")),),) if len(found) == PER_PAGE else ()
    return Page((archive_texts.archive(found, now),), (*rows, *older))


def in_group(found: Sequence[Archived], username: str, now: datetime) -> Page:
    """The same in a group, where the buttons lead to private chat."""
    rows = tuple(
        (Button(archive_texts.read_button(each, position), url=create_deep_linked_url(username, f"a_{each.id}")),)
        for position, each in enumerate(found, start=1)
    )
    return Page((archive_texts.archive(found, now),), rows)


def above(found: Archived, now: datetime) -> Page:
    """The line above a broadcast, with the way to the others."""
    return Page(
        (archive_texts.archived(found, now),), ((Button(archive_texts.SHOW_ALL, ShowArchive(0), ("tillbaka",)),),)
    )
