"""Groups of the network, who gets a broadcast, and refusals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.errors import BotError

Status = Literal["begun", "asked", "accepted", "declined", "stopped"]
Standing = Literal["member", "administrator", "muted", "left", "removed", "migrated"]
Role = Literal["admin", "moderator"]
Field = Literal["purpose", "county", "theme"]
Move = Literal["begin", "ask", "withdraw", "accept", "decline", "remove", "stop", "resume"]

WHOLE_COUNTRY: Final = "riket"
ALL_THEMES: Final = "alla"
# By name, as people look for them.
COUNTIES: Final = (
    "blekinge", "dalarna", "gavleborg", "gotland", "halland", "jamtland", "jonkoping", "kalmar", "kronoberg",
    "norrbotten", "skane", "stockholm", "sodermanland", "uppsala", "varmland", "vasterbotten", "vasternorrland",
    "vastmanland", "vastragotaland", "orebro", "ostergotland",
)  # fmt: skip
MOST_PURPOSE: Final = 100  # letters


@dataclass(frozen=True, slots=True)
class NetworkGroup:
    """A group or channel that has been asked about, with what the bot knows of it; None is what has not been said.

    `topic` is the thread where broadcasts land, None for General. `county` is one of COUNTIES or WHOLE_COUNTRY, `theme`
    an id of the knowledge or ALL_THEMES. `asked_message`, in the chat of `asked_by`, shows what became of it.
    `decided_by` accepted, declined or stopped; `version` counts the changes.
    """

    chat_id: int
    title: str
    is_forum: bool
    standing: Standing
    status: Status
    version: int
    purpose: str | None
    county: str | None
    theme: str | None
    topic: int | None
    topic_name: str | None
    asked_by: int
    asked_message: int | None
    decided_by: int | None
    changed_at: datetime
    is_channel: bool = False

    @property
    def missing(self) -> Field | None:
        """What the administrator has not said yet, in the order it is asked for."""
        said: dict[Field, str | None] = {"purpose": self.purpose, "county": self.county, "theme": self.theme}
        return next((field for field, value in said.items() if value is None), None)

    @property
    def thread(self) -> int | None:
        """The topic to send to; a group that is no forum any more has none."""
        return self.topic if self.is_forum else None

    @property
    def is_reachable(self) -> bool:
        """Whether the bot is in the group, muted or not."""
        return self.standing in {"member", "administrator", "muted"}


@dataclass(eq=False)
class NotMoved(BotError):
    """The group has changed since it was shown, or the move is not open; `found` is the group now, None if unknown."""

    found: NetworkGroup | None


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
    """Which groups, by tags (none given: all), and whether personal subscribers; `themes` are ids of the knowledge.

    `added` are groups (chat ids) that are picked whatever their tags are, `without` those left out all the same.
    """

    groups: bool = True
    counties: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    subscribers: bool = False
    added: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
