"""What a member's words probably are: typos mended, words written apart joined, compounds taken apart.

Only words that the knowledge does not have are touched. rapidfuzz finds the nearest known word.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.text import fold, spelled_words, words

_SHORTEST = 4  # letters; shorter words have too many neighbours
_MOST_MENDED = 10  # unknown words a question
_JOINTS = ("", "s", "e", "o", "u", "a")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question's words, folded: as `typed`, and as pairs of what was typed and the words probably `meant`."""

    typed: tuple[str, ...]
    meant: tuple[tuple[str, tuple[str, ...]], ...]

    def added(self) -> list[str]:
        """The meant words that were not typed."""
        return [word for _, words_meant in self.meant for word in words_meant]


class Speller:
    """The knowledge's words; `stem` makes an inflection of a known word known too."""

    def __init__(self, texts: Iterable[str], stem: Callable[[str], str]) -> None:
        spellings: Counter[str] = Counter()
        for text in texts:
            spellings.update(spelled_words(text))
        self._stem = stem
        self._counts: Counter[str] = Counter()
        for spelled, number in spellings.most_common():
            self._counts[fold(spelled)] += number
        self._stems = {stem(word) for word in self._counts}
        self._long = [word for word in self._counts if len(word) >= _SHORTEST]

    def extended(self, texts: Iterable[str]) -> "Speller":
        """The same with the words of more texts."""
        made = copy(self)
        made._counts, made._stems, made._long = self._counts.copy(), set(self._stems), list(self._long)
        for word in (fold(spelled) for text in texts for spelled in spelled_words(text)):
            if word not in made._counts:
                made._stems.add(self._stem(word))
                made._long += [word] * (len(word) >= _SHORTEST)
            made._counts[word] += 1
        return made

    def read(self, text: str) -> Reading:
        """The words of a question and what the unknown ones probably mean."""
        typed = words(text)
        meant = self._joined(typed)
        unknown = [word for word in dict.fromkeys(typed) if not self._knows(word)]
        for word in unknown[:_MOST_MENDED]:
            found = self._nearest(word) or self._split(word)
            if found:
                meant.append((word, found))
        return Reading(tuple(typed), tuple(meant))

    def _knows(self, word: str) -> bool:
        return len(word) < _SHORTEST or word in self._counts or self._stem(word) in self._stems

    def _joined(self, typed: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Two words after each other that the knowledge writes as one."""
        pairs = [(f"{first} {second}", first + second) for first, second in pairwise(typed)]
        return [(apart, (whole,)) for apart, whole in pairs if len(whole) >= 6 and whole in self._counts]

    def _nearest(self, word: str) -> tuple[str, ...]:
        """The most frequent of the nearest known words, within one slip in short words and two in long ones."""
        slips = 1 if len(word) < 7 else 2
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=5)
        if not near:
            return ()
        return (min(near, key=lambda each: (each[1], each[0][0] != word[0], -self._counts[each[0]]))[0],)

    def _split(self, word: str) -> tuple[str, ...]:
        """Two known words that make up a compound, the longest first part first."""
        for end in range(len(word) - _SHORTEST, 2, -1):
            head, tail = word[:end], word[end:]
            if tail in self._counts:
                for joint in _JOINTS:
                    stem = head.removesuffix(joint)
                    if len(stem) >= 3 and stem in self._counts:
                        return stem, tail
        return ()
