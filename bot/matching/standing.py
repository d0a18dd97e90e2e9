"""How the first entry stands to a question and to the other entries: signals that entries have without any examples.

They are differences and shares rather than levels, so that they mean about the same in a knowledge of three entries
and in one of three hundred.
"""

import numpy as np

from bot.matching import fusion
from bot.matching.bm25 import Scores
from bot.matching.lexical import Lexical, LexicalEvidence
from bot.matching.semantic import SemanticEvidence


def standing(
    scores: Scores,
    bareness: Scores,
    lexical: LexicalEvidence,
    semantic: SemanticEvidence | None,
    words: Lexical,
    entry: int,
    told: float,
) -> fusion.Signals:
    """The signals by name, as in weights.json under "plain" and "words".

    `entry` is the number of the first entry among all that `words` has, and `told` how near in meaning its nearest
    sentence is, which only counts where meanings are compared.
    """
    first = int(scores.argmax())
    echoes = words.echoes(lexical.content.heavy, entry)
    found = {
        "clear": fusion.clearness(scores),
        "bare": float(bareness[first]),
        "gram": float(lexical.gram_entry[first]),
        "gram_ahead": _ahead(lexical.gram_entry, first),
        "gram_best": float(lexical.gram_best[first]),
        "word": float(lexical.word_entry[first]),
        "word_ahead": _ahead(lexical.word_entry, first),
        "word_best": float(lexical.word_best[first]),
        "word_first": float(lexical.word_entry.argmax() == first),
        "covered": float(lexical.covered[first]),
        "covered_ahead": _ahead(lexical.covered, first),
        "echo": float(np.mean(echoes)) if echoes else 0.0,
        "least_echo": min(echoes, default=0.0),
        "familiar": lexical.known,
        "length": float(np.log1p(len(lexical.reading.typed))),
        "heavy": float(np.log1p(len(lexical.content.heavy))),
        "single": float(lexical.content.single),
    } | _topical(entry, lexical.content.heavy, words)
    if semantic is not None:
        found |= {
            "meaning": float(semantic.best[first]),
            "told": told,
            "meaning_ahead": _ahead(semantic.best, first),
            "meaning_first": float(semantic.best.argmax() == first),
            "contrast": float(semantic.best[first]) - semantic.outside,
            "inside": semantic.inside,
        }
    return found


def _ahead(values: Scores, first: int) -> float:
    """How far the first entry is before the best of the others."""
    return float(values[first] - np.delete(values, first).max(initial=0))


def _topical(entry: int, heavy: tuple[str, ...], words: Lexical) -> fusion.Signals:
    """Of the words that name something: the shares that the knowledge has, and that the first entry is about."""
    about, many = [words.about(word) for word in heavy], max(1, len(heavy))
    return {
        "had": sum(bool(entries) or words.has(word) for word, entries in zip(heavy, about, strict=True)) / many,
        "about": sum(entry in entries for entries in about) / many,
        "sole": float(sum(entries == {entry} for entries in about)),
        "titled": float(any(entry in words.titled(word) for word in heavy)),
    }
