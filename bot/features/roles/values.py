"""Whoever does something, as every rule sees them."""

from dataclasses import dataclass
from typing import Final

PROGRAM: Final = 0  # the actor of what the program does by itself


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, as Telegram and the organisers' list have them right now.

    An anonymous administrator has the id of the moderators' chat, which is below 0, and is nobody's author.
    `is_alone`: there is no other organiser who could approve. That, and `is_organiser`, is only asked where a broadcast
    is concerned.
    """

    id: int
    is_moderator: bool = False
    is_organiser: bool = False
    is_alone: bool = False

    @property
    def is_anonymous(self) -> bool:
        """Whether it is one of several people, and nobody knows which."""
        return self.id < 0
