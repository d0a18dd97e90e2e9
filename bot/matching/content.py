"""What a question is about: which of its words carry meaning, and which entries are about them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from bot.knowledge.values import Entry
from bot.matching.text import spelled_words

_PART = 4  # letters; shorter words are parts of too many others


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a question that carry meaning, in order.

    `heavy` words name something, `light` ones such as "starta" only add to that. Without any of them the message asks
    nothing of the knowledge: it can only go on from a thread.
    """

    heavy: tuple[str, ...] = ()
    light: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no word carries meaning."""
        return not self.heavy and not self.light

    @property
    def single(self) -> bool:
        """Whether all meaning is in one word."""
        return len(self.heavy) + len(self.light) == 1


NO_CONTENT = Content()


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Words of any Swedish message, in lower case with their å ä ö.

    `danger` is what is said to a cry for help, and `outside` are messages that no network's knowledge answers. Those in
    English are for a knowledge in English.
    """

    empty: frozenset[str]
    light: frozenset[str]
    empty_english: frozenset[str]
    light_english: frozenset[str]
    danger: str
    outside: tuple[str, ...]
    outside_english: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """The words of both kinds."""
        return self.empty | self.light


@cache
def ordinary() -> Ordinary:
    """What comes with the program, from general.yaml."""
    stored = yaml.safe_load((files("bot.matching") / "general.yaml").read_text(encoding="utf-8"))
    listed = {name: frozenset(words.split()) for name, words in stored.items() if isinstance(words, str)}
    return Ordinary(
        listed["tomma"], listed["lätta"], listed["tomma_engelska"], listed["lätta_engelska"], stored["fara"],
        tuple(stored["utanför"]), tuple(stored["utanför_engelska"]),
    )  # fmt: skip


def content(typed: Iterable[str], *, english: bool = False) -> Content:
    """The content of a question's words, not yet compared with an entry; `english` where the knowledge is."""
    known = ordinary()
    empty, light = (known.empty_english, known.light_english) if english else (known.empty, known.light)
    left = [word for word in dict.fromkeys(typed) if word not in empty and len(word) > 1 and not word.isdigit()]
    heavy = tuple(word for word in left if word not in light)
    return Content(heavy, tuple(word for word in left if word in light))


class Topics:
    """The words of entries' titles, answers and keywords; `stem` makes inflections alike."""

    def __init__(self, entries: Sequence[Entry], stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._entries: dict[str, set[int]] = {}
        self._titles: dict[str, set[int]] = {}
        self._add(entries, 0)

    def extended(self, kept: Sequence[int], added: Sequence[Entry]) -> "Topics":
        """The same over the entries `kept`, ascending, and then those `added`."""
        places = {old: new for new, old in enumerate(kept)}
        made = Topics((), self._stem)
        for old, new in ((self._entries, made._entries), (self._titles, made._titles)):
            for word, numbers in old.items():
                if stay := {places[number] for number in numbers if number in places}:
                    new[word] = stay
        made._add(added, len(places))
        return made

    def about(self, word: str) -> frozenset[int]:
        """The numbers of the entries that have a word, inflected or as a part of a longer one."""
        stem = self._stem(word)
        if len(stem) < _PART:
            return frozenset(self._entries.get(stem, ()))
        having = (numbers for each, numbers in self._entries.items() if each.startswith(stem) or each.endswith(stem))
        return frozenset().union(*having)

    def titled(self, word: str) -> frozenset[int]:
        """The numbers of the entries that have a word in their title, inflected."""
        return frozenset(self._titles.get(self._stem(word), ()))

    def _add(self, entries: Sequence[Entry], first: int) -> None:
        for number, entry in enumerate(entries, start=first):
            for word in spelled_words(f"{entry.title} {entry.title.replace('-', '')}"):
                self._titles.setdefault(self._stem(word), set()).add(number)
            for text in (entry.title, entry.answer, entry.more or "", *entry.keywords):
                for word in spelled_words(text):
                    self._entries.setdefault(self._stem(word), set()).add(number)
