"""A broadcast, its copies and what is decided about it, as values."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from bot.features.network.values import Audience, RecipientKind
from bot.gateway.values import Reason

Status = Literal["draft", "waiting", "approved", "scheduled", "running", "paused", "finished", "cancelled"]
Missed = Literal["failed", "unknown", "gone"]
Outcome = Literal["queued", "sending", "sent", Missed]
Action = Literal[
    "edit", "try_out", "submit", "approve", "override", "withdraw", "cancel", "pause", "resume", "retry", "redirect",
    "correct", "recall",
]  # fmt: skip
AskedTwice = Literal["cancel", "recall"]
Decision = Literal[
    "submit", "approve", "override", "try_out", "withdraw", "cancel", "pause", "resume", "loud", "retry", "recall"
]
"""What one press decides; "loud": resume in quiet hours too."""
ContentKind = Literal["text", "photo", "document", "album"]
FollowUp = Literal["no", "wanted", "done"]
Template = Literal["summary", "invite", "remind"]
Tags = Literal["c", "t"]
"""Counties or themes."""
Timing = Literal["now", "tomorrow", "working", "loud", "quiet", "open"]
_MOST_TOLD: Final = 100
PauseReason = Literal["person", "first", "row", "share", "late", "quiet", "corrected", "changed"]


@dataclass(frozen=True, slots=True)
class Hours:
    """When nobody is to be disturbed: whether a moment is in quiet hours, and the first one from it on that is not."""

    is_quiet: Callable[[datetime], bool]
    opens: Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class AlbumFile:
    """One of an album's, by Telegram's `file_id`; an album has either photos or documents."""

    kind: Literal["photo", "document"]
    file_id: str


@dataclass(frozen=True, slots=True)
class Content:
    """A message as it is stored: `text` is the text or caption, `entities` as Telegram's JSON has them.

    A photo or document has Telegram's `file_id`, an album 2 to 10 `files`, the first of which has the caption.
    """

    kind: ContentKind
    text: str
    entities: tuple[Mapping[str, Any], ...] = ()
    file_id: str | None = None
    file_name: str | None = None
    files: tuple[AlbumFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """When it may be sent, None: at once, without a last moment; `quiet`: not in quiet hours."""

    earliest: datetime | None = None
    latest: datetime | None = None
    quiet: bool = True


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast at `version`, which `changed_by` (PROGRAM: the program) made at `changed_at` by `action`.

    `content` is the newest, the `content_version`-th; the first is the approved one. `starts_at` is the planned start
    and `deadline` the moment after which it is late, both set by approval and moved by `resume`. `trial_of` is the
    broadcast that this one tries out on its creator alone. An approval with `overridden` is the creator's own.
    `unapproved_by` has corrected it since somebody else last let it go on, and does not let it go on alone.
    `fingerprint` is SHA-256 of content, recipients and window from submission on. `follow_up`: what came of it is told
    by itself, which was approved with it.
    """

    id: int
    version: int
    status: Status
    content: Content | None
    content_version: int
    audience: Audience | None
    window: Window
    created_by: int
    created_at: datetime
    approved_by: int | None
    overridden: bool
    fingerprint: str | None
    starts_at: datetime | None
    deadline: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    pause_reason: PauseReason | None
    corrected_at: datetime | None
    recalled_at: datetime | None
    unapproved_by: int | None
    status_chat: int | None
    status_message: int | None
    status_shown: Status | None
    meeting_id: int | None
    template: str | None
    trial_of: int | None
    action: str
    changed_by: int
    changed_at: datetime
    follow_up: FollowUp = "no"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient's copy; `shown_version` is the content version that it was sent with or edited to.

    `reason` is why it failed, is unknown or gone, `edit_reason` why it could not be corrected or recalled.
    `called_at` is when Telegram was called for it last, `thanked` whether anybody in the chat has pressed its button.
    `settled_at` is when its outcome came, of one that was sent thus when it was sent. `deletions` is how many times in
    a row Telegram has said that the group was deleted. `others` are its messages besides the first: the rest of an
    album and what has its buttons.
    """

    id: int
    broadcast_id: int
    position: int
    chat_id: int
    topic: int | None
    name: str
    kind: RecipientKind
    status: Outcome
    message_id: int | None
    attempts: int
    reason: Reason | None
    shown_version: int | None
    edit_reason: Reason | None
    thanked: bool
    called_at: datetime | None
    settled_at: datetime | None
    deletions: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A delivery with its broadcast: what to send, or what a delivered copy is to be edited to."""

    broadcast: Broadcast
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Wait:
    """What a broadcast under way waits for before its next copy, and until when that is.

    "asked": Telegram has asked for a pause; "full": the next recipient has got all that fits in its window;
    "unreachable": Telegram is, and is tried again.
    """

    reason: Literal["asked", "full", "unreachable"]
    until: datetime


class Told(dict[tuple[int, int], str]):
    """What organisers were told on cards, by chat and message, so that an edit of the card does not take it away."""

    def keep(self, chat_id: int, message_id: int, sentence: str) -> None:
        """The latest hundred."""
        self[chat_id, message_id] = sentence
        while len(self) > _MOST_TOLD:
            del self[next(iter(self))]


@dataclass(slots=True)
class UnderWay:
    """Whoever has decided about a broadcast sets `changed`; `waits` is what those under way wait for, by number."""

    changed: asyncio.Event = field(default_factory=asyncio.Event)
    waits: dict[int, Wait] = field(default_factory=dict)


@dataclass(slots=True)
class Openers:
    """Who has opened links of which broadcast since the bot was started: in memory only, so that nobody counts twice
    and nothing is kept of anybody. Of more than `most` the oldest go.
    """

    most: int = 20_000
    seen: dict[tuple[int, int], None] = field(default_factory=dict)

    def is_new(self, broadcast_id: int, user_id: int) -> bool:
        """Whether this person has not opened a link of the broadcast before; from now on they have."""
        if (broadcast_id, user_id) in self.seen:
            return False
        self.seen[broadcast_id, user_id] = None
        if len(self.seen) > self.most:
            del self.seen[next(iter(self.seen))]
        return True


@dataclass(frozen=True, slots=True)
class Progress:
    """How many recipients are where; `outdated` are delivered copies still to be corrected or recalled.

    `unmended` are those that could not be, and `thanked` the chats where somebody has pressed "Tack, läst". Of those
    that failed, `tries` is how many times one was tried at most, and `tried_at` when that was last.
    """

    queued: int
    sending: int
    sent: int
    failed: int
    unknown: int
    gone: int
    outdated: int
    unmended: int
    thanked: int
    tries: int
    tried_at: datetime | None

    @property
    def done(self) -> int:
        """Those with an outcome."""
        return self.sent + self.failed + self.unknown + self.gone

    @property
    def total(self) -> int:
        """All recipients."""
        return self.done + self.queued + self.sending


@dataclass(frozen=True, slots=True)
class Course:
    """How it goes; `missed` is why copies have not arrived, `unmended` why they could not be corrected or recalled.

    `opened` is how many people have opened its links.
    """

    progress: Progress
    missed: Mapping[Reason, int]
    unmended: Mapping[Reason, int]
    wait: Wait | None
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Archived:
    """A broadcast as latecomers read it; a recalled one has no `content` any more."""

    id: int
    content: Content | None
    started_at: datetime
    corrected_at: datetime | None
    recalled_at: datetime | None
