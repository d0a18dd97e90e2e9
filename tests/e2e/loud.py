"""`python -m bot` with every logger at DEBUG and handlers that fail with a member's words on their lips."""

import asyncio
import logging
import sys

from bot.cli import main
from bot.matching.library import Library
from bot.matching.result import Result

LOUD = ("bot", "telegram", "httpx", "httpcore", "aiosqlite", "apscheduler", "tornado", "asyncio")
FAILS, FORGOTTEN, DROPPED = "felfrågan", "bakgrundsfelet", "slängfelet"  # what is asked to fail, and how


async def ask(library: Library, question: str) -> Result:
    """Answer, unless it is asked to fail: here, in a task that nobody waits for, or where an object is thrown away."""
    if FAILS in question:
        raise ValueError(question) from KeyError(question)
    if FORGOTTEN in question:
        asyncio.get_running_loop().create_task(_fail(question))
        logging.getLogger("telegram.ext").warning("a library says: %s", question)
    if DROPPED in question:
        _Dropped(question)
    return await known(library, question)


async def _fail(words: str) -> None:
    raise RuntimeError(words)


class _Dropped:
    def __init__(self, words: str) -> None:
        self.words = words

    def __del__(self) -> None:
        raise RuntimeError(self.words)


known = Library.ask

if __name__ == "__main__":
    setattr(Library, "ask", ask)  # noqa: B010 - mypy knows a class by its name
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
    main(sys.argv[1:])
