"""A knowledge grown to 10,000 entries, 200 of them taught:  python -m tests.benchmarks.scale

The first table tells of a question, a start from files and a warm cache until meanings are compared, an approval until
it answers, and memory; each row comes from a process of its own, so that its memory is its own. Times are the
processor's, since other work on the machine shall not count; a question's are without the encoder's own, which stands
beside.

The second compares how well held-out questions are answered with the other kind of entries beside and without. The
entries are made up (`villages`); encoding them takes some ten minutes the first time, into .cache/grown.db.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import numpy as np

from bot.knowledge.export import theme_text
from bot.knowledge.overlay import Laid, Overlay
from bot.knowledge.shared import general_talk
from bot.knowledge.values import Entry, Knowledge
from bot.matching.encoder import Encoder, Remembering, Vector, VectorCache, find_encoder
from bot.matching.library import Library
from bot.matching.matcher import Matcher
from bot.matching.result import Result
from tests.benchmarks.networks import outside
from tests.benchmarks.villages import grown
from tests.stage.entries import warmed

KNOWLEDGE = Path("knowledge")
CACHE = Path(".cache/grown.db")
STATUS = Path("/proc/self/status")
ASKED = 200
TIP = Entry("nytt", "allt", "exempel", "Torpstickan kör varor", "Byalaget kör varor hem varje torsdag med Torpstickan.")

Asked = Sequence[tuple[str, str | None]]


class Timed:
    """An encoder that counts the seconds it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dim, self._encoder = encoder.name, encoder.dim, encoder
        self.seconds = 0.0

    def encode(self, text: str) -> Vector:
        """As the encoder."""
        began = process_time()
        found = self._encoder.encode(text)
        self.seconds += process_time() - began
        return found


def main() -> None:
    """Print both tables."""
    print("| entries | matching | ms median | ms 95 % | ms encoder | start s | adding s | MB | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        for directory in (KNOWLEDGE, Path(folder)):
            for evidence in ("words", "meaning"):
                _row(directory, evidence)  # so that the cache is warm
                print(_row(directory, evidence), flush=True)
    print("\n| asked | beside | best@1 | best@3 | sure and right | sure and wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    for line in quality():
        print(line, flush=True)


def large_knowledge(shipped: Knowledge) -> Knowledge:
    """The grown entries, with what the shipped knowledge says is out of scope."""
    made = grown()
    return Knowledge((*made.taught, *made.bare), out_of_scope=shipped.out_of_scope)


def _write(directory: Path) -> None:
    (directory / "teman.yaml").write_text("teman:\n  - {id: allt, namn: Allt}\n", encoding="utf-8")
    (directory / "allt.yaml").write_text(theme_text(large_knowledge(Knowledge(())).entries), encoding="utf-8")


def _row(directory: Path, evidence: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", str(directory), evidence],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


async def measure(directory: Path, evidence: str) -> str:
    """One row: of questions, the start, an approval and memory."""
    real = find_encoder() if evidence == "meaning" else None
    timed = Timed(real) if real is not None else None
    made = grown()
    questions = [text for text, _ in (*made.asked_taught, *made.asked_bare)][:: 1200 // ASKED]
    del made
    began = process_time()
    library = Library(directory, timed, VectorCache(CACHE))
    library.start_warming()
    await warmed(library)
    start = process_time() - began
    times, encoding = _asked(library.matcher.match, questions, timed)
    began = process_time()
    await library.refresh(Overlay().plus(Laid(TIP, edit=False)))
    adding = process_time() - began
    found = await library.ask("vem kör torpstickan")
    assert found.hits[0].entry.id == TIP.id
    await library.close()
    now, peak = _memory()
    size, latest = f"{len(library.base.entries):,}", quantiles(times, n=20)[-1]
    told = (f"{median(times):.1f}", f"{latest:.1f}", f"{encoding:.1f}", f"{start:.1f}", f"{adding:.2f}")
    return f"| {' | '.join((size, evidence, *told, f'{now:.0f}', f'{peak:.0f}'))} |"


def _asked(
    match: Callable[[str], Result], questions: Sequence[str], encoder: Timed | None
) -> tuple[list[float], float]:
    """Milliseconds of each question beside the encoder's, and the mean of the encoder's."""
    times, encoding = [], []
    for question in questions:
        before, began = encoder.seconds if encoder else 0.0, process_time()
        match(question)
        encoding.append((encoder.seconds if encoder else 0.0) - before)
        times.append((process_time() - began - encoding[-1]) * 1000)
    return times, float(np.mean(encoding)) * 1000


def _memory() -> tuple[float, float]:
    """What the process holds, and the most it has held, in MB; 0 where the system does not tell."""
    if not STATUS.is_file():
        return 0.0, 0.0
    lines = dict(line.split(":", 1) for line in STATUS.read_text(encoding="ascii").splitlines())
    return int(lines["VmRSS"].split()[0]) / 1024, int(lines["VmHWM"].split()[0]) / 1024


def quality() -> list[str]:
    """The lines of the second table."""
    real, made, talk = find_encoder(), grown(), general_talk()
    encoder = None if real is None else Remembering(real)
    far: Asked = [(text, None) for text in outside("held", "")]
    kinds: dict[str, Asked] = {"taught": made.asked_taught, "bare": made.asked_bare, "out of scope": far}
    lines = []
    for beside, entries, names in (
        ("nothing", made.taught, ("taught", "out of scope")),
        ("nothing", made.bare, ("bare", "out of scope")),
        ("the other kind", (*made.taught, *made.bare), tuple(kinds)),
    ):
        knowledge = Knowledge(entries, small_talk=talk.small_talk, pointers=talk.pointers)
        matcher = Matcher(knowledge, encoder, VectorCache(CACHE))
        lines += [f"| {name} | {beside} | {' | '.join(_figures(matcher, kinds[name]))} |" for name in names]
    return lines


def _figures(matcher: Matcher, asked: Asked) -> list[str]:
    results = [(matcher.match(text), entry_id) for text, entry_id in asked]
    hits = [[hit.entry.id for hit in found.hits] for found, _ in results]
    first = [own[:1] == [entry_id] for own, (_, entry_id) in zip(hits, results, strict=True)]
    third = [entry_id in own[:3] for own, (_, entry_id) in zip(hits, results, strict=True)]
    sure = [found.outcome == "answer" for found, _ in results]
    right = [is_sure and is_first for is_sure, is_first in zip(sure, first, strict=True)]
    wrong = [is_sure and not is_first for is_sure, is_first in zip(sure, first, strict=True)]
    if asked[0][1] is None:
        return ["", "", "", f"{np.mean(sure):.3f}"]
    return [f"{np.mean(each):.3f}" for each in (first, third, right, wrong)]


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(asyncio.run(measure(Path(sys.argv[1]), sys.argv[2])))
    else:
        main()
