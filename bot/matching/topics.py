"""Which entries are about a word: those that have it in their title, answer or keywords."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from bot.knowledge.values import Entry
from bot.matching.bm25 import Numbers, Vocabulary, postings
from bot.matching.text import spelled_words

_PART = 4  # letters; shorter words are parts of too many others
_LAST = "\U0010ffff"  # stands after every letter


class Topics:
    """The words of entries' titles, answers and keywords; `stem` makes inflections alike."""

    def __init__(self, entries: Sequence[Entry], stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._shelves: _Shelves = [(np.arange(len(entries)), _Mentions(map(_told, entries), stem))]
        self._titles: _Shelves = [(np.arange(len(entries)), _Mentions(map(_titled, entries), stem))]

    def extended(self, kept: Numbers, added: Sequence[Entry]) -> "Topics":
        """The same over the entries `kept`, ascending, and then those `added`."""
        made = Topics(added, self._stem)
        made._shelves = _moved(self._shelves, kept, made._shelves)
        made._titles = _moved(self._titles, kept, made._titles)
        return made

    def about(self, word: str) -> frozenset[int]:
        """The numbers of the entries that have a word, inflected or as a part of a longer one."""
        stem = self._stem(word)
        if len(stem) < _PART:
            return _found((places, words.of(stem)) for places, words in self._shelves)
        return _found((places, words.having(stem)) for places, words in self._shelves)

    def titled(self, word: str) -> frozenset[int]:
        """The numbers of the entries that have a word in their title, inflected."""
        return _found((places, words.of(self._stem(word))) for places, words in self._titles)


class _Mentions:
    """Which documents have which stems, and the stems in alphabetical order from either end."""

    def __init__(self, documents: Iterable[Sequence[str]], stem: Callable[[str], str]) -> None:
        self._vocabulary = Vocabulary()
        found = postings(self._vocabulary, documents, lambda token: [stem(token)])
        self._documents = found.documents
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(found.terms, minlength=len(self._vocabulary)))))
        self._forwards = sorted(self._vocabulary)
        self._backwards = sorted(each[::-1] for each in self._vocabulary)

    def of(self, stem: str) -> Numbers:
        """The numbers of the documents that have a stem."""
        number = self._vocabulary.find(stem)
        return (
            self._documents[:0] if number is None else self._documents[self._starts[number] : self._starts[number + 1]]
        )

    def having(self, stem: str) -> Numbers:
        """Those that have it at the beginning or the end of a longer one too; some may come twice."""
        turned = stem[::-1]
        first = self._forwards[bisect_left(self._forwards, stem) : bisect_left(self._forwards, stem + _LAST)]
        last = self._backwards[bisect_left(self._backwards, turned) : bisect_left(self._backwards, turned + _LAST)]
        found = [self.of(each) for each in first] + [self.of(each[::-1]) for each in last]
        return np.concatenate(found) if found else self._documents[:0]


_Shelves = list[tuple[Numbers, _Mentions]]  # for each document the number of its entry, or -1 where it is gone


def _moved(former: _Shelves, kept: Numbers, added: _Shelves) -> _Shelves:
    """The shelves with the entries' new numbers."""
    size = int(max((places.max(initial=-1) for places, _ in former), default=-1)) + 1
    now = np.full(size + 1, -1)  # the last stands for what is gone already
    now[kept] = np.arange(len(kept))
    moved = [(now[places], words) for places, words in former]
    return [*moved, *((places + len(kept), words) for places, words in added)]


def _found(having: Iterable[tuple[Numbers, Numbers]]) -> frozenset[int]:
    return frozenset(int(number) for places, documents in having for number in places[documents] if number >= 0)


def _told(entry: Entry) -> list[str]:
    return [
        word for text in (entry.title, entry.answer, entry.more or "", *entry.keywords) for word in spelled_words(text)
    ]


def _titled(entry: Entry) -> list[str]:
    return spelled_words(f"{entry.title} {entry.title.replace('-', '')}")
