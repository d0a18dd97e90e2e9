"""What the buttons of broadcasts carry. Those that decide have the version that was shown."""

from dataclasses import dataclass
from typing import Literal

from bot.chat.wire import ChatId, Number, action
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


@action("u:s:{broadcast_id}")
class Show(OfOne):
    """How it is now."""


@action("u:u:{broadcast_id}")
class Read(OfOne):
    """What it says as well."""


@action("u:l:{broadcast_id}:{outcome}:{after}")
class ShowRecipients(OfOne):
    """Those with an outcome ("": any), from the position `after` on."""

    outcome: Literal[Outcome, ""] = ""
    after: Number = -1


@action("u:x:{broadcast_id}")
class SendTable(OfOne):
    """All recipients as a file."""


@action("u:o:{broadcast_id}")
class TellOutcome(OfOne):
    """A draft of what came of it."""


@action("a:r:{broadcast_id}")
class ReadArchived(OfOne):
    """An earlier one, for everybody."""


@action("k:{broadcast_id}")
class Thank(OfOne):
    """Under a copy: it has been read."""


@action("a:{before}")
class ShowArchive:
    """Earlier ones, for everybody; `before` (0: none) is the last one seen."""

    before: Number


@action("u:c:{broadcast_id}:{correction_id}:yes")
class ConfirmCorrection(OfOne):
    """What was written to stand for its content is meant."""

    correction_id: Number


@action("u:n:{broadcast_id}")
class CopyAsNew(OfOne):
    """A draft with the same content and recipients."""


@action("u:j:{broadcast_id}")
class DropFollowUp(OfOne):
    """What came of it is not told by itself after all, though it has been sent."""


@action("u:k:{broadcast_id}:{link}")
class OpenFrom(OfOne):
    """What a link in it leads to; that it was opened is counted."""

    link: str


@dataclass(frozen=True, slots=True)
class AtVersion(OfOne):
    """About a broadcast as it was shown."""

    version: Number


@action("u:c:{broadcast_id}:{version}")
class Correct(AtVersion):
    """Write what is to stand for its content."""


@action("u:e:{broadcast_id}:{version}")
class WriteAnew(AtVersion):
    """Write other content."""


@action("u:r:{broadcast_id}:{version}:{tags}")
class ChooseRecipients(AtVersion):
    """The page of recipients, or of tags."""

    tags: Literal[Tags, ""] = ""


@action("u:a:{broadcast_id}:{version}:{those}")
class TickAll(AtVersion):
    """All groups, or all subscribers; or not after all."""

    those: Literal["all", "subs"]


@action("u:a:{broadcast_id}:{version}:{tags}:{tag}")
class TickTag(AtVersion):
    """Groups with a tag, or not after all."""

    tags: Tags
    tag: str


@action("u:g:{broadcast_id}:{version}:{page}")
class ChooseGroups(AtVersion):
    """Groups one by one."""

    page: Number


@action("u:i:{broadcast_id}:{version}:{chat_id}:{page}")
class TickGroup(AtVersion):
    """One of them, or not after all."""

    chat_id: ChatId
    page: Number


@action("u:f:{broadcast_id}:{version}")
class ToggleFollowUp(AtVersion):
    """What came of it is told by itself, or not after all."""


@action("u:w:{broadcast_id}:{version}")
class ChooseTime(AtVersion):
    """The page of the time."""


@action("u:h:{broadcast_id}:{version}:latest")
class WriteLatest(AtVersion):
    """Write how late it may be sent."""


@action("u:h:{broadcast_id}:{version}:{timing}")
class SetTime(AtVersion):
    """A choice on that page."""

    timing: Timing


@action("u:q:{broadcast_id}:{version}:{decision}")
class AskTwice(AtVersion):
    """Is it meant?"""

    decision: AskedTwice


@action("u:d:{broadcast_id}:{version}:{decision}")
class Decide(AtVersion):
    """A decision."""

    decision: Decision


@action("u:m:{broadcast_id}:{version}")
class ChooseTopic(AtVersion):
    """Where to send what failed since its topic is closed or gone."""


@action("u:m:{broadcast_id}:{version}:{delivery_id}:{topic}")
class Redirect(AtVersion):
    """There (0: General)."""

    delivery_id: Number
    topic: Number
