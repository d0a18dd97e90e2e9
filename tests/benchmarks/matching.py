"""Ways of matching side by side on labelled questions:  python -m tests.benchmarks.matching [FILE.tsv]

All see the same texts of the same entries. Confidence, for the area under the curve, is the first hit's score for the
ways that have nothing better. Prints a Markdown table for the README.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

import numpy as np
import snowballstemmer
from rapidfuzz import fuzz, process, utils

from bot.knowledge.directory import load
from bot.knowledge.values import Entry, Knowledge
from bot.matching.bm25 import Bm25, Vocabulary, postings
from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.evaluation import Labelled, auc, read_labelled
from bot.matching.matcher import Matcher
from bot.matching.text import cut, spelled_words

KNOWLEDGE = Path("knowledge")
QUESTIONS = Path("tests/data/questions.tsv")
CACHE = Path(".cache/vectors.db")


@dataclass(frozen=True, slots=True)
class Found:
    """Entry numbers, best first, and how sure the way is that there is an answer at all."""

    order: Sequence[int]
    confidence: float


Way = Callable[[str], Found]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure all ways on one file and print the table."""
    questions = read_labelled(Path(arguments[0]) if arguments else QUESTIONS)
    knowledge = load(KNOWLEDGE)
    print("| matching | best@1 | best@3 | AUC | ms |\n| --- | --- | --- | --- | --- |")
    for name, way in ways(knowledge).items():
        print(f"| {name} | {' | '.join(measured(way, questions, knowledge.entries))} |", flush=True)


def ways(knowledge: Knowledge) -> dict[str, Way]:
    """Every way by its name in the table."""
    texts = [entry_text(entry) for entry in knowledge.entries]
    encoder = find_encoder()
    found = {
        "rapidfuzz `WRatio`": by_ratio(texts, fuzz.WRatio),
        "rapidfuzz `token_set_ratio`": by_ratio(texts, fuzz.token_set_ratio),
        "SQLite FTS5": by_fts5(texts),
        "BM25, Snowball stems": by_bm25(texts),
        "landsbygdsbot, words and letters": ours(Matcher(knowledge)),
    }
    if encoder is not None:
        found["landsbygdsbot, with meaning"] = ours(Matcher(knowledge, encoder, VectorCache(CACHE)))
    return found


def measured(way: Way, questions: Iterable[Labelled], entries: Sequence[Entry]) -> list[str]:
    """best@1 and best@3 of questions in scope, area under the curve, median milliseconds a question."""
    times, first, third = [], [], []
    inside: list[float] = []
    outside: list[float] = []
    for question in questions:
        began = perf_counter()
        found = way(question.text)
        times.append((perf_counter() - began) * 1000)
        (inside if question.best else outside).append(found.confidence)
        if question.best:
            right = [bool(question.best.intersection(entries[number].sources)) for number in found.order[:3]]
            first.append(right[:1] == [True])
            third.append(any(right))
    curve = f"{auc(inside, outside):.2f}" if inside and outside else ""
    return [f"{fmean(first):.2f}", f"{fmean(third):.2f}", curve, f"{median(times):.2f}"]


def entry_text(entry: Entry) -> str:
    """All that editors wrote for an entry."""
    return "\n".join((entry.title, entry.answer, entry.more or "", *entry.questions, *entry.keywords))


def by_ratio(texts: Sequence[str], scorer: Callable[..., float]) -> Way:
    """The ratio of question and entry, both in lower case and without punctuation, as most bots do."""
    prepared = [utils.default_process(cut_each(text)) for text in texts]

    def way(question: str) -> Found:
        near = process.extract(utils.default_process(cut(question)), prepared, scorer=scorer, limit=10)
        return Found([number for _, _, number in near], near[0][1])

    return way


def by_fts5(texts: Sequence[str]) -> Way:
    """SQLite's full-text index: any word of the question, ranked by its own BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE entries USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO entries (rowid, text) VALUES (?, ?)", enumerate(map(cut_each, texts)))

    def way(question: str) -> Found:
        query = " OR ".join(f'"{word}"' for word in spelled_words(cut(question))) or '""'
        rows = connection.execute(
            "SELECT rowid, -rank FROM entries WHERE entries MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall()
        return Found([number for number, _ in rows], rows[0][1] if rows else 0.0)

    return way


def by_bm25(texts: Sequence[str]) -> Way:
    """BM25 over the Snowball stems of whole entries."""
    stem = snowballstemmer.stemmer("swedish").stemWord
    vocabulary = Vocabulary()
    documents = [spelled_words(cut_each(text)) for text in texts]
    index = Bm25(vocabulary, postings(vocabulary, documents, lambda word: [stem(word)]), np.zeros(len(texts), np.int8))

    def way(question: str) -> Found:
        scores = index.scores(dict.fromkeys(map(stem, spelled_words(cut(question))), 1.0))
        return Found([int(number) for number in np.argsort(-scores, kind="stable")[:10]], float(scores.max()))

    return way


def ours(matcher: Matcher) -> Way:
    """The bot's own."""
    numbers = {entry.id: number for number, entry in enumerate(matcher.entries)}

    def way(question: str) -> Found:
        found = matcher.match(question)
        return Found([numbers[hit.entry.id] for hit in found.hits], found.confidence)

    return way


def cut_each(text: str) -> str:
    """A long text made harmless line by line."""
    return "\n".join(map(cut, text.splitlines()))


if __name__ == "__main__":
    main(sys.argv[1:])
