"""What the buttons of the organisers' list carry, and an invitation's link."""

from bot.chat.wire import ChatId, action


@action("w:a")
class ShowOrganisers:
    """The list."""


@action("w:a:sure:{user_id}")
class AskRemoval:
    """The second tap of taking somebody off the list."""

    user_id: ChatId


@action("w:a:remove:{user_id}")
class Remove:
    """Take somebody off the list."""

    user_id: ChatId


@action("w:a:undo:{user_id}")
class Restore:
    """Put them back."""

    user_id: ChatId


@action("w:a:invite")
class Invite:
    """Make a link that leads onto the list."""


@action("w:o:{code}")
class Accept:
    """Follow such a link."""

    code: str
