"""The moderators' queue: tips, questions to a human and reported errors, and what is decided about them.

A package since one rule book serves many hands; each module is one reading:

    values      what stands in the queue
    decisions   what can be done with it, by whom and when
    changes     what each decision makes of it
    rows, publishing    what decisions do to the knowledge, and how that is taken back
    telling     who hears of it
    deciding    all of that in one transaction
    reading     the queue, an item's history, and its cards
    recalling   how it has read, and what its author was asked
    workdays    how long something may wait
"""

from bot.language.workdays import stale_before, working_days_before
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
    end_claims,
    history,
    item,
    item_on_card,
    items_of,
    newest,
    next_in_line,
    outdated_cards,
    queue,
    remove_card,
    resume_cards,
    stale,
    still_waiting,
    waiting,
    waiting_texts,
)
from bot.moderation.recalling import last_exchange, wordings
from bot.moderation.values import (
    Action,
    Actor,
    Card,
    Content,
    Count,
    Exchange,
    HistoryRow,
    Item,
    Kind,
    Proposal,
    Reason,
    Status,
    Submission,
    Waiting,
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
    "Exchange",
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
    "Waiting",
    "Withdraw",
    "add_card",
    "allowed",
    "counts",
    "decide",
    "decide_within",
    "end_claims",
    "history",
    "item",
    "item_on_card",
    "items_of",
    "last_exchange",
    "newest",
    "next_in_line",
    "outdated_cards",
    "queue",
    "remove_card",
    "require",
    "resume_cards",
    "stale",
    "stale_before",
    "still_waiting",
    "submit",
    "waiting",
    "waiting_texts",
    "wordings",
    "working_days_before",
]
