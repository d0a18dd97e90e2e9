"""What systemd is told of the process where it asks for it (Type=notify, WatchdogSec): see sd_notify(3)."""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress

READY = "READY=1"
STOPPING = "STOPPING=1"


class Supervisor:
    """Says nothing where nobody listens."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._every = _half_of(environment)

    def tell(self, *lines: str) -> None:
        """Say how far the process is."""
        if self._address:
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
                way.setblocking(False)  # whoever does not listen may not hold up the bot
                way.sendto("\n".join(lines).encode(), self._address)

    async def keep_telling(self, is_alive: Callable[[], bool]) -> None:
        """Say that the process lives, twice as often as is asked for, as long as it does: an event loop that hangs, or
        a loop of the bot's that has ended, is silent."""
        if self._every is None:
            return
        while is_alive():
            self.tell("WATCHDOG=1")
            await asyncio.sleep(self._every)


def _half_of(environment: Mapping[str, str]) -> float | None:
    """Seconds between signs of life; None where nobody asks this process for them."""
    asked, of_whom = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    if not asked.isdecimal() or not int(asked) or of_whom not in ("", str(os.getpid())):
        return None
    return int(asked) / 2_000_000
