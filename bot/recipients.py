"""Who a broadcast goes to: what the network's lists give, and what a broadcast keeps."""

from dataclasses import dataclass
from typing import Literal

RecipientKind = Literal["group", "subscriber"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """One chat; `topic` is a forum's thread, None for General and for other chats.

    `name` is a group's title, or a subscriber's number as text: subscribers are nobody's to list by name.
    """

    chat_id: int
    topic: int | None
    name: str
    kind: RecipientKind


@dataclass(frozen=True, slots=True)
class Audience:
    """Which groups, by tags (none given: all), and whether personal subscribers; `themes` are ids of the knowledge."""

    groups: bool = True
    counties: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    subscribers: bool = False
