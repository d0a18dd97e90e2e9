"""Does the bot keep its promise with other networks' knowledge:  python -m tests.benchmarks.networks [MOST_WRONG]

Each file of tests/data/networks is one knowledge with held-out questions to its entries and messages that none answers;
to these come messages out of scope of tests/data that the program does not ship. Prints a Markdown table: the share of
all messages with a wrong sure answer, in how many of 1,000 resamples it is at most what was promised, how many of those
in scope get a sure answer, how many of these are right, and how often the right entry is first or among three.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.knowledge.shared import general_talk
from bot.knowledge.values import Entry, Knowledge
from bot.matching.encoder import Encoder, Remembering, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.matcher import Matcher
from bot.matching.result import Result

NETWORKS = Path("tests/data/networks")
OUTSIDE = (Path("tests/data/questions.tsv"), Path("tests/data/empty.tsv"))
FAR = frozenset({"off-topic", "small-talk", "function", "verb", "followup"})  # kinds that no network answers
CACHE = Path(".cache/vectors.db")
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Network:
    """A knowledge and messages to it, each with the id of its entry; None where no entry answers it."""

    name: str
    knowledge: Knowledge
    messages: tuple[tuple[str, str | None], ...]


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    most_wrong = float(arguments[0]) if arguments else 0.02
    encoder = find_encoder()
    print("| knowledge | entries | matching | wrong | promise kept | sure | right of these | best@1 | best@3 |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for network in networks():
        for title, meaning in (("meaning", encoder and Remembering(encoder)), ("words", None)):
            figures = measured(network, meaning, most_wrong)
            size = len(network.knowledge.entries)
            print(f"| {network.name} | {size} | {title} | {' | '.join(figures)} |", flush=True)


def networks() -> list[Network]:
    """All of them, the smallest first."""
    far = tuple((each, None) for each in outside())
    made = sorted(map(read, sorted(NETWORKS.glob("*.tsv"))), key=lambda each: len(each.knowledge.entries))
    return [replace(each, messages=(*each.messages, *far)) for each in made]


def read(path: Path) -> Network:
    """One file: id, answer, example questions and held-out ones; without an id they are out of scope."""
    entries: list[Entry] = []
    messages: list[tuple[str, str | None]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            messages += [(text, row["id"] or None) for text in row["held"].split("|")]
            if row["id"]:
                examples = tuple(filter(None, row["examples"].split("|")))
                title = row["answer"].split(".")[0][:60]
                entries.append(Entry(row["id"], "allt", "exempel", title, row["answer"], questions=examples))
    talk = general_talk()
    knowledge = Knowledge(tuple(entries), small_talk=talk.small_talk, pointers=talk.pointers)
    return Network(path.stem, knowledge, tuple(messages))


def outside() -> list[str]:
    """Messages of tests/data that no network answers and that do not come with the program."""
    return [each.text for path in OUTSIDE for each in read_labelled(path) if not each.best and each.kind in FAR]


def measured(network: Network, encoder: Encoder | None, most_wrong: float) -> list[str]:
    """The figures of one network, as in the table."""
    matcher = Matcher(network.knowledge, encoder, VectorCache(CACHE), most_wrong)
    results = [(matcher.match(text), entry_id) for text, entry_id in network.messages]
    wrong = np.array([_is_sure(found) and _first(found) != entry_id for found, entry_id in results])
    inside = [(found, entry_id) for found, entry_id in results if entry_id is not None]
    sure = [(found, entry_id) for found, entry_id in inside if _is_sure(found)]
    kept = _resampled(wrong, most_wrong)
    first = np.mean([_first(found) == entry_id for found, entry_id in inside])
    third = np.mean([entry_id in [hit.entry.id for hit in found.hits[:3]] for found, entry_id in inside])
    right = np.mean([_first(found) == entry_id for found, entry_id in sure]) if sure else 1.0
    shares = (kept, len(sure) / len(inside), right, first, third)
    return [f"{wrong.mean():.3f}", *(f"{share:.2f}" for share in shares)]


def _resampled(wrong: np.ndarray[tuple[int], np.dtype[np.bool_]], most_wrong: float) -> float:
    """In what share of resamples at most so many are wrong."""
    chance = np.random.default_rng(1)
    drawn = chance.integers(0, len(wrong), (RESAMPLES, len(wrong)))
    return float((wrong[drawn].mean(axis=1) <= most_wrong).mean())


def _is_sure(found: Result) -> bool:
    return found.outcome == "answer"


def _first(found: Result) -> str:
    return found.hits[0].entry.id if found.hits else ""


if __name__ == "__main__":
    main(sys.argv[1:])
