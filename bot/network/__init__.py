"""The network's groups, organisers and subscribers: who may send, and who gets what is sent.

values       a group as a value, its tags, what may be done with it by whom
reading      lists, and whom a broadcast reaches
deciding     how a group joins, is accepted, moves and stops
organisers   who may send
subscribers  members who get it in their own chat
"""

from bot.network.deciding import begin, choose_topic, describe, follow_in, move, renumber
from bot.network.organisers import (
    Organiser,
    accept_invitation,
    add_organiser,
    forget_organisers,
    invite,
    is_organiser,
    organisers,
    remove_organiser,
    restore_organiser,
)
from bot.network.reading import group, groups, recipients, unreachable
from bot.network.subscribers import forget_subscribers, lose_subscriber, subscribe, unsubscribe
from bot.network.values import (
    ALL_THEMES,
    COUNTIES,
    MOST_PURPOSE,
    WHOLE_COUNTRY,
    Field,
    Move,
    NetworkGroup,
    NotMoved,
    Role,
    Status,
    allowed,
)

__all__ = [
    "ALL_THEMES",
    "COUNTIES",
    "MOST_PURPOSE",
    "WHOLE_COUNTRY",
    "Field",
    "Move",
    "NetworkGroup",
    "NotMoved",
    "Organiser",
    "Role",
    "Status",
    "accept_invitation",
    "add_organiser",
    "allowed",
    "begin",
    "choose_topic",
    "describe",
    "follow_in",
    "forget_organisers",
    "forget_subscribers",
    "group",
    "groups",
    "invite",
    "is_organiser",
    "lose_subscriber",
    "move",
    "organisers",
    "recipients",
    "remove_organiser",
    "renumber",
    "restore_organiser",
    "subscribe",
    "unreachable",
    "unsubscribe",
]
