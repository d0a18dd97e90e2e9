"""What can be done with a broadcast, by whom and when: what builds the buttons is also the permission check."""

from typing import Final

from bot.actors import Actor
from bot.broadcasts.values import Action, Broadcast, Status
from bot.errors import Forestalled, NotBroadcast, NotOpen, OwnBroadcast

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
    return Forestalled(found.id, found.changed_by, found.changed_at, found.action, found.status, found.version, shown)


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
