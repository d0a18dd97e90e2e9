"""What a member's words probably are: å ä ö restored, typos mended, words written apart joined, compounds taken apart.

Only words that the knowledge does not have are touched. rapidfuzz finds the nearest known word. å ä ö are letters:
only a word that is unknown as typed is taken for one that differs from it in its dots.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.text import fold, respelled, spelled_words

_SHORTEST = 4  # letters; shorter words have too many neighbours
_MOST_MENDED = 10  # unknown words a question
_USUAL = 3  # times that a word stands in the knowledge, from which a slip is taken to have meant it
_UNMISTAKABLE = 6  # letters, from which no two words differ in their dots alone
_LONG = 9  # letters, from which two slips leave no doubt
_FEW = 3  # words; a slip in so few hides the meaning
_MOST_WORDS = 5  # a longer message is understood by its other words
_DOTTED = frozenset("åäö")
_AS_TYPED = frozenset(("bada", "skoter", "salt", "tank", "kant", "saga"))  # words, though with dots they are others
_ENDINGS = ("a", "e", "n", "r", "s", "t", "ar", "er", "or", "en", "et", "na")
_JOINTS = ("", "s", "e", "o", "u", "a")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question's words in lower case with their å ä ö.

    `typed` as typed, but for those in `mended`, pairs of what was typed and the one usual word that is a slip away;
    `meant` are pairs of other unknown words and what they may mean. Of the words in `typed` those in `doubtful` were
    read into others that may well have been right.
    """

    typed: tuple[str, ...]
    meant: tuple[tuple[str, tuple[str, ...]], ...]
    mended: tuple[tuple[str, str], ...] = ()
    doubtful: frozenset[str] = frozenset()

    def meant_by(self, question: str) -> str:
        """What the encoder reads: the question with its å ä ö, and a few words as they were meant."""
        if self.mended and len(self.typed) <= _FEW:
            return " ".join(self.typed)
        pairs = zip(spelled_words(question), self.typed, strict=True)
        dotted = {word: meant for word, meant in pairs if word != meant and fold(word) == fold(meant)}
        return respelled(question, dotted)

    def added(self) -> list[str]:
        """The meant words that were not typed."""
        return [word for _, words_meant in self.meant for word in words_meant]


