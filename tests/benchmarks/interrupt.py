"""Five hundred kills at random moments of broadcasts: python -m tests.benchmarks.interrupt [KILLS] [SEED]"""

import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.e2e.kills.broadcasts import interrupt_often


def main(kills: int, seed: int) -> None:
    """Print what became of all recipients; exit 1 if one was skipped, got it twice, or the ledger is not true."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(interrupt_often(Path(folder), kills, random.Random(seed)))
    print(f"{kills} kills, seed {seed}: {len(outcome.ledger)} recipients, {outcome.unknown()} unknown,")
    print(f"{len(outcome.unsettled())} skipped, {len(outcome.wrong())} of which the ledger is wrong")
    sys.exit(1 if outcome.unsettled() or outcome.wrong() or outcome.unknown() > kills else 0)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(500, 1)[len(numbers) :])
