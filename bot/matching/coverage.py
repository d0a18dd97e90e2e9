"""What the promise of few wrong answers costs: how many of the knowledge's own questions still get a sure answer."""

from dataclasses import dataclass, replace

from bot.matching.matcher import Matcher

_MOST_TRIED = 40


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `tried` example questions, each asked as if it were not taught, `sure` get a sure and right answer."""

    tried: int
    sure: int


def coverage(matcher: Matcher) -> Coverage:
    """Over an even choice of example questions; none are tried where entries have none."""
    return matcher.remembered(Coverage, lambda: _derived(matcher))


def _derived(matcher: Matcher) -> Coverage:
    taught = [(entry, question) for entry in matcher.entries for question in entry.questions]
    chosen = taught[:: max(1, -(-len(taught) // _MOST_TRIED))]
    asked = matcher.recalling([question for _, question in chosen])  # their vectors are known already
    sure = 0
    for entry, question in chosen:
        left = replace(entry, questions=tuple(each for each in entry.questions if each != question))
        found = asked.extended([left if each is entry else each for each in asked.entries]).match(question)
        sure += found.outcome == "answer" and found.hits[0].entry.id == entry.id
    return Coverage(len(chosen), sure)
