"""How the entries of a knowledge rank for a question, and how sure the first has to be for an answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np

from bot.knowledge.values import Entry, Knowledge, Synonyms
from bot.matching import fusion
from bot.matching.bm25 import Numbers, Scores
from bot.matching.content import content, ordinary
from bot.matching.encoder import Encoder, Recalling, VectorCache, Vectors
from bot.matching.judging import Weighing
from bot.matching.language import ENGLISH, SWEDISH, home, language
from bot.matching.lexical import Lexical, LexicalEvidence
from bot.matching.phrases import extended, phrases_of
from bot.matching.remembered import Derived, Memory, fingerprint
from bot.matching.semantic import Semantic, SemanticEvidence
from bot.matching.sentences import Sentences
from bot.matching.small_talk import SmallTalk, outside_texts
from bot.matching.standing import standing
from bot.matching.taught import Taught
from bot.matching.text import cut, spelled_words

_FEW_TAUGHT = 10  # entries; where fewer are taught, there is nothing to compare bare ones with
_TIPS = 1 / 7  # of the entries; for so many bare ones beside taught their bonus was fitted, and more are another kind
_LED_BY = {"meaning": "meaning_best", "gram": "gram_entry", "word": "word_entry"}  # beside the odds of its confidence
_READ = 20  # entries, which tell what language the knowledge is in


@dataclass(frozen=True, slots=True)
class Led:
    """Entries of one kind with their scores; the signals of the first, and what it leads by beside another kind's."""

    entries: Numbers
    scores: Scores
    signals: fusion.Signals
    best: fusion.Signals

    def ahead_of(self, other: "Led") -> fusion.Signals:
        """By name as in weights.json under "choice", how far this kind is before another."""
        return {name: value - other.best[name] for name, value in self.best.items()}


