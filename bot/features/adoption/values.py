"""Somebody who means to do what an entry tells of, and what came of that."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

Outcome = Literal["done", "later", "dropped"]

ASKED_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Adoption:
    """Member `user_id`, whose private chat has the same number, means to do what `entry_id` tells of."""

    id: int
    entry_id: str
    user_id: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mean to, have been asked and not answered, and have done it."""

    planned: int
    asked: int
    done: int
    later: int
    dropped: int
