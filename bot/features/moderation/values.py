"""What stands in the moderators' queue, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from bot.knowledge import values
from bot.storage.personal import SOME_AUTHOR

Kind = Literal["tip", "question", "report"]
Status = Literal["waiting", "returned", "approved", "declined", "merged", "withdrawn", "answered"]
Action = Literal[
    "approve", "decline", "answer", "edit", "send_back", "merge", "claim", "release", "undo", "reopen", "reply",
    "revise", "withdraw",
]  # fmt: skip
Reason = Literal["exists", "off_topic", "advert", "personal", "unclear", "unverified"]
SecondPage = Literal["approve", "decline", "edit", "send_back", "merge"]
Line = Literal[
    "titel", "svar", "mer", "tema", "nyckelord", "frågor", "fler_frågor", "länkar", "kontakt", "gäller_till", "fäst"
]
"""What of a proposal is mended alone, as moderators label it."""
Leaf = Literal["card"] | SecondPage
"""The pages of a card."""

THE_BOT: Final = -1
"""The author of what the bot itself brings up."""
NO_AUTHOR: Final = -5
"""Who has sent what came from a document: no person and no chat has this number."""
THE_DESK: Final = -3
"""The author of what moderators begin themselves; who did is told by its history."""
THE_FILES: Final = -4
"""The author of what was changed in the chat and then in its file, so that moderators are to choose."""
OPEN: Final[tuple[Status, ...]] = ("waiting", "returned")


@dataclass(frozen=True, slots=True)
class Content:
    """What a member writes; a `signature` of None is anonymous, `photo` is Telegram's file id."""

    text: str
    place: str | None = None
    theme: str | None = None
    signature: str | None = None
    photo: str | None = None
    photo_text: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """What a member sends in from the private chat `chat_id`; `entry_id` is the entry that it is about.

    A tip with a `meeting_id` answers that meeting's `question`.
    """

    kind: Kind
    author_id: int
    chat_id: int
    content: Content
    entry_id: str | None = None
    meeting_id: int | None = None
    question: int | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """The question of a meeting that a tip answers; `by_place`: the name of a place is a whole answer."""

    meeting_id: int
    meeting: str
    number: int
    question: str
    by_place: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry as a moderator would have it.

    Where `links` is None it says nothing of links, contact and last day. Of what is `retired` no member hears.
    """

    title: str
    answer: str
    theme: str
    keywords: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    kind: values.Kind = "exempel"
    more: str | None = None
    links: tuple[values.Link, ...] | None = None
    contact: str = ""
    valid_until: date | None = None
    pins: tuple[values.Pin, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the queue at `version`, which `changed_by` made at `changed_at` by `action` ("submit" at first).

    `note` is what history keeps with that.
    `entry_id` is what it is about, what it became or what it was merged into. `claimed_by` has it in hand until
    `claimed_until`, which may have passed.
    """

    id: int
    kind: Kind
    status: Status
    version: int
    author_id: int
    chat_id: int
    content: Content
    entry_id: str | None
    proposal: Proposal | None
    created_at: datetime
    waiting_since: datetime
    decided_at: datetime | None
    decided_by: int | None
    claimed_by: int | None
    claimed_until: datetime | None
    action: str
    changed_by: int
    changed_at: datetime
    answering: Answering | None = None
    note: str | None = None

    @property
    def names_place(self) -> bool:
        """Whether its text is only places, which a meeting counts and no entry is made of."""
        return self.answering is not None and self.answering.by_place

    @property
    def is_brought_up(self) -> bool:
        """Whether the bot has put it there, since the entry that it is about may be old; nobody is to hear of it."""
        return self.author_id == THE_BOT

    @property
    def is_own(self) -> bool:
        """Whether moderators have begun it themselves, to change an entry or to write a new one."""
        return self.author_id == THE_DESK

    @property
    def is_overtaken(self) -> bool:
        """Whether it is a change of theirs that the entry's file has gone past; its proposal is that change."""
        return self.author_id == THE_FILES

    @property
    def is_imported(self) -> bool:
        """Whether it came from a document."""
        return self.author_id == NO_AUTHOR

    @property
    def has_author(self) -> bool:
        """Whether somebody has sent it in, who is to hear of it and can be asked."""
        return self.author_id not in {THE_BOT, NO_AUTHOR, THE_DESK, THE_FILES, SOME_AUTHOR}

    @property
    def is_in_knowledge(self) -> bool:
        """Whether the decision that stands has done something to the knowledge."""
        return self.status in {"approved", "merged"}

    @property
    def may_become_entry(self) -> bool:
        """Whether it is a member's question that a moderator has answered, which others may ask too."""
        return self.kind == "question" and self.status == "answered" and self.proposal is not None

    @property
    def is_wiped(self) -> bool:
        """Whether its words have been taken out of everything, so that nothing can be decided anew."""
        return not self.content.text

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.status in OPEN

    def claimed_by_another(self, user_id: int, at: datetime) -> bool:
        """Whether somebody else than `user_id` has it in hand."""
        return self.claimed_until is not None and self.claimed_until > at and self.claimed_by != user_id

    def purpose_of(self, user_id: int) -> str | None:
        """What `user_id` has taken it in hand to do, if nothing has been done with it since."""
        return self.note if self.action == "claim" and self.changed_by == user_id else None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the moderators asked the author, and the answer, if any."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message in the moderators' chat that shows an item as it was at `shown_version`."""

    item_id: int
    chat_id: int
    message_id: int
    shown_version: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, since when the oldest does, and how much has waited for more than five working days."""

    number: int
    since: datetime | None
    stale: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a kind and theme wait."""

    kind: Kind
    theme: str | None
    number: int
