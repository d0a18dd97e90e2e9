"""Evidence from words and letters: stems with synonyms, letter grams, both after mending the spelling."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

import numpy as np
import snowballstemmer

from bot.knowledge.values import Entry, Synonyms
from bot.matching.bm25 import KINDS, Bm25, Numbers, Rarity, Scores, Vocabulary, postings
from bot.matching.content import Content, content
from bot.matching.extended import Extended, Index
from bot.matching.phrases import Kept, Phrases
from bot.matching.spelling import Reading, Speller
from bot.matching.text import echo, fold, grams, spelled_words, words
from bot.matching.topics import Topics

_SYNONYM = 0.5  # a word that means the same counts half
_MENDED = 0.7  # one that was probably meant a little more


@dataclass(frozen=True, slots=True)
class LexicalEvidence:
    """Scores by entry, each relative to the question's own weight; `known` is the share of it the knowledge has.

    `covered` is the share of the words that carry meaning that each entry has.
    """

    gram_best: Scores
    gram_entry: Scores
    word_best: Scores
    word_entry: Scores
    known: float
    reading: Reading
    content: Content
    covered: Scores

    def of(self, entries: Numbers) -> "LexicalEvidence":
        """The same for some of the entries only."""
        return replace(
            self,
            gram_best=self.gram_best[entries],
            gram_entry=self.gram_entry[entries],
            word_best=self.word_best[entries],
            word_entry=self.word_entry[entries],
            covered=self.covered[entries],
        )


class Lexical:
    """Indexes over phrases and over whole entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        phrases: Phrases,
        synonyms: Synonyms,
        other_texts: Iterable[str] = (),
        ordinary: Iterable[str] = (),
        *,
        mixed: bool = False,
        english: bool = False,
    ) -> None:
        """`other_texts` and `ordinary` words are known to the speller only, and so not taken for typos.

        Where taught and bare entries are `mixed`, how rare words are is told within each kind. All is read as Swedish
        but where the knowledge is `english`.
        """
        self._phrases = phrases
        self._english = english
        self._stemmer = Stemmer("english" if english else "swedish")
        self._topics = Topics(entries, self._stemmer.stem)
        tokens = _tokens(phrases.texts)
        self.speller = Speller(chain(tokens, map(spelled_words, other_texts)), self._stemmer.stem, ordinary)
        self._thesaurus = Thesaurus(synonyms, self._stemmer)
        self._mixed = mixed
        self._kinds = self._kinds_of(phrases)
        self._gram_phrases, self._gram_entries = self._indexes(tokens, lambda token: grams([fold(token)]))
        self._word_phrases, self._word_entries = self._indexes(tokens, lambda token: [self._stemmer.stem(token)])

    def evidence(self, question: str) -> LexicalEvidence:
        """What words and letters say of a question that `text.cut` has made harmless."""
        reading = self.speller.read(question)
        letters: dict[str, float] = dict(Counter(grams(map(fold, reading.typed))))
        letter_mass, letter_known = self._gram_entries.mass(letters)
        typed = self._stemmer.stems(reading.typed)
        word_mass, _ = self._word_entries.mass(dict.fromkeys(typed, 1.0))
        for gram in grams(map(fold, reading.added())):
            letters.setdefault(gram, _MENDED)
        stems = self._thesaurus.widen(typed, self._stemmer.stems(reading.added()))
        meant = content(reading.typed, english=self._english)
        letter_weight, word_weight = (self._by_entry(np.maximum(each, 1e-6)) for each in (letter_mass, word_mass))
        return LexicalEvidence(
            self._phrases.best(self._gram_phrases.scores(letters), 1) / letter_weight,
            self._gram_entries.scores(letters) / letter_weight,
            self._phrases.best(self._word_phrases.scores(stems), 1) / word_weight,
            self._word_entries.scores(stems) / word_weight,
            float((letter_known / np.maximum(letter_mass, 1e-6)).max()),
            reading,
            meant,
            self._covered(meant),
        )

    def about(self, word: str) -> frozenset[int]:
        """The numbers of the entries whose title, answer or keywords have a word or one that means the same."""
        alike = self._thesaurus.alike(self._stemmer.stem(word))
        return frozenset().union(*map(self._topics.about, (word, *alike)))

    def titled(self, word: str) -> frozenset[int]:
        """The numbers of the entries whose title has a word."""
        return self._topics.titled(word)

    def has(self, word: str) -> bool:
        """Whether any entry has a word, inflected or as a part of a longer one."""
        return self._word_entries.has(self._stemmer.stem(word)) or bool(self._topics.about(word))

    def _covered(self, meant: Content) -> Scores:
        """The share of the question's words, the rarer the heavier, that each entry has; 0 without any."""
        total = np.zeros(len(self._phrases.counts), np.float32)
        weights = {stem: self._word_entries.idf(stem) for stem in self._stemmer.stems((*meant.heavy, *meant.light))}
        for stem, weight in weights.items():
            total += self._by_entry(weight) * (self._word_entries.scores({stem: 1.0}) > 0)
        return np.asarray(total / self._by_entry(np.maximum(sum(weights.values(), np.zeros(KINDS)), 1e-6)), np.float32)

    def _by_entry(self, told: Rarity) -> Scores:
        """What is told of the two kinds, for each entry that of its own."""
        return told.astype(np.float32)[self._kinds]

    def _kinds_of(self, phrases: Phrases) -> Numbers:
        """The kind of each entry: 1 for a bare one beside taught ones."""
        return (phrases.bare() & self._mixed).astype(np.int8)

    def _indexes(self, documents: list[list[str]], terms_of: Callable[[str], Iterable[str]]) -> tuple[Index, Index]:
        """One index whose documents are the phrases, one whose documents are the entries; the same for bare entries."""
        vocabulary, phrases = Vocabulary(), self._phrases
        found = postings(vocabulary, documents, terms_of)
        by_phrase = Bm25(vocabulary, found, self._kinds[phrases.owners])
        if len(phrases.texts) == len(phrases.counts):
            return by_phrase, by_phrase
        return by_phrase, Bm25(vocabulary, found.joined(phrases.owners), self._kinds)

    def likeness(self, text: str) -> tuple[Scores, Scores]:
        """How much each phrase has of a text's letters and of its words, as typed."""
        stems = dict.fromkeys(self._stemmer.stems(spelled_words(text)), 1.0)
        return self._gram_phrases.scores(Counter(grams(words(text)))), self._word_phrases.scores(stems)

    def extended(self, phrases: Phrases, kept: Kept, added: Sequence[Entry]) -> "Lexical":
        """The same over `phrases`: first those `kept`, then those of `added`; made at once."""
        texts, owners = phrases.texts[len(kept.phrases) :], phrases.owners[len(kept.phrases) :] - len(kept.entries)
        tokens = _tokens(texts)
        letters = [list(grams(map(fold, each))) for each in tokens]
        stems = [self._stemmer.stems(each) for each in tokens]
        made = copy(self)
        made._phrases, made._kinds = phrases, self._kinds_of(phrases)
        kinds = made._kinds[len(kept.entries) :]
        made._topics = self._topics.extended(kept.entries, added)
        made.speller = self.speller.extended(tokens)
        made._gram_phrases = Extended(self._gram_phrases, kept.phrases, letters, kinds[owners])
        made._gram_entries = Extended(self._gram_entries, kept.entries, _joined(letters, owners), kinds)
        made._word_phrases = Extended(self._word_phrases, kept.phrases, stems, kinds[owners])
        made._word_entries = Extended(self._word_entries, kept.entries, _joined(stems, owners), kinds)
        return made

    def widened(self, synonyms: Synonyms) -> "Lexical":
        """The same with other synonyms."""
        made = copy(self)
        made._thesaurus = Thesaurus(synonyms, self._stemmer)
        return made

    def echoes(self, asked: Sequence[str], entry: int) -> list[float]:
        """For each word how much of it stands in a word of an entry that carries meaning, from 0 to 1."""
        told = content(
            chain.from_iterable(_tokens(self._phrases.texts[self._phrases.of(entry)])), english=self._english
        )
        return [max((echo(word, own) for own in told.heavy), default=0.0) for word in asked]

    def shared_words(self, question: str, entry: int) -> list[str]:
        """The question's words that stand in an entry, the rarest first."""
        reading, kind = self.speller.read(question), int(self._kinds[entry])
        stems = {word: self._stemmer.stem(word) for word in (*reading.typed, *reading.added())}
        present = [word for word, stem in stems.items() if self._word_entries.scores({stem: 1.0})[entry] > 0]
        return sorted(present, key=lambda word: -self._word_entries.idf(stems[word])[kind])


