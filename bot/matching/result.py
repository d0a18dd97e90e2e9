"""What the matcher says of a question."""

from dataclasses import dataclass
from typing import Literal

from bot.knowledge.values import Entry, Reply

Outcome = Literal["answer", "suggestions", "none"]

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and its fused score; only the order and the differences of scores mean anything."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """Up to ten hits, best first, whatever the outcome; `confidence` 0-1 that the knowledge has an answer.

    `reply` is a friendly sentence where the question is small talk or belongs somewhere else.
    """

    question: str
    outcome: Outcome
    confidence: float
    hits: tuple[Hit, ...]
    reply: Reply | None = None

    @property
    def suggested(self) -> tuple[Entry, ...]:
        """The entries that "Menade du …?" names."""
        return tuple(hit.entry for hit in self.hits[:MOST_SUGGESTIONS])
