"""Approved tips, edits and learnt phrases, which lie over the knowledge in the files.

The files win where they have caught up: a tip whose id is in them has been moved there, and so has an edit that reads
as the file does. An edit counts as long as the file reads as it did when the edit was made over it. All texts are made
such that the loader takes them, so `export` writes what is shown.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from unicodedata import normalize

from bot.knowledge.characters import UNWANTED
from bot.knowledge.entries import ANONYMOUS, ANSWER_LENGTH, TITLE_LENGTH
from bot.knowledge.fingerprints import fingerprint, has_moved
from bot.knowledge.pinning import Pinned, pinned
from bot.knowledge.values import Entry, Knowledge, Theme
from bot.language.text import ID_LENGTH, LINE_LENGTH, flat, shortened, slug

_UNNAMED: Final = "tips"


@dataclass(frozen=True, slots=True)
class Laid:
    """An entry from the database; an `edit` stands in the place of the file's entry with the same id.

    Unless it is `detailed`, it says nothing of links, contact and last day, and those of the file stay. `based_on` is
    the fingerprint of the file's entry that the edit was made over, None where that is not known.
    """

    entry: Entry
    edit: bool
    detailed: bool = False
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to ask that a moderator has linked to an entry."""

    entry_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that is live in the database: entries from the oldest, phrases and pins from the newest.

    `done` is how many have done what. `retired` are the ids of entries that are out of use, also of those in the files.
    Of two `synonyms` the first leads to the second.
    """

    entries: tuple[Laid, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    done: Mapping[str, int] = field(default_factory=dict)
    pins: tuple[Pinned, ...] = ()
    retired: frozenset[str] = frozenset()
    synonyms: tuple[tuple[str, str], ...] = ()

    def plus(self, laid: Laid) -> "Overlay":
        """This with one entry more, or another in the place of the one with its id."""
        new = replace(laid, entry=clean(laid.entry))
        kept = tuple(new if each.entry.id == new.entry.id else each for each in self.entries)
        return replace(self, entries=kept if new in kept else (*kept, new))

    def taught(self, phrase: Phrase) -> "Overlay":
        """This with one phrase more."""
        return replace(self, phrases=(clean_phrase(phrase), *self.phrases))

    def meaning(self, word: str, leads_to: str) -> "Overlay":
        """This with a word more that leads to another."""
        return replace(self, synonyms=(*self.synonyms, (word, leads_to)))

    def placed(self, entry_id: str, pins: Iterable[Pinned], *, retired: bool) -> "Overlay":
        """This with the entry pinned so, and in use or not."""
        others = tuple(each for each in self.pins if each.entry_id != entry_id)
        out = self.retired | {entry_id} if retired else self.retired - {entry_id}
        return replace(self, pins=(*pins, *others), retired=out)

    def over(self, base: Knowledge, *, whole: bool = False) -> Knowledge:
        """The base with all of this over it; the `whole` also has what is out of use."""
        laid = lay_over(base, self.entries, self.phrases, () if whole else self.retired, self.pins)
        return replace(laid, synonyms=base.synonyms.widened(self.synonyms), done=self.done)

    def overtaken(self, base: Knowledge) -> tuple[Laid, ...]:
        """Edits of entries whose files say something else by now than what was edited, and than the edit."""
        known = ((each, base.entry(each.entry.id)) for each in self.entries if each.edit)
        return tuple(each for each, filed in known if filed is not None and _is_overtaken(each, filed))


def clean(entry: Entry) -> Entry:
    """The entry as the loader would take it and give it back; the answer is empty where nothing of it can be shown."""
    answer = _paragraphs(entry.answer)
    return replace(
        entry,
        title=_line(entry.title, TITLE_LENGTH) or shortened(flat(answer), TITLE_LENGTH),
        answer=answer,
        more=_paragraphs(entry.more or "") or None,
        questions=_lines(entry.questions),
        keywords=_lines(entry.keywords),
        contributor=None if entry.contributor is None else _signature(entry.contributor),
        contact=_line(entry.contact, LINE_LENGTH),
        origin=_line(entry.origin, LINE_LENGTH),
    )


def clean_phrase(phrase: Phrase) -> Phrase:
    """The phrase as the loader would take it."""
    return Phrase(phrase.entry_id, _line(phrase.text, LINE_LENGTH))


def new_id(title: str, taken: Collection[str]) -> str:
    """An id like the title that is not `taken`: a-z, 0-9 and hyphens, at most 40 characters."""
    wanted = slug(title) or _UNNAMED
    found, number = wanted, 1
    while found in taken:
        number += 1
        end = f"-{number}"
        found = wanted[: ID_LENGTH - len(end)].rstrip("-") + end
    return found


def lay_over(
    base: Knowledge,
    entries: Iterable[Laid],
    phrases: Iterable[Phrase],
    retired: Collection[str] = (),
    pins: Iterable[Pinned] = (),
) -> Knowledge:
    """The base with edits in their places, tips after it in the order given, and phrases among the questions.

    Entries whose ids are among the `retired` are left out, and no other entry names them as related.

    A question stands in one entry only, as the loader wants it: in the file's rather than in a tip, and of phrases the
    first given counts. So does what is pinned: of `pins` the first given counts, before the files'. What is unchanged
    is the very same object.
    """
    known = {entry.id: entry for entry in base.entries}
    filed = [entry for entry in base.entries if entry.id not in retired]
    counted = [each for each in entries if _counts(each, known.get(each.entry.id))]
    laid = [each for each in counted if each.entry.id not in retired]
    edits = {each.entry.id: edited(known[each.entry.id], each) for each in laid if each.edit}
    seen = {_key(question) for entry in filed if entry.id not in edits for question in entry.questions}
    changed = [_distinct(edits[entry.id], seen) if entry.id in edits else entry for entry in filed]
    whole = _taught([*changed, *(_distinct(each.entry, seen) for each in laid if not each.edit)], phrases, seen)
    whole = pinned(tuple(_unrelated(each, retired) for each in whole), pins)
    return replace(base, entries=whole, themes=(*base.themes, *_missing_themes(base, whole)))


def _unrelated(entry: Entry, retired: Collection[str]) -> Entry:
    """The entry without what is out of use among what it names as related."""
    related = tuple(each for each in entry.related if each not in retired)
    return entry if related == entry.related else replace(entry, related=related)


def _counts(laid: Laid, filed: Entry | None) -> bool:
    """Whether the files have not caught up with it; an edit of an entry that editors have removed is gone too."""
    if filed is None or not laid.edit:
        return (filed is None) != laid.edit
    return _is_newer(laid, filed) if laid.based_on is None else laid.based_on == fingerprint(filed)


def _is_newer(laid: Laid, filed: Entry) -> bool:
    return filed.reviewed is None or laid.entry.reviewed is None or filed.reviewed < laid.entry.reviewed


def _is_overtaken(laid: Laid, filed: Entry) -> bool:
    return laid.based_on not in {None, fingerprint(filed)} and not has_moved(edited(filed, laid), filed)


def edited(filed: Entry, laid: Laid) -> Entry:
    """An edit with what it leaves alone: where the answer comes from and leads to, and lists that it does not give.

    An edit made after the entry's last day has renewed it.
    """
    edit, said = laid.entry, laid.entry if laid.detailed else filed
    renewed = edit.reviewed is not None and said.may_be_old(edit.reviewed)
    return replace(
        edit,
        questions=edit.questions or filed.questions,
        keywords=edit.keywords or filed.keywords,
        sources=filed.sources,
        related=filed.related,
        contributor=filed.contributor,
        origin=filed.origin,
        links=said.links,
        contact=said.contact,
        valid_until=None if renewed else said.valid_until,
    )


def _distinct(entry: Entry, seen: set[str]) -> Entry:
    """The entry without questions that another has; its own are added to `seen`."""
    return replace(entry, questions=tuple(_new(entry.questions, seen)))


def _taught(entries: list[Entry], phrases: Iterable[Phrase], seen: set[str]) -> tuple[Entry, ...]:
    known = {entry.id for entry in entries}
    learnt: dict[str, list[str]] = {}
    for phrase in phrases:
        if phrase.entry_id in known:
            learnt.setdefault(phrase.entry_id, []).extend(_new((phrase.text,), seen))
    return tuple(
        replace(entry, questions=(*entry.questions, *sorted(learnt[entry.id]))) if learnt.get(entry.id) else entry
        for entry in entries
    )


def _new(texts: Iterable[str], seen: set[str]) -> list[str]:
    found = []
    for text in texts:
        if text and _key(text) not in seen:
            seen.add(_key(text))
            found.append(text)
    return found


def _missing_themes(base: Knowledge, entries: Iterable[Entry]) -> list[Theme]:
    """Themes that the files no longer have, so that the tips in them are still found when browsing."""
    known = {theme.id for theme in base.themes}
    return [Theme(each, each.replace("-", " ").capitalize()) for each in sorted({e.theme for e in entries} - known)]


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_new((_line(text, LINE_LENGTH) for text in texts), set()))


def _signature(name: str) -> str:
    name = _line(name, TITLE_LENGTH)
    return "" if name == ANONYMOUS else name


def _line(text: str, most: int) -> str:
    clean = shortened(flat(_harmless(text)), most)
    return clean if _printable(clean) else ""


def _paragraphs(text: str) -> str:
    clean = _harmless(text)[:ANSWER_LENGTH].strip()
    return clean if _printable(clean) else ""


def _harmless(text: str) -> str:
    """Without the characters that a knowledge file must not hold."""
    return normalize("NFC", UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _printable(text: str) -> bool:
    return any(letter.isprintable() and letter != " " for letter in text)


def _key(question: str) -> str:
    """What makes two questions the same to the loader."""
    return question.casefold()
