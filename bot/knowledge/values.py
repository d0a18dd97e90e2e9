"""The network's knowledge as values: what editors wrote, checked, with the lookups that everybody needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.knowledge.profile import Profile
from bot.knowledge.yamlfile import Fault

Kind = Literal["exempel", "rekommendation"]


@dataclass(frozen=True, slots=True)
class Link:
    """Where to read on: an address that begins with https://, and the name that is shown for it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Pin:
    """Exactly `phrase` is answered with an entry, whatever is more like it, through the day `until`."""

    phrase: str
    until: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer that people wrote; `sources` and `related` are ids.

    A bare entry has only id, theme and answer; its title is the answer's beginning. `contributor` is who gave the tip
    that the entry was made of: empty if they want no name, None if it was no tip. `origin` is where else it comes from,
    in an editor's words, empty if that is not told. `contact` is who answers questions about it, empty if nobody is
    named; `valid_until` is the last day on which it surely holds. A phrase of `pins` is in no other entry's.
    """

    id: str
    theme: str
    kind: Kind
    title: str
    answer: str
    more: str | None = None
    questions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    reviewed: date | None = None
    contributor: str | None = None
    links: tuple[Link, ...] = ()
    contact: str = ""
    valid_until: date | None = None
    pins: tuple[Pin, ...] = ()
    origin: str = ""

    @property
    def is_wish(self) -> bool:
        """Whether it says what people want, which need not be there."""
        return self.kind == "rekommendation"

    def may_be_old(self, day: date) -> bool:
        """Whether it is past its date on `day`."""
        return self.valid_until is not None and day > self.valid_until


@dataclass(frozen=True, slots=True)
class Theme:
    """A shelf of entries; `description` may be empty."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that statements come from; `questions` holds those whose text is known, by number."""

    id: str
    name: str
    date: date
    questions: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """One statement of a meeting: which of its questions it answered, under which heading."""

    id: str
    meeting: str
    question: int
    heading: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says to small talk, or where it points; `phrases` are what members write."""

    id: str
    answer: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of words that mean the same here, and words that lead to others but not back."""

    mutual: tuple[tuple[str, ...], ...] = ()
    one_way: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def widened(self, pairs: Iterable[tuple[str, str]]) -> "Synonyms":
        """This with more words that lead to others; what it has is not doubled."""
        one_way = {word: tuple(others) for word, others in self.one_way.items()}
        for word, leads_to in pairs:
            one_way[word] = tuple(dict.fromkeys((*one_way.get(word, ()), leads_to)))
        return replace(self, one_way=one_way)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it, in the editors' order: themes as in teman.yaml, entries as in their files by name.

    `done` is how many have done what an entry tells of, by its id; those that nobody has done are not in it.
    """

    entries: tuple[Entry, ...]
    themes: tuple[Theme, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    sources: tuple[Source, ...] = ()
    synonyms: Synonyms = Synonyms()
    small_talk: tuple[Reply, ...] = ()
    pointers: tuple[Reply, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    profile: Profile = Profile()  # noqa: RUF009 - a frozen value
    done: Mapping[str, int] = field(default_factory=dict)
    _entries: dict[str, Entry] = field(init=False, repr=False, compare=False)
    _sources: dict[str, Source] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_entries", {entry.id: entry for entry in self.entries})
        object.__setattr__(self, "_sources", {source.id: source for source in self.sources})

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id."""
        return self._entries.get(entry_id)

    @property
    def theme_names(self) -> dict[str, str]:
        """The name of each theme by its id, in their order."""
        return {theme.id: theme.name for theme in self.themes}

    def theme(self, theme_id: str) -> Theme | None:
        """The theme with this id."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def meeting(self, meeting_id: str) -> Meeting | None:
        """The meeting with this id."""
        return next((meeting for meeting in self.meetings if meeting.id == meeting_id), None)

    def entries_of(self, theme_id: str) -> tuple[Entry, ...]:
        """The theme's entries in the editors' order."""
        return tuple(entry for entry in self.entries if entry.theme == theme_id)

    def sources_of(self, entry: Entry) -> tuple[Source, ...]:
        """The entry's sources as far as kallor.yaml names them."""
        return tuple(self._sources[each] for each in entry.sources if each in self._sources)

    def related_to(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that the entry names as related."""
        return tuple(self._entries[each] for each in entry.related if each in self._entries)


class KnowledgeFaults(Exception):
    """The knowledge cannot be used; `faults` are all of them, of all files, by file and line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
