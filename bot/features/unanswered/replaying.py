"""What becomes of members' questions if something is taught, without the words of those that are for one reader."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from bot.chat.context import Services
from bot.features.unanswered.store import clusters, questions
from bot.knowledge.overlay import Overlay
from bot.matching.replay import Replayed

MOST_REPLAYED: Final = 150  # of the last questions


async def replay(services: Services, over: Overlay, shown: Collection[str]) -> tuple[Replayed, tuple[str, ...]]:
    """What becomes of questions, with no words of a member's own unless they may be shown; those by themselves.

    What is `shown` already is shown here too. InterruptedError when the library is closed first.
    """
    asked = await questions.latest(services.database, MOST_REPLAYED)
    replayed = await services.library.replay(asked, over)
    known = {question for entry in services.library.knowledge.entries for question in entry.questions}
    hidden = set(asked) - known - await clusters.showable(services.database, asked) - set(shown)
    changes = (replace(each, question="" if each.question in hidden else each.question) for each in replayed.changes)
    unread = tuple(each.question for each in replayed.changes if each.question in hidden)
    return replace(replayed, changes=tuple(changes)), unread
