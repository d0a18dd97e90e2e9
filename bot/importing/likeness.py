"""Which proposals say what the knowledge answers already, or what an earlier proposal says."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.importing.values import Proposal
from bot.knowledge.values import Entry
from bot.matching.matcher import Matcher
from bot.matching.text import words

_SAME: Final = 0.7  # of the words that two have together
_COMPARED: Final = 3  # of a proposal's rarest words; who shares none of them is not looked at


@dataclass(frozen=True, slots=True)
class Like:
    """What a proposal is like: an entry of the knowledge, an earlier proposal by its number from 0, or nothing.

    `theme` is that of the nearest entry, however far away that is.
    """

    entry: Entry | None = None
    earlier: int | None = None
    theme: str = ""


def likenesses(proposals: Sequence[Proposal], matcher: Matcher) -> list[Like]:
    """What each is like: the entry that the bot would answer with if somebody asked so, and what came before it."""
    asked = {question.casefold(): entry for entry in matcher.entries for question in entry.questions}
    earlier = _earlier(proposals)
    return [_like(each, before, asked, matcher) for each, before in zip(proposals, earlier, strict=True)]


def _like(proposal: Proposal, earlier: int | None, asked: Mapping[str, Entry], matcher: Matcher) -> Like:
    if entry := asked.get(proposal.question.casefold()):
        return Like(entry, earlier, entry.theme)
    result = matcher.match(proposal.question or proposal.answer)
    if not result.hits:
        return Like(earlier=earlier)
    nearest = result.hits[0].entry
    return Like(nearest if result.outcome == "answer" else None, earlier, nearest.theme)


def _earlier(proposals: Sequence[Proposal]) -> list[int | None]:
    said = [frozenset(words(f"{each.question} {each.answer}")) for each in proposals]
    common = Counter(word for each in said for word in each)
    holders: dict[str, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for number, each in enumerate(said):
        rarest = sorted(each, key=lambda word: (common[word], word))[:_COMPARED]
        candidates = sorted({other for word in rarest for other in holders[word]})
        found.append(next((other for other in candidates if _are_same(each, said[other])), None))
        for word in each:
            holders[word].append(number)
    return found


def _are_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) / len(one | other) >= _SAME
