"""From evidence to a result: what is answered, what is asked back, and what the bot says it does not know.

The fitted thresholds have the first word. Then what no number tells: a message without content asks nothing, one word
is answered only if one entry alone is about it, and an entry that lacks the kind of answer asked for is only suggested.
Where entries are bare, their confidence has weighed up the words already, and what an entry of a sentence or two lacks
cannot be told from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.values import Entry
from bot.matching import fusion
from bot.matching.bm25 import Scores
from bot.matching.encoder import Vector
from bot.matching.kinds import lacking
from bot.matching.language import SWEDISH
from bot.matching.lexical import Lexical, LexicalEvidence
from bot.matching.result import Hit, Result
from bot.matching.semantic import SemanticEvidence

MOST_HITS = 10
_FITTED = frozenset({"en", "fi", "ar", "uk", "pl"})  # languages whose confidence was fitted on questions
_FEW = 3  # words
_PAIR = 2  # entries; of more a member chooses
_NEVER = 0.01  # the most confidence that a message without content can have


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that was weighed up for one question; `scores` by entry number, `meaning` its vector where there is one."""

    lexical: LexicalEvidence
    semantic: SemanticEvidence | None
    named: dict[str, Scores]
    scores: Scores
    signals: fusion.Signals
    language: str
    meaning: Vector | None = None


def judge(
    question: str, weighing: Weighing, entries: Sequence[Entry], words: Lexical, fitted: fusion.Weights
) -> Result:
    """The result by `fitted` weights, not yet knowing of small talk nor of what has been taught."""
    reading, meant = weighing.lexical.reading, weighing.lexical.content
    probability = fusion.confidence(weighing.signals, fitted.confidence)
    outcome = fusion.outcome(probability, fusion.clearness(weighing.scores), fitted)
    read_as = " ".join(reading.typed) if reading.mended else None
    found = Result(
        question, outcome, probability, hits(entries, weighing.scores), content=meant, language=weighing.language
    )
    if weighing.language != SWEDISH:
        surely = outcome == "answer" and weighing.language not in _FITTED
        return replace(found, outcome="suggestions") if surely else found
    if meant.empty:
        return replace(found, outcome="none", confidence=min(probability, _NEVER))
    found = replace(found, read_as=read_as)
    if not fitted.taught:
        return found
    if meant.single and len(reading.typed) <= _FEW:
        found = _of_one_word(found, weighing.scores, entries, words, fitted)
    elif len(meant.heavy) == 1 and _is_sole(found, meant.heavy[0], weighing.scores, words, fitted):
        found = replace(found, outcome="answer")
    elif (
        outcome == "none" and len(meant.heavy) == 1 and words.titled(meant.heavy[0]) == {_first(weighing.scores)}
    ) or (outcome == "answer" and (not meant.heavy or _is_beside(weighing.lexical, words))):
        found = replace(found, outcome="suggestions")
    if found.outcome == "answer" and meant.heavy and reading.doubtful.issuperset(meant.heavy):
        found = replace(found, outcome="suggestions")  # what may be another word than was typed answers nothing alone
    return _without_lack(question, found)


def hits(entries: Sequence[Entry], scores: Scores) -> tuple[Hit, ...]:
    """The best entries with their scores."""
    best = np.argsort(-scores, kind="stable")[:MOST_HITS]
    return tuple(Hit(entries[number], float(scores[number])) for number in best)


def _first(scores: Scores) -> int:
    return int(scores.argmax())


def _is_beside(evidence: LexicalEvidence, words: Lexical) -> bool:
    """Whether a short question names something that no entry has, as in "solceller på bygdegården"."""
    heavy = evidence.content.heavy
    return len(heavy) <= _FEW and not all(words.has(word) for word in heavy)


def _is_sole(found: Result, word: str, scores: Scores, words: Lexical, fitted: fusion.Weights) -> bool:
    """Whether the first entry alone is about a word, and the confidence not far from that for an answer.

    Of two that are about it, the one that alone has it in its title counts as alone.
    """
    near, first, about = (
        found.confidence >= (fitted.suggestions + fitted.answer) / 2,
        _first(scores),
        words.about(word),
    )
    return near and (about == {first} or (len(about) <= _PAIR and words.titled(word) == {first}))


def _of_one_word(
    found: Result, scores: Scores, entries: Sequence[Entry], words: Lexical, fitted: fusion.Weights
) -> Result:
    """The entries about the word first; an answer if only one is, and would be first anyway."""
    meant = found.content
    word = (*meant.heavy, *meant.light)[0]
    about = words.about(word)
    if not about or not meant.heavy:
        guessed = found.outcome == "suggestions" and not words.has(word)
        return replace(found, outcome="none" if guessed or found.outcome == "none" else "suggestions")
    ordered = scores.copy()
    ordered[list(about)] += float(scores.max() - scores.min())
    found = replace(found, confidence=max(found.confidence, fitted.suggestions), hits=hits(entries, ordered))
    return replace(found, outcome="answer" if _is_sole(found, word, scores, words, fitted) else "suggestions")


def _without_lack(question: str, found: Result) -> Result:
    lacks = lacking(question, found.hits[0].entry) if found.outcome != "none" else None
    return found if lacks is None else replace(found, outcome="suggestions", lacks=lacks)
