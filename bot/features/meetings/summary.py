"""What came of a meeting: its approved answers, by question and heading, and the places counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.features.meetings import places
from bot.features.meetings.places import Doubt, Place, Said
from bot.features.meetings.store import meetings, sorting, spellings
from bot.features.meetings.values import Given, Meeting, Question
from bot.features.moderation.store.queue import approved_answers
from bot.features.moderation.values import Item
from bot.knowledge.values import Entry, Knowledge, Source
from bot.language.text import flat
from bot.storage.database import Database

OTHER: Final = ""  # the heading of answers whose theme is not known any more
SEVERAL: Final = "+"  # that of answers which were given at several sites
GIVEN: Final = "*"  # that of answers which have none, since they were given where everybody was


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, which so many people gave; without a `title` the text begins with it, without a `signature` it is
    anonymous.
    """

    title: str
    text: str
    signature: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """The answers about one theme or from one site; the name is OTHER, GIVEN or SEVERAL else."""

    name: str
    answers: tuple[Answer, ...]

    @property
    def number(self) -> int:
        """How many people's answers they are."""
        return sum(each.number for each in self.answers)


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
    def given(self) -> int:
        """How many answers there are; a place that two have named is two."""
        return sum(each.number for each in self.places) + sum(each.number for each in self.headings)

    @property
    def number(self) -> int:
        """How many answers there are, or places."""
        return len(self.places) + sum(each.number for each in self.headings)


@dataclass(frozen=True, slots=True)
class Summary:
    """A meeting with every question of it, answered or not."""

    meeting: Meeting
    parts: tuple[Part, ...]
    said: Said = field(default_factory=dict)

    @property
    def doubts(self) -> list[Doubt]:
        """The places that may be one, which nobody has been asked about."""
        return [each for part in self.counted for each in places.doubts(part.places, self.said)]

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
    answers = await approved_answers(database, meeting_id)
    taken = {
        each.number: await sorting.shelf(database, meeting_id, each.number, "included") for each in meeting.questions
    }
    said = await spellings.said(database, meeting_id)
    parts = (_part(meeting, each, knowledge, answers, taken[each.number], said) for each in meeting.questions)
    return Summary(meeting, tuple(parts), said)


async def is_answered(database: Database, knowledge: Knowledge, meeting: Meeting) -> bool:
    """Whether a summary of the meeting would not be empty."""
    return not (await summary_of(database, knowledge, meeting.id)).is_empty


def _part(
    meeting: Meeting, question: Question, knowledge: Knowledge, tips: Sequence[Item], taken: Sequence[Given], said: Said
) -> Part:
    """A question with the answers that moderators have taken in, before them those that once came as tips."""
    own = [each for each in tips if each.answering is not None and each.answering.number == question.number]
    if question.answered_by == "place":
        named = [name for each in taken for name in [each.text] * each.number]
        return Part(question, places=places.count([*(each.content.text for each in own), *named], said))
    sources = [each for each in knowledge.sources if (each.meeting, each.question) == (meeting.slug, question.number)]
    headed = [*_from_files(knowledge, sources), *_from_chat(knowledge, own), *_from_meeting(meeting, taken)]
    return Part(question, tuple(_headings(headed)))


def _from_meeting(meeting: Meeting, taken: Sequence[Given]) -> Iterator[tuple[str, Answer]]:
    """Answers under the sites' names, in the sites' order; what most people said comes first.

    What was said at several sites comes before all. The same words are one answer, whenever they were taken in.
    """
    said: dict[str, list[Given]] = {}
    for each in taken:
        said.setdefault(flat(each.text), []).extend((each, *each.alike))
    sites = (SEVERAL, *meeting.sites, GIVEN)
    placed = [(_site(meeting, people), text, people) for text, people in said.items()]
    for name, text, people in sorted(placed, key=lambda each: (sites.index(each[0]), -len(each[2]))):
        signature = ", ".join(filter(None, (people[0].name, people[0].place)))
        yield name, Answer("", text, signature, len(people))


def _site(meeting: Meeting, people: Sequence[Given]) -> str:
    sites = {meeting.site(each.site) for each in people} - {None}
    return (sites.pop() or GIVEN) if len(sites) == 1 else SEVERAL if sites else GIVEN


def _headings(headed: Iterable[tuple[str, Answer]]) -> Iterator[Heading]:
    """The answers under their headings, in the order of the first of each; what has none comes last."""
    shelves: dict[str, list[Answer]] = {}
    for name, answer in headed:
        shelves.setdefault(name, []).append(answer)
    for name in sorted(shelves, key=lambda each: each in {OTHER, GIVEN}):
        yield Heading(name, tuple(dict.fromkeys(shelves[name])))


def _from_files(knowledge: Knowledge, sources: Sequence[Source]) -> Iterator[tuple[str, Answer]]:
    """Entries under the headings of the statements that they were made of, in the order of these."""
    for source in sources:
        for entry in knowledge.entries:
            if source.id in entry.sources:
                yield source.heading, Answer(entry.title, flat(entry.answer))


def _from_chat(knowledge: Knowledge, answers: Iterable[Item]) -> Iterator[tuple[str, Answer]]:
    """Members' answers under their themes' names, in the themes' order."""
    ranks = {theme.id: rank for rank, theme in enumerate(knowledge.themes)}
    told = filter(None, (_told(each, knowledge.entry(each.entry_id or "")) for each in answers))
    for theme_id, answer in sorted(told, key=lambda each: ranks.get(each[0], len(ranks))):
        theme = knowledge.theme(theme_id)
        yield theme.name if theme is not None else OTHER, answer


def _told(item: Item, entry: Entry | None) -> tuple[str, Answer] | None:
    """The theme and the answer as moderators have let it through, never the member's own words before that.

    What was merged is said by the entry that it was merged into, which more than its author has written.
    """
    if item.status == "merged":
        return None if entry is None else (entry.theme, _answer(entry.title, entry.answer))
    signature = item.content.signature or ""
    if entry is not None:
        return entry.theme, _answer(entry.title, entry.answer, signature)
    if item.proposal is None:
        return "", _answer("", "", signature)
    return item.proposal.theme, _answer(item.proposal.title, item.proposal.answer, signature)


def _answer(title: str, text: str, signature: str = "") -> Answer:
    """A member's answer; a title made of the text's beginning would only say it twice."""
    repeated = text.casefold().startswith(title.rstrip("….").casefold())
    return Answer("" if repeated else title, flat(text), signature)
