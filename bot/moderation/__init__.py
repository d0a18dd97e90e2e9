"""The moderators' queue: tips, questions to a human and reported errors, and what is decided about them.

A package since one rule book serves many hands; each module is one reading:

    values      what stands in the queue
    decisions   what can be done with it, by whom and when
    changes     what each decision makes of it
    rows, publishing    what decisions do to the knowledge, and how that is taken back
    telling     who hears of it
    deciding    all of that in one transaction
    reading     the queue, an item's history, and its cards
"""

from bot.moderation.deciding import MOST_OPEN, decide, decide_within, submit
from bot.moderation.decisions import (
    CLAIM,
    UNDO,
    Answer,
    Approve,
    Claim,
    Decision,
    Decline,
    Edit,
    Include,
    MergeDetail,
    MergePhrase,
    Release,
    Reopen,
    Reply,
    Revise,
    SendBack,
    Undo,
    Withdraw,
    allowed,
    require,
)
from bot.moderation.reading import (
    add_card,
    counts,
    history,
    item,
    item_on_card,
    items_of,
    outdated_cards,
    queue,
    remove_card,
    stale,
    working_days_before,
)
from bot.moderation.values import (
    Action,
    Actor,
    Card,
    Content,
    Count,
    HistoryRow,
    Item,
    Kind,
    Proposal,
    Reason,
    Status,
    Submission,
)

__all__ = [
    "CLAIM",
    "MOST_OPEN",
    "UNDO",
    "Action",
    "Actor",
    "Answer",
    "Approve",
    "Card",
    "Claim",
    "Content",
    "Count",
    "Decision",
    "Decline",
    "Edit",
    "HistoryRow",
    "Include",
    "Item",
    "Kind",
    "MergeDetail",
    "MergePhrase",
    "Proposal",
    "Reason",
    "Release",
    "Reopen",
    "Reply",
    "Revise",
    "SendBack",
    "Status",
    "Submission",
    "Undo",
    "Withdraw",
    "add_card",
    "allowed",
    "counts",
    "decide",
    "decide_within",
    "history",
    "item",
    "item_on_card",
    "items_of",
    "outdated_cards",
    "queue",
    "remove_card",
    "require",
    "stale",
    "submit",
    "working_days_before",
]
