"""What can be done with a broadcast, by whom and when, and what keeps it from going now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.features.broadcasts.errors import Forestalled, NotBroadcast, NotOpen, OwnBroadcast, WindowPassed
from bot.features.broadcasts.values import Action, Broadcast, Hours, PauseReason, Status, Window
from bot.features.roles.values import Actor
from bot.language.times import is_quiet, opens
from bot.storage.clock import stamp
from bot.storage.database import Value

_BEFORE_ITS_CREATOR: Final[dict[Status, tuple[Action, ...]]] = {
    "draft": ("submit", "try_out", "edit", "cancel"),
    "waiting": ("override", "try_out", "edit", "withdraw", "cancel"),
    "approved": ("edit", "withdraw", "cancel"),
    "scheduled": ("edit", "withdraw", "cancel"),
    "paused": ("resume", "withdraw", "cancel"),
}
_BEFORE_OTHERS: Final[dict[Status, tuple[Action, ...]]] = {
    "waiting": ("approve", "try_out", "withdraw", "cancel"),
    "approved": ("withdraw", "cancel"),
    "scheduled": ("withdraw", "cancel"),
    "paused": ("resume", "withdraw", "cancel"),
}
_BEGUN: Final[dict[Status, tuple[Action, ...]]] = {
    "scheduled": ("cancel", "retry", "redirect", "correct", "recall"),
    "running": ("pause", "cancel", "retry", "redirect", "correct", "recall"),
    "paused": ("resume", "cancel", "retry", "redirect", "correct", "recall"),
    "finished": ("retry", "redirect", "correct", "recall"),
    "cancelled": ("correct", "recall"),
}
_OF_WHAT_WAS_SENT: Final = ("retry", "redirect", "correct", "recall")
_GOING_ON: Final = ("resume", "retry", "redirect")


def allowed(broadcast: Broadcast, actor: Actor) -> tuple[Action, ...]:
    """What `actor` may do with `broadcast`, in the order of the buttons.

    Only its creator changes and submits it, so that whoever approves has written nothing of it. From the start on every
    organiser may do the same, but whoever has corrected it lets it go on only if nobody else can. What was changed
    behind the approval does not go on. What has been recalled is not corrected, retried or recalled again.
    """
    if not actor.is_organiser:
        return ()
    actions = _open(broadcast, actor).get(broadcast.status, ())
    if broadcast.pause_reason == "changed":
        actions = tuple(each for each in actions if each not in _GOING_ON)
    if broadcast.trial_of is not None or broadcast.recalled_at is not None:
        actions = tuple(each for each in actions if each not in _OF_WHAT_WAS_SENT)
    if actor.is_alone:
        return actions
    own = _GOING_ON if broadcast.unapproved_by == actor.id else ()
    return tuple(each for each in actions if each not in ("override", *own))


def require(broadcast: Broadcast, version: int, actor: Actor, action: Action) -> None:
    """NotBroadcast, as the kind of it that says why, unless `actor` may do this with the broadcast as it was shown."""
    if broadcast.version == version and action in allowed(broadcast, actor):
        return
    raise _refusal(broadcast, version, actor, action)


def forestalled(found: Broadcast, shown: int) -> Forestalled:
    """Who was first, to one who was shown the version `shown`."""
    changed = found.changed_at, found.action, found.status, found.version
    return Forestalled(found.id, *changed, shown, by=found.changed_by)


def _open(broadcast: Broadcast, actor: Actor) -> dict[Status, tuple[Action, ...]]:
    if broadcast.started_at is not None:
        return _BEGUN
    return _BEFORE_ITS_CREATOR if actor.id == broadcast.created_by else _BEFORE_OTHERS


def _refusal(broadcast: Broadcast, version: int, actor: Actor, action: Action) -> NotBroadcast:
    if not actor.is_organiser:
        return NotOpen(broadcast.id, action, broadcast.status)
    if broadcast.version != version:
        return forestalled(broadcast, version)
    is_own = action in ("approve", "override") and actor.id == broadcast.created_by and broadcast.status == "waiting"
    if is_own or (action in _GOING_ON and actor.id == broadcast.unapproved_by):
        return OwnBroadcast(broadcast.id)
    return NotOpen(broadcast.id, action, broadcast.status)


Changes = Mapping[str, Value]

SWEDISH: Final = Hours(is_quiet, opens)
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
