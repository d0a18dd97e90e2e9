"""How long the event loop is held while the library matches, warms and reads again:  python -m tests.benchmarks.holding

A task that wants to run every 2 ms notes how late it was. On a busy machine it is late without our doing, so the rounds
are printed one by one; the target is 20 ms.
"""

import asyncio
import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.matching.encoder import VectorCache, find_encoder
from bot.matching.library import Library
from tests.stage.entries import warmed

KNOWLEDGE = Path("knowledge")
QUESTIONS = 20


def main(rounds: int = 8) -> None:
    """Print the longest hold of each round, in milliseconds."""
    print("longest hold, ms:", " ".join(f"{1000 * each:.0f}" for each in asyncio.run(_holds(rounds))))


async def _holds(rounds: int) -> list[float]:
    with TemporaryDirectory() as folder:
        library = await asyncio.to_thread(Library, KNOWLEDGE, find_encoder(), VectorCache(Path(folder) / "vectors.db"))
        gc.freeze()
        held = [await _longest(library) for _ in range(rounds)]
        await library.close()
    return held


async def _longest(library: Library) -> float:
    late: list[float] = []

    async def tick() -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(0.002)
            late.append(perf_counter() - began - 0.002)

    ticking = asyncio.create_task(tick())
    await library.reload()
    await asyncio.gather(*(library.ask(f"hur ordnar vi samåkning {number}") for number in range(QUESTIONS)))
    await warmed(library)
    ticking.cancel()
    return max(late)


if __name__ == "__main__":
    main()
