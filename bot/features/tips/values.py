"""A half-written tip, question or report."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.errors import BotError
from bot.storage.clock import now

Kind = Literal["tip", "question", "report", "reply", "place"]
Step = Literal["text", "place", "theme", "signature", "photo", "photo_text", "preview"]
Problem = Literal[
    "no_draft", "stale", "empty", "no_words", "too_long", "not_a_theme", "not_a_photo", "no_photos", "one_photo",
    "not_here", "no_place",
]  # fmt: skip

TIP_STEPS: tuple[Step, ...] = ("text", "place", "theme", "signature", "photo", "photo_text", "preview")
OTHER_STEPS: tuple[Step, ...] = ("text", "preview")

WRITTEN: tuple[Step, ...] = ("text", "place", "signature", "photo_text")
"""The steps whose answers are a member's own words."""

RESTS_AFTER = timedelta(hours=1)


class NotTaken(BotError):
    """The draft stays as it is, because of `problem`; `most` is the limit when that is too_long."""

    def __init__(self, problem: Problem, most: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.most = most


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member has written so far, and which step is next.

    `photo` is Telegram's file id. A report is about `entry_id`, a reply answers item `item_id`, and a tip with an
    `item_id` is that item, of `version`, being revised. A tip or place with a `meeting_id` answers the meeting's
    `question`, whose words are `asked`. `whole` drafts have been at the preview, to which every answer leads back.
    """

    user_id: int
    kind: Kind
    step: Step = "text"
    text: str = ""
    place: str | None = None
    theme: str | None = None
    signature: str | None = None
    photo: str | None = None
    photo_text: str | None = None
    entry_id: str | None = None
    item_id: int | None = None
    version: int | None = None
    meeting_id: int | None = None
    question: int | None = None
    asked: str | None = None
    whole: bool = False
    message_id: int | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(4))
    changed_at: datetime = field(default_factory=now, compare=False)

    @property
    def mark(self) -> str:
        """What this step's buttons carry; at most 17 letters of a-z A-Z 0-9 - _ and a full stop."""
        return f"{self.token}.{self.step}"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this kind of draft."""
        return TIP_STEPS if self.kind == "tip" else OTHER_STEPS

    @property
    def about(self) -> tuple[Kind, str | None, int | None, int | None, int | None]:
        """What a member has at most one draft about: a new tip, one entry, one item, one question of a meeting."""
        return self.kind, self.entry_id, self.item_id, self.meeting_id, self.question

    @property
    def anew(self) -> "Draft":
        """A draft about the same, with nothing written yet."""
        return Draft(
            self.user_id, self.kind, entry_id=self.entry_id,
            meeting_id=self.meeting_id, question=self.question, asked=self.asked,
        )  # fmt: skip

    @property
    def undescribed(self) -> bool:
        """Whether a photo lacks the sentence that says what it shows."""
        return self.photo is not None and self.photo_text is None

    def rests(self, at: datetime) -> bool:
        """Whether it has been left so long that a message is rather a new question than an answer."""
        return at - self.changed_at >= RESTS_AFTER
