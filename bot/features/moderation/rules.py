"""What can be done with an item, by whom and when: what builds the buttons is also the permission check."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from bot.features.moderation.errors import AlreadyDecided, Claimed, NotAllowed, NotDecided, Outdated, OwnTip
from bot.features.moderation.values import Action, Content, Item, Kind, Proposal, Reason
from bot.features.roles.values import Actor
from bot.knowledge.values import Entry

CLAIM: Final = timedelta(minutes=15)
UNDO: Final = timedelta(minutes=10)

_OF_KIND: Final[dict[Kind, tuple[Action, ...]]] = {
    "tip": ("approve", "decline", "edit", "send_back", "merge", "claim", "release"),
    "question": ("answer", "decline", "send_back", "merge", "claim", "release"),
    "report": ("answer", "approve", "decline", "edit", "send_back", "claim", "release"),
}
_UNDOABLE: Final = ("approve", "decline", "merge", "edit", "send_back")
_AUTHORS: Final = ("reply", "revise", "withdraw")


@dataclass(frozen=True, slots=True)
class Approve:
    """Publish `proposal` as the new entry `entry_id`; a report's as a correction of the entry that it is about.

    A tip that was published before keeps its first id. A member's report must be about an entry. Under the entry stands
    who gave it: `signature`, or what the author chose. What does not `rewrite` the entry only places it: pins it to
    phrases, takes it out of use or into use. `filed` is how the files have the entry, if they do.
    """

    action: ClassVar[Action] = "approve"
    proposal: Proposal
    entry_id: str
    signature: str | None = None
    rewrite: bool = True
    filed: Entry | None = None


@dataclass(frozen=True, slots=True)
class Include:
    """Count the places that it names in the summary of its meeting; no entry is made of them."""

    action: ClassVar[Action] = "approve"


@dataclass(frozen=True, slots=True)
class Edit:
    """Mend the wording before approval."""

    action: ClassVar[Action] = "edit"
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class SendBack:
    """Ask the author something; the item waits for the reply."""

    action: ClassVar[Action] = "send_back"
    question: str


@dataclass(frozen=True, slots=True)
class Decline:
    """Turn it down for a reason, or in the moderator's own words when `reason` is None."""

    action: ClassVar[Action] = "decline"
    reason: Reason | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MergePhrase:
    """It says what an entry says already: `phrase` leads there from now on."""

    action: ClassVar[Action] = "merge"
    entry_id: str
    phrase: str


@dataclass(frozen=True, slots=True)
class MergeDetail:
    """`detail` is added to what an entry tells more; `entry` is it as the knowledge has it, `filed` as files do."""

    action: ClassVar[Action] = "merge"
    entry_id: str
    detail: str
    entry: Proposal
    filed: Entry | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """It says what another waiting tip says: that one, `other` at `version`, is worded as `proposal` from now on."""

    action: ClassVar[Action] = "merge"
    other: int
    version: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Answer:
    """A moderator's answer, relayed to the author; `proposal` is how a question and it would read as an entry."""

    action: ClassVar[Action] = "answer"
    text: str
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Take it in hand for 15 minutes, perhaps to do `purpose` next, an action or "edit:" and the label of a line.

    Once more begins them anew.

    What is decided already is held from nobody: then only the purpose is kept.
    """

    action: ClassVar[Action] = "claim"
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Let go of it."""

    action: ClassVar[Action] = "release"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the latest decision within ten minutes."""

    action: ClassVar[Action] = "undo"


@dataclass(frozen=True, slots=True)
class Reopen:
    """Let it wait again, at any time; what it published is hidden."""

    action: ClassVar[Action] = "reopen"


@dataclass(frozen=True, slots=True)
class Reply:
    """The author's answer to the moderators' question."""

    action: ClassVar[Action] = "reply"
    text: str


@dataclass(frozen=True, slots=True)
class Revise:
    """The author has changed it; a moderator's wording of the old text is dropped."""

    action: ClassVar[Action] = "revise"
    content: Content


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The author takes it back."""

    action: ClassVar[Action] = "withdraw"


Decision = (
    Approve | Include | Edit | SendBack | Decline | MergePhrase | MergeDetail | Join | Answer | Claim | Release | Undo
    | Reopen | Reply | Revise | Withdraw
)  # fmt: skip


def allowed(item: Item, actor: Actor, at: datetime) -> tuple[Action, ...]:
    """What `actor` may do with `item` at the moment `at`, in the order of the buttons.

    An author does what authors do, moderator or not. Moderators do nothing with what another has claimed.
    """
    if actor.id == item.author_id:
        return _of_author(item)
    if not actor.is_moderator or item.claimed_by_another(actor.id, at):
        return ()
    return tuple(_of_moderator(item, actor, at))


def require(item: Item, version: int, actor: Actor, action: Action, at: datetime) -> None:
    """NotDecided, as the kind of it that says why, unless `actor` may do this with the item as it was shown."""
    if item.version != version or action not in allowed(item, actor, at):
        raise _refusal(item, version, actor, action, at)


def _of_author(item: Item) -> tuple[Action, ...]:
    if item.status == "returned":
        return "reply", "revise", "withdraw"
    return ("revise", "withdraw") if item.status == "waiting" else ()


def _of_moderator(item: Item, actor: Actor, at: datetime) -> list[Action]:
    actions: list[Action] = []
    if item.is_open:
        unfit = {"send_back"} if item.status == "returned" else set()
        unfit |= {"approve", "edit"} if item.kind == "report" and item.entry_id is None and not item.is_own else set()
        unfit |= {"edit", "merge"} if item.names_place else set()
        unfit |= set() if item.has_author else {"answer", "send_back"}
        unfit |= {"release"} if item.claimed_by != actor.id else set()
        actions += [each for each in _OF_KIND[item.kind] if each not in unfit]
    if item.may_become_entry:
        actions += ["approve", "edit", "claim"]
    if item.is_wiped:
        return actions
    if item.action in _UNDOABLE and at < item.changed_at + UNDO:
        actions.append("undo")
    if not item.is_open and item.status != "withdrawn":
        actions.append("reopen")
    return actions


def _refusal(item: Item, version: int, actor: Actor, action: Action, at: datetime) -> NotDecided:
    own = actor.id == item.author_id
    if not (own or actor.is_moderator) or own != (action in _AUTHORS):
        return OwnTip(item.id) if own and actor.is_moderator else NotAllowed(item.id, action)
    if item.decided_by is not None and item.decided_at is not None and (version, action) != (item.version, "undo"):
        return AlreadyDecided(item.id, item.decided_by, item.decided_at, item.status)
    if not own and item.claimed_by is not None and item.claimed_until and item.claimed_by_another(actor.id, at):
        return Claimed(item.id, item.claimed_by, item.claimed_until)
    if item.version != version:
        return Outdated(item.id, item.version)
    return NotAllowed(item.id, action)
