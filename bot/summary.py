"""What came of a meeting: its approved answers, by question and heading, and the places counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot import meetings, places
from bot.database import Database, Row
from bot.knowledge import Entry, Knowledge, Source
from bot.meetings import Meeting, Question
from bot.places import Place

OTHER: Final = ""  # the heading of answers whose theme is not known any more

_APPROVED = (
    "SELECT items.question, items.text, items.signature, items.status, items.entry_id, proposals.title,"
    " proposals.answer, proposals.theme AS entry_theme FROM items LEFT JOIN proposals ON proposals.item_id = items.id"
    " WHERE items.meeting_id = ? AND items.status IN ('approved', 'merged') ORDER BY items.id"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; without a `title` the text begins with it, without a `signature` it is anonymous."""

    title: str
    text: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The answers about one theme; the name is OTHER where that is not known."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A question and what was answered: places where it asks for those, else answers under headings."""

    question: Question
    headings: tuple[Heading, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def by_place(self) -> bool:
        """Whether the question is answered with places."""
        return self.question.answered_by == "place"

    @property
    def number(self) -> int:
        """How many answers there are, or places."""
        return len(self.places) + sum(len(each.answers) for each in self.headings)


@dataclass(frozen=True, slots=True)
class Summary:
    """A meeting with every question of it, answered or not."""

    meeting: Meeting
    parts: tuple[Part, ...]

    @property
    def counted(self) -> tuple[Part, ...]:
        """The questions that were answered with places: those a chart can be made of."""
        return tuple(part for part in self.parts if part.places)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been answered and approved."""
        return not any(part.number for part in self.parts)


async def summary_of(database: Database, knowledge: Knowledge, meeting_id: int) -> Summary:
    """The summary as it stands now; NoSuchMeeting if there is no such meeting."""
    meeting = await meetings.meeting(database, meeting_id)
    rows = await database.rows(_APPROVED, (meeting_id,))
    return Summary(meeting, tuple(_part(meeting, each, knowledge, rows) for each in meeting.questions))


async def is_answered(database: Database, knowledge: Knowledge, meeting: Meeting) -> bool:
    """Whether a summary of the meeting would not be empty."""
    return not (await summary_of(database, knowledge, meeting.id)).is_empty


def _part(meeting: Meeting, question: Question, knowledge: Knowledge, rows: Sequence[Row]) -> Part:
    own = [row for row in rows if row["question"] == question.number]
    if question.answered_by == "place":
        return Part(question, places=places.count(row["text"] for row in own))
    sources = [each for each in knowledge.sources if (each.meeting, each.question) == (meeting.slug, question.number)]
    headed = [*_from_files(knowledge, sources), *_from_chat(knowledge, own)]
    return Part(question, tuple(_headings(headed)))


def _headings(headed: Iterable[tuple[str, Answer]]) -> Iterator[Heading]:
    """The answers under their headings, in the order of the first of each; what has none comes last."""
    shelves: dict[str, list[Answer]] = {}
    for name, answer in headed:
        shelves.setdefault(name, []).append(answer)
    for name in sorted(shelves, key=lambda each: each == OTHER):
        yield Heading(name, tuple(dict.fromkeys(shelves[name])))


def _from_files(knowledge: Knowledge, sources: Sequence[Source]) -> Iterator[tuple[str, Answer]]:
    """Entries under the headings of the statements that they were made of, in the order of these."""
    for source in sources:
        for entry in knowledge.entries:
            if source.id in entry.sources:
                yield source.heading, Answer(entry.title, _line(entry.answer))


def _from_chat(knowledge: Knowledge, rows: Iterable[Row]) -> Iterator[tuple[str, Answer]]:
    """Members' answers under their themes' names, in the themes' order."""
    ranks = {theme.id: rank for rank, theme in enumerate(knowledge.themes)}
    told = filter(None, (_told(row, knowledge.entry(row["entry_id"] or "")) for row in rows))
    for theme_id, answer in sorted(told, key=lambda each: ranks.get(each[0], len(ranks))):
        theme = knowledge.theme(theme_id)
        yield theme.name if theme is not None else OTHER, answer


def _told(row: Row, entry: Entry | None) -> tuple[str, Answer] | None:
    """The theme and the answer as moderators have let it through, never the member's own words before that.

    What was merged is said by the entry that it was merged into, which more than its author has written.
    """
    if row["status"] == "merged":
        return None if entry is None else (entry.theme, _answer(entry.title, entry.answer))
    signature = row["signature"] or ""
    if entry is not None:
        return entry.theme, _answer(entry.title, entry.answer, signature)
    return row["entry_theme"] or "", _answer(row["title"] or "", row["answer"] or "", signature)


def _answer(title: str, text: str, signature: str = "") -> Answer:
    """A member's answer; a title made of the text's beginning would only say it twice."""
    repeated = text.casefold().startswith(title.rstrip("….").casefold())
    return Answer("" if repeated else title, _line(text), signature)


def _line(text: str) -> str:
    return " ".join(text.split())
