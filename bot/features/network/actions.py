"""What the buttons about the network's groups carry; a group is named by its chat id."""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.chat.wire import ChatId, Number, action
from bot.features.network.values import COUNTIES, WHOLE_COUNTRY, Field, Move


@action("w:s")
class Subscribe:
    """Get broadcasts in one's own chat."""


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What is about one group."""

    chat_id: ChatId


@dataclass(frozen=True, slots=True)
class Describe(OfGroup):
    """Begin to say what the group is, or go on; then see the whole."""

    wire = "w:g:{chat_id}"


@dataclass(frozen=True, slots=True)
class ChoosePurpose(OfGroup):
    """It is the kind of group that stands at this place of texts.PURPOSES."""

    wire = "w:p:{chat_id}:{number}"
    number: Annotated[int, "[0-4]"]


@dataclass(frozen=True, slots=True)
class ChooseCounty(OfGroup):
    """It belongs to this county."""

    wire = "w:c:{chat_id}:{county}"
    county: Annotated[str, "|".join((WHOLE_COUNTRY, *COUNTIES))]


@dataclass(frozen=True, slots=True)
class ChooseTheme(OfGroup):
    """It would rather have broadcasts about this."""

    wire = "w:t:{chat_id}:{theme_id}"
    theme_id: str


@dataclass(frozen=True, slots=True)
class ShowCounties(OfGroup):
    """Another page of counties."""

    wire = "w:k:{chat_id}:{page}"
    page: Number


@dataclass(frozen=True, slots=True)
class AskAnew(OfGroup):
    """Answer one of the questions anew."""

    wire = "w:e:{chat_id}:{field}"
    field: Field


@dataclass(frozen=True, slots=True)
class PutInGeneral(OfGroup):
    """Let broadcasts land in a forum's General."""

    wire = "w:n:{chat_id}"


@dataclass(frozen=True, slots=True)
class MoveGroup(OfGroup):
    """Ask, withdraw, stop and the like, as the group was shown at `version`."""

    wire = "w:m:{chat_id}:{version}:{move}"
    version: Number
    move: Move


@action("w:l:{page}")
class ShowGroups:
    """A page of the network's list."""

    page: Number


@dataclass(frozen=True, slots=True)
class ShowGroup(OfGroup):
    """A group of that list's page."""

    wire = "w:v:{chat_id}:{page}"
    page: Number


@dataclass(frozen=True, slots=True)
class AskRemoval(OfGroup):
    """The second tap of a removal."""

    wire = "w:r:{chat_id}:{version}:remove"
    version: Number


@dataclass(frozen=True, slots=True)
class Decide(OfGroup):
    """A moderator's decision about a group as it was shown at `version`."""

    wire = "w:d:{chat_id}:{version}:{move}"
    version: Number
    move: Literal["accept", "decline", "remove"]
