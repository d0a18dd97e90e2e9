"""How a group of the network may move from one status to another, and who may do it."""

from typing import Final

from bot.features.network.values import Move, NetworkGroup, Role, Status

# A group that its administrator has stopped had been accepted, so the administrator alone may start it again.
_MOVES: Final[dict[tuple[Role, Status], dict[Move, Status]]] = {
    ("admin", "begun"): {"ask": "asked"},
    ("admin", "asked"): {"withdraw": "begun"},
    ("admin", "accepted"): {"stop": "stopped"},
    ("admin", "stopped"): {"resume": "accepted"},
    ("admin", "declined"): {"begin": "begun"},
    ("moderator", "asked"): {"accept": "accepted", "decline": "declined"},
    ("moderator", "accepted"): {"remove": "declined"},
    ("moderator", "stopped"): {"remove": "declined"},
    ("moderator", "declined"): {"accept": "accepted"},
}


def allowed(group: NetworkGroup, role: Role) -> dict[Move, Status]:
    """What somebody may do with a group, and what it becomes: this builds the buttons and checks the presses."""
    moves = _MOVES.get((role, group.status), {})
    return {move: status for move, status in moves.items() if move != "ask" or group.missing is None}
