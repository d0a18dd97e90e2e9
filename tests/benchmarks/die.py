"""Deaths while many wait, one with words that kill: python -m tests.benchmarks.die [KILLS] [WAITING] [SEED]"""

import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.e2e.kills.poison import kill_while_many_wait


def main(kills: int, waiting: int, seed: int) -> None:
    """Print who was left without an answer and who got two; exit 1 if a death cost anybody but the one who wrote it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(
            kill_while_many_wait(Path(folder), waiting, kills, lambda: chance.uniform(0.02, 0.6), deadly=True)
        )
    ledger = outcome.ledger
    twice = sum(ledger.answers().values()) - len(ledger.answers())
    print(f"{kills} kills, {waiting} waiting, seed {seed}: {len(ledger.unanswered())} unanswered,")
    print(
        f"{twice} answered once more, {len(ledger.doubled())} without excuse; {outcome.starts} starts after the kills"
    )
    print(f"the one with words that kill was told: {outcome.told}")
    sys.exit(1 if ledger.unanswered() or ledger.doubled() else 0)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(50, 60, 1)[len(numbers) :])
