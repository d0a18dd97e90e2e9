"""What the matcher says of a question."""

from dataclasses import dataclass
from typing import Literal

from bot.knowledge.values import Entry, Reply
from bot.matching.acts import Act
from bot.matching.content import NO_CONTENT, Content
from bot.matching.kinds import AnswerKind
from bot.matching.language import SWEDISH

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

    `reply` is a friendly sentence where the question is small talk or belongs somewhere else, and `act` what the
    message does where it does not ask. `lacks` is the kind of answer asked for that the first entry does not hold
    although it is on the topic; the outcome is then suggestions. `read_as` is the question with a slip mended, where
    one was. `language` is an ISO 639-1 code.
    """

    question: str
    outcome: Outcome
    confidence: float
    hits: tuple[Hit, ...]
    reply: Reply | None = None
    act: Act | None = None
    content: Content = NO_CONTENT
    lacks: AnswerKind | None = None
    read_as: str | None = None
    language: str = SWEDISH

    @property
    def suggested(self) -> tuple[Entry, ...]:
        """The entries that "Menade du …?" names."""
        return tuple(hit.entry for hit in self.hits[:MOST_SUGGESTIONS])
