"""Two hundred kills at random moments: python -m tests.benchmarks.kill [KILLS] [SEED]"""

import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.e2e.kills.questions import kill_often


def main(kills: int, seed: int) -> None:
    """Print how many questions were asked, lost, and answered twice; exit 1 if the promise was broken."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = asyncio.run(kill_often(Path(folder), kills, random.Random(seed)))
    twice = sum(ledger.answers().values()) - len(ledger.answers())
    print(f"{kills} kills, seed {seed}: {len(ledger.asked)} questions, {len(ledger.unanswered())} unanswered,")
    print(f"{twice} answered once more (killed between sending and marking), {len(ledger.doubled())} without excuse")
    sys.exit(1 if ledger.unanswered() or ledger.doubled() else 0)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(200, 1)[len(numbers) :])