class Stemmer:
    """Snowball stems of words in lower case, each computed once."""

    def __init__(self, language: Literal["swedish", "english"] = "swedish") -> None:
        self._stem = snowballstemmer.stemmer(language).stemWord
        self._known: dict[str, str] = {}

    def stems(self, tokens: Iterable[str]) -> list[str]:
        """The stem of each word."""
        return [self.stem(token) for token in tokens]

    def stem(self, token: str) -> str:
        """The stem of one word."""
        return self._known.get(token) or self._learn(token)

    def _learn(self, token: str) -> str:
        if len(self._known) > 100_000:
            self._known.clear()
        stem = self._known[token] = str(self._stem(token))
        return stem


class Thesaurus:
    """Words that mean the same or lead to another, as stems; an expression counts when all its words are there."""

    def __init__(self, synonyms: Synonyms, stemmer: Stemmer) -> None:
        self._leads: dict[str, dict[tuple[str, ...], None]] = {}  # as sets, but in the editors' order
        self._expressions: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for alike in synonyms.mutual:
            for word in alike:
                self._add(stemmer, word, [other for other in alike if other != word])
        for word, others in synonyms.one_way.items():
            self._add(stemmer, word, others)

    def alike(self, stem: str) -> list[str]:
        """The stems of single words that a stem leads to."""
        return [lead[0] for lead in self._leads.get(stem, ()) if len(lead) == 1]

    def widen(self, typed: list[str], meant: list[str]) -> Mapping[str, float]:
        """Typed stems at full weight, those probably meant and those that they lead to at less."""
        widened: dict[str, float] = dict.fromkeys(meant, _MENDED) | dict.fromkeys(typed, 1.0)
        present = list(widened)
        leads = [lead for stem in present for lead in self._leads.get(stem, ())]
        for expression, others in self._expressions.items():
            if widened.keys() >= set(expression):
                leads += others
        for lead in leads:
            for stem in lead:
                widened[stem] = max(widened.get(stem, 0.0), _SYNONYM / len(lead))
        return widened

    def _add(self, stemmer: Stemmer, word: str, others: Iterable[str]) -> None:
        stems = tuple(stemmer.stems(spelled_words(word)))
        read = [tuple(stemmer.stems(spelled_words(other))) for other in others]
        targets = dict.fromkeys(stems for stems in read if stems)
        if len(stems) == 1:
            self._leads.setdefault(stems[0], {}).update(targets)
        elif stems:
            self._expressions.setdefault(stems, {}).update(targets)


def _tokens(texts: Iterable[str]) -> list[list[str]]:
    """The words of each text; each word is one object, however often it comes."""
    known: dict[str, str] = {}
    return [[known.setdefault(word, word) for word in spelled_words(text)] for text in texts]


def _joined(documents: list[list[str]], owners: Numbers) -> list[list[str]]:
    """The documents of each owner, numbered from 0 and in order, as one."""
    joined: list[list[str]] = [[] for _ in range(int(owners.max(initial=-1)) + 1)]
    for terms, owner in zip(documents, owners, strict=True):
        joined[owner] += terms
    return joined
