"""Waiting that somebody can end."""

import asyncio


async def until(seconds: float | None, *events: asyncio.Event) -> None:
    """Until one of the events is set, at most so long (None: however long)."""
    waits = [asyncio.ensure_future(each.wait()) for each in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()


def clock() -> float:
    """Seconds on a clock that nobody sets."""
    return asyncio.get_running_loop().time()
