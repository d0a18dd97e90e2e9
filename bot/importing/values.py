"""What stands in a document, and what is proposed of it."""

from dataclasses import dataclass
from typing import Final, Literal

from bot.errors import BotError

Kind = Literal["heading", "item", "text", "question", "pair"]
Unit = Literal["rad", "stycke"]
Why = Literal[
    "irregular", "too_big", "empty", "binary", "unknown_kind", "old_kind", "locked", "not_zip", "bomb", "entities",
    "formula", "columns", "damaged", "nothing", "not_chat",
]  # fmt: skip
TEXT: Final = 7  # the level of a question that stands as ordinary text: below all headings


class UnreadableFile(BotError):
    """Nothing can be proposed of `file`; `detail` is where or what, for the sentence."""

    def __init__(self, file: str, why: Why, detail: str = "") -> None:
        super().__init__(f"{file}: {why}")
        self.file = file
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document at a 1-based `line`, on `page` where pages are known (else 0).

    A `heading` has a level, 1 the highest, and an `item` one that says how deep it lies, 0 at the margin. A `pair` is a
    question in `text` with its `answer`, perhaps under a `theme`. `source` is who or what the file says that it comes
    from, a person where `is_named`.
    """

    kind: Kind
    text: str
    line: int
    page: int = 0
    level: int = 0
    answer: str = ""
    theme: str = ""
    source: str = ""
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file's blocks in their order; `unit` is what its lines are called, `title` what it calls itself."""

    file: str
    blocks: tuple[Block, ...]
    unit: Unit = "rad"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands."""

    file: str
    heading: str
    page: int
    line: int
    unit: Unit

    def __str__(self) -> str:
        page = f"sida {self.page}" if self.page else ""
        heading = f"rubriken {self.heading}" if self.heading else ""
        return ", ".join(filter(None, (self.file, page, heading, f"{self.unit} {self.line}")))


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that a document gives; its `question` is empty where none is asked there. `theme` is a heading.

    `source` is who or what the file says that it comes from, a person where `is_named`; `title` is the document's.
    """

    answer: str
    question: str
    theme: str
    place: Place
    more: str = ""
    source: str = ""
    is_named: bool = False
    title: str = ""
