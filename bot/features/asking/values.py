"""What a conversation is about, and how a message goes on with it."""

from dataclasses import dataclass
from typing import Literal

from bot.matching.kinds import AnswerKind
from bot.matching.language import SWEDISH

About = Literal["entry", "choice", "danger", "meetings"]
Wish = Literal["more", "then", "next", "others", "source", "kind", "place", "money", "wrong", "language"]


@dataclass(frozen=True, slots=True)
class Thread:
    """What a chat is about: an entry, entries to choose among, a danger, or meetings; ids only, no words.

    There is nothing to choose among where nothing was found. `seen` are the entries that it has shown so far, twice
    where their details have been told too; `token` is the question's in the log.
    """

    about: About
    token: str
    entry_id: str | None = None
    choice: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    language: str = SWEDISH


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a message wants of the thread; `kind` is the kind of answer asked for, `place` the place."""

    wish: Wish
    kind: AnswerKind | None = None
    place: str = ""
