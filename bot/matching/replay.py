"""What becomes of questions when an entry comes or changes, so that moderators see it before it takes effect.

Every example question of the knowledge is labelled with its entry. A change can only reach those that come near the
changed entry, so those are sought first: each phrase of it is a question to the index of phrases, where all example
questions stand. It works beside members' questions and so lets other threads come in between.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from bot.knowledge.values import Entry
from bot.matching.bm25 import Scores
from bot.matching.matcher import Matcher
from bot.matching.phrases import phrases_of
from bot.matching.result import Result

MOST_NEAR: Final = 40  # example questions by each of letters, words and meaning
_BREATH: Final = 0.001  # seconds; a thread that only computes holds up the event loop at each of its steps

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose first answer or suggestion becomes another; None where there is none."""

    question: str
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What changes among `asked` questions of members and the `near` ones of all `examples`."""

    changes: tuple[Change, ...]
    asked: int
    near: int
    examples: int


def replayed(
    asked: Sequence[str], before: Matcher, after: Matcher, stopped: Stopped, said: Sequence[str] = ()
) -> Replayed:
    """Members' questions and the example questions near what is different, with both matchers.

    What has been `said` to mean something is a question too: words that are taught or pinned.
    """
    examples = {question for entry in before.entries for question in entry.questions}
    close = near(before, _read(before) ^ _read(after), examples, said)
    old, new = before.recalling(close), after.recalling(close)
    questions = tuple(dict.fromkeys((*said, *asked, *close)))
    return Replayed(replay(questions, old, new, stopped), len(asked), len(close), len(examples))


def replay(questions: Iterable[str], before: Matcher, after: Matcher, stopped: Stopped) -> tuple[Change, ...]:
    """The questions whose first answer or suggestion is another with `after`; InterruptedError when `stopped`."""
    changes = []
    for question in questions:
        _breathe(stopped)
        old, new = _first(before.match(question)), _first(after.match(question))
        if (old and old.id) != (new and new.id):
            changes.append(Change(question, old, new))
    return tuple(changes)


def answered_by(matcher: Matcher, entry: Entry, questions: Iterable[str], stopped: Stopped) -> tuple[str, ...]:
    """Those of `questions` that `entry` would answer beside the others; InterruptedError when `stopped`."""
    with_it = matcher.extended((*(each for each in matcher.entries if each.id != entry.id), entry))
    answered = []
    for question in questions:
        _breathe(stopped)
        result = with_it.match(question)
        if result.outcome == "answer" and result.hits[0].entry.id == entry.id:
            answered.append(question)
    return tuple(answered)


def in_vain(matcher: Matcher, questions: Sequence[str], stopped: Stopped) -> list[int]:
    """The numbers of `questions` that get neither an answer nor a reply; InterruptedError when `stopped`."""
    found = []
    for number, question in enumerate(questions):
        _breathe(stopped)
        result = matcher.match(question)
        if result.outcome != "answer" and result.reply is None:
            found.append(number)
    return found


def near(matcher: Matcher, entries: Iterable[Entry], examples: set[str], said: Iterable[str] = ()) -> tuple[str, ...]:
    """Those of `examples` that are most like any phrase of `entries` or what was `said`, and all that are their own."""
    changed = tuple(entries)
    found = dict.fromkeys(question for entry in changed for question in entry.questions if question in examples)
    for scores in _likeness(matcher, (*phrases_of(changed).texts, *said)):
        texts = (matcher.phrases.texts[number] for number in np.argsort(-scores, kind="stable") if scores[number] > 0)
        nearest = (text for text in texts if text in examples)
        found |= dict.fromkeys(text for _, text in zip(range(MOST_NEAR), nearest, strict=False))
    return tuple(found)


def _read(matcher: Matcher) -> set[Entry]:
    """The entries without what matching does not read, so that what is only placed otherwise counts as the same."""
    return {replace(entry, related=(), pins=()) for entry in matcher.entries}


def _likeness(matcher: Matcher, texts: Sequence[str]) -> list[Scores]:
    """By each kind of evidence, how like the most alike of `texts` every phrase is."""
    kinds = zip(*(matcher.likeness(text) for text in texts), strict=True) if matcher.entries else ()
    return [np.asarray(np.max(each, axis=0), np.float32) for each in kinds]


def _first(result: Result) -> Entry | None:
    return None if result.outcome == "none" else result.hits[0].entry


def _breathe(stopped: Stopped) -> None:
    if stopped():
        raise InterruptedError
    time.sleep(_BREATH)
