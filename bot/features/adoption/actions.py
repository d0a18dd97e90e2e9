"""What the buttons about what came of an answer carry."""

from bot.chat.wire import Number, action
from bot.features.adoption.values import Outcome


@action("j:u:{entry_id}")
class Withdraw:
    """They do not mean to do it after all."""

    entry_id: str


@action("j:a:{adoption_id}:{outcome}")
class Tell:
    """What came of it."""

    adoption_id: Number
    outcome: Outcome


@action("j:q:{adoption_id}")
class AskAnew:
    """Another answer than the one given."""

    adoption_id: Number
