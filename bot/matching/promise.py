"""A ranker that keeps a promise: how sure the first entry has to be, derived from its own knowledge (bound.py)."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from bot.matching import fusion
from bot.matching.bound import Shares, Verdict, bounded
from bot.matching.content import ordinary
from bot.matching.encoder import Encoder, VectorCache, Vectors
from bot.matching.judging import Weighing, judge
from bot.matching.language import ENGLISH, SWEDISH
from bot.matching.ranking import Ranker
from bot.matching.text import cut, words

_TRIED = 500  # messages outside, from which the threshold is derived


@dataclass(frozen=True, slots=True)
class Temptations:
    """By messages outside: the confidence for an answer, for a hint, and the kind of the first entry: 1 is bare."""

    each: list[tuple[float, float, float]]


class Promised(Ranker):
    """Over one knowledge; at most the promised share of messages gets a wrong sure answer from each kind of entries.

    Deriving that takes a second, or ten with 10,000 entries; it is remembered where there is a cache.
    """

    def _compare(self, encoder: Encoder | None, cache: VectorCache | None) -> Vectors | None:
        outside = super()._compare(encoder, cache)
        if self.entries:
            self.weights, self._bare_weights = self._bounded(outside)
        return outside

    def judged(self, verdicts: Iterable[Verdict]) -> Self:
        """The same, keeping its promise over what members have judged as well; what is right only counts as asked."""
        made = copy(self)
        asked = [each for each in verdicts if words(cut(each.question))] if self.entries else []
        rejected = np.array([self._rejected(cut(each.question), each) for each in asked]).reshape(-1, 2)
        made._memory = None if asked else self._memory
        made.weights, made._bare_weights = self._keeping(rejected)
        return made

    def _rejected(self, question: str, verdict: Verdict) -> tuple[float, float]:
        """The confidence in an answer that was judged wrong, 0 where it would not be given or was right; its kind."""
        weighing = self.weigh(question)
        given = self.entries[int(weighing.scores.argmax())].id == verdict.entry_id
        sure, _, kind = self._temptation(question, weighing)
        return 0.0 if given == verdict.right else sure, kind

    def _bounded(self, outside: Vectors | None) -> tuple[fusion.Weights, fusion.Weights]:
        """The fitted weights with the thresholds that keep the promise over this knowledge; it costs a second."""
        tried = self.remembered(Temptations, lambda: self._temptations(outside)).each
        self._tried_outside = np.array(tried).reshape(-1, 3)
        return self._keeping(np.zeros((0, 2)))

    def _keeping(self, rejected: Shares) -> tuple[fusion.Weights, fusion.Weights]:
        """The weights of both kinds, each keeping the promise over the messages whose first entry is of that kind."""
        kept = []
        for kind, name in enumerate((self._kind, self._bare_kind)):
            tried = self._tried_outside[self._tried_outside[:, 2] == kind]
            tempted = np.append(tried[:, 0], rejected[rejected[:, 1] == kind, 0])
            kept.append(bounded(fusion.weights(name), self.most_wrong, tempted, tried[:, 1]))
        return kept[0], kept[1] if self._is_mixed else kept[0]

    def _temptations(self, outside: Vectors | None) -> Temptations:
        """By the messages outside that are tried; with 10,000 entries it takes ten seconds."""
        return Temptations([self._tempted(each, outside) for each in self._tried()])

    def _tried(self) -> range:
        """The numbers of messages outside that are like those of members: in the language of the knowledge."""
        size = len(self._outside)
        english = len(ordinary().outside_english) if self._home == ENGLISH else 0
        return range(size - english, size) if english else range(0, size, max(1, size // _TRIED))

    def _tempted(self, number: int, outside: Vectors | None) -> tuple[float, float, float]:
        """The temptation by the message outside that has a number."""
        message, semantic = self._outside[number], None
        lexical = self.lexical.evidence(message)
        if self.semantic is not None and outside is not None:
            semantic = self.semantic.evidence(outside[number], number)
        return self._temptation(message, self._weighing(message, lexical, semantic))

    def _temptation(self, message: str, weighing: Weighing) -> tuple[float, float, float]:
        """The confidence for a message, or 0 where the rules allow no sure answer; for a hint; the kind of entry."""
        free = replace(self.fitted(weighing), answer=0.0, suggestions=0.0)
        found = judge(message, weighing, self.entries, self.lexical, free)
        kind = float(self._is_bare_beside(int(weighing.scores.argmax())))
        if weighing.language != SWEDISH or found.outcome == "none":
            return 0.0, 0.0, kind
        return found.confidence if found.outcome == "answer" else 0.0, found.confidence, kind
