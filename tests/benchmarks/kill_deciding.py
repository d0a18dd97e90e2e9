"""A hundred kills while tips are sent and decided: python -m tests.benchmarks.kill_deciding [KILLS] [SEED]"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.e2e.kills.decisions import decide_often


def main(kills: int, seed: int) -> None:
    """Print what was done; AssertionError says which promise was broken."""
    with tempfile.TemporaryDirectory() as folder:
        redaktion, items = asyncio.run(decide_often(Path(folder), kills, random.Random(seed)))
    counted = sorted(Counter(each.status for each in items).items())
    states = ", ".join(f"{number} {status}" for status, number in counted)
    print(f"{kills} kills, seed {seed}: {len(items)} tips ({states}), {len(redaktion.presses)} presses;")
    print(f"{redaktion.missing} tips lost, {redaktion.given_up} updates given up under which three processes died;")
    print("the others are in the queue once, nothing is half published, no notice lost or sent twice")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(100, 1)[len(numbers) :])
