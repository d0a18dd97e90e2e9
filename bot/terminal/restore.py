"""A copy of the database taken into use; the earlier one stays beside it."""

from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot import wiring
from bot.storage import chores, copies
from bot.storage.database import hold_alone, open_database
from bot.wiring import SetAside


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the earlier database lies now, if there was one, and what was in hand in the copy."""

    kept: Path | None
    aside: SetAside


async def restore(source: Path, database: Path, at: datetime) -> Restored:
    """Take the copy `source` into use as `database`.

    DatabaseInUse while a bot runs with it, DatabaseUnusable or DatabaseTooNew if the copy is no good: nothing has
    changed then. What was in hand when the copy was made may have been sent since, so it is not sent again.
    """
    with closing(hold_alone(database)):
        copies.require_whole(source)
        with copies.unfinished(database) as part:
            copies.copy(source, part, database)
            opened = await open_database(part)
            try:
                aside = await wiring.set_aside(opened)
                async with opened.transaction() as transaction:
                    await chores.put(transaction, "restored", note=asdict(aside))
            finally:
                await opened.close()
            return Restored(copies.exchange(part, database, at), aside)
