"""What is counted in the background for the moderators' cards, and which pages wait for it."""

from dataclasses import dataclass
from typing import Literal

from bot.knowledge import Entry, Knowledge
from bot.matching import Replayed
from bot.moderation.values import Card, Item

SecondPage = Literal["approve", "decline", "edit", "send_back", "merge"]
Leaf = Literal["card"] | SecondPage


@dataclass(frozen=True, slots=True)
class Outlook:
    """An item as it read, beside the knowledge as it was: the nearest entries, the waiting tips that are like it.

    `newest` are the highest numbers of an item and of a question then, after which others may be like it.
    `would_answer` is how many unanswered questions, `replayed` None until somebody is about to publish the item.
    """

    item: Item
    knowledge: Knowledge
    newest: tuple[int, int]
    similar: tuple[Entry, ...]
    alike: tuple[int, ...]
    would_answer: int
    replayed: Replayed | None = None

    def reads(self, item: Item) -> bool:
        """Whether the item still reads so."""
        now, then = item, self.item
        return (now.content, now.proposal, now.entry_id) == (then.content, then.proposal, then.entry_id)


@dataclass(frozen=True, slots=True, eq=False)
class Unfinished:
    """A page that lacks something, on a card that shows it; told apart by identity."""

    card: Card
    leaf: Leaf
