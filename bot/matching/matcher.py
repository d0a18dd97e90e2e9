"""A question in, ranked entries out, with a confidence and what to do about it."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from bot.knowledge.values import Entry, Knowledge, Reply
from bot.language.text import LINE_LENGTH, flat, shortened
from bot.matching import fusion
from bot.matching.bm25 import Scores
from bot.matching.encoder import Encoder, Recalling, VectorCache
from bot.matching.lexical import Lexical, LexicalEvidence
from bot.matching.phrases import extended, phrases_of
from bot.matching.result import Hit, Result
from bot.matching.semantic import Semantic, SemanticEvidence
from bot.matching.small_talk import SmallTalk, outside_texts
from bot.matching.text import cut, words

MOST_HITS = 10
_ALARM = "112"  # a reply that names it comes before what has been taught
_POINTED = 0.55  # how alike in meaning a message has to be to one that somebody else answers


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that was weighed up for one question; `scores` by entry number."""

    lexical: LexicalEvidence
    semantic: SemanticEvidence | None
    named: dict[str, Scores]
    scores: Scores
    signals: fusion.Signals


class Matcher:
    """Over one knowledge; immutable, and safe to use from several threads.

    With an encoder and a cache of its vectors it also compares meanings; making it then encodes every phrase that is
    not in the cache, about 10 ms each.
    """

    def __init__(self, knowledge: Knowledge, encoder: Encoder | None = None, cache: VectorCache | None = None) -> None:
        self.entries: tuple[Entry, ...] = knowledge.entries
        self.phrases = phrases_of(knowledge.entries)
        self.small_talk = SmallTalk(knowledge)
        outside, self._outside_replies = outside_texts(knowledge)
        self.lexical = Lexical(self.phrases, knowledge.synonyms, outside)
        self.encoder, self._cache = encoder, cache
        self.semantic: Semantic | None = None
        if encoder is not None and cache is not None and self.entries:
            vectors = cache.vectors(encoder, (*self.phrases.texts, *outside))
            size = len(self.phrases.texts)
            self.semantic = Semantic(self.phrases, vectors[:size], vectors[size:])
        self.weights = fusion.weights(self.semantic is not None)
        self._learnt: dict[str, str] = {}

    def extended(self, entries: Sequence[Entry]) -> "Matcher":
        """A matcher over `entries`, made at once where most are as before; those that are not come last.

        Only how rare words are, and the mean of all vectors, stay as they were. Phrases not in the cache are encoded.
        """
        wanted = {entry.id: entry for entry in entries}
        kept = [number for number, entry in enumerate(self.entries) if wanted.get(entry.id) == entry]
        same = {self.entries[number].id for number in kept}
        added = [entry for entry in entries if entry.id not in same]
        made = copy(self)
        made.entries = (*(self.entries[number] for number in kept), *added)
        made.phrases, stay = extended(self.phrases, np.array(kept, np.int64), added)
        made.lexical = self.lexical.extended(made.phrases, stay)
        if self.semantic is not None and self.encoder is not None and self._cache is not None:
            vectors = self._cache.vectors(self.encoder, made.phrases.texts[len(stay.phrases) :])
            made.semantic = self.semantic.extended(made.phrases, stay, vectors)
        return made

    def taught(self, phrases: Iterable[tuple[str, str]]) -> "Matcher":
        """The same, answering exactly these texts by these entry ids; of a text given twice the first counts.

        A learnt phrase is one example among fifty, which alone makes no answer certain; but somebody has said so.
        """
        made = copy(self)
        made._learnt = {}
        for text, entry_id in phrases:
            made._learnt.setdefault(_plain(text), entry_id)
        return made

    def learnt(self, question: str) -> int | None:
        """The number of the entry that a question, give or take capitals and punctuation, has been linked to."""
        entry_id = self._learnt.get(_plain(question)) if self._learnt else None
        if entry_id is None:
            return None
        return next((number for number, entry in enumerate(self.entries) if entry.id == entry_id), None)

    def recalling(self, texts: Sequence[str]) -> "Matcher":
        """The same, with the vectors of `texts` at hand: what the cache has is not encoded again."""
        if self.encoder is None or self._cache is None:
            return self
        vectors = self._cache.vectors(self.encoder, texts)
        made = copy(self)
        made.encoder = Recalling(self.encoder, dict(zip(texts, vectors, strict=True)))
        return made

    def likeness(self, text: str) -> tuple[Scores, ...]:
        """How like a text each phrase is, in letters, in words and, with an encoder, in meaning."""
        question = cut(text)
        alike = self.lexical.likeness(question)
        if self.semantic is None or self.encoder is None:
            return alike
        return *alike, self.semantic.likeness(self.encoder.encode(question))

    def match(self, text: str) -> Result:
        """The result for any text whatever."""
        question = cut(text)
        reply = self.small_talk.reply(question)
        if not words(question) or not self.entries:
            return Result(question, "none", 0.0, (), reply)
        weighing = self.weigh(question)
        probability = fusion.confidence(weighing.signals, self.weights.confidence)
        if reply is not None:
            return Result(question, "none", min(probability, 0.01), self._hits(weighing.scores), reply)
        outcome = fusion.outcome(probability, fusion.clearness(weighing.scores), self.weights)
        pointed, learnt = self._pointed(weighing), self.learnt(question)
        if learnt is not None and (pointed is None or _ALARM not in pointed.answer):
            return Result(question, "answer", 1.0, self._hits(_with_first(weighing.scores, learnt)))
        if learnt is None and outcome != "none":
            pointed = None
        return Result(question, "none" if pointed else outcome, probability, self._hits(weighing.scores), pointed)

    def weigh(self, question: str) -> Weighing:
        """The evidence for a question that `text.cut` has made harmless and that has words."""
        lexical = self.lexical.evidence(question)
        semantic = None
        if self.semantic is not None and self.encoder is not None:
            semantic = self.semantic.evidence(self.encoder.encode(question))
        named = fusion.evidence_by_name(self.phrases.bareness(), lexical, semantic)
        scores = fusion.fused(named, self.weights.ranking)
        return Weighing(lexical, semantic, named, scores, fusion.signals(named, scores, lexical, semantic))

    def _hits(self, scores: Scores) -> tuple[Hit, ...]:
        best = np.argsort(-scores, kind="stable")[:MOST_HITS]
        return tuple(Hit(self.entries[number], float(scores[number])) for number in best)

    def _pointed(self, weighing: Weighing) -> Reply | None:
        """Where a message belongs that means nearly the same as one that we know."""
        semantic = weighing.semantic
        if semantic is None or semantic.outside_best < _POINTED or not self._outside_replies:
            return None
        return self._outside_replies[semantic.outside_nearest]


def _with_first(scores: Scores, number: int) -> Scores:
    """The scores with one entry before all others."""
    changed = scores.copy()
    changed[number] = scores.max() + 1
    return changed


def _plain(text: str) -> str:
    """The folded words of as much of a text as a phrase keeps."""
    return " ".join(words(shortened(flat(cut(text)), LINE_LENGTH)))
