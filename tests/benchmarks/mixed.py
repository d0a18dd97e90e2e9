"""Taught entries with bare ones beside them:  python -m tests.benchmarks.mixed

Two mixtures: the shipped entries with the 230 bare ones of the municipality (what is for choosing), and of the made-up
ones 200 taught with 1,000 bare (`villages`), each with and without meaning. Prints of the questions to each kind how
often the right entry is first or among three, and how many get a right and a wrong sure answer.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.knowledge.directory import load
from bot.knowledge.values import Knowledge
from bot.matching.encoder import Remembering, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.matcher import Matcher
from tests.benchmarks.networks import CACHE, LARGEST, NETWORKS, read
from tests.benchmarks.villages import grown

QUESTIONS, BARE = Path("tests/data/questions.tsv"), 1_000

Asked = list[tuple[str, set[str]]]  # with the ids of the entries that answer


def main() -> None:
    """Print the table."""
    found = find_encoder()
    print("| knowledge | matching | asked | best@1 | best@3 | sure and right | sure and wrong |")
    print("|" + " --- |" * 7)
    for name, (knowledge, kinds) in {"shipped": shipped(), "villages": villages()}.items():
        for title, encoder in (("meaning", found and Remembering(found)), ("words", None)):
            matcher = Matcher(knowledge, encoder, VectorCache(CACHE))
            for kind, asked in kinds.items():
                print(f"| {name} | {title} | {kind} | {' | '.join(figures(matcher, asked))} |", flush=True)


def shipped() -> tuple[Knowledge, dict[str, Asked]]:
    """The shipped entries and the municipality's."""
    knowledge, other = load(Path("knowledge")), read(NETWORKS / f"{LARGEST}.tsv", "dev")
    labelled = [each for each in read_labelled(QUESTIONS) if each.best]
    taught = [
        (each.text, {entry.id for entry in knowledge.entries if each.best & {entry.id, *entry.sources}})
        for each in labelled
    ]
    bare = [(each.text, {each.entry_id}) for each in other.messages if each.entry_id is not None]
    both = (*knowledge.entries, *other.knowledge.entries)
    return replace(knowledge, entries=both), {"taught": taught, "bare": bare}


def villages() -> tuple[Knowledge, dict[str, Asked]]:
    """The made-up ones; of the bare first those that are asked about."""
    made = grown()
    wanted = {entry_id for _, entry_id in made.asked_bare}
    bare = sorted(made.bare, key=lambda entry: entry.id not in wanted)[:BARE]
    kinds = {"taught": made.asked_taught, "bare": made.asked_bare}
    asked = {kind: [(text, {entry_id}) for text, entry_id in pairs] for kind, pairs in kinds.items()}
    return Knowledge((*made.taught, *bare)), asked


def figures(matcher: Matcher, asked: Asked) -> list[str]:
    """Those of one kind, as in the table."""
    told = []
    for text, right in asked:
        found = matcher.match(text)
        places = [hit.entry.id in right for hit in found.hits[:3]]
        first, sure = places[:1] == [True], found.outcome == "answer"
        told.append((first, any(places), sure and first, sure and not first))
    return [f"{share:.3f}" for share in np.mean(told, axis=0)]


if __name__ == "__main__":
    main()
