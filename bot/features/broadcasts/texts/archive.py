"""The Swedish of earlier broadcasts as latecomers read them; functions return safe HTML unless they say plain."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.broadcasts.texts.delivery import excerpt
from bot.features.broadcasts.values import Archived
from bot.language.dates import said
from bot.language.text import escape

ARCHIVE = "<b>Senaste utskicken</b>"
NO_ARCHIVE = "Inga utskick är skickade än."
RECALLED = "Det här utskicket är tillbakadraget."
NOT_ARCHIVED = "Det utskicket finns inte i arkivet."
SHOW_ALL = "Alla utskick"


def archived(found: Archived, now: datetime) -> str:
    """A line above a broadcast in the archive."""
    changed = f", rättat {said(found.corrected_at, now)}" if found.corrected_at else ""
    return f"<b>Utskick {found.id}</b>, {said(found.started_at, now)}{changed}"


def _archive_line(found: Archived, now: datetime) -> str:
    """A broadcast in the archive's list."""
    text = "Tillbakadraget." if found.recalled_at is not None else excerpt(found.content, 80)
    mark = " (rättat)" if found.corrected_at and found.recalled_at is None else ""
    return f"{said(found.started_at, now)}{mark}\n{escape(text)}"


def archive(found: Sequence[Archived], now: datetime) -> str:
    """The list of them."""
    lines = [f"{position}. {_archive_line(each, now)}" for position, each in enumerate(found, start=1)]
    return "\n\n".join([ARCHIVE, *lines]) if found else NO_ARCHIVE


def read_button(found: Archived, position: int) -> str:
    """The way to a broadcast in the archive, plain."""
    return f"{position}. {excerpt(found.content, 40) or 'Tillbakadraget'}"
