"""Speed and memory for the shipped knowledge and for 10,000 bare entries:  python -m tests.benchmarks.scale

Each size is measured in a process of its own, so that the peak memory is its own too. The large knowledge is made up
from Swedish words and has vectors from a cheap encoder, since 10,000 real ones take minutes; the questions are encoded
by the real encoder where it is installed, so the time of a question is the true one.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

import numpy as np

from bot.knowledge.directory import load
from bot.knowledge.values import Entry, Knowledge
from bot.matching.encoder import Encoder, Vector, VectorCache, find_encoder
from bot.matching.evaluation import read_labelled
from bot.matching.matcher import Matcher
from bot.matching.text import spelled_words

ENTRIES = 10_000
KNOWLEDGE = Path("knowledge")
QUESTIONS = Path("tests/data/questions.tsv")
CACHE = Path(".cache/vectors.db")
STATUS = Path("/proc/self/status")


class Chequered:
    """The real encoder for questions, cheap vectors for everything else, under the real encoder's length."""

    name = "chequered"
    dim = 384

    def __init__(self, questions: Sequence[str], real: Encoder | None) -> None:
        self._real = real
        self._questions = frozenset(questions)

    def encode(self, text: str) -> Vector:
        """A vector (384,) that depends on the text alone."""
        if self._real is not None and text in self._questions:
            return self._real.encode(text)
        made = np.random.default_rng(list(text[:80].encode())).standard_normal(self.dim).astype(np.float32)
        return np.asarray(made / np.linalg.norm(made), np.float32)


def main() -> None:
    """Print the table; each row comes from a process of its own."""
    print("| entries | evidence | ms median | ms 95 % | start s | peak MB |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as directory:
        cache = str(Path(directory) / "vectors.db")
        _row("large", "fill", cache)
        for size, evidence in (("shipped", "words"), ("shipped", "meaning"), ("large", "words"), ("large", "meaning")):
            print(_row(size, evidence, cache), flush=True)


def measure(size: str, evidence: str, cache: VectorCache) -> str:
    """One row: time of a question, time until the matcher is ready, peak memory of the process."""
    questions = [each.text for each in read_labelled(QUESTIONS)][::4]
    knowledge = load(KNOWLEDGE)
    if size == "large":
        knowledge = large_knowledge(knowledge)
    real = find_encoder() if evidence == "meaning" else None
    encoder: Encoder | None = real
    if evidence != "words" and size == "large":
        encoder = Chequered(questions, real)
    began = time.perf_counter()
    matcher = Matcher(knowledge, encoder, cache)
    start = time.perf_counter() - began
    if evidence == "fill":
        return ""
    times = timed(matcher.match, questions)
    told = "words and meaning" if encoder else "words"
    return (
        f"| {len(knowledge.entries):,} | {told} | {median(times):.1f} | {quantiles(times, n=20)[-1]:.1f} | "
        f"{start:.1f} | {_peak()} |"
    )


def timed(match: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question."""
    times = []
    for question in questions:
        began = time.perf_counter()
        match(question)
        times.append((time.perf_counter() - began) * 1000)
    return times


def large_knowledge(shipped: Knowledge) -> Knowledge:
    """10,000 entries with an id and an answer of 200-600 letters in some 50,000 different words; always the same."""
    chance = random.Random(1)
    texts = [text for entry in shipped.entries for text in (entry.answer, *entry.questions)]
    words = [word for text in texts for word in spelled_words(text)]
    long = [word for word in words if len(word) > 3]
    made = [chance.choice(long) + chance.choice(long) for _ in range(50_000)]
    entries = []
    for number in range(ENTRIES):
        answer, length = "", chance.randint(200, 570)
        while len(answer) < length:
            answer += (chance.choice(made) if chance.random() < 0.3 else chance.choice(words)) + " "
        entries.append(Entry(f"e{number}", "allt", "exempel", answer[:60], answer.strip()))
    return Knowledge(tuple(entries), out_of_scope=shipped.out_of_scope)


def _row(size: str, evidence: str, cache: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", size, evidence, cache],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def _peak() -> str:
    """The most memory the process has held, in MB, where the system tells."""
    if not STATUS.is_file():
        return ""
    [line] = [line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")]
    return f"{int(line.split()[1]) / 1024:.0f}"


if __name__ == "__main__":
    if len(sys.argv) == 4:
        size, evidence, cache = sys.argv[1:]
        print(measure(size, evidence, VectorCache(CACHE if size == "shipped" else Path(cache))))
    else:
        main()
