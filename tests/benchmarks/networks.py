"""Does the bot keep its promise with other networks' knowledge:  python -m tests.benchmarks.networks [WRONG] [PART]

Each file of tests/data/networks is one knowledge with questions to its entries, and messages near them that none
answers. To these come messages that no network answers (outside/) and, for the other Swedish ones, the questions to the
municipality, but for those that they answer too. All are in three parts: `dev` is what weights and thresholds were
chosen on, with the networks of others/; `held` has been measured three times, first with the whole promise granted to
the mean of other networks, then with the part that stands in bot/matching/bound.py, which `dev` had asked for already,
then after the fit on others/; `fresh` once, after that. Those who wrote `fresh` were asked for a third of the questions
without any word in common with the entry, and for messages near that tempt.

Prints a Markdown table: the share of all messages with a wrong sure answer, in how many of 1,000 resamples it is at
most what was promised, the same share of questions in scope, of those near and of the others, how many of those in
scope get a sure answer, how many of these are right, and how often the right entry is first or among three.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from bot.knowledge.shared import general_talk
from bot.knowledge.values import Entry, Knowledge
from bot.matching.encoder import Encoder, Remembering, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.matcher import Matcher
from bot.matching.result import Result

Part = Literal["dev", "held", "fresh"]
PARTS: tuple[Part, ...] = ("dev", "held", "fresh")
Reach = Literal["in scope", "near", "far"]

NETWORKS = Path("tests/data/networks")
OTHERS = NETWORKS / "others"
LOOKED_AT = (Path("tests/data/questions.tsv"), Path("tests/data/empty.tsv"))
FAR = frozenset({"off-topic", "small-talk", "function", "verb", "followup"})  # kinds that no network answers
CACHE = Path(".cache/vectors.db")
RESAMPLES = 1_000
ENGLISH, LARGEST = "village-hall", "kommunfragor"
ALIKE = {  # the municipality's questions that another network might be asked rightly
    "idrottsklubb": "f005 f053 f054 f057 f083 f086",
    "forsamling": "f021 f058 f147",
    "bostadsratt": "f032 f036 f037 f038 f046 f047 f048 f068 f089 f151 f154 f155 f158 f172 f173 f176 f188 f200 f201",
}


@dataclass(frozen=True, slots=True)
class Message:
    """What is asked, with the id of its entry; None where no entry answers it."""

    text: str
    entry_id: str | None
    kind: Reach


@dataclass(frozen=True, slots=True)
class Network:
    """A knowledge and messages to it."""

    name: str
    knowledge: Knowledge
    messages: tuple[Message, ...]


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    part: Part = next((each for each in PARTS if each in arguments), "held")
    most_wrong = next((float(each) for each in arguments if each not in PARTS), 0.02)
    encoder = find_encoder()
    print("| knowledge | entries | messages | matching | wrong | promise kept | wrong in scope, near, far |", end="")
    print(" sure | right of these | best@1 | best@3 |")
    print("|" + " --- |" * 11)
    for network in networks(part):
        for title, meaning in (("meaning", encoder and Remembering(encoder)), ("words", None)):
            figures = measured(network, meaning, most_wrong)
            size, asked = len(network.knowledge.entries), len(network.messages)
            print(f"| {network.name} | {size} | {asked} | {title} | {' | '.join(figures)} |", flush=True)


def networks(part: Part) -> list[Network]:
    """All of them, the smallest first."""
    made = [read(file, part) for file in sorted(NETWORKS.glob("*.tsv"))]
    return sorted(made, key=lambda each: len(each.knowledge.entries))


def others() -> list[Network]:
    """Those that weights and thresholds are fitted on only; they are asked about other places too."""
    places = (OTHERS.parent / "outside" / "places.txt").read_text(encoding="utf-8").splitlines()
    elsewhere = tuple(Message(text, None, "near") for text in places)
    made = [read(file, "dev") for file in sorted(OTHERS.glob("*.tsv"))]
    return [replace(each, messages=(*each.messages, *elsewhere)) for each in made]


def read(file: Path, part: Part) -> Network:
    """One file: id, answer, example questions and what is asked by part; without an id it is out of scope."""
    entries: list[Entry] = []
    messages: list[Message] = []
    for row in _rows(file):
        kind: Reach = "in scope" if row["id"] else "near"
        messages += [Message(text, row["id"] or None, kind) for text in row[part].split("|")]
        if row["id"]:
            examples = tuple(filter(None, row["examples"].split("|")))
            title = row["answer"].split(".")[0][:60]
            entries.append(Entry(row["id"], "allt", "exempel", title, row["answer"], questions=examples))
    talk = general_talk()
    knowledge = Knowledge(tuple(entries), small_talk=talk.small_talk, pointers=talk.pointers)
    far = (Message(text, None, "far") for text in (*outside(part, file.stem), *beside(part, file.stem)))
    return Network(file.stem, knowledge, (*messages, *far))


def outside(part: Part, name: str) -> list[str]:
    """Messages that no network answers and that do not come with the program."""
    file = NETWORKS / "outside" / (f"{part}-english.txt" if name == ENGLISH else f"{part}.txt")
    texts = file.read_text(encoding="utf-8").splitlines()
    if part != "dev" or name == ENGLISH:
        return texts
    return texts + [
        each.text for path in LOOKED_AT for each in read_labelled(path) if not each.best and each.kind in FAR
    ]


def beside(part: Part, name: str) -> list[str]:
    """The municipality's questions, for the networks that do not answer them."""
    if name not in ALIKE:
        return []
    rows = [row for row in _rows(NETWORKS / f"{LARGEST}.tsv") if row["id"] not in ("", *ALIKE[name].split())]
    return [text for row in rows for text in row[part].split("|")]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def measured(network: Network, encoder: Encoder | None, most_wrong: float) -> list[str]:
    """The figures of one network, as in the table."""
    matcher = Matcher(network.knowledge, encoder, VectorCache(CACHE), most_wrong)
    matcher = matcher.recalling([each.text for each in network.messages])
    results = [(matcher.match(each.text), each) for each in network.messages]
    wrong = np.array([_is_sure(found) and _first(found) != each.entry_id for found, each in results])
    kinds = np.array([each.kind for _, each in results])
    inside = [(found, each.entry_id) for found, each in results if each.entry_id is not None]
    sure = [(found, entry_id) for found, entry_id in inside if _is_sure(found)]
    first = np.mean([_first(found) == entry_id for found, entry_id in inside])
    third = np.mean([entry_id in [hit.entry.id for hit in found.hits[:3]] for found, entry_id in inside])
    right = np.mean([_first(found) == entry_id for found, entry_id in sure]) if sure else 1.0
    by_kind = ", ".join(f"{wrong[kinds == kind].mean():.3f}" for kind in ("in scope", "near", "far"))
    shares = [f"{share:.2f}" for share in (len(sure) / len(inside), right, first, third)]
    return [f"{wrong.mean():.3f}", f"{_resampled(wrong, most_wrong):.2f}", by_kind, *shares]


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
