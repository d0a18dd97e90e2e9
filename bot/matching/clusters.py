"""Texts that mean about the same, in groups: by vectors where there are any, else by letter grams."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.matching.encoder import Vectors
from bot.matching.matcher import Matcher
from bot.matching.text import grams, words

# Of two texts this alike two in three belong to the same entry, measured on the shipped example questions.
_ALIKE_IN_MEANING = 0.45
_ALIKE_IN_LETTERS = 0.33
_MOST_COMPARED = 20


def group(matcher: Matcher, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The numbers of texts in groups, each around the first of its texts that is like none of those before."""
    semantic = matcher.semantic is not None and matcher.encoder is not None
    alike = _ALIKE_IN_MEANING if semantic else _ALIKE_IN_LETTERS
    vectors = _meanings(matcher, texts) if semantic else _letters(texts)
    groups: dict[int, list[int]] = {}
    for number in range(len(texts)):
        leaders = list(groups)
        likeness = vectors[leaders] @ vectors[number]
        if leaders and likeness.max() >= alike:
            groups[leaders[int(likeness.argmax())]].append(number)
        else:
            groups[number] = [number]
    return tuple(map(tuple, groups.values()))


def alike(matcher: Matcher, text: str, others: Sequence[str]) -> tuple[int, ...]:
    """The numbers of those of `others` that mean about the same as `text`, the most alike first.

    Of however many there are, only the `_MOST_COMPARED` that share the rarest words with it are compared in meaning.
    """
    near = _sharing(text, others)
    semantic = matcher.semantic is not None and matcher.encoder is not None
    texts = [text, *(others[number] for number in near)]
    first, *rest = _meanings(matcher, texts) if semantic else _letters(texts)
    likeness = {number: float(first @ vector) for number, vector in zip(near, rest, strict=True)}
    least = _ALIKE_IN_MEANING if semantic else _ALIKE_IN_LETTERS
    return tuple(sorted((each for each in near if likeness[each] >= least), key=lambda each: -likeness[each]))


def _sharing(text: str, others: Sequence[str]) -> list[int]:
    """The numbers of those that share the most with a text, its rarer words counting more."""
    wanted = set(words(text))
    shared = [wanted.intersection(words(other)) for other in others]
    counts = Counter(word for each in shared for word in each)
    weights = {word: np.log1p(len(others) / number) for word, number in counts.items()}
    points = [sum(weights[word] for word in each) for each in shared]
    return sorted((number for number, each in enumerate(shared) if each), key=lambda n: -points[n])[:_MOST_COMPARED]


def _meanings(matcher: Matcher, texts: Sequence[str]) -> Vectors:
    """Centred vectors (texts, dim) of length 1."""
    if matcher.semantic is None or matcher.encoder is None or not texts:
        return np.zeros((0, 0), np.float32)
    return matcher.semantic.centred(np.stack([matcher.encoder.encode(text) for text in texts]))


def _letters(texts: Sequence[str]) -> Vectors:
    """Which letter grams each text has, the rarer the heavier, as vectors (texts, grams) of length 1."""
    found = [set(grams(words(text))) for text in texts]
    counts = Counter(gram for each in found for gram in each)
    numbers = {gram: number for number, gram in enumerate(sorted(counts))}
    vectors = np.zeros((len(texts), len(numbers)), np.float32)
    for number, each in enumerate(found):
        for gram in each:
            vectors[number, numbers[gram]] = np.log1p(len(texts) / counts[gram])
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)
