"""Why Telegram cannot be reached, in a sentence: looked up once, beside the tries of the bot itself."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

PATIENCE: Final = 3.0  # seconds without contact that are nothing to speak of
_LOOKED: Final = 5.0  # seconds
_PORTS: Final = {"https": 443, "http": 80}


async def tell_of_silence(has_met: Callable[[], bool], url: str, announce: Callable[[str], None]) -> None:
    """Announce once that Telegram does not answer, unless it soon does."""
    await asyncio.sleep(PATIENCE)
    if not has_met():
        why = await obstacle(url)
        announce(f"Ingen kontakt med Telegram: {why}. Boten försöker igen tills det går. Avsluta med Ctrl+C.")


async def obstacle(url: str) -> str:
    """What stands between this computer and the server, or its proxy."""
    asked = urlsplit(url)
    proxy = _proxy(asked)
    way = asked if proxy is None else proxy
    place = f"{way.hostname}" if proxy is None else f"proxyn {way.hostname}"
    secure = ssl.create_default_context() if proxy is None and asked.scheme == "https" else None
    connecting = asyncio.open_connection(way.hostname, way.port or _PORTS.get(way.scheme, 80), ssl=secure)
    try:
        _, writer = await asyncio.wait_for(connecting, _LOOKED)
    except (OSError, TimeoutError) as failed:
        return _because(failed, place)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return f"{place} går att nå, men svarar inte som den ska"


def _proxy(asked: SplitResult) -> SplitResult | None:
    proxies = getproxies()
    address = proxies.get(asked.scheme) or proxies.get("all")
    if not address or proxy_bypass(asked.hostname or ""):
        return None
    return urlsplit(address if "://" in address else f"http://{address}")


def _because(failed: OSError | TimeoutError, place: str) -> str:
    match failed:
        case socket.gaierror():
            return f"namnet {place} går inte att slå upp; kontrollera nätet och stavningen"
        case ssl.SSLCertVerificationError():
            return f"certifikatet från {place} godtas inte; kontrollera datorns klocka och SSL_CERT_FILE"
        case ssl.SSLError():
            return f"{place} talar inte TLS"
        case ConnectionRefusedError():
            return f"{place} tar inte emot någon anslutning"
        case TimeoutError():
            return f"{place} svarar inte"
        case _:
            return f"{place} går inte att nå; kontrollera nätet"