class Ranker:
    """Over one knowledge; immutable.

    With an encoder and a cache of its vectors it also compares meanings; making it then encodes every phrase that is
    not in the cache, about 10 ms each.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        encoder: Encoder | None = None,
        cache: VectorCache | None = None,
        most_wrong: float = 0.02,
    ) -> None:
        """At most the share `most_wrong` of messages that no entry answers shall get a sure answer."""
        self.entries: tuple[Entry, ...] = knowledge.entries
        self.most_wrong = most_wrong
        self.phrases = phrases_of(knowledge.entries)
        self._home = home([entry.answer for entry in self.entries[:_READ]], cache)
        english = self._home == ENGLISH
        self.small_talk = SmallTalk(knowledge)
        self._outside, self._outside_replies = outside_texts(knowledge, english=english)
        self._is_bare = int(np.sum(self.phrases.bareness() == 0)) < _FEW_TAUGHT
        self._is_mixed = not self._is_bare and bool(np.mean(self.phrases.bare()) > _TIPS)
        self.lexical = Lexical(
            self.entries, self.phrases, knowledge.synonyms, self._outside, ordinary().all,
            mixed=self._is_mixed, english=english,
        )  # fmt: skip
        self._numbers = _numbers(self.entries)
        self._taught = Taught({}).changed((), self.entries)
        self._told = (*map(_told, self.entries), knowledge.synonyms, knowledge.pointers, knowledge.small_talk)
        self._compare(encoder, cache)

    def _compare(self, encoder: Encoder | None, cache: VectorCache | None) -> Vectors | None:
        """Take an encoder into use, or do without; the vectors of the messages outside."""
        self.encoder, self._cache = encoder, cache
        self.semantic: Semantic | None = None
        self._sentences: Sentences | None = None
        outside: Vectors | None = None
        if encoder is not None and cache is not None and self.entries:
            outside = cache.vectors(encoder, self._outside)
            vectors = cache.vectors(encoder, self.phrases.texts)
            self.semantic = Semantic(self.phrases, vectors, outside, few=self._is_bare)
            self._sentences = Sentences(encoder, cache)
        self.weights = fusion.weights(self._kind)
        self._bare_weights = fusion.weights(self._bare_kind) if self._is_mixed else self.weights
        self._memory = None if cache is None else Memory(cache, self._fingerprint())
        return outside

    def comparing(self, encoder: Encoder, cache: VectorCache) -> Self:
        """The same, comparing meanings too; its indexes are not made again."""
        made = copy(self)
        made._compare(encoder, cache)
        return made

    def anew(self, knowledge: Knowledge) -> Self:
        """A matcher over another knowledge with the same promise, not yet comparing meanings."""
        return type(self)(knowledge, None, self._cache, self.most_wrong)

    def remembered(self, kind: type[Derived], derive: Callable[[], Derived]) -> Derived:
        """What `derive` finds of this knowledge, promise and model, from the cache where that has been found before."""
        return derive() if self._memory is None else self._memory.recall(kind, derive)

    def _fingerprint(self) -> bytes:
        model = None if self.semantic is None or self.encoder is None else self.encoder.name
        return fingerprint((self.most_wrong, model, self._outside, *self._told))

    def extended(self, entries: Sequence[Entry]) -> Self:
        """A matcher over `entries`, made at once where most are as before; those that are not come last.

        Only how rare words are, and the mean of all vectors, stay as they were. Phrases not in the cache are encoded.
        """
        wanted = {entry.id: entry for entry in entries}
        kept = [number for number, entry in enumerate(self.entries) if wanted.get(entry.id) == entry]
        same = {self.entries[number].id for number in kept}
        added = [entry for entry in entries if entry.id not in same]
        made = copy(self)
        made.entries = (*(self.entries[number] for number in kept), *added)
        made._numbers, made._memory = _numbers(made.entries), None
        made._taught = self._taught.changed([entry for entry in self.entries if entry.id not in same], added)
        made.phrases, stay = extended(self.phrases, np.array(kept, np.int64), added)
        made.lexical = self.lexical.extended(made.phrases, stay, added)
        if self.semantic is not None and self.encoder is not None and self._cache is not None:
            vectors = self._cache.vectors(self.encoder, made.phrases.texts[len(stay.phrases) :])
            made.semantic = self.semantic.extended(made.phrases, stay, vectors)
        return made

    def taught(self, phrases: Iterable[tuple[str, str]], pins: Iterable[tuple[str, str]] = ()) -> Self:
        """The same, answering exactly these texts by these entry ids; of a text given twice the first counts.

        A learnt phrase is one example among fifty, which alone makes no answer certain; but somebody has said so. What
        is pinned also comes before whatever else the message could be but a cry for help.
        """
        made = copy(self)
        made._taught, made._memory = self._taught.linking(phrases, pins), None
        return made

    def widened(self, synonyms: Synonyms) -> Self:
        """The same with other synonyms."""
        made = copy(self)
        made.lexical, made._memory = self.lexical.widened(synonyms), None
        return made

    def unknown(self, question: str) -> tuple[str, ...]:
        """The words of a question that carry meaning and say nothing to any entry, not even through another word."""
        heavy = content(spelled_words(cut(question)), english=self._home == ENGLISH).heavy
        return tuple(each for each in heavy if not self.lexical.has(each) and not self.lexical.about(each))

    def learnt(self, question: str) -> int | None:
        """The number of the entry that a question, give or take capitals and punctuation, has been linked to."""
        return self._numbers.get(self._taught.link(question) or "")

    def owner(self, question: str) -> int | None:
        """The number of the entry that alone has a question among its own."""
        return self._numbers.get(self._taught.owner(question) or "")

    def is_pinned(self, question: str) -> bool:
        """Whether moderators have pinned an entry to exactly this."""
        return self._taught.is_pinned(question)

    def recalling(self, texts: Sequence[str]) -> Self:
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

    def weigh(self, question: str) -> Weighing:
        """The evidence for a question that `text.cut` has made harmless and that has words."""
        lexical = self.lexical.evidence(question)
        if self.semantic is None or self.encoder is None:
            return self._weighing(question, lexical, None)
        meaning = self.encoder.encode(lexical.reading.meant_by(question))
        return replace(self._weighing(question, lexical, self.semantic.evidence(meaning)), meaning=meaning)

    def _weighing(self, question: str, lexical: LexicalEvidence, semantic: SemanticEvidence | None) -> Weighing:
        code = language(question, lexical.known)
        code = SWEDISH if code == self._home else code
        named = fusion.evidence_by_name(self.phrases.bareness(), lexical, semantic)
        if self._is_mixed:
            scores, signals = self._of_both_kinds(code, lexical, semantic)
        else:
            everyone, fitted = np.arange(len(self.entries)), self._fitted(0, code, semantic)
            scores, signals = self._ranked(everyone, named, fitted, lexical, semantic)
        return Weighing(lexical, semantic, named, scores, signals, code)

    def _of_both_kinds(
        self, code: str, lexical: LexicalEvidence, semantic: SemanticEvidence | None
    ) -> tuple[Scores, fusion.Signals]:
        """The scores by entry, each kind's from its first on, and the signals of the first of all."""
        scores, led = np.zeros(len(self.entries), np.float32), self.led(code, lexical, semantic)
        for each in led:
            scores[each.entries] = each.scores - each.scores.max()
        if len(led) == 1:
            return scores, led[0].signals
        taught, bare = led
        chance = fusion.log_odds(bare.ahead_of(taught), fusion.choice(self._bare_kind))
        scores[bare.entries] += np.float32(chance)
        return scores, bare.signals if chance > 0 else taught.signals

    def led(self, code: str, lexical: LexicalEvidence, semantic: SemanticEvidence | None) -> list[Led]:
        """Each kind of entries that there is, ranked among itself; the taught ones first."""
        found, bare = [], self.phrases.bare()
        for entries in filter(len, map(np.flatnonzero, (~bare, bare))):
            fitted = self._fitted(int(entries[0]), code, semantic)
            words, meaning = lexical.of(entries), None if semantic is None else semantic.of(entries)
            named = fusion.evidence_by_name(self.phrases.bareness()[entries], words, meaning)
            scores, signals = self._ranked(entries, named, fitted, words, meaning)
            best = {name: float(named[evidence].max()) for name, evidence in _LED_BY.items() if evidence in named}
            found.append(Led(entries, scores, signals, best | {"odds": fusion.log_odds(signals, fitted.confidence)}))
        return found

    def _ranked(
        self,
        entries: Numbers,
        named: Mapping[str, Scores],
        fitted: fusion.Weights,
        lexical: LexicalEvidence,
        semantic: SemanticEvidence | None,
    ) -> tuple[Scores, fusion.Signals]:
        """The scores of some entries beside each other, and the signals of the first of them."""
        scores = fusion.fused(named, fitted.ranking)
        if fitted.taught:
            return scores, fusion.signals(named, scores, lexical, semantic)
        return scores, self.standing(scores, entries, lexical, semantic)

    def standing(
        self, scores: Scores, entries: Numbers, lexical: LexicalEvidence, semantic: SemanticEvidence | None
    ) -> fusion.Signals:
        """How the first of some entries stands to the others, by signals that it has without any examples."""
        first = int(entries[scores.argmax()])
        told = 0.0
        if self.semantic is not None and semantic is not None and self._sentences is not None:
            told = self._sentences.nearness(self.entries[first], self.semantic, semantic)
        return standing(scores, self.phrases.bareness()[entries], lexical, semantic, self.lexical, first, told)

    @property
    def _kind(self) -> Literal["semantic", "lexical", "plain", "words"]:
        if self._is_bare:
            return self._bare_kind
        return "lexical" if self.semantic is None else "semantic"

    @property
    def _bare_kind(self) -> Literal["plain", "words"]:
        return "words" if self.semantic is None else "plain"

    def fitted(self, weighing: Weighing, number: int | None = None) -> fusion.Weights:
        """The weights by which an entry, else the first, is judged: for its kind and for the question's language."""
        entry = int(weighing.scores.argmax()) if number is None else number
        return self._fitted(entry, weighing.language, weighing.semantic)

    def _fitted(self, number: int, code: str, semantic: SemanticEvidence | None) -> fusion.Weights:
        if self._is_bare_beside(number):
            return self._bare_weights
        return fusion.weights("foreign") if self._is_foreign(code, semantic) else self.weights

    def _is_foreign(self, code: str, semantic: SemanticEvidence | None) -> bool:
        return code != SWEDISH and self._kind == "semantic" and semantic is not None

    def _is_bare_beside(self, number: int) -> bool:
        """Whether an entry is one of the bare ones beside taught ones."""
        return self._is_mixed and bool(self.phrases.bare()[number])


def _numbers(entries: Sequence[Entry]) -> dict[str, int]:
    return {entry.id: number for number, entry in enumerate(entries)}


def _told(entry: Entry) -> tuple[object, ...]:
    """All of an entry that matching reads."""
    return entry.id, entry.title, entry.answer, entry.more, entry.questions, entry.keywords
