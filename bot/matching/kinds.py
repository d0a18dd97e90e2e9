"""What kind of answer a question asks for, and which kinds an entry holds.

Only kinds that an entry can lack count: a person's name, a place, a time, an amount, a reason, a permission. Those who
ask what or how are helped by any entry on the topic.
"""

from functools import lru_cache
from typing import Literal, cast

from bot.knowledge.values import Entry
from bot.matching.patterns import patterns, plain

AnswerKind = Literal["vem", "var", "när", "hur mycket", "varför", "får man"]


def kind(question: str) -> AnswerKind | None:
    """The kind of answer that a Swedish question asks for, where an entry may lack it."""
    text = plain(question)
    found = next((name for name, asked in patterns().asked.items() if asked.search(text)), None)
    return cast(AnswerKind | None, found)


def lacking(question: str, entry: Entry) -> AnswerKind | None:
    """The kind of answer that a question asks for where the entry has none of it."""
    asked = kind(question)
    return None if asked is None or asked in held(entry) else asked


def tells(entry: Entry, asked: AnswerKind) -> bool:
    """Whether an entry's own text holds an answer of a kind."""
    return asked in told(entry)


@lru_cache(10_000)
def told(entry: Entry) -> frozenset[AnswerKind]:
    """The kinds of answer that an entry's own text holds."""
    text = plain(" ".join(filter(None, (entry.title, entry.answer, entry.more))))
    return frozenset(cast(AnswerKind, name) for name, holding in patterns().held.items() if holding.search(text))


@lru_cache(10_000)
def held(entry: Entry) -> frozenset[AnswerKind]:
    """The kinds of answer that an entry's own text holds, and those that its example questions ask for."""
    return frozenset(told(entry).union(filter(None, map(kind, entry.questions))))
