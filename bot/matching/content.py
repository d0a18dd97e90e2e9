"""What a question is about: which of its words carry meaning."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.knowledge.shipped import shipped


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
    stored = shipped("bot.matching", "general.yaml")
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