class Speller:
    """The knowledge's words; `stem` makes an inflection of a known word known too."""

    def __init__(
        self, texts: Iterable[Iterable[str]], stem: Callable[[str], str], ordinary: Iterable[str] = ()
    ) -> None:
        """`texts` are the words of each, in lower case; `ordinary` ones are right though the knowledge lacks them."""
        self._stem = stem
        self._ordinary = frozenset(ordinary)
        self._counts: Counter[str] = Counter()
        self._spelling: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._long: dict[int, list[tuple[int, str]]] = {}
        counts = Counter(chain.from_iterable(texts))
        for word, number in counts.most_common():
            self._learn(word, number)

    def extended(self, texts: Iterable[Iterable[str]]) -> "Speller":
        """The same with the words of more texts."""
        made = copy(self)
        made._counts, made._spelling = self._counts.copy(), dict(self._spelling)
        made._stems = dict(self._stems)
        made._long = {length: list(some) for length, some in self._long.items()}
        for word in chain.from_iterable(texts):
            made._learn(word, 1)
        return made

    def read(self, text: str) -> Reading:
        """The words of a question and what the unknown ones probably mean."""
        given = spelled_words(text)
        typed = [self._restored(word) for word in given]
        unknown = [word for word in dict.fromkeys(typed) if not self._knows(word)][:_MOST_MENDED]
        near = {word: self._nearest(word) for word in unknown}
        few = near if len(typed) <= _MOST_WORDS else {}
        mended = {word: found[0] for word, found in few.items() if len(found) == 1 and self._is_slip(word, found[0])}
        meant = self._joined(typed)
        for word in (each for each in unknown if each not in mended):
            found = self._likely(word, near[word]) or self._split(word)
            if found:
                meant.append((word, found))
        doubtful = {restored for word, restored in zip(given, typed, strict=True) if _is_doubtful(word, restored)}
        doubtful.update(usual for word, usual in mended.items() if _is_doubtful(word, usual))
        read = tuple(mended.get(word, word) for word in typed)
        return Reading(read, tuple(meant), tuple(mended.items()), frozenset(doubtful))

    def _learn(self, word: str, number: int) -> None:
        if word not in self._counts:
            stem = self._stem(word)
            plain = fold(word)
            self._stems.setdefault(fold(stem), stem)
            if plain not in self._spelling and len(plain) >= _SHORTEST:
                self._long.setdefault(len(plain), []).append((len(self._spelling), plain))
            self._spelling.setdefault(plain, word)
        self._counts[word] += number

    def _restored(self, word: str) -> str:
        """The word with the dots that a known one has, where it is unknown without them, or long."""
        whole, stem = self._spelling.get(fold(word)), self._stem(word)
        is_known = word in self._counts and (whole is None or len(word) < _UNMISTAKABLE)
        if is_known or word in self._ordinary or word in _AS_TYPED:
            return word
        if whole is not None and (len(word) >= _LONG or _adds_dots(word, whole)):
            return whole
        known = self._stems.get(fold(stem), stem)
        return known + word[len(stem) :] if len(known) == len(stem) and _adds_dots(stem, known) else word

    def _knows(self, word: str) -> bool:
        known = word in self._counts or word in self._ordinary or fold(self._stem(word)) in self._stems
        return known or len(word) < _SHORTEST

    def _joined(self, typed: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Two words after each other that the knowledge writes as one."""
        pairs = [(f"{first} {second}", fold(first + second)) for first, second in pairwise(typed)]
        return [
            (apart, (self._spelling[whole],)) for apart, whole in pairs if len(whole) >= 6 and whole in self._spelling
        ]

    def _nearest(self, word: str) -> tuple[str, ...]:
        """The nearest known words, within one slip in short words and two in long ones; the usual ones if any are."""
        slips = 1 if len(word) < 7 else 2
        plain = fold(word)
        lengths = range(len(plain) - slips, len(plain) + slips + 1)
        known = sorted(chain.from_iterable(self._long.get(length, ()) for length in lengths))  # the most usual first
        near = process.extract(plain, [each for _, each in known], scorer=OSA.distance, score_cutoff=slips, limit=5)
        least = min((distance for _, distance, _ in near), default=0)
        found = [self._spelling[each] for each, distance, _ in near if distance == least and each != plain]
        return tuple(each for each in found if self._counts[each] >= _USUAL) or tuple(found)

    def _is_slip(self, word: str, meant: str) -> bool:
        """Whether a word is a usual one with a slip, and not another form of it or a number."""
        typed, usual = fold(word), fold(meant)
        form = typed.startswith(usual) or (usual.startswith(typed) and usual.removeprefix(typed) in _ENDINGS)
        near = len(typed) >= _LONG or is_one_slip(typed, usual)
        return self._counts[meant] >= _USUAL and typed[0] == usual[0] and typed.isalpha() and near and not form

    def _likely(self, word: str, near: Sequence[str]) -> tuple[str, ...]:
        """The most frequent of the nearest words, first of those that begin as it does."""
        return tuple(sorted(near, key=lambda each: (each[0] != word[0], -self._counts[each])))[:1]

    def _split(self, word: str) -> tuple[str, ...]:
        """Two known words that make up a compound, the longest first part first."""
        plain = fold(word)
        for end in range(len(plain) - _SHORTEST, 2, -1):
            head, tail = plain[:end], plain[end:]
            if tail in self._spelling:
                for joint in _JOINTS:
                    stem = head.removesuffix(joint)
                    if len(stem) >= 3 and stem in self._spelling:
                        return self._spelling[stem], self._spelling[tail]
        return ()


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or another, or two that have changed places, makes one of the other."""
    return OSA.distance(one, other) == 1


def _adds_dots(word: str, known: str) -> bool:
    """Whether a known word of the same letters has all the dots that were typed: nobody adds them by mistake."""
    return all(typed == letter or typed not in _DOTTED for typed, letter in zip(word, known, strict=True))


def _is_doubtful(word: str, read: str) -> bool:
    """Whether a word was read as another, and is so short or so far from it that it may be a word of its own."""
    if fold(word) == fold(read):
        return word != read and len(word) < _UNMISTAKABLE
    return len(word) <= _UNMISTAKABLE or OSA.distance(fold(word), fold(read)) > 1
