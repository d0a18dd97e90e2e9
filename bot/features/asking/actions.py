"""What the buttons under suggestions, a missing answer and a wait carry."""

from bot.chat.wire import Number, action


@action("s:{token}:{entry_id}")
class Choose:
    """One of the suggestions for the question `token`."""

    token: str
    entry_id: str


@action("n:{token}")
class ChooseNone:
    """None of them."""

    token: str


@action("q:too:{token}")
class AskToo:
    """Another question of the same message, the question `token`."""

    token: str


@action("h")
class ShowHow:
    """Examples of questions."""


@action("y:{token}")
class Wait:
    """Be told when the question `token` has an answer."""

    token: str


@action("y:stop:{number}")
class StopWaiting:
    """Wait for it no longer."""

    number: Number
