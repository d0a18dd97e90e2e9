"""How near a question is in meaning to a single sentence of an answer, however much else the answer tells."""

from functools import lru_cache

from bot.knowledge.values import Entry
from bot.language.text import sentences
from bot.matching.encoder import Encoder, VectorCache, Vectors
from bot.matching.semantic import Semantic, SemanticEvidence
from bot.matching.text import cut

_MOST_REMEMBERED = 2_000  # answers, of about two sentences: 6 MB


class Sentences:
    """The sentences of answers; an answer's are encoded when it is first asked for, 10 ms each, and then cached."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        def vectors(answer: str) -> Vectors:
            return cache.vectors(encoder, [cut(each) for each in sentences(answer)])

        self._vectors = lru_cache(_MOST_REMEMBERED)(vectors)

    def nearness(self, entry: Entry, semantic: Semantic, evidence: SemanticEvidence) -> float:
        """That of the nearest sentence of an entry's answer to the question that `evidence` is of."""
        return float((semantic.centred(self._vectors(entry.answer)) @ evidence.question).max(initial=-1))
