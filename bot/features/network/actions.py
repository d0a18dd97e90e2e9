"""What the buttons about the network's groups carry; a group is named by its chat id."""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.chat.wire import ChatId, Number, action
from bot.features.network.values import COUNTIES, WHOLE_COUNTRY, Field, Move


@action("w:s")
class Subscribe:
    """Get broadcasts in one's own chat."""


@action("w:u")
class Unsubscribe:
    """Get no more of them; it stands under each."""


@action("w:z")
class ShowWishes:
    """What a subscriber would rather have broadcasts about."""


@action("w:z:{theme_id}")
class ToggleWish:
    """A theme more or less; ALL_THEMES for everything."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What is about one group."""

    chat_id: ChatId


@action("w:g:{chat_id}")
class Describe(OfGroup):
    """Begin to say what the group is, or go on; then see the whole."""


@action("w:p:{chat_id}:{number}")
class ChoosePurpose(OfGroup):
    """It is the kind of group that stands at this place of texts.PURPOSES."""

    number: Annotated[int, "[0-4]"]


@action("w:c:{chat_id}:{county}")
class ChooseCounty(OfGroup):
    """It belongs to this county."""

    county: Annotated[str, "|".join((WHOLE_COUNTRY, *COUNTIES))]


@action("w:t:{chat_id}:{theme_id}")
class ChooseTheme(OfGroup):
    """It would rather have broadcasts about this."""

    theme_id: str


@action("w:k:{chat_id}:{page}")
class ShowCounties(OfGroup):
    """Another page of counties."""

    page: Number


@action("w:e:{chat_id}:{field}")
class AskAnew(OfGroup):
    """Answer one of the questions anew."""

    field: Field


@action("w:n:{chat_id}")
class PutInGeneral(OfGroup):
    """Let broadcasts land in a forum's General."""


@action("w:m:{chat_id}:{version}:{move}")
class MoveGroup(OfGroup):
    """Ask, withdraw, stop and the like, as the group was shown at `version`."""

    version: Number
    move: Move


@action("w:l:{page}")
class ShowGroups:
    """A page of the network's list."""

    page: Number


@action("w:v:{chat_id}:{page}")
class ShowGroup(OfGroup):
    """A group of that list's page."""

    page: Number


@action("w:r:{chat_id}:{version}:remove")
class AskRemoval(OfGroup):
    """The second tap of a removal."""

    version: Number


@action("w:d:{chat_id}:{version}:{move}")
class Decide(OfGroup):
    """A moderator's decision about a group as it was shown at `version`."""

    version: Number
    move: Literal["accept", "decline", "remove"]
