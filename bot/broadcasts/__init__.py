"""Broadcasts: one message to many chats, and the truth about who got it.

A package since one ledger serves many hands; each module is one reading:

    values       broadcasts, copies and windows
    allowed      what can be done with a broadcast, by whom and when
    rows         broadcasts as the database has them, and the one way to change them
    planning     when a broadcast may go
    drafting     from draft to a second organiser's approval
    running      start, pause, resume, retry
    delivering   the copies: taken, settled, healed
    settling     what follows from an outcome: finished, or paused by itself
    correcting   what has been sent is corrected or recalled
    renumbering  groups that move or stop meanwhile
    forgetting   who the subscribers were, when it is long over
    showing      the cards that other organisers have before them
    reading      lists, progress, history and the archive
"""

from bot.broadcasts.allowed import allowed, require
from bot.broadcasts.correcting import Correction, correct, not_shown, outdated, propose, proposed, recall, shown
from bot.broadcasts.delivering import (
    again,
    failed,
    gone,
    heal,
    resume_after_crash,
    sent,
    take,
    unknown,
)
from bot.broadcasts.drafting import (
    approve,
    cancel,
    create,
    set_audience,
    set_content,
    set_window,
    submit,
    try_out,
    withdraw,
)
from bot.broadcasts.forgetting import KEPT, forget
from bot.broadcasts.planning import loud
from bot.broadcasts.reading import (
    archive,
    archived,
    broadcast,
    broadcasts,
    deliveries,
    history,
    missed_trials,
    next_up,
    progress,
    trial,
    who_was_first,
)
from bot.broadcasts.renumbering import drop, renumber, restore
from bot.broadcasts.running import (
    due,
    note_told,
    pause,
    redirect,
    resume,
    retry_failed,
    set_status_message,
    start,
)
from bot.broadcasts.settling import LEAST_TRIED, MOST_FAILED, MOST_IN_A_ROW
from bot.broadcasts.showing import drop_card, note_card, note_card_shows, outdated_cards
from bot.broadcasts.values import (
    PROGRAM,
    Action,
    Actor,
    Archived,
    Broadcast,
    Content,
    ContentKind,
    Copy,
    Delivery,
    HistoryRow,
    Hours,
    Outcome,
    PauseReason,
    Progress,
    Status,
    Wait,
    Window,
)
from bot.gateway.values import Reason

__all__ = [
    "KEPT",
    "LEAST_TRIED",
    "MOST_FAILED",
    "MOST_IN_A_ROW",
    "PROGRAM",
    "Action",
    "Actor",
    "Archived",
    "Broadcast",
    "Content",
    "ContentKind",
    "Copy",
    "Correction",
    "Delivery",
    "HistoryRow",
    "Hours",
    "Outcome",
    "PauseReason",
    "Progress",
    "Reason",
    "Status",
    "Wait",
    "Window",
    "again",
    "allowed",
    "approve",
    "archive",
    "archived",
    "broadcast",
    "broadcasts",
    "cancel",
    "correct",
    "create",
    "deliveries",
    "drop",
    "drop_card",
    "due",
    "failed",
    "forget",
    "gone",
    "heal",
    "history",
    "loud",
    "missed_trials",
    "next_up",
    "not_shown",
    "note_card",
    "note_card_shows",
    "note_told",
    "outdated",
    "outdated_cards",
    "pause",
    "progress",
    "propose",
    "proposed",
    "recall",
    "redirect",
    "renumber",
    "require",
    "restore",
    "resume",
    "resume_after_crash",
    "retry_failed",
    "sent",
    "set_audience",
    "set_content",
    "set_status_message",
    "set_window",
    "shown",
    "start",
    "submit",
    "take",
    "trial",
    "try_out",
    "unknown",
    "who_was_first",
    "withdraw",
]
