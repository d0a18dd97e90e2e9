"""When a broadcast may go: its planned start, when it is late, and what keeps it from going now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.broadcasts.values import Broadcast, Hours, PauseReason, Window
from bot.clock import stamp
from bot.database import Value
from bot.errors import WindowPassed
from bot.language import times

Changes = Mapping[str, Value]

SWEDISH: Final = Hours(times.is_quiet, times.opens)
LATE: Final = timedelta(hours=3)  # after the planned start, where no last moment is given


def planned(window: Window, at: datetime, hours: Hours) -> datetime:
    """The first moment from `at` on that the window allows, whatever its last moment is."""
    first = max(at, window.earliest or at)
    return hours.opens(first) if window.quiet else first


def plan(broadcast_id: int, window: Window, at: datetime, hours: Hours) -> Changes:
    """The columns of a start in `window`; WindowPassed when the window has closed before it opens."""
    starts = planned(window, at, hours)
    require_open(broadcast_id, window, starts)
    return {"starts_at": stamp(starts), "deadline": stamp(window.latest or starts + LATE)}


def replan(known: Broadcast, window: Window | None, at: datetime, hours: Hours) -> Changes:
    """The columns of going on in `window`; without one, as soon as quiet hours allow, late or not."""
    window = window or _still_open(known.window, at, hours)
    return {**window_fields(window), **plan(known.id, window, at, hours)}


def loud(window: Window, at: datetime) -> Window:
    """ "Skicka ändå": at once, also in quiet hours, but not after the last moment, unless that has passed already."""
    is_open = window.latest is not None and window.latest > at
    return Window(None, window.latest if is_open else None, quiet=False)


def window_fields(window: Window) -> Changes:
    """A window as its columns."""
    return {
        "earliest": None if window.earliest is None else stamp(window.earliest),
        "latest": None if window.latest is None else stamp(window.latest),
        "quiet": int(window.quiet),
    }


def _still_open(window: Window, at: datetime, hours: Hours) -> Window:
    """The same without its beginning, and without a last moment that comes before it could go."""
    goes = planned(Window(quiet=window.quiet), at, hours)
    is_open = window.latest is not None and window.latest > goes
    return Window(None, window.latest if is_open else None, window.quiet)


def require_open(broadcast_id: int, window: Window, at: datetime) -> None:
    """WindowPassed unless something can be sent from `at` on, and the window opens before it closes."""
    if window.latest is not None and window.latest <= max(at, window.earliest or at):
        raise WindowPassed(broadcast_id, window.latest)


def obstacle(known: Broadcast, at: datetime, hours: Hours) -> PauseReason | None:
    """Why nothing of it may be sent at `at`."""
    if known.deadline is not None and at > known.deadline:
        return "late"
    return "quiet" if known.window.quiet and hours.is_quiet(at) else None
