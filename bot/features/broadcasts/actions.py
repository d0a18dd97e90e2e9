"""What the buttons of broadcasts carry. Those that decide have the version that was shown."""

from dataclasses import dataclass
from typing import Literal

from bot.chat.wire import Number, action
from bot.features.broadcasts.values import AskedTwice, Decision, Outcome, Tags, Template, Timing


@action("u:list")
class ShowUnfinished:
    """What is under way."""


@action("u:done:{before}")
class ShowEnded:
    """What is finished or cancelled; `before` is the last one seen."""

    before: Number = 0


@action("u:new")
class Begin:
    """A new one."""


@action("u:t:tips")
class TellTips:
    """A draft of new tips."""


@action("u:t:{template}")
class ChooseMeeting:
    """A draft about a meeting: which one?"""

    template: Template


@action("u:t:{template}:{meeting_id}")
class TellMeeting:
    """A draft about this one."""

    template: Template
    meeting_id: Number


@dataclass(frozen=True, slots=True)
class OfOne:
    """About one broadcast."""

    broadcast_id: Number


class Show(OfOne):
    """How it is now."""

    wire = "u:s:{broadcast_id}"


class Read(OfOne):
    """What it says as well."""

    wire = "u:u:{broadcast_id}"


@dataclass(frozen=True, slots=True)
class ShowRecipients(OfOne):
    """Those with an outcome ("": any), from the position `after` on."""

    wire = "u:l:{broadcast_id}:{outcome}:{after}"
    outcome: Literal[Outcome, ""] = ""
    after: Number = -1


class SendTable(OfOne):
    """All recipients as a file."""

    wire = "u:x:{broadcast_id}"


class TellOutcome(OfOne):
    """A draft of what came of it."""

    wire = "u:o:{broadcast_id}"


class ReadArchived(OfOne):
    """An earlier one, for everybody."""

    wire = "a:r:{broadcast_id}"


class Thank(OfOne):
    """Under a copy: it has been read."""

    wire = "k:{broadcast_id}"


@action("a:{before}")
class ShowArchive:
    """Earlier ones, for everybody; `before` (0: none) is the last one seen."""

    before: Number


@dataclass(frozen=True, slots=True)
class ConfirmCorrection(OfOne):
    """What was written to stand for its content is meant."""

    wire = "u:c:{broadcast_id}:{correction_id}:yes"
    correction_id: Number


@dataclass(frozen=True, slots=True)
class AtVersion(OfOne):
    """About a broadcast as it was shown."""

    version: Number


class Correct(AtVersion):
    """Write what is to stand for its content."""

    wire = "u:c:{broadcast_id}:{version}"


class WriteAnew(AtVersion):
    """Write other content."""

    wire = "u:e:{broadcast_id}:{version}"


@dataclass(frozen=True, slots=True)
class ChooseRecipients(AtVersion):
    """The page of recipients, or of tags."""

    wire = "u:r:{broadcast_id}:{version}:{tags}"
    tags: Literal[Tags, ""] = ""


@dataclass(frozen=True, slots=True)
class TickAll(AtVersion):
    """All groups, or all subscribers; or not after all."""

    wire = "u:a:{broadcast_id}:{version}:{those}"
    those: Literal["all", "subs"]


@dataclass(frozen=True, slots=True)
class TickTag(AtVersion):
    """Groups with a tag, or not after all."""

    wire = "u:a:{broadcast_id}:{version}:{tags}:{tag}"
    tags: Tags
    tag: str


class ChooseTime(AtVersion):
    """The page of the time."""

    wire = "u:w:{broadcast_id}:{version}"


class WriteLatest(AtVersion):
    """Write how late it may be sent."""

    wire = "u:h:{broadcast_id}:{version}:latest"


@dataclass(frozen=True, slots=True)
class SetTime(AtVersion):
    """A choice on that page."""

    wire = "u:h:{broadcast_id}:{version}:{timing}"
    timing: Timing


@dataclass(frozen=True, slots=True)
class AskTwice(AtVersion):
    """Is it meant?"""

    wire = "u:q:{broadcast_id}:{version}:{decision}"
    decision: AskedTwice


@dataclass(frozen=True, slots=True)
class Decide(AtVersion):
    """A decision."""

    wire = "u:d:{broadcast_id}:{version}:{decision}"
    decision: Decision


class ChooseTopic(AtVersion):
    """Where to send what failed since its topic is closed or gone."""

    wire = "u:m:{broadcast_id}:{version}"


@dataclass(frozen=True, slots=True)
class Redirect(AtVersion):
    """There (0: General)."""

    wire = "u:m:{broadcast_id}:{version}:{delivery_id}:{topic}"
    delivery_id: Number
    topic: Number
